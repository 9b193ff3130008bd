/** Search over all that an observatory can name, and over the numbers that it has published of its own perimeters. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import { parseNumber } from '../domain/indicators/typed-number.ts'
import {
  indexDocuments,
  makeSearchIndex,
  searchDocuments,
  type SearchDocument,
  type SearchHit,
  type SearchIndex,
  type SearchKind
} from '../domain/indicators/search.ts'
import type { Text } from '../domain/shared/text.ts'
import { entries, type Entry } from '../domain/territories/gazetteer.ts'
import { nameOf, regionOf } from '../domain/territories/geography.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import {
  codeOf,
  departmentOf,
  levelOf,
  parseCommuneCode,
  territoryOf,
  type Level,
  type TerritoryId
} from '../domain/territories/territory.ts'
import { parseIndicatorId } from '../domain/indicators/request.ts'
import { throughSteps } from './in-turn.ts'
import { searchNumbers, warmNumbers } from './search-numbers.ts'
import { latestFigure } from './territory-page.ts'
import type { OpenObservatory } from './open.ts'

export type SearchAnswer = {
  readonly hits: readonly SearchHit[]
  /** Figures that read as the number that was typed, the closest first; or the one that was asked in words. */
  readonly figures: readonly Figure[]
  /** Where no figure reads as the number: those whose value is nearest. */
  readonly near: readonly Figure[]
}

/** Made at the first search, then kept with the observatory. */
const INDEXES = new WeakMap<OpenObservatory, SearchIndex>()

export async function searchObservatory(observatory: OpenObservatory, text: string, limit = 10): Promise<SearchAnswer> {
  const number = parseNumber(text)
  const hits = searchDocuments(indexOf(observatory), text, limit)
  if (number) return { hits, ...(await searchNumbers(observatory, number, limit)) }
  if (hits.length > 0) return { hits, figures: [], near: [] }
  const { figures, hits: parts } = await searchTogether(observatory, text)
  return { hits: parts, figures, near: [] }
}

/** Words between what is measured and where. */
const LINKS = new Set('a à au aux de du des d en dans pour sur le la les l in of at for the'.split(' '))

const MOST_WORDS = 8

