/** Rules on what lies within another: classes within bands of classes, places within a place told one by one. */

import { sameSubject, type Meaning } from './claim-meaning.ts'
import { PARTIAL } from './claim-lexicon.ts'
import { conceptsOf, folded, monthsMeet, says, withoutAsides } from './claim-words.ts'
import { clusters, groupBy, ids, isValued, unitText, type Valued } from './conflict-clusters.ts'
import { isOff } from './conflict-parts.ts'
import type { Found, Rule, Step } from './conflict.ts'

type Classed = Valued & { readonly classes: ReadonlySet<string>; readonly rest: string }

/** Class G is within F or G, those who walk within those who walk or cycle: there are no more of them. */
const nestedClasses: Rule = (meanings) => {
  const classed = meanings.filter(isValued).flatMap((one): readonly Classed[] => {
    const found = one.aspect === 'share' || one.aspect === 'amount' ? classesIn(one) : undefined
    return found ? [{ ...one, ...found }] : []
  })
  return clusters(
    classed,
    ({ unit, aspect, place, subjectKey, rest }) => [unit, aspect, place, subjectKey, rest].join('/'),
    (a, b) => isNested(a, b) || isNested(b, a)
  ).map((some): Found => {
    const [one, other] = some.toSorted((a, b) => b.value - a.value)
    const steps: readonly Step[] =
      one && other
        ? [{ operation: '−', operands: [one.value, other.value], result: one.value - other.value, unit: unitText(one) }]
        : []
    return { reason: 'not-nested', claims: ids(some), steps }
  })
}

function isNested(inner: Classed, outer: Classed): boolean {
  const isWithin = inner.classes.size < outer.classes.size && [...inner.classes].every((one) => outer.classes.has(one))
  return (
    isWithin &&
    inner.interval.from > outer.interval.to &&
    monthsMeet(inner.months, outer.months) &&
    inner.states.join() === outer.states.join()
  )
}

const LETTERS = 'abcdefg'
/** Letters from A to G that no article or elision looks like where they stand: « F ou G », « E, F et G », « C à E ». */
const BAND = /\b([a-g])((?: (?:(?:ou|et|or|and|a|to) )?[b-g])*)$|\b([b-g])((?: (?:(?:ou|et|or|and|a|to) )?[b-g])+)\b/

/** The classes that a measure names, and its other ideas; undefined where it names none. */
function classesIn({ claim }: Meaning): Pick<Classed, 'classes' | 'rest'> | undefined {
  const text = folded(withoutAsides(claim.measure))
  const [band, first, more, other, others] = BAND.exec(text) ?? []
  if (band !== undefined) {
    const classes = lettersOf(`${first ?? other ?? ''}${more ?? others ?? ''}`)
    return {
      classes,
      rest: conceptsOf(text.replace(band, ' '))
        .filter((word) => !CLASS.test(word))
        .join(' ')
    }
  }
  return undefined
}

const CLASS = /^(?:classe|class|classee|etiquette|label|labelled|rated|note|notee|seule|only|single)$/

function lettersOf(band: string): ReadonlySet<string> {
  const [, from, to] = /^([a-g]) (?:a|to) ([b-g])$/.exec(band) ?? []
  if (from !== undefined && to !== undefined)
    return new Set(LETTERS.slice(LETTERS.indexOf(from), LETTERS.indexOf(to) + 1))
  return new Set(band.split(' ').filter((word) => /^[a-g]$/.test(word)))
}

/** « A ou B » holds all of A. */
const eitherOr: Rule = (meanings) => {
  const valued = meanings.filter(isValued).filter(({ aspect }) => aspect === 'share' || aspect === 'amount')
  return groupBy(valued, ({ unit, aspect, place, subjectKey }) => [unit, aspect, place, subjectKey].join('/')).flatMap(
    (own) =>
      own.filter(isUnion).flatMap((union) => {
        const parts = sidesOf(union)
        return own
          .filter(
            (one) =>
              one.facets.length > 0 &&
              parts.includes(one.facets.join(' ')) &&
              one.interval.from > union.interval.to &&
              monthsMeet(one.months, union.months) &&
              one.states.join() === union.states.join()
          )
          .map((one): Found => {
            const result = one.value - union.value
            const step: Step = { operation: '−', operands: [one.value, union.value], result, unit: unitText(one) }
            return { reason: 'not-nested', claims: ids([one, union]), steps: [step] }
          })
      })
  )
}

const OR = / (?:ou|or) /

function isUnion({ claim }: Meaning): boolean {
  const text = folded(withoutAsides(claim.measure))
  return OR.test(text) && !BAND.test(text)
}

