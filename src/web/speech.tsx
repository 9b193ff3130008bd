/** Figures to be said aloud: its address holds all of the choice. */

import { Hono, type Context } from 'hono'
import { parseIndicatorId } from '../domain/indicators/request.ts'
import { InvalidInput, ObservatoryError } from '../domain/shared/errors.ts'
import { dayWords } from '../domain/shared/day.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { MOST_SAID, type Speech } from '../domain/editions/speech.ts'
import { prepareSpeech, type SpeechQuestion } from '../usecases/speech.ts'
import { QUERY } from '../view/paths.ts'
import { speechText } from '../view/speech-text.ts'
import { NoSpeechPage, SpeechPage } from '../view/speech.tsx'
import { fileName } from './downloads.ts'
import { frameOf, languageOf } from './frame.ts'
import type { PortalEnv } from './portal.ts'
import { comparedWith, territoryAsked } from './queries.ts'

export const speeches = new Hono<PortalEnv>()

speeches.on('GET', ['/discours', '/en/speech'], async (c) => {
  const { observatory, today } = c.get('portal')
  const { folder } = observatory
  const first = beginning(c)
  if (!first) return c.html(<NoSpeechPage frame={frameOf(c)} />)
  const themes = folder.settings.themes.map((theme) => ({
    theme,
    indicators: folder.indicators.filter((indicator) => indicator.theme === theme.id)
  }))
  const page = {
    frame: frameOf(c),
    themes: themes.filter(({ indicators }) => indicators.length > 0),
    listed: folder.perimeters,
    today
  }
  try {
    return c.html(<SpeechPage {...page} speech={await asked(c, first)} />)
  } catch (error) {
    if (!(error instanceof ObservatoryError)) throw error
    const speech = await prepareSpeech(observatory, first, today)
    return c.html(<SpeechPage {...page} speech={speech} trouble={error.text} />, 400, { 'Cache-Control': 'no-store' })
  }
})

speeches.on('GET', ['/discours.txt', '/en/speech.txt'], async (c) => {
  const first = beginning(c)
  if (!first) {
    throw new InvalidInput({
      fr: 'Cet observatoire n’a pas de périmètre : nommez un territoire',
      en: 'This observatory has no perimeter: name a territory'
    })
  }
  const speech = await asked(c, first)
  const language = languageOf(c.req.path)
  return c.body(speechText(speech, dayWords(c.get('portal').today)[language], language), 200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': `attachment; filename="${fileName(['discours', speech.perimeter.id])}.txt"`
  })
})

function asked(c: Context<PortalEnv>, first: SpeechQuestion): Promise<Speech> {
  const { observatory, today } = c.get('portal')
  const names = [...(c.req.queries(QUERY.indicators.fr) ?? []), ...(c.req.queries(QUERY.indicators.en) ?? [])]
  const ids = [...new Set(names.flatMap((one) => one.split(',')).filter((one) => one !== ''))].map(parseIndicatorId)
  for (const id of ids) indicatorOf(observatory.registry, id)
  if (ids.length > MOST_SAID) {
    throw new InvalidInput({
      fr: `${ids.length} indicateurs à la fois : un discours en dit ${MOST_SAID} au plus`,
      en: `${ids.length} indicators at once: a speech says ${MOST_SAID} at most`
    })
  }
  const others = comparedWith(c)
  const versus = others === undefined ? first.versus : others[0]
  return prepareSpeech(
    observatory,
    {
      perimeter: territoryAsked(c) ?? first.perimeter,
      indicators: ids,
      ...(versus && { versus })
    },
    today
  )
}

/** The first perimeter of the observatory, or the one asked for where it has none, beside its first comparator. */
function beginning(c: Context<PortalEnv>): SpeechQuestion | undefined {
  const { perimeters, comparisons } = c.get('portal').observatory.folder.settings
  const perimeter = perimeters[0] ?? territoryAsked(c)
  const [versus] = comparisons
  return perimeter && { perimeter, indicators: [], ...(versus && { versus }) }
}
