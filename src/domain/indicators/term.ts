/** One term of a formula over a place: a sum of what adds up, or the value published for that very territory. */

import type { VintageId } from '../sources/source.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import { levelOf, type CogYear, type Level } from '../territories/territory.ts'
import type { Block } from './block.ts'
import type { Cell, Confidentiality } from './cell.ts'
import { columnOf, type Choice } from './choice.ts'
import { cellOf } from './cube.ts'
import { primaryReason } from './disclosure-primary.ts'
import type { Caution, FigureReason, FigureTerm } from './figure.ts'
import { findGap, gapShare, gather, NO_GAP, type Basis, type Gap, type Gathered } from './gather.ts'
import type { SeriesId } from './measure.ts'
import { compositionGap, onlyCommune, type Place } from './place.ts'
import { measureOf, ruleFor, withheldKey, type Registry } from './registry.ts'

/** All that computing needs, gathered beforehand: it loads nothing itself. */
export type FigureInputs = {
  readonly registry: Registry
  readonly block: (vintage: VintageId, series: SeriesId) => Block
  /** @throws {NotFound} @throws {Refused} before it existed */
  readonly place: (perimeter: PerimeterId, geography: CogYear | undefined) => Place
  /**
   * Whether the figure stands among many, each of which leads to its own page: other editions and sources are not
   * asked there, and a refusal offers the values of the parts, not of each commune.
   */
  readonly inList?: boolean
  /** Whether the items of breakdowns are at hand too, for a total that its vintage leaves empty. */
  readonly hasParts?: boolean
  /** Territories of the level in the region of the place, itself included; undefined when the place is none of them. */
  readonly peers: (place: Place, level: Level) => readonly Place[] | undefined
}

export type TermQuestion = {
  readonly role: FigureTerm['role']
  readonly series: SeriesId
  readonly sign: 1 | -1
  readonly choice: Choice
  readonly place: Place
  /** Share of the territories that may give nothing. */
  readonly tolerance: number
}

export type TermAnswer = {
  readonly term: FigureTerm
  readonly reason?: FigureReason
  readonly cautions: readonly Caution[]
}

/** Why a cell is withheld, as a reason of the figure. */
const REASON_OF = {
  N: 'withheld-by-producer',
  A: 'too-few-units',
  G: 'dominated',
  D: 'would-reveal'
} as const satisfies Record<Confidentiality, FigureReason>

/** What the term adds: communes, else the very territory, else the parts; undefined when the vintage is about others. */
export function basisOf({ registry, block }: FigureInputs, { series, choice, place }: TermQuestion): Basis | undefined {
  const has = (level: string): boolean => choice.held.levels.includes(level)
  const { exactly, parts } = place.version
  const { cog } = choice.vintage
  const territory = exactly && has(levelOf(exactly)) ? exactly : has('COM') ? onlyCommune(place, cog) : undefined
  const very = territory && ({ over: 'territory', territories: [territory], straddling: [] } as const)
  if (!measureOf(registry, series).additive) return very
  if (has('COM')) {
    const { members, straddling } = place.footprint(cog)
    const basis: Basis = { over: 'members', territories: members, straddling }
    if (!very || levelOf(very.territories[0]) === 'COM') return basis
    // The producer's own total beats a sum with holes in it.
    const data = block(choice.vintage.id, series)
    const holes = findGap(data, basis, choice.period, { listed: isListed(registry, series) }) !== NO_GAP
    return holes && cellOf(data, very.territories[0], choice.period).value !== null ? very : basis
  }
  if (very) return very
  if (parts.length === 0 || !parts.every((part) => has(levelOf(part.territory)))) return undefined
  return { over: 'parts', territories: partTerritories(place), straddling: [] }
}

/** @param gap what the sum does without: its own holes, or those of all the terms of a ratio */
export function answerTerm(inputs: FigureInputs, question: TermQuestion, basis: Basis, gap: Gap): TermAnswer {
  const { registry } = inputs
  const { series, choice, place, tolerance } = question
  const gathered = gather(inputs.block(choice.vintage.id, series), basis, gap, choice.period)
  const share = gapShare(basis, gap)
  const withheld = whyWithheld(registry, question, basis, gathered)
  const isProtected = ruleFor(registry, choice.vintage, series) !== undefined
  const { cell, reason } = withheld
    ? { cell: { status: 'Q', confidentiality: withheld } as const, reason: REASON_OF[withheld] }
    : judge(basis, gap, gathered, share <= tolerance)
  const small = cell.status !== 'Q' && isSmallCensusCount(registry, series, cell)
  const lowerBoundIsSafe = !withheld && !(isProtected && share > 0)
  return {
    term: {
      role: question.role,
      series,
      sign: question.sign,
      period: choice.period,
      vintage: choice.vintage.id,
      column: columnOf(choice),
      cell,
      over: basis.over,
      expected: gathered.expected,
      present: gathered.present,
      missing: [...gap.missing],
      withheld: [...gap.withheld],
      ...(lowerBoundIsSafe && gathered.present > 0 && { lowerBound: gathered.sum })
    },
    ...(reason && { reason }),
    cautions: [
      ...('value' in cell && share > 0 ? [{ kind: 'estimated', missingShare: share } as const] : []),
      ...(small ? [{ kind: 'census-small-count', series } as const] : []),
      ...(gap.departments.length > 0 ? [{ kind: 'territory-absent', territories: gap.departments } as const] : []),
      ...placeCautions(place, basis, choice.vintage.cog)
    ]
  }
}

