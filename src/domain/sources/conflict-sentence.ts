/** Rules on what one sentence works out aloud, whatever its claims are called: « 12 % des 5 200 t, soit 780 t ». */

import { EXHAUSTIVE, PARTIAL, UNIT_OF } from './claim-lexicon.ts'
import type { Meaning } from './claim-meaning.ts'
import { isWritten, numbersOf, PERCENT_OF, SO_PERCENT } from './claim-sentence.ts'
import { folded, isSubset, monthsMeet, says, tokensOf } from './claim-words.ts'
import { groupBy, ids, isValued, unitText, type Valued } from './conflict-clusters.ts'
import { isOff } from './conflict-parts.ts'
import { disagrees } from './conflict-shares.ts'
import type { Found, Rule, Step } from './conflict.ts'

/** From one level to another: their quotient is no share. */
const MOVES =
  /\b(?:pass\w*|contre|against|from|depuis|since|hausse|baisse|progress\w*|recul\w*|augment\w*|diminu\w*|rise\w*|rose|fell|fall\w*|grew|grow\w*|increas\w*|decreas\w*|decline\w*|change\w*|evolution|more|less|plus que|moins que)\b/

/** Those of one sentence, in their order. */
function sentencesOf(meanings: readonly Meaning[], fewest: number): readonly (readonly Valued[])[] {
  const all = groupBy(meanings.filter(isValued), ({ claim }) => `${claim.document}/${claim.quote}`)
  return all.filter(({ length }) => length >= fewest)
}

type Told = { readonly share: Valued; readonly base: Valued; readonly part: Valued }

/** The three that a sentence joins, by the numbers that are written in it. */
function toldIn(own: readonly Valued[], form: RegExp, order: 'percent-first' | 'percent-last'): Told | undefined {
  const [, first, second, third] = form.exec(own[0]?.claim.quote ?? '') ?? []
  if (first === undefined) return undefined
  const amounts = own.filter(({ aspect }) => aspect === 'amount' || aspect === 'flow')
  const isPercentFirst = order === 'percent-first'
  const share = own.find(
    (one) => one.aspect === 'share' && one.unit === '%' && isWritten(one, isPercentFirst ? first : third)
  )
  const one = amounts.find((amount) => isWritten(amount, isPercentFirst ? second : first))
  const other = amounts.find((amount) => amount !== one && isWritten(amount, isPercentFirst ? third : second))
  if (!share || !one || !other || one.unit !== other.unit || !monthsMeet(one.months, other.months)) return undefined
  if (isPercentFirst) return { share, base: one, part: other }
  return one.value > other.value ? { share, base: one, part: other } : { share, base: other, part: one }
}

/** Percent of a base, and what it is said to make. */
const percentOfBase: Rule = (meanings) =>
  sentencesOf(meanings, 3).flatMap((own): readonly Found[] => {
    const told = toldIn(own, PERCENT_OF, 'percent-first')
    if (!told) return []
    const { share, base, part } = told
    const result = (share.value / 100) * base.value
    if (!disagrees(part, result, [share, base])) return []
    const step: Step = {
      operation: '×',
      operands: [share.value / 100, base.value],
      result,
      unit: unitText(part),
      typed: part.value
    }
    return [{ reason: 'ratio-times-base', claims: ids([share, base, part]), steps: [step] }]
  })

/** A part, its whole, and the percent that they are said to make. */
const partsToPercent: Rule = (meanings) =>
  sentencesOf(meanings, 3).flatMap((own): readonly Found[] => {
    const told = says(own[0]?.claim.quote ?? '', MOVES) ? undefined : toldIn(own, SO_PERCENT, 'percent-last')
    if (!told) return []
    const { share, base, part } = told
    const result = (part.value / base.value) * 100
    if (!disagrees(share, result, [part, base])) return []
    const operands = [part.value, base.value]
    const step: Step = { operation: 'share', operands, result, unit: '%', typed: share.value }
    return [{ reason: 'share-of-parts', claims: ids([share, part, base]), steps: [step] }]
  })

/** What is told after the whole is all of it, or nearly. */
const NEARLY = { least: 0.7, most: 1.4 }

