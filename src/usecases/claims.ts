/** Documents and claims read by people: what each says, what the figures say, where claims contradict each other. */

import { CLAIM_COLUMNS, claimRow } from '../connectors/claims-csv.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { IndicatorId } from '../domain/indicators/indicator.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { closenessTo, type TypedNumber } from '../domain/indicators/typed-number.ts'
import type { Organisation } from '../domain/organisations/organisation.ts'
import { NotFound } from '../domain/shared/errors.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { amountOf, type Claim } from '../domain/sources/claim.ts'
import { stepOf } from '../domain/sources/claim-amount.ts'
import type { NamedPerimeter } from '../domain/sources/claim-meaning.ts'
import type { ClaimRegister } from '../domain/sources/claim-register.ts'
import { findConflicts, type Conflict, type RuleContext } from '../domain/sources/conflict.ts'
import type { Document } from '../domain/sources/document.ts'
import { decisionOf, type Closing, type Decision, type Ruling } from '../domain/sources/ruling.ts'
import { resolveIfAny } from '../domain/territories/resolve.ts'
import type { Db } from '../store/database.ts'
import { findClaimRegister, findClaimStamp, findTerritoryOrganisations } from '../store/documents.ts'
import { confront, confrontationStamp, type Confrontation } from './confront.ts'
import { vintagesOf } from './indicator-page.ts'
import { listChanges, type Change } from './journal.ts'
import type { OpenObservatory } from './open.ts'
import { latestFigure } from './territory-page.ts'

/** What the pages ask; a fixture answers it without a database. */
export type ClaimReader = {
  /** The same value as long as nothing has changed. */
  readonly register: () => Promise<ClaimRegister>
  readonly changes: (claim: string) => Promise<readonly Change[]>
}

export function makeClaimReader(db: Db): ClaimReader {
  let known: { readonly stamp: string; readonly register: ClaimRegister } | undefined
  return {
    async register() {
      const stamp = await findClaimStamp(db)
      if (known?.stamp !== stamp) known = { stamp, register: await findClaimRegister(db) }
      return known.register
    },
    changes: (claim) => listChanges(db, { record: { relation: 'claim', key: claim } })
  }
}

/** What claims are read against: the observatory, who bears which name, the day. */
export type ClaimContext = {
  readonly observatory: OpenObservatory
  /** Whose names and abbreviations their territories go by; asked once for an observatory. */
  readonly organisations: () => Promise<readonly Pick<Organisation, 'territory' | 'names' | 'aliases'>[]>
  /** `YYYY-MM-DD`. */
  readonly today: string
}

/** The listed perimeters under all their names, those of the organisations that answer for them included. */
async function namedPerimeters({ observatory, organisations }: ClaimContext): Promise<readonly NamedPerimeter[]> {
  const all = await organisations()
  const { folder, atlas } = observatory
  return folder.perimeters.map(({ id, label, short, definition }) => {
    const own = all.filter(({ territory }) => territory === id)
    const names = own.flatMap(({ names: called, aliases }) => [...called.map(({ name }) => name), ...aliases])
    return {
      id,
      names: [...new Set([id, label.fr, label.en, short.fr, short.en, ...names])],
      communes: new Set<string>(resolveIfAny(atlas, id, `${atlas.geography.latest}-01-01`)?.communes),
      parts: definition.kind === 'union' ? definition.of : []
    }
  })
}

const CONTEXTS = new WeakMap<OpenObservatory, Promise<Omit<RuleContext, 'today'>>>()
const CONFLICTS = new WeakMap<ClaimRegister, Map<RuleContext['perimeters'], readonly Conflict[]>>()

async function ruleContext(context: ClaimContext): Promise<Omit<RuleContext, 'today'>> {
  const known = CONTEXTS.get(context.observatory)
  if (known) return known
  const made = makeContext(context)
  CONTEXTS.set(context.observatory, made)
  made.catch(() => CONTEXTS.delete(context.observatory))
  return made
}

async function makeContext(context: ClaimContext): Promise<Omit<RuleContext, 'today'>> {
  const { observatory } = context
  // The widest comparator is the nation, the one before it the region.
  const [region, nation] = observatory.folder.settings.comparisons.slice(-2)
  const figures = await Promise.all(
    [region, nation].map(async (id) => {
      const figure = id && (await latestFigure(observatory, 'population' as IndicatorId, id))
      return figure && 'value' in figure.cell ? [[figure.perimeter.id, figure.cell.value] as const] : []
    })
  )
  return {
    perimeters: await namedPerimeters(context),
    inhabitants: new Map(figures.flat()),
    ...(region !== undefined && { region }),
    ...(nation !== undefined && { nation })
  }
}

/** All conflicts among some claims. */
export async function conflictsAmong(context: ClaimContext, claims: readonly Claim[]): Promise<readonly Conflict[]> {
  return findConflicts(claims, { ...(await ruleContext(context)), today: context.today })
}