/** A term that no sum and no published value answers. */
export function refuseTerm({ role, series, sign, choice, place }: TermQuestion, reason: FigureReason): TermAnswer {
  return {
    term: {
      ...{ role, series, sign, period: choice.period, vintage: choice.vintage.id, column: columnOf(choice) },
      cell: { status: 'O' },
      over: 'territory',
      ...{ expected: place.version.communes.length, present: 0, missing: [], withheld: [] }
    },
    reason,
    cautions: []
  }
}

/** Sums of protected series are for the places that secrecy was decided over. */
export function isOpenTo({ registry }: FigureInputs, { series, choice, place }: TermQuestion, basis: Basis): boolean {
  if (!ruleFor(registry, choice.vintage, series)) return true
  if (!measureOf(registry, series).additive && basis.over === 'territory') return true
  const isCommune = place.version.communes.length === 1
  return place.listed && (!isCommune || onlyCommune(place, choice.vintage.cog) !== undefined)
}

export function isListed(registry: Registry, series: SeriesId): boolean {
  return measureOf(registry, series).listed ?? false
}

/** The same array for the same place: sums are prepared once. */
function partTerritories(place: Place): Basis['territories'] {
  const known = partsOf.get(place)
  if (known) return known
  const parts = place.version.parts.map(({ territory }) => territory)
  partsOf.set(place, parts)
  return parts
}

const partsOf = new WeakMap<Place, Basis['territories']>()

function whyWithheld(
  registry: Registry,
  { series, choice, place }: TermQuestion,
  basis: Basis,
  { units, largestShare }: Gathered
): Confidentiality | undefined {
  const where = [place.version.perimeter, ...(basis.territories.length === 1 ? basis.territories : [])]
  for (const one of where) {
    const decided = registry.withheld.get(withheldKey(choice.vintage.id, series, choice.period, one))
    if (decided) return decided
  }
  // The decision holds the rule too; asking again costs nothing and forgets nobody.
  const rule = ruleFor(registry, choice.vintage, series)
  return rule && primaryReason(units, largestShare, rule)
}

function judge(
  basis: Basis,
  gap: Gap,
  { sum, present, notApplicable, expected, status }: Gathered,
  tolerated: boolean
): { readonly cell: Cell; readonly reason?: FigureReason } {
  if (Number.isNaN(sum)) return { cell: { status: 'O' }, reason: 'straddles' }
  const holes = gap.missing.size + gap.withheld.size
  if (present === 0 && notApplicable > 0) return { cell: { status: 'M' }, reason: 'not-applicable' }
  if (present === 0 && basis.straddling.length === 0) {
    return gap.withheld.size > 0
      ? { cell: { status: 'Q', confidentiality: 'N' }, reason: 'withheld-by-producer' }
      : { cell: { status: 'O' }, reason: 'not-published-here' }
  }
  if (holes === 0) return { cell: { status, value: sum } }
  if (tolerated && expected > 0) return { cell: { status: 'E', value: sum } }
  return { cell: { status: 'O' }, reason: 'incomplete' }
}

function placeCautions(place: Place, { over }: Basis, cog: CogYear): readonly Caution[] {
  const { recoded, straddling } = place.footprint(cog)
  if (over === 'members') {
    return recoded ? [{ kind: 'recoded', from: cog, estimated: straddling.length > 0 }] : []
  }
  const territory = over === 'territory' ? place.version.exactly : undefined
  const gap = territory && compositionGap(place, territory, cog)
  return gap ? [{ kind: 'published-composition', cog, ...gap }] : []
}

const SMALL_CENSUS_COUNT = 200

function isSmallCensusCount(registry: Registry, series: SeriesId, cell: Cell): boolean {
  const { census, additive } = measureOf(registry, series)
  return census && additive && 'value' in cell && cell.value < SMALL_CENSUS_COUNT
}
