/** What a class needs to write something true: a few figures explained, a chart to draw, and a look at what pupils wrote. */

import type { CheckedArticle, CheckedNumber, Cited, ClassKit, ToDraw } from '../domain/editions/class-kit.ts'
import { nakedNumbers } from '../domain/editions/naked-number.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { figureAddress, parseFigureAddress } from '../domain/indicators/request.ts'
import { parseNumber } from '../domain/indicators/typed-number.ts'
import { InvalidInput, ObservatoryError } from '../domain/shared/errors.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { findFigure } from './figures.ts'
import { vintagesOf } from './indicator-page.ts'
import type { OpenObservatory } from './open.ts'
import { searchNumbers } from './search-numbers.ts'
import { prepareSpeech } from './speech.ts'
import { evolutionOf } from './territory-page.ts'

/** Figures of a kit. */
const MOST_FIGURES = 10

/** A class writes less: some ten pages. */
const MOST_LETTERS = 20_000

/** Figures proposed for a number. */
const MOST_PROPOSED = 3

/** @param today `YYYY-MM-DD` @throws {NotFound} @throws {Refused} as `prepareSpeech` */
export async function classKit(observatory: OpenObservatory, perimeter: PerimeterId, today: string): Promise<ClassKit> {
  const speech = await prepareSpeech(observatory, { perimeter, indicators: [] }, today)
  const lines = speech.lines.slice(0, MOST_FIGURES)
  let chart: ToDraw | undefined
  for (const { indicator, answer } of lines) {
    const all = await evolutionOf(observatory, indicator.id, perimeter)
    const figures = all.filter(({ cell, period }) => 'value' in cell && period.length === answer.figure.period.length)
    if (figures.length > (chart?.figures.length ?? 1)) chart = { indicator, figures }
  }
  return { lines, ...(chart && { chart }) }
}

const ADDRESS = /(?:https?:\/\/[^\s/]+)?(\/(?:chiffres|en\/figures)\/[^\s)\]>,;»"]+)/g

/**
 * Nothing of it is kept.
 *
 * @throws {InvalidInput} when it is empty, or too long
 */
export async function checkArticle(observatory: OpenObservatory, text: string): Promise<CheckedArticle> {
  if (text.trim() === '') {
    throw new InvalidInput({
      fr: 'L’article est vide : écrivez ou collez son texte, puis vérifiez',
      en: 'The article is empty: write or paste its text, then check'
    })
  }
  if (text.length > MOST_LETTERS) {
    throw new InvalidInput({
      fr: `L’article a ${text.length} signes : attendu ${MOST_LETTERS} au plus`,
      en: `The article has ${text.length} characters: expected ${MOST_LETTERS} at most`
    })
  }
  const citing = (figure: Figure): Cited => ({
    figure,
    indicator: indicatorOf(observatory.registry, figure.indicator),
    sources: vintagesOf(observatory.registry, [figure])
  })
  const cited = new Map<string, Cited>()
  const lost: CheckedArticle['lost'][number][] = []
  for (const { 1: written = '' } of text.matchAll(ADDRESS)) {
    const address = written.replace(/[.!?]+$/, '')
    try {
      const request = parseFigureAddress(address)
      cited.set(figureAddress(request), citing(await findFigure(observatory, request)))
    } catch (error) {
      if (!(error instanceof ObservatoryError)) throw error
      lost.push({ address, why: error.text })
    }
  }
  const bare = text.replaceAll(ADDRESS, (whole) => ' '.repeat(whole.length))
  const numbers: CheckedNumber[] = []
  for (const { text: found, start, typed = parseNumber(found), isSmall } of nakedNumbers(bare)) {
    if (isSmall) continue
    const near = typed && (await searchNumbers(observatory, typed, MOST_PROPOSED))
    numbers.push({ text: found, start, figures: (near?.figures ?? []).map(citing) })
  }
  return { text, cited: [...cited.values()], lost, numbers }
}