/** « chômage à Lens », « Lens chômage »: an indicator and a territory in one breath. */
async function searchTogether(
  observatory: OpenObservatory,
  text: string
): Promise<{ readonly hits: readonly SearchHit[]; readonly figures: readonly Figure[] }> {
  const words = text.split(/[\s,’']+/).filter((word) => word !== '')
  if (words.length > MOST_WORDS) return { hits: [], figures: [] }
  const index = indexOf(observatory)
  const find = (some: readonly string[], isIndicator: boolean): SearchHit | undefined => {
    const bare = some.filter((word, i) => !(LINKS.has(word.toLowerCase()) && (i === 0 || i === some.length - 1)))
    if (bare.length === 0) return undefined
    const found = searchDocuments(index, bare.join(' '), 20)
    return found.find(({ document: { kind } }) => (kind === 'indicator') === isIndicator && kind !== 'theme')
  }
  const pairs = words.slice(1).flatMap((_, i) => {
    const sides = [words.slice(0, i + 1), words.slice(i + 1)] as const
    return [sides, [sides[1], sides[0]] as const].flatMap(([what, where]) => {
      const [indicator, place] = [find(what, true), find(where, false)]
      return indicator && place ? [{ indicator, place, score: indicator.score + place.score }] : []
    })
  })
  const [best] = pairs.toSorted((a, b) => b.score - a.score)
  if (!best) return { hits: [], figures: [] }
  const figure = await latestFigure(
    observatory,
    parseIndicatorId(best.indicator.document.id),
    parsePerimeterId(best.place.document.id)
  )
  return { hits: [best.place, best.indicator], figures: figure ? [figure] : [] }
}

/** Numbers are sought among those of the listed perimeters, computed once for what the observatory holds. */
export async function warmSearch(observatory: OpenObservatory): Promise<void> {
  if (!INDEXES.has(observatory)) INDEXES.set(observatory, await throughSteps(indexDocuments(documentsOf(observatory))))
  await warmNumbers(observatory)
}

export function indexOf(observatory: OpenObservatory): SearchIndex {
  const known = INDEXES.get(observatory)
  if (known) return known
  const index = makeSearchIndex(documentsOf(observatory))
  INDEXES.set(observatory, index)
  return index
}

function* documentsOf(observatory: OpenObservatory): Generator<SearchDocument | undefined> {
  yield* ownDocuments(observatory)
  yield* territoryDocuments(observatory)
}

function ownDocuments({ folder, atlas: { geography } }: OpenObservatory): readonly SearchDocument[] {
  const themes = new Map(folder.settings.themes.map(({ id, label }) => [id, label]))
  return [
    ...folder.perimeters.map((perimeter): SearchDocument => {
      const { id, label, short, nature } = perimeter
      const territory = territoryListed(perimeter)
      // A zone bears the name of its town, which is what people mean.
      const official = territory && levelOf(territory) !== 'ZE2020' ? [nameOf(geography, territory)] : []
      return {
        kind: 'perimeter',
        id,
        label,
        detail: nature.at(-1)?.text ?? short,
        names: [label.fr, label.en, short.fr, short.en, id, ...official],
        codes: territory ? [codeOf(territory)] : [],
        weight: WEIGHTS.perimeter
      }
    }),
    ...folder.settings.themes.map(({ id, label }): SearchDocument => ({
      kind: 'theme',
      id,
      label,
      detail: { fr: 'Thème', en: 'Theme' },
      names: [label.fr, label.en],
      codes: [],
      weight: WEIGHTS.theme
    })),
    ...folder.indicators.map((indicator) => indicatorDocument(indicator, themes.get(indicator.theme)))
  ]
}

/** The one territory that a listed perimeter is: found under its own name, once. */
function territoryListed({ definition }: Perimeter): TerritoryId | undefined {
  return definition.kind === 'membership' ? definition.territory : undefined
}

function indicatorDocument({ id, label, keywords, theme }: Indicator, themeLabel: Text | undefined): SearchDocument {
  return {
    kind: 'indicator',
    id,
    label,
    detail: themeLabel ?? { fr: theme, en: theme },
    names: [label.fr, label.en, id, ...keywords],
    codes: [],
    weight: WEIGHTS.indicator
  }
}

const KINDS: Readonly<Partial<Record<Level, SearchKind>>> = {
  COM: 'commune',
  EPCI: 'epci',
  ZE2020: 'zone',
  DEP: 'department',
  REG: 'region'
}

/** Who types a name means the town before the zone that bears it. */
const WEIGHTS: Readonly<Record<SearchKind, number>> = {
  perimeter: 0.15,
  theme: 0.12,
  indicator: 0.1,
  department: 0.09,
  region: 0.09,
  commune: 0.06,
  epci: 0.04,
  zone: 0.03
}

const DETAILS: Readonly<Partial<Record<Level, Text>>> = {
  EPCI: { fr: 'Intercommunalité', en: 'Intermunicipal authority' },
  ZE2020: { fr: 'Zone d’emploi', en: 'Employment zone' },
  DEP: { fr: 'Département', en: 'Department' },
  REG: { fr: 'Région', en: 'Region' }
}

function* territoryDocuments({ atlas, folder }: OpenObservatory): Generator<SearchDocument | undefined> {
  const { geography, perimeters } = atlas
  const near = new Set<string>()
  for (const { id } of folder.perimeters) {
    if (perimeters.get(id)?.definition.kind === 'geometry') {
      for (const code of atlas.derived.get(id)?.communes ?? []) near.add(code)
    }
  }
  const listed = new Set(folder.perimeters.map(territoryListed))
  for (const entry of entries(geography)) {
    if (!entry) yield
    if (!entry || listed.has(entry.territory)) continue
    const level = levelOf(entry.territory)
    const kind = KINDS[level]
    if (!kind) continue
    const code = codeOf(entry.territory)
    yield {
      kind,
      id: level === 'COM' ? code : entry.territory,
      label: { fr: entry.name, en: entry.name },
      detail: detailOf(entry),
      names: [entry.name, ...entry.otherNames],
      codes: [code, ...entry.postalCodes],
      weight: near.has(code) ? 0.12 : WEIGHTS[kind]
    }
  }

  function detailOf({ territory }: Entry): Text {
    const level = levelOf(territory)
    if (level === 'COM') {
      const department = departmentOf(parseCommuneCode(codeOf(territory)))
      const name = `${nameOf(geography, territoryOf('DEP', department))} (${department})`
      return { fr: name, en: name }
    }
    const { fr, en } = DETAILS[level] ?? { fr: '', en: '' }
    const region = level === 'REG' ? undefined : regionOf(geography, territory, geography.latest)
    const where = region ? `, ${nameOf(geography, region)}` : ''
    return { fr: fr + where, en: en + where }
  }
}
