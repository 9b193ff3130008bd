/** What the definitions of an observatory say of one another: each name used must exist, and none may lead back to itself. */

import type { Text } from '../shared/text.ts'
import { nearest } from '../shared/nearest.ts'
import type { Source, Vintage } from '../sources/source.ts'
import type { Perimeter } from '../territories/perimeter.ts'
import { LEVELS } from '../territories/territory.ts'
import type { Formula, Indicator, Terms } from './indicator.ts'
import type { Measure, SeriesId } from './measure.ts'
import type { Settings } from './settings.ts'
import { UNIT_NAMES } from './unit.ts'

export type Definitions = {
  readonly settings: Settings
  readonly perimeters: readonly Perimeter[]
  readonly measures: readonly Measure[]
  readonly sources: readonly Source[]
  readonly indicators: readonly Indicator[]
  readonly vintages: readonly Vintage[]
}

export type DefinitionKind = keyof Definitions

/** A definition that cannot stand: which one, and the keys that lead to what is wrong in it. */
export type ReferenceProblem = {
  readonly kind: DefinitionKind
  /** Empty for the settings. */
  readonly id: string
  readonly path: readonly (string | number)[]
  readonly text: Text
}

/** All that is wrong, in the order of the definitions; nothing when they stand together. */
export function referenceProblems(definitions: Definitions): readonly ReferenceProblem[] {
  const { settings, perimeters, measures, sources, indicators, vintages } = definitions
  const known: Known = {
    perimeters: namesOf(perimeters),
    measures: new Map(measures.map((measure) => [measure.id, measure])),
    sources: namesOf(sources),
    indicators: namesOf(indicators),
    themes: namesOf(settings.themes)
  }
  return [
    ...twice(idsOf(measures), []).map(({ text, path }) => ({ kind: 'measures' as const, id: '', path, text })),
    ...settingsProblems(settings, known),
    ...perimeters.flatMap((perimeter) => perimeterProblems(perimeter, known)),
    ...cycles('perimeters', perimeters, partsOf, ['definition', 'of']),
    ...measures.flatMap((measure) => measureProblems(measure, known)),
    ...indicators.flatMap((indicator) => indicatorProblems(indicator, known)),
    ...cycles('indicators', indicators, ({ formula }) => ('of' in formula ? [formula.of] : []), ['formula', 'of']),
    ...vintages.flatMap((vintage) => vintageProblems(vintage, known))
  ]
}

type Known = {
  readonly perimeters: ReadonlySet<string>
  readonly measures: ReadonlyMap<string, Measure>
  readonly sources: ReadonlySet<string>
  readonly indicators: ReadonlySet<string>
  readonly themes: ReadonlySet<string>
}

type Path = readonly (string | number)[]
type Found = { readonly path: Path; readonly text: Text }

function namesOf(all: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(all.map(({ id }) => id))
}

function settingsProblems(settings: Settings, known: Known): readonly ReferenceProblem[] {
  const { comparisons, perimeters, indicators, themes, languages } = settings
  return placed('settings', '', [
    ...comparisons.flatMap((id, i) => missing(known.perimeters, id, ['comparisons', i], NOUNS.perimeter)),
    ...perimeters.flatMap((id, i) => missing(known.perimeters, id, ['perimeters', i], NOUNS.perimeter)),
    ...indicators.flatMap((id, i) => missing(known.indicators, id, ['indicators', i], NOUNS.indicator)),
    ...twice(languages, ['languages']),
    ...twice(perimeters, ['perimeters']),
    ...twice(indicators, ['indicators']),
    ...twice(idsOf(themes), ['themes'])
  ])
}

function perimeterProblems(perimeter: Perimeter, known: Known): readonly ReferenceProblem[] {
  const { id, definition, validFrom, validTo } = perimeter
  const communes = definition.kind === 'list' ? twice(definition.communes, ['definition', 'communes']) : []
  const parts = partsOf(perimeter).flatMap((part, i) =>
    isTerritory(part) ? [] : missing(known.perimeters, part, ['definition', 'of', i], NOUNS.perimeter)
  )
  const dates: Found[] = []
  if (validFrom !== undefined && validTo !== undefined && validTo < validFrom) {
    dates.push({
      path: ['validTo'],
      text: { fr: `finit le ${validTo}, avant de commencer`, en: `ends on ${validTo}, before it begins` }
    })
  }
  return placed('perimeters', id, [...communes, ...parts, ...twice(partsOf(perimeter), ['definition', 'of']), ...dates])
}

