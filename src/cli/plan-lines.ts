/** A plan as a person reads it before saying yes, and as a program does. */

import type { ObservationKey } from '../domain/sources/comparison.ts'
import type { Plan } from '../domain/sources/plan.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Revision } from '../domain/sources/changes.ts'
import { formatNumber } from '../view/number.ts'

/** Plain data already: one place to change should it no longer be. */
export function planJson(plan: Plan): object {
  return { ...plan }
}

/** How many of each kind a person is shown; `--json` gives up to a thousand. */
const SHOWN = 10

export function planLines(plan: Plan, language: Language): readonly string[] {
  const { file, source, vintage, cog, rows, observations, refused, unknown, undeclared, betterCog, remarks } = plan
  const say = (text: Text): string => text[language]
  return [
    say({
      fr: `${file.name} → ${vintage ?? source}, codes du COG ${cog}`,
      en: `${file.name} → ${vintage ?? source}, codes of the COG ${cog}`
    }),
    ...(vintage === undefined
      ? [
          say({
            fr: '  Édition : le fichier ne la dit pas. À donner par --edition, comme 2022-01, sans quoi --apply refuse',
            en: '  Edition: the file does not say it. To be given by --edition, such as 2022-01, or --apply refuses'
          })
        ]
      : []),
    say({
      fr: `  Lignes : ${many(rows.read, 'lue')}, ${many(rows.kept, 'gardée')}, ${many(rows.refused, 'refusée')}`,
      en: `  Rows: ${rows.read} read, ${rows.kept} kept, ${rows.refused} refused`
    }),
    say({
      fr: `  Observations : ${formatNumber(observations.kept, { language: 'fr', decimals: 0 })}, dont ${many(observations.added, 'ajoutée')}, ${many(observations.revised, 'corrigée')}, ${many(observations.unchanged, 'inchangée')} ; ${many(observations.vanished, 'disparue')}`,
      en: `  Observations: ${observations.kept}, of which ${observations.added} added, ${observations.revised} revised, ${observations.unchanged} unchanged; ${observations.vanished} vanished`
    }),
    ...plan.series.map(
      ({ series, column, periods, levels, added, revised, vanished }) =>
        `    ${series} ← ${column} (${periodsText(periods)} ; ${levels.join(', ')}) +${added} ~${revised} −${vanished}`
    ),
    ...remarks.map((remark) => `  ${say(remark)}`),
    ...some(
      { fr: 'Refusées', en: 'Refused' },
      refused,
      ({ place, found, expected }) =>
        new InvalidInput(
          { fr: `trouvé « ${found} », attendu ${expected.fr}`, en: `found "${found}", expected ${expected.en}` },
          place
        ).text[language]
    ),
    ...some({ fr: 'Codes inconnus', en: 'Unknown codes' }, unknown, ({ code, place, proposals }) => {
      const [first] = proposals
      const at = [place.file, place.line, place.column].filter((part) => part !== undefined).join(':')
      const where = place.line === undefined ? code : `${at} : ${code}`
      return first ? `${where} : ${first.commune} ${first.name} (${say(first.why)})` : where
    }),
    ...(betterCog
      ? [
          say({
            fr: `  Le COG ${betterCog.cog} connaît ${betterCog.found} de ces codes sur ${betterCog.of} : --cog ${betterCog.cog}`,
            en: `  The COG ${betterCog.cog} knows ${betterCog.found} of these ${betterCog.of} codes: --cog ${betterCog.cog}`
          })
        ]
      : []),
    ...some({ fr: 'Séries non déclarées', en: 'Undeclared series' }, undeclared, (series) => series),
    ...some({ fr: 'Corrigées', en: 'Revised' }, plan.revised, revisionText, observations.revised),
    ...some({ fr: 'Disparues', en: 'Vanished' }, plan.vanished, keyText, observations.vanished)
  ]

  /** @param count of all there are, where the list holds only the first of them */
  function some<T>(label: Text, all: readonly T[], line: (one: T) => string, count = all.length): readonly string[] {
    if (all.length === 0) return []
    const more = count > SHOWN ? [`    … ${count - SHOWN} ${say({ fr: 'de plus', en: 'more' })}`] : []
    return [`  ${label[language]} (${count})`, ...all.slice(0, SHOWN).map((one) => `    ${line(one)}`), ...more]
  }
}

/** French says two from two on. */
function many(count: number, word: string): string {
  return `${formatNumber(count, { language: 'fr', decimals: 0 })}\u00a0${word}${count > 1 ? 's' : ''}`
}

function revisionText({ before, after, ...key }: Revision): string {
  return `${keyText(key)} : ${before ?? '–'} → ${after ?? '–'}`
}

function keyText({ series, territory, period }: ObservationKey): string {
  return `${series}, ${territory}, ${period}`
}

function periodsText(periods: readonly string[]): string {
  const [first = '', last = first] = [periods[0], periods.at(-1)]
  return first === last ? first : `${first} … ${last}`
}
