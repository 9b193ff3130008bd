/** Promises read by people: the state of a set on one page, a proposition, an action, the leads; now, or as known then. */

import type {
  Action,
  CommitmentSet,
  Evidence,
  FigureLink,
  Lead,
  Proposition,
  TitleVersion
} from '../domain/commitments/commitment.ts'
import { findNamed, type CommitmentRegister } from '../domain/commitments/commitment-register.ts'
import { summarise, type CommitmentSummary, type PropositionSummary } from '../domain/commitments/summary.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { nameOn, type Organisation, type OrganisationId } from '../domain/organisations/organisation.ts'
import { dayWords } from '../domain/shared/day.ts'
import { InvalidInput, NotFound, ObservatoryError } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { endOf } from '../domain/shared/time-zone.ts'
import type { Claim } from '../domain/sources/claim.ts'
import type { ClaimRegister } from '../domain/sources/claim-register.ts'
import type { Document } from '../domain/sources/document.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import { findCommitments } from '../store/commitments.ts'
import type { Db } from '../store/database.ts'
import { answerQuestion, type DatedFigure } from './figures.ts'
import { vintagesOf } from './indicator-page.ts'
import { listChanges, type Change } from './journal.ts'
import type { Observatory } from './observatory.ts'

/** What the pages ask; a fixture answers it without a database. */
export type CommitmentReader = {
  /** As it is, or as it was known at the end of a day. */
  readonly register: (day?: string) => Promise<CommitmentRegister>
  readonly changes: (relation: string, key: string) => Promise<readonly Change[]>
}

/** @param zone where days end */
export function makeCommitmentReader(db: Db, zone: string): CommitmentReader {
  return {
    register: (day) => findCommitments(db, day && endOf(zone, day)),
    changes: (relation, key) => listChanges(db, { record: { relation, key } })
  }
}

/** What commitments lead to. */
export type CommitmentContext = {
  readonly observatory: Observatory
  readonly reader: CommitmentReader
  readonly claims: () => Promise<ClaimRegister>
  readonly organisations: () => Promise<readonly Organisation[]>
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** What was known at the end of that day; absent: what is known now. */
  readonly asOf?: string
}

export type LinkedFigure = { readonly link: FigureLink } & (
  | (DatedFigure & {
      readonly status: 'answered'
      readonly indicator: Indicator
      readonly sources: readonly { readonly vintage: Vintage; readonly source: Source }[]
    })
  /** A definition went, or a perimeter: why it cannot be told. */
  | { readonly status: 'unanswered'; readonly why: Text }
)

/** Evidence with what it leads to; what is gone since is left without. */
export type ShownEvidence = Pick<Evidence, 'bearing'> &
  (
    | { readonly kind: 'figure'; readonly figure: LinkedFigure }
    | { readonly kind: 'claim'; readonly id: string; readonly claim?: Claim; readonly document?: Document }
    | { readonly kind: 'document'; readonly id: string; readonly document?: Document; readonly where: string }
    | { readonly kind: 'note'; readonly note: string }
  )

export type NamedOrganisation = { readonly id: OrganisationId; readonly name: string }

/** A proposition with its figures; none on a day gone by, since figures are those of today. */
export type StatedProposition = PropositionSummary & { readonly figures: readonly LinkedFigure[] }

export type StatePage = {
  readonly today: string
  readonly asOf?: string
  readonly summary: CommitmentSummary
  readonly propositions: readonly StatedProposition[]
  readonly document?: Document
  /** Other sets of the register. */
  readonly others: readonly CommitmentSet[]
}

/**
 * Counts of a set, or of the first where none is named: what a page or a chapter tells of promises.
 *
 * @throws {NotFound}
 */
export function findCommitmentSummary(
  register: CommitmentRegister,
  claims: readonly Claim[],
  id?: string
): CommitmentSummary | undefined {
  const [first] = register.sets
  const set = id === undefined ? first : findNamed(register.sets, id)
  return set && summarise(register, set, claims)
}