function measureProblems({ id, unit, weight, breakdowns }: Measure, known: Known): readonly ReferenceProblem[] {
  return placed('measures', id, [
    ...unitProblems(unit),
    ...(weight === undefined ? [] : missing(known.measures, weight, ['weight'], NOUNS.measure)),
    ...twice(
      breakdowns.map(({ dimension }) => dimension),
      ['breakdowns']
    ),
    ...breakdowns.flatMap(({ items }, b) => {
      const codes = new Set(items.map(({ code }) => code))
      const within = items.flatMap((item, i) =>
        item.within === undefined
          ? []
          : missing(codes, item.within, ['breakdowns', b, 'items', i, 'within'], NOUNS.item)
      )
      return [...within, ...twice([...items.map(({ code }) => code)], ['breakdowns', b, 'items'])]
    })
  ])
}

/** The catalogue is the software's: a unit that it cannot name would be shown as its key. */
function unitProblems(unit: string): readonly Found[] {
  if (UNIT_NAMES.some((name) => name === unit)) return []
  const near = nearest(unit, UNIT_NAMES)
  const known = UNIT_NAMES.join(', ')
  const hint =
    near === undefined
      ? { fr: `ses unités : ${known}`, en: `its units: ${known}` }
      : { fr: `peut-être « ${near} »`, en: `did you mean "${near}"?` }
  const text = {
    fr: `« ${unit} » : unité absente du catalogue ; ${hint.fr}`,
    en: `the catalogue has no unit "${unit}": ${hint.en}`
  }
  return [{ path: ['unit'], text }]
}

function indicatorProblems(indicator: Indicator, known: Known): readonly ReferenceProblem[] {
  const { id, theme, comparisons, formula, unit } = indicator
  return placed('indicators', id, [
    ...unitProblems(unit),
    ...missing(known.themes, theme, ['theme'], NOUNS.theme),
    ...comparisons.flatMap((other, i) => missing(known.perimeters, other, ['comparisons', i], NOUNS.perimeter)),
    ...formulaProblems(formula, known)
  ])
}

function formulaProblems(formula: Formula, known: Known): readonly Found[] {
  switch (formula.kind) {
    case 'level':
      return [
        ...termsProblems(formula.terms, ['formula', 'terms'], known),
        ...(formula.terms.length > 1 ? summable(formula.terms, ['formula', 'terms'], known) : [])
      ]
    case 'share':
    case 'ratio':
    case 'per-capita':
    case 'density':
      return (['numerator', 'denominator'] as const).flatMap((part) => [
        ...termsProblems(formula[part], ['formula', part], known),
        ...summable(formula[part], ['formula', part], known)
      ])
    case 'weighted-mean':
      return [
        ...seriesProblems(formula.value, ['formula', 'value'], known),
        ...seriesProblems(formula.weight, ['formula', 'weight'], known)
      ]
    case 'change':
    case 'index':
    case 'rank':
      return missing(known.indicators, formula.of, ['formula', 'of'], NOUNS.indicator)
  }
}

function termsProblems(terms: Terms, path: Path, known: Known): readonly Found[] {
  return terms.flatMap(({ series }) => seriesProblems(series, path, known))
}

/** What does not add up is never added. */
function summable(terms: Terms, path: Path, known: Known): readonly Found[] {
  return terms.flatMap(({ series }) => {
    const measure = known.measures.get(series.split(':', 1)[0] ?? '')
    if (!measure || measure.additive) return []
    return [
      {
        path,
        text: {
          fr: `« ${series} » ne s’additionne pas : une somme ou un rapport n’en serait pas un chiffre honnête`,
          en: `"${series}" does not add up: a sum or a ratio of it would not be an honest figure`
        }
      }
    ]
  })
}