/** Each side alone. */
function sidesOf({ claim }: Meaning): readonly string[] {
  return folded(withoutAsides(claim.measure))
    .split(OR)
    .map((side) => conceptsOf(side).join(' '))
}

/** Claims between two places of one row, at most. */
const NEAR = 3
const FEWEST = 3
/** A region has more communes, but no text tells them one by one beside their total. */
const LONGEST = 60
/** Within these parts of the whole, what is told of its places is all of it. */
const NEARLY = { least: 0.85, most: 1.15 }

/** « 8 400 par an : Ville 6 000, Agglo 1 100… »: the places told in a row after the whole make it. */
const sumOfPlaces: Rule = (meanings, { perimeters }) => {
  const told = meanings
    .filter(isValued)
    .filter(({ aspect, place }) => (aspect === 'amount' || aspect === 'flow') && place !== undefined)
  const mainPlaces = mainPlacesOf(meanings)
  const members = new Map<string, ReadonlySet<string>>(perimeters.map(({ id, communes }) => [id, communes]))
  const isWhole = (one: Valued, row: readonly Valued[]): boolean =>
    (one.place !== undefined && mainPlaces.get(one.claim.document) === one.place) ||
    says(`${one.claim.quote} ${one.claim.measure}`, ALL) ||
    row.every(({ place }) => isWithin(members.get(place ?? ''), members.get(one.place ?? '')))
  return groupBy(told, keyOf).flatMap((group) => {
    const found: Found[] = []
    for (let i = 0; i < group.length; i += 1) {
      const whole = group[i]
      const row = rowAfter(group, i)
      const sum = row.reduce((total, { value }) => total + value, 0)
      const part = whole ? sum / whole.value : 0
      if (!whole || row.length < FEWEST || part < NEARLY.least || part > NEARLY.most || !isWhole(whole, row)) continue
      // What comes after a whole that was told place by place is no whole of the places after it.
      i += row.length
      const isPartial = [whole, ...row].some(({ claim }) => says(claim.quote, PARTIAL))
      if (!isPartial && isOff(whole, sum, row)) found.push(gapOfPlaces(whole, row, sum))
    }
    return found
  })
}

/** « Objectif global », « au total », « répartis ». */
const ALL = /\b(?:total\w*|totaux|global\w*|ensemble|overall|in all|en tout|repartis\w*|repartie?s?|breakdown|split)\b/

/** The place that most claims of a document are of. */
function mainPlacesOf(meanings: readonly Meaning[]): ReadonlyMap<string, string | undefined> {
  return new Map(
    groupBy(meanings, ({ claim }) => claim.document).map((own) => {
      const [most = [], next = []] = groupBy(own, ({ place }) => `${place}`).toSorted((a, b) => b.length - a.length)
      return [`${own[0]?.claim.document}`, most.length > next.length ? most[0]?.place : undefined] as const
    })
  )
}

function isWithin(part: ReadonlySet<string> | undefined, whole: ReadonlySet<string> | undefined): boolean {
  return part !== undefined && whole !== undefined && [...part].every((one) => whole.has(one))
}

function gapOfPlaces(whole: Valued, row: readonly Valued[], sum: number): Found {
  const unit = unitText(whole)
  const operands = row.map(({ value }) => value)
  const steps: readonly Step[] = [
    { operation: '+', operands, result: sum, unit, typed: whole.value },
    { operation: '−', operands: [whole.value, sum], result: whole.value - sum, unit }
  ]
  return { reason: sum > whole.value ? 'parts-exceed-whole' : 'sum-of-parts', claims: ids([whole, ...row]), steps }
}

/** What is counted, whatever place it is told of. */
function keyOf(one: Valued): string {
  const place = conceptsOf(one.claim.perimeter ?? '')
  const own = one.isAboutPlace ? '' : one.subjectKey
  const facets = one.facets.filter((word) => !place.includes(word))
  return [one.claim.document, one.unit, one.aspect, own, facets.join(' '), one.states.join()].join('/')
}

/** Other places, each once, each smaller, one close after the other. */
function rowAfter(group: readonly Valued[], i: number): readonly Valued[] {
  const [whole, ...after] = group.slice(i)
  const row: Valued[] = []
  for (const one of after.slice(0, LONGEST)) {
    const last = row.at(-1) ?? whole
    const isKnown = one.place === whole?.place || row.some(({ place }) => place === one.place)
    if (!whole || !last || isKnown || one.value >= whole.value || one.order - last.order > NEAR) break
    if (!monthsMeet(one.months, whole.months) || !(one.isAboutPlace || sameSubject(one, whole))) break
    row.push(one)
  }
  return row
}

export const NESTED_RULES: readonly Rule[] = [nestedClasses, eitherOr, sumOfPlaces]