/** Undefined as long as nothing was promised. @throws {NotFound} @throws {InvalidInput} a day to come */
export async function statePage(context: CommitmentContext, id?: string): Promise<StatePage | undefined> {
  const register = await registerAt(context)
  const { claims, documents } = await context.claims()
  const summary = findCommitmentSummary(register, claims, id)
  if (!summary) return undefined
  const propositions = await Promise.all(
    summary.propositions.map(async (one) => ({
      ...one,
      figures: await figuresNow(context, one.proposition.figures.slice(0, MOST_FIGURES))
    }))
  )
  const document = documents.find((one) => one.id === summary.set.document)
  return {
    ...dated(context),
    summary,
    propositions,
    ...(document && { document }),
    others: register.sets.filter((one) => one !== summary.set)
  }
}

const MOST_FIGURES = 3

export type PropositionPage = {
  readonly today: string
  readonly asOf?: string
  readonly set: CommitmentSet
  readonly stated: StatedProposition
  readonly titles: readonly (Omit<TitleVersion, 'document'> & { readonly document?: Document })[]
  readonly carriers: ReadonlyMap<string, NamedOrganisation>
  readonly leads: readonly Lead[]
  readonly changes: readonly Change[]
}

/** @throws {NotFound} @throws {InvalidInput} a day to come */
export async function propositionPage(context: CommitmentContext, id: string): Promise<PropositionPage> {
  const register = await registerAt(context)
  const { claims, documents } = await context.claims()
  const proposition = findNamed(register.propositions, id)
  const set = findNamed(register.sets, proposition.set)
  const own = summarise(register, set, claims).propositions.find((one) => one.proposition === proposition)
  if (!own) throw new Error('a proposition is of its set')
  return {
    ...dated(context),
    set,
    stated: { ...own, figures: await figuresNow(context, proposition.figures) },
    titles: proposition.titles.map(({ document: of, ...version }) => {
      const document = documents.find((one) => one.id === of)
      return { ...version, ...(document && { document }) }
    }),
    carriers: await namesOf(context),
    leads: register.leads.filter((lead) => lead.proposition === proposition.id),
    changes: await publicChanges(context, 'proposition', proposition.id)
  }
}

export type ActionPage = {
  readonly today: string
  readonly asOf?: string
  readonly action: Action
  readonly proposition: Proposition
  readonly set: CommitmentSet
  readonly carriers: readonly NamedOrganisation[]
  readonly partners: readonly NamedOrganisation[]
  readonly evidence: readonly ShownEvidence[]
  readonly figures: readonly LinkedFigure[]
  readonly mergedInto?: Action
  /** Those that bear the same title. */
  readonly namesakes: readonly Action[]
  readonly leads: readonly Lead[]
  readonly changes: readonly Change[]
}

/** @throws {NotFound} @throws {InvalidInput} a day to come */
export async function actionPage(context: CommitmentContext, id: string): Promise<ActionPage> {
  const register = await registerAt(context)
  const action = findNamed(register.actions, id)
  const proposition = findNamed(register.propositions, action.proposition)
  const names = await namesOf(context)
  const named = (ids: readonly OrganisationId[]): readonly NamedOrganisation[] =>
    ids.map((one) => names.get(one) ?? { id: one, name: one })
  const mergedInto = register.actions.find((one) => one.id === action.mergedInto)
  return {
    ...dated(context),
    action,
    proposition,
    set: findNamed(register.sets, proposition.set),
    carriers: named(action.carriers),
    partners: named(action.partners),
    evidence: await shownEvidence(context, action.evidence),
    figures: await figuresNow(context, action.figures),
    ...(mergedInto && { mergedInto }),
    namesakes: register.actions.filter((one) => one !== action && one.title === action.title),
    leads: register.leads.filter((lead) => lead.action === action.id),
    changes: await publicChanges(context, 'commitment_action', action.id)
  }
}

export type LeadsPage = {
  readonly today: string
  readonly asOf?: string
  readonly set: CommitmentSet
  readonly counted: CommitmentSummary['leads']
  readonly leads: readonly {
    readonly lead: Lead
    readonly owner?: NamedOrganisation
    readonly proposition?: Proposition
    readonly action?: Action
    readonly evidence: readonly ShownEvidence[]
  }[]
}