/** The measure exists, and the item of each dimension it names; `isOpen`: unless the breakdown only lists some. */
function seriesProblems(series: SeriesId, path: Path, known: Known, isOpen = false): readonly Found[] {
  const [id = '', items = ''] = series.split(':')
  const measure = known.measures.get(id)
  if (!measure) return missing(known.measures, id, path, NOUNS.measure)
  return items.split(';').flatMap((pair) => {
    const [dimension = '', code = ''] = pair.split('=')
    if (dimension === '') return []
    const breakdown = measure.breakdowns.find((candidate) => candidate.dimension === dimension)
    const dimensions = new Set(measure.breakdowns.map((candidate) => candidate.dimension))
    if (!breakdown) return missing(dimensions, dimension, path, NOUNS.dimension)
    if (isOpen && !breakdown.exhaustive) return []
    return missing(new Set(breakdown.items.map((item) => item.code)), code, path, NOUNS.item)
  })
}

function vintageProblems({ id, source, edition, series }: Vintage, known: Known): readonly ReferenceProblem[] {
  const expected = `${source}@${edition}`
  const named = { fr: `« ${id} » : attendu « ${expected} »`, en: `"${id}": expected "${expected}"` }
  return placed('vintages', id, [
    ...(id === expected ? [] : [{ path: ['id'], text: named }]),
    ...missing(known.sources, source, ['source'], NOUNS.source),
    ...series.flatMap((held, i) => seriesProblems(held.series, ['series', i, 'series'], known, true))
  ])
}

/** A commune by its code, or a territory by its level and code: known to the geography, not to the folder. */
function isTerritory(text: string): boolean {
  const [level = '', code = ''] = text.split('-')
  return LEVELS.COM.test(text) || Object.entries(LEVELS).some(([name, form]) => name === level && form.test(code))
}

function partsOf({ definition }: Perimeter): readonly string[] {
  return 'of' in definition ? definition.of : []
}

/** Each loop is told once, on its first member in the order of the definitions. */
function cycles<T extends { readonly id: string }>(
  kind: DefinitionKind,
  all: readonly T[],
  next: (value: T) => readonly string[],
  path: Path
): readonly ReferenceProblem[] {
  const byId = new Map(all.map((value) => [value.id, value]))
  const done = new Set<string>()
  const problems: ReferenceProblem[] = []

  function follow(value: T, trail: readonly string[]): void {
    const start = trail.indexOf(value.id)
    if (start >= 0) {
      const loop = [...trail.slice(start), value.id].join(' → ')
      const text = { fr: `se définit par lui-même : ${loop}`, en: `is defined by itself: ${loop}` }
      problems.push({ kind, id: value.id, path, text })
      return
    }
    if (done.has(value.id)) return
    for (const id of next(value)) {
      const part = byId.get(id)
      if (part) follow(part, [...trail, value.id])
    }
    done.add(value.id)
  }

  for (const value of all) follow(value, [])
  return problems
}

const NOUNS = {
  perimeter: { fr: 'périmètre', en: 'perimeter' },
  indicator: { fr: 'indicateur', en: 'indicator' },
  measure: { fr: 'mesure', en: 'measure' },
  source: { fr: 'source', en: 'source' },
  theme: { fr: 'thème', en: 'theme' },
  dimension: { fr: 'ventilation', en: 'breakdown' },
  item: { fr: 'poste', en: 'item' }
} as const satisfies Record<string, Text>

function missing(
  known: { readonly has: (id: string) => boolean; readonly keys: () => Iterable<string> },
  id: string,
  path: Path,
  noun: Text
): readonly Found[] {
  if (known.has(id)) return []
  const near = nearest(id, known.keys())
  const hint =
    near === undefined ? { fr: '', en: '' } : { fr: ` ; peut-être « ${near} »`, en: `: did you mean "${near}"?` }
  return [
    {
      path,
      text: { fr: `« ${id} » : ${noun.fr} qui n’existe pas${hint.fr}`, en: `unknown ${noun.en} "${id}"${hint.en}` }
    }
  ]
}

function twice(ids: readonly string[], path: Path): readonly Found[] {
  return ids.flatMap((id, i) =>
    ids.indexOf(id) === i
      ? []
      : [{ path: [...path, i], text: { fr: `« ${id} » figure deux fois`, en: `"${id}" stands twice` } }]
  )
}

function idsOf(all: readonly { readonly id: string }[]): readonly string[] {
  return all.map(({ id }) => id)
}

function placed(kind: DefinitionKind, id: string, found: readonly Found[]): readonly ReferenceProblem[] {
  return found.map(({ path, text }) => ({ kind, id, path, text }))
}