async function conflictsOf(context: ClaimContext, register: ClaimRegister): Promise<readonly Conflict[]> {
  const { perimeters } = await ruleContext(context)
  const kept = CONFLICTS.get(register) ?? new Map<RuleContext['perimeters'], readonly Conflict[]>()
  CONFLICTS.set(register, kept)
  const known = kept.get(perimeters)
  if (known) return known
  const found = await conflictsAmong(context, register.claims)
  kept.set(perimeters, found)
  return found
}

/** How each claim stands, in their order. */
export async function confrontAll(
  context: ClaimContext,
  claims: readonly Claim[]
): Promise<ReadonlyMap<Claim['id'], Confrontation>> {
  const { perimeters } = await ruleContext(context)
  const found = new Map<Claim['id'], Confrontation>()
  for (const claim of claims) found.set(claim.id, await confront(context.observatory, claim, perimeters))
  return found
}

export type ShownConflict = Conflict & {
  readonly state: Decision<Closing>
  readonly stated: readonly { readonly claim: Claim; readonly document: Document }[]
}

export type DocumentsPage = {
  readonly documents: readonly { readonly document: Document; readonly claims: number; readonly sourced: number }[]
  readonly conflicts: number
}

export async function documentsPage(context: ClaimContext, reader: ClaimReader): Promise<DocumentsPage> {
  const register = await reader.register()
  const conflicts = await shownConflicts(context, register)
  return {
    documents: register.documents.map((document) => {
      const own = register.claims.filter((claim) => claim.document === document.id)
      return { document, claims: own.length, sourced: own.filter(({ source }) => source !== undefined).length }
    }),
    conflicts: conflicts.filter(({ state }) => state.status !== 'closed').length
  }
}

export type DocumentPage = {
  readonly document: Document
  readonly claims: readonly {
    readonly claim: Claim
    readonly confrontation: Confrontation
    readonly conflicts: number
  }[]
}

/** @throws {NotFound} */
export async function documentPage(context: ClaimContext, reader: ClaimReader, id: string): Promise<DocumentPage> {
  const register = await reader.register()
  const document = register.documents.find((one) => one.id === id)
  if (!document) throw unknown('document', id, register.documents)
  const own = register.claims.filter((claim) => claim.document === id)
  const confronted = await confrontAll(context, own)
  const conflicts = await conflictsOf(context, register)
  return {
    document,
    claims: own.flatMap((claim) => {
      const confrontation = confronted.get(claim.id)
      if (!confrontation) return []
      return [{ claim, confrontation, conflicts: conflicts.filter(({ claims }) => claims.includes(claim.id)).length }]
    })
  }
}

/** The claims of a document as the rows of a table, its head first. @throws {NotFound} */
export function claimRows(
  { documents, claims }: ClaimRegister,
  id: string
): readonly (readonly (string | number | null)[])[] {
  if (!documents.some((one) => one.id === id)) throw unknown('document', id, documents)
  return [CLAIM_COLUMNS, ...claims.filter(({ document }) => document === id).map(claimRow)]
}

export type ClaimPage = {
  readonly claim: Claim
  readonly document: Document
  readonly confrontation: Confrontation
  readonly ruling: Decision<Ruling>
  /** Of what a ruling would be on. */
  readonly stamp: string
  readonly conflicts: readonly ShownConflict[]
  readonly changes: readonly Change[]
}

/** @throws {NotFound} */
export async function claimPage(context: ClaimContext, reader: ClaimReader, id: string): Promise<ClaimPage> {
  const register = await reader.register()
  const claim = register.claims.find((one) => one.id === id)
  const document = register.documents.find((one) => one.id === claim?.document)
  if (!claim || !document) throw unknown('claim', id, register.claims)
  const { perimeters } = await ruleContext(context)
  const confrontation = await confront(context.observatory, claim, perimeters)
  const stamp = confrontationStamp(claim, confrontation)
  const ruled = register.rulings.find((one) => one.claim === id)
  return {
    claim,
    document,
    confrontation,
    ruling: decisionOf(ruled, stamp),
    stamp,
    conflicts: (await shownConflicts(context, register)).filter(({ claims }) => claims.includes(claim.id)),
    changes: (await reader.changes(id)).map((one) => ({ ...one, reason: null }))
  }
}

export async function shownConflicts(
  context: ClaimContext,
  register: ClaimRegister
): Promise<readonly ShownConflict[]> {
  const claims = new Map(register.claims.map((claim) => [claim.id, claim]))
  const documents = new Map(register.documents.map((document) => [document.id, document]))
  return (await conflictsOf(context, register)).map((conflict) => {
    const closing = register.closings.find((one) => one.conflict === conflict.id)
    const stated = conflict.claims.flatMap((id) => {
      const claim = claims.get(id)
      const document = claim && documents.get(claim.document)
      return claim && document ? [{ claim, document }] : []
    })
    return { ...conflict, state: decisionOf(closing, conflict.stamp), stated }
  })
}