/** « 158 remontées : 96 télésièges et 71 téléskis »: after the colon, the parts of what is before it. */
const sumInSentence: Rule = (meanings) =>
  sentencesOf(meanings, 3).flatMap((own): readonly Found[] => {
    const { quote } = own[0]?.claim ?? { quote: '' }
    const [before = '', after] = quote.split(/\s?(?::|[–—]|\((?=\d)|\b(?:soit|composed of|made up of)\b)\s?/, 2)
    if (after === undefined || says(quote, PARTIAL) || !/\b(?:et|and)\b|[,;+]/.test(after)) return []
    const amounts = own.filter(({ aspect }) => aspect === 'amount' || aspect === 'flow')
    const [whole, more] = amounts.filter((one) => numbersOf(before).some((text) => isWritten(one, text)))
    const parts = amounts.filter((one) => one !== whole && numbersOf(after).some((text) => isWritten(one, text)))
    const sum = parts.reduce((total, { value }) => total + value, 0)
    if (!whole || more || parts.length < 2 || !parts.every((one) => isOneOf(one, whole))) return []
    // A number after the colon that is no claim of the whole's kind tells that the row is not all read.
    if (numbersOf(after).length !== parts.length || parts.some(({ value }) => value >= whole.value)) return []
    const part = sum / whole.value
    if (part < NEARLY.least || part > NEARLY.most || !isOff(whole, sum, parts)) return []
    // Brackets may give some of the parts; a colon gives all.
    if (part < 1 && !says(quote, EXHAUSTIVE) && !/:/.test(quote)) return []
    const unit = unitText(whole)
    const steps: readonly Step[] = [
      { operation: '+', operands: parts.map(({ value }) => value), result: sum, unit, typed: whole.value },
      { operation: '−', operands: [whole.value, sum], result: whole.value - sum, unit }
    ]
    return [{ reason: part > 1 ? 'parts-exceed-whole' : 'sum-of-parts', claims: ids([whole, ...parts]), steps }]
  })

/** In its unit, or, of things that are counted, in one that only this text has: chairlifts, of lifts. */
function isOneOf(part: Valued, whole: Valued): boolean {
  const isOwnUnit = part.unit === whole.unit
  const isKind = part.claim.kind === 'count' && whole.claim.kind === 'count' && !KNOWN_UNITS.has(part.unit)
  return (isOwnUnit || isKind) && monthsMeet(part.months, whole.months) && part.states.join() === whole.states.join()
}

const KNOWN_UNITS: ReadonlySet<string> = new Set(UNIT_OF.values())

/** The brackets of « Val-Cenis (commune de Haute Maurienne Vanoise) » say in what it lies. */
const LIES_IN =
  /^(?:.*\b)?(?:commune|municipality|town|ville|quartier|district|parish|canton|part|partie|secteur|member|membre)s?(?: (?:nouvelle|deleguee|new))? (?:de|d|du|des|of|in|within|dans)(?: (?:la|le|l|les|the))? (.+)$/

/** A town within an authority is no larger, and has no more of what both count. */
const placeInPlace: Rule = (meanings) => {
  const ownOfPlaces = meanings
    .filter(isValued)
    .filter(({ aspect, isAboutPlace }) => aspect === 'amount' && isAboutPlace)
  return ownOfPlaces.flatMap((inner) => {
    const outer = placeAround(inner)
    if (outer.length === 0) return []
    return ownOfPlaces
      .filter(
        (one) =>
          one !== inner &&
          one.place !== inner.place &&
          one.unit === inner.unit &&
          one.facets.join() === inner.facets.join() &&
          one.states.join() === inner.states.join() &&
          monthsMeet(one.months, inner.months) &&
          inner.interval.from > one.interval.to &&
          tokensOf(one.claim.perimeter ?? '').join(' ') === outer.join(' ')
      )
      .map((one): Found => {
        const result = inner.value - one.value
        const step: Step = { operation: '−', operands: [inner.value, one.value], result, unit: unitText(inner) }
        return { reason: 'not-nested', claims: ids([inner, one]), steps: [step] }
      })
  })
}

/** What the brackets, or « dont … pour la seule », say that it lies in. */
function placeAround({ claim }: Meaning): readonly string[] {
  const aside = /\(([^)]*)\)/.exec(claim.perimeter ?? '')?.[1] ?? ''
  return tokensOf(LIES_IN.exec(folded(aside))?.[1] ?? '')
}

const WITHIN = /\b(?:dont|of which|including|y compris|parmi lesquels?)\b/

/** « 892 km², dont 914 km² pour la seule commune de … »: the second is some of the first. */
const someOfIt: Rule = (meanings) =>
  sentencesOf(meanings, 2).flatMap((own): readonly Found[] => {
    const [before = '', after] = folded(own[0]?.claim.quote ?? '').split(WITHIN, 2)
    if (after === undefined) return []
    const told = own.filter(({ aspect }) => aspect === 'amount' || aspect === 'flow')
    const said = (text: string) => told.filter((one) => ` ${text} `.includes(` ${writtenFolded(one)} `))
    const [whole, more] = said(before)
    return said(after)
      .filter((one) => whole !== undefined && !more && isSome(one, whole) && one.interval.from > whole.interval.to)
      .flatMap((one): readonly Found[] => {
        if (!whole || placeAround(one).length > 0) return []
        const result = one.value - whole.value
        const step: Step = { operation: '−', operands: [one.value, whole.value], result, unit: unitText(one) }
        const isPlace = one.place !== whole.place
        return [{ reason: isPlace ? 'not-nested' : 'parts-exceed-whole', claims: ids([one, whole]), steps: [step] }]
      })
  })

function isSome(one: Valued, whole: Valued): boolean {
  const isNamed = one.place !== whole.place ? one.isAboutPlace : isSubset(whole.thing, one.thing)
  return one !== whole && one.unit === whole.unit && isNamed && monthsMeet(one.months, whole.months)
}

/** As folded words give it: « 1 465 », « 8 4 ». */
function writtenFolded({ value, scale }: Valued): string {
  const [whole = '', decimals] = String(value / scale).split('.')
  return whole.replaceAll(/\B(?=(\d{3})+$)/g, ' ') + (decimals === undefined ? '' : ` ${decimals}`)
}

export const SENTENCE_RULES: readonly Rule[] = [percentOfBase, partsToPercent, sumInSentence, placeInPlace, someOfIt]
