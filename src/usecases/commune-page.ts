/**
 * Everything about one commune on one page, for who governs it: its inhabitants, what it belongs to today, whom to
 * write to, and what has changed since the last visit. A later module adds a part here, once it has something to say.
 */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator, IndicatorId } from '../domain/indicators/indicator.ts'
import { formOn, nameOn, type LegalForm, type Organisation } from '../domain/organisations/organisation.ts'
import { isHeldOn } from '../domain/organisations/person.ts'
import type { Register } from '../domain/organisations/register.ts'
import { NotFound, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import { epciOf, holdersOf, isCommune, nameOf, zoneOf } from '../domain/territories/geography.ts'
import { historyOf, type TerritoryEvent } from '../domain/territories/history.ts'
import type { Perimeter, PerimeterId } from '../domain/territories/perimeter.ts'
import { parsePerimeterId, resolveIfAny } from '../domain/territories/resolve.ts'
import {
  departmentOf,
  parseCommuneCode,
  territoryOf,
  type CommuneCode,
  type TerritoryId
} from '../domain/territories/territory.ts'
import { neighboursOf } from './among-perimeters.ts'
import { communeNews, type CommuneNews } from './commune-news.ts'
import { tellDoubts, type ToldDoubt } from './doubt-page.ts'
import type { DoubtReader } from './doubts.ts'
import { recallFigure } from './figure-cache.ts'
import type { OpenObservatory } from './open.ts'
import type { RegisterReader } from './organisations.ts'
import { isComparable, latestFigure, namedEvent } from './territory-page.ts'

export type CommuneContext = {
  readonly observatory: OpenObservatory
  readonly organisations: RegisterReader
  readonly doubts: DoubtReader
  /** `YYYY-MM-DD`. */
  readonly today: string
}

export type Holder = { readonly id: PerimeterId; readonly label: Text }

export type CommuneFigure = {
  readonly indicator: Indicator
  readonly figure: Figure
  /** The same, of the first territory that figures are compared with. */
  readonly beside?: Figure
}

/** An organisation that answers for ground where the commune lies. */
export type CommuneContact = {
  readonly organisation: Organisation
  readonly name: string
  readonly form?: LegalForm['form']
  /** `commune`: the town hall. `epci`: the intermunicipal authority. */
  readonly ground: 'commune' | 'epci' | 'wider'
  readonly offices: readonly { readonly name: string; readonly office: Text; readonly example: boolean }[]
}

export type CommunePage = {
  readonly code: CommuneCode
  readonly name: string
  readonly department: Holder
  readonly epci?: Holder
  readonly zone?: Holder
  readonly population?: Figure
  /** What the population was read in. */
  readonly vintages: readonly { readonly vintage: Vintage; readonly source: Source }[]
  readonly change?: Figure
  /** One figure for each theme that has one here. */
  readonly figures: readonly CommuneFigure[]
  /** The day that memberships are told of. */
  readonly day: string
  readonly belongs: readonly { readonly perimeter: Perimeter; readonly nature?: Text; readonly since?: string }[]
  /** Listed perimeters of its region that leave it out. */
  readonly outside: readonly Perimeter[]
  readonly history: readonly TerritoryEvent[]
  readonly contacts: readonly CommuneContact[]
  readonly doubts: readonly ToldDoubt[]
  readonly news: CommuneNews
}

/** At the page of a commune; all are on their own page. */
const MOST_DOUBTS = 10

/**
 * The commune in force that a code leads to: itself, or the one that took it whole.
 *
 * @throws {InvalidInput} not the form of a code
 * @throws {NotFound} no commune had it, or several took it
 */
export function communeInForce({ atlas: { geography } }: OpenObservatory, code: string): CommuneCode {
  const asked = parseCommuneCode(code)
  if (isCommune(geography, asked, geography.latest)) return asked
  const [holder, ...others] = holdersOf(geography, asked, geography.latest)
  if (holder !== undefined && others.length === 0) return holder
  const names = [holder, ...others].flatMap((one) =>
    one === undefined ? [] : [`${nameOf(geography, territoryOf('COM', one))} (${one})`]
  )
  throw new NotFound({
    fr: `Aucune commune en vigueur n’a le code ${code}${names.length > 0 ? ` ; son sol est à ${names.join(', ')}` : ''}`,
    en: `No commune in force has the code ${code}${names.length > 0 ? `; its ground is in ${names.join(', ')}` : ''}`
  })
}

/** @param since `YYYY-MM-DD`: what has changed is told from that day on */
export async function communePage(context: CommuneContext, code: CommuneCode, since: string): Promise<CommunePage> {
  const { observatory, organisations, doubts, today } = context
  const { geography } = observatory.atlas
  const id = parsePerimeterId(code)
  const day = dayKnown(today, geography.latest)
  const year = geography.latest
  const epci = tryFind(() => epciOf(geography, code, year))
  const zone = zoneOf(geography, code)
  const [population, change, figures, register] = await Promise.all([
    latestFigure(observatory, 'population' as IndicatorId, id),
    latestFigure(observatory, 'population-change-rate' as IndicatorId, id),
    themeFigures(observatory, id),
    organisations.register()
  ])
  const contacts = contactsOf(observatory, register, { code, epci, day: today })
  const within = neighboursOf(observatory, [code], day)
  return {
    code,
    name: nameOf(geography, territoryOf('COM', code)),
    department: holder(observatory, territoryOf('DEP', departmentOf(code))),
    ...(epci && { epci: holder(observatory, epci) }),
    ...(zone && { zone: holder(observatory, zone) }),
    ...(population && { population }),
    vintages: (population?.vintages ?? []).flatMap((one) => {
      const vintage = observatory.registry.vintages.get(one)
      const source = vintage && observatory.registry.sources.get(vintage.source)
      return source ? [{ vintage, source }] : []
    }),
    ...(change && 'value' in change.cell && { change }),
    figures,
    day,
    belongs: within.map(({ perimeter }) => {
      const nature = perimeter.nature.findLast(({ from }) => from === undefined || from <= day)?.text
      return {
        perimeter,
        ...(nature && { nature }),
        ...(perimeter.validFrom !== undefined && { since: perimeter.validFrom })
      }
    }),
    outside: outsideOf(
      observatory,
      within.map(({ perimeter }) => perimeter.id)
    ),
    history: [territoryOf('COM', code), ...(epci ? [epci] : [])].flatMap((territory) =>
      historyOf(geography, territory).map((event) => namedEvent(observatory, event))
    ),
    contacts,
    doubts: await tellDoubts(context, await doubts.list({ perimeters: [code], limit: MOST_DOUBTS })),
    news: await communeNews(context, {
      ...{ code, epci, since },
      contacts: contacts.map(({ organisation, name }) => ({ id: organisation.id, name }))
    })
  }
}

/** The first figure of each theme that has a value here: rates before counts, which tell less by themselves. */
async function themeFigures(observatory: OpenObservatory, id: PerimeterId): Promise<readonly CommuneFigure[]> {
  const { settings } = observatory.folder
  const [comparator] = settings.comparisons
  const found = await Promise.all(
    settings.themes.map(async (theme): Promise<CommuneFigure | undefined> => {
      const all = settings.indicators
        .flatMap((one) => observatory.registry.indicators.get(one) ?? [])
        .filter((one) => one.theme === theme.id && !TOLD.includes(one.id))
      const rates = all.filter((one) => isComparable(observatory, one) && one.formula.kind !== 'change')
      for (const indicator of [...rates, ...all.filter((one) => !rates.includes(one))]) {
        const figure = await latestFigure(observatory, indicator.id, id)
        if (!figure || !('value' in figure.cell)) continue
        const isRate = rates.includes(indicator)
        // « No museum admission » is no figure of a commune without a museum.
        if (!isRate && figure.cell.value === 0) continue
        const beside =
          isRate && comparator
            ? await recallFigure(observatory, {
                indicator: indicator.id,
                perimeter: comparator,
                period: figure.period
              })
            : undefined
        return { indicator, figure, ...(beside && 'value' in beside.cell && { beside }) }
      }
      return undefined
    })
  )
  return found.filter((one) => one !== undefined)
}

/** At the head of the page already. */
const TOLD = ['population', 'population-change', 'population-change-rate', 'area']

/** Those that share ground with what the commune belongs to: a perimeter of elsewhere is no news. */
function outsideOf({ atlas, folder, registry }: OpenObservatory, within: readonly PerimeterId[]): readonly Perimeter[] {
  const day = `${atlas.geography.latest}-01-01`
  return folder.settings.perimeters.flatMap((id) => {
    const perimeter = registry.perimeters.get(id)
    if (!perimeter || within.includes(id) || perimeter.definition.kind === 'membership') return []
    return resolveIfAny(atlas, id, day) ? [perimeter] : []
  })
}

function contactsOf(
  { atlas }: OpenObservatory,
  { organisations, people }: Register,
  { code, epci, day }: { readonly code: CommuneCode; readonly epci: TerritoryId | undefined; readonly day: string }
): readonly CommuneContact[] {
  const known = dayKnown(day, atlas.geography.latest)
  return organisations
    .flatMap((organisation) => {
      const { territory, mergedInto } = organisation
      const version = territory === undefined || mergedInto ? undefined : resolveIfAny(atlas, territory, known)
      return version?.communes.includes(code) ? [{ organisation, version }] : []
    })
    .toSorted((a, b) => a.version.communes.length - b.version.communes.length)
    .map(({ organisation, version }): CommuneContact => {
      const form = formOn(organisation, day)?.form
      return {
        organisation,
        name: nameOn(organisation, day),
        ...(form && { form }),
        ground: version.communes.length === 1 ? 'commune' : version.exactly === epci ? 'epci' : 'wider',
        offices: people.flatMap(({ name, example, mandates }) =>
          mandates
            .filter((one) => one.organisation === organisation.id && isHeldOn(one, day))
            .map(({ office }) => ({ name, office, example }))
        )
      }
    })
}

/** Memberships are known up to the last list of communes. */
export function dayKnown(today: string, latest: number): string {
  return Number(today.slice(0, 4)) > latest ? `${latest}-12-31` : today
}

/** A territory under the name of the listed perimeter that it is, else under its own. */
function holder({ atlas, registry }: OpenObservatory, territory: TerritoryId): Holder {
  for (const { id, label, definition } of registry.perimeters.values()) {
    if (definition.kind === 'membership' && definition.territory === territory) return { id, label }
  }
  const name = nameOf(atlas.geography, territory)
  return { id: parsePerimeterId(territory), label: { fr: name, en: name } }
}

function tryFind<T>(find: () => T): T | undefined {
  try {
    return find()
  } catch (error) {
    if (error instanceof NotFound || error instanceof Refused) return undefined
    throw error
  }
}