/** @throws {NotFound} when the claims no longer contradict each other */
export async function conflictPage(context: ClaimContext, reader: ClaimReader, id: string): Promise<ShownConflict> {
  const all = await shownConflicts(context, await reader.register())
  const found = all.find((one) => one.id === id)
  if (found) return found
  throw new NotFound({
    fr: `Il n’y a pas de contradiction « ${id} » : ses affirmations ont changé, ou ne se contredisent plus`,
    en: `There is no conflict "${id}": its claims have changed, or contradict each other no more`
  })
}

export type ClaimHit = {
  readonly claim: Claim
  readonly document: Document
  readonly conflicts: readonly Conflict[]
  readonly status: Confrontation['status']
  /** The figure that the claim is about, with its name and where it comes from; absent where none has a value. */
  readonly beside?: { readonly figure: Figure; readonly label: Text; readonly source: Text }
}

/** What a command reads claims with, asking the database. */
export function claimContextOf(db: Db, observatory: OpenObservatory, today: string): ClaimContext {
  return { observatory, organisations: () => findTerritoryOrganisations(db), today }
}

/** Claims of the number that was typed, those that read the same first. */
export async function searchClaims(
  context: ClaimContext,
  reader: ClaimReader,
  typed: TypedNumber,
  limit: number
): Promise<readonly ClaimHit[]> {
  const register = await reader.register()
  const documents = new Map(register.documents.map((document) => [document.id, document]))
  const found = register.claims
    .flatMap((claim) => {
      const amount = amountOf(claim)
      if (!amount || claim.kind === 'date') return []
      const decimals = Number.isInteger(amount.value) ? 0 : Math.round(-Math.log10(stepOf(amount.value)))
      const closeness = closenessTo(typed, amount.value, decimals)
      return closeness === undefined || !fits(typed, claim) ? [] : [{ claim, closeness }]
    })
    .toSorted((a, b) => a.closeness - b.closeness)
    .slice(0, limit)
  if (found.length === 0) return []
  const conflicts = await conflictsOf(context, register)
  const standing = await confrontAll(
    context,
    found.map(({ claim }) => claim)
  )
  return found.flatMap(({ claim }): readonly ClaimHit[] => {
    const document = documents.get(claim.document)
    const confrontation = standing.get(claim.id)
    if (!document || !confrontation) return []
    const { status } = confrontation
    const beside = besideIn(context.observatory, confrontation)
    const own = conflicts.filter(({ claims }) => claims.includes(claim.id))
    return [{ claim, document, conflicts: own, status, ...(beside && { beside }) }]
  })
}

/** What is told beside a claim: the figure asked, else the one that would match. */
function besideIn({ registry }: OpenObservatory, confrontation: Confrontation): ClaimHit['beside'] {
  const asked = 'figure' in confrontation ? confrontation.figure : undefined
  const figure = asked ?? (confrontation.status === 'elsewhere' ? confrontation.matches[0] : undefined)
  if (!figure || !('value' in figure.cell)) return undefined
  const [first] = vintagesOf(registry, [figure])
  if (!first) return undefined
  const { vintage, source } = first
  const named = (language: Language): string =>
    `${source.producer[language]}, ${source.label[language]}, ${vintage.edition}`
  const { label } = indicatorOf(registry, figure.indicator)
  return { figure, label, source: { fr: named('fr'), en: named('en') } }
}

/** « 119 € » is no number of visitors. */
function fits({ units }: TypedNumber, { unit }: Claim): boolean {
  if (!units) return true
  const plain = unit.toLowerCase()
  return units.some((one) => SAME_UNIT[one]?.test(plain) ?? plain.startsWith(one))
}

const SAME_UNIT: Readonly<Record<string, RegExp>> = {
  percent: /^%|percent|pour cent/,
  eur: /^(?:eur|€)/,
  km2: /^km[2²]/,
  inhabitants: /^(?:inhabitant|habitant)/,
  people: /^(?:person|people|habitant)/,
  dwellings: /^(?:dwelling|logement)/,
  jobs: /^(?:job|emploi)/,
  points: /^point/
}

function unknown(kind: 'document' | 'claim', id: string, all: readonly { readonly id: string }[]): NotFound {
  const known = all.slice(0, 5).map((one) => one.id)
  const some = known.length === 0 ? { fr: 'aucun n’est au registre', en: 'none is in the register' } : undefined
  const list = known.join(', ')
  const what = { document: { fr: 'Le document', en: 'document' }, claim: { fr: 'L’affirmation', en: 'claim' } }[kind]
  return new NotFound({
    fr: `${what.fr} « ${id} » n’existe pas : ${some?.fr ?? `il y a ${list}${all.length > 5 ? '…' : ''}`}`,
    en: `There is no ${what.en} "${id}": ${some?.en ?? `there are ${list}${all.length > 5 ? '…' : ''}`}`
  })
}