/** Undefined as long as nothing was promised. @throws {NotFound} @throws {InvalidInput} a day to come */
export async function leadsPage(context: CommitmentContext, id?: string): Promise<LeadsPage | undefined> {
  const register = await registerAt(context)
  const { claims } = await context.claims()
  const summary = findCommitmentSummary(register, claims, id)
  if (!summary) return undefined
  const names = await namesOf(context)
  const leads = await Promise.all(
    summary.leads.all.map(async (lead) => {
      const owner = lead.owner && (names.get(lead.owner) ?? { id: lead.owner, name: lead.owner })
      const proposition = register.propositions.find((one) => one.id === lead.proposition)
      const action = register.actions.find((one) => one.id === lead.action)
      return {
        lead,
        ...(owner && { owner }),
        ...(proposition && { proposition }),
        ...(action && { action }),
        evidence: await shownEvidence(context, lead.evidence)
      }
    })
  )
  return { ...dated(context), set: summary.set, counted: summary.leads, leads }
}

/** Names by which they go today. */
export async function namesOf({
  organisations,
  today
}: Pick<CommitmentContext, 'organisations' | 'today'>): Promise<ReadonlyMap<string, NamedOrganisation>> {
  const all = await organisations()
  return new Map(all.map((one) => [one.id, { id: one.id, name: nameOn(one, today) }]))
}

/** A figure for each link, in their order. */
async function linkedFigures(observatory: Observatory, links: readonly FigureLink[]): Promise<readonly LinkedFigure[]> {
  const found: LinkedFigure[] = []
  for (const link of links) {
    try {
      const answer = await answerQuestion(observatory, link)
      const { registry } = observatory
      const figures: readonly Figure[] = [answer.figure, ...(answer.from ? [answer.from] : [])]
      const indicator = indicatorOf(registry, link.indicator)
      found.push({ link, status: 'answered', ...answer, indicator, sources: vintagesOf(registry, figures) })
    } catch (error) {
      if (!(error instanceof ObservatoryError)) throw error
      found.push({ link, status: 'unanswered', why: error.text })
    }
  }
  return found
}

/** Figures of today would be taken for those of the day that is asked. */
async function figuresNow(
  { observatory, asOf }: CommitmentContext,
  links: readonly FigureLink[]
): Promise<readonly LinkedFigure[]> {
  return asOf === undefined ? linkedFigures(observatory, links) : []
}

async function shownEvidence(
  context: CommitmentContext,
  evidence: readonly Evidence[]
): Promise<readonly ShownEvidence[]> {
  const { claims, documents } = await context.claims()
  const documentOf = (id: string | undefined): { readonly document?: Document } => {
    const document = documents.find((one) => one.id === id)
    return document ? { document } : {}
  }
  const shown: ShownEvidence[] = []
  for (const one of evidence) {
    const { bearing } = one
    switch (one.kind) {
      case 'figure':
        for (const figure of await linkedFigures(context.observatory, [one.figure])) {
          shown.push({ bearing, kind: 'figure', figure })
        }
        break
      case 'claim': {
        const claim = claims.find(({ id }) => id === one.claim)
        shown.push({ bearing, kind: 'claim', id: one.claim, ...(claim && { claim }), ...documentOf(claim?.document) })
        break
      }
      case 'document':
        shown.push({ bearing, kind: 'document', id: one.document, where: one.where, ...documentOf(one.document) })
        break
      case 'note':
        shown.push(one)
    }
  }
  return shown
}

/** @throws {InvalidInput} when what was known is asked of a day to come */
async function registerAt({ reader, asOf, today }: CommitmentContext): Promise<CommitmentRegister> {
  if (asOf === undefined) return reader.register()
  if (asOf > today) {
    throw new InvalidInput({
      fr: `le ${dayWords(asOf).fr} est à venir : attendu un jour passé, ou ce jour`,
      en: `${dayWords(asOf).en} is yet to come: expected a day gone by, or this one`
    })
  }
  const register = await reader.register(asOf)
  if (register.sets.length > 0) return register
  throw new NotFound({
    fr: `Le registre ne connaissait aucun engagement le ${dayWords(asOf).fr}`,
    en: `The register knew of no commitment on ${dayWords(asOf).en}`
  })
}

function dated({ today, asOf }: CommitmentContext): { readonly today: string; readonly asOf?: string } {
  return { today, ...(asOf !== undefined && { asOf }) }
}

/** A reason may name people: a public page leaves it out. */
async function publicChanges(
  { reader, asOf }: CommitmentContext,
  relation: string,
  key: string
): Promise<readonly Change[]> {
  if (asOf !== undefined) return []
  return (await reader.changes(relation, key)).map((one) => ({ ...one, reason: null }))
}
