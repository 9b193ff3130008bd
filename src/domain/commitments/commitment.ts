/**
 * What was promised, and what became of it: a set of propositions, their actions, the leads they were drawn from.
 * Where nothing says what became of an action or of a lead, its state is `unknown`, and counts as such.
 */

import { InvalidInput } from '../shared/errors.ts'
import type { Text } from '../shared/text.ts'
import type { Period } from '../shared/period.ts'
import type { ClaimId } from '../sources/claim.ts'
import type { DocumentId } from '../sources/document.ts'
import type { IndicatorId } from '../indicators/indicator.ts'
import type { OrganisationId } from '../organisations/organisation.ts'
import type { PerimeterId } from '../territories/perimeter.ts'

declare const commitmentId: unique symbol
/** Of a set, a proposition, an action or a lead: each kind has names of its own. */
export type CommitmentId = string & { readonly [commitmentId]: true }

/** A claim read in a document stands behind every number that was announced: none is typed here. */
export type CommitmentSet = {
  readonly id: CommitmentId
  readonly title: Text
  /** As it was named at the time, in its own language. */
  readonly name: string
  /** When it was presented: a day, a month or a year. */
  readonly presented: Period
  /** How it came about, in our words. */
  readonly origin: Text
  readonly document: DocumentId
  /** The claim that says how many leads there were. */
  readonly announcedLeads?: ClaimId
}

/** One of the titles that a proposition bears: sources do not always agree, and titles change. */
export type TitleVersion = {
  readonly title: string
  /** `YYYY-MM-DD`, when it took the place of those below it; absent: borne since it was presented. */
  readonly from?: string
  readonly document: DocumentId
  /** Where in the document. */
  readonly where: string
}

export type FigureLink = {
  readonly indicator: IndicatorId
  readonly perimeter: PerimeterId
  readonly period: Period
  /** Where the change is counted from, when the change is meant. */
  readonly from?: Period
}

export const BEARINGS = ['for', 'against'] as const

/** `against` is evidence that the promise was not kept: it is shown beside the other. */
export type Evidence = { readonly bearing: (typeof BEARINGS)[number] } & (
  | { readonly kind: 'figure'; readonly figure: FigureLink }
  | { readonly kind: 'claim'; readonly claim: ClaimId }
  | { readonly kind: 'document'; readonly document: DocumentId; readonly where: string }
  /** In the words of whoever wrote it. */
  | { readonly kind: 'note'; readonly note: string }
)

export type EvidenceKind = Evidence['kind']

export const EVIDENCE_KINDS = ['figure', 'claim', 'document', 'note'] as const satisfies readonly EvidenceKind[]

export const VERDICTS = ['achieved', 'in-progress', 'not-achieved', 'not-measurable'] as const
export type Verdict = (typeof VERDICTS)[number]

/** One reading of a proposition. Several that differ are all published: the proposition is disputed. */
export type Assessment = {
  readonly verdict: Verdict
  /** Who holds it: a body or a document, never a person. */
  readonly by: string
  /** When: a day, or the year of a document. */
  readonly on: Period
  readonly text: Text
}

export type Proposition = {
  readonly id: CommitmentId
  readonly set: CommitmentId
  /** From 1, within its set. */
  readonly number: number
  /** The one it is called by first: dated ones, the latest first, then the others; at least one. */
  readonly titles: readonly TitleVersion[]
  readonly aim: Text
  /** The outcome that was hoped for: the « pari ». */
  readonly expected: Text
  /** The claim that says how many actions it has. */
  readonly announced?: ClaimId
  /** What the figures say: the first three are shown beside the others. */
  readonly figures: readonly FigureLink[]
  /** What nobody can say today. */
  readonly missing: readonly Text[]
  readonly assessments: readonly Assessment[]
}

/** A title that an action bore. */
export type FormerTitle = {
  readonly title: string
  /** `YYYY-MM-DD`, when another took its place. */
  readonly until: string
}

export const ACTION_STATES = ['proposed', 'launched', 'under-way', 'done', 'abandoned', 'merged', 'unknown'] as const
export type ActionState = (typeof ACTION_STATES)[number]

export type Action = {
  readonly id: CommitmentId
  readonly proposition: CommitmentId
  /** From 1, within its proposition. */
  readonly number: number
  /** As the document names it, in its own language. Two actions may bear the same. */
  readonly title: string
  /** The latest first; absent: it never bore another. */
  readonly formerTitles?: readonly FormerTitle[]
  /** In our words; absent: its title says it. */
  readonly aim?: Text
  /** Of the register of organisations; empty while nobody is known to carry it. */
  readonly carriers: readonly OrganisationId[]
  readonly partners: readonly OrganisationId[]
  /** Absent: not known. */
  readonly start?: Period
  readonly state: ActionState
  /** What was done, in our words. */
  readonly account?: Text
  /** Why it was abandoned or merged, as whoever decided wrote it. */
  readonly reason?: string
  readonly mergedInto?: CommitmentId
  readonly evidence: readonly Evidence[]
  readonly figures: readonly FigureLink[]
  /** `YYYY-MM-DD`; absent: never. */
  readonly reviewedOn?: string
}

export const LEAD_FATES = ['recorded', 'adopted', 'done', 'abandoned', 'unknown'] as const
export type LeadFate = (typeof LEAD_FATES)[number]

/** One of the detailed ideas (« pistes ») that a set was presented with. */
export type Lead = {
  readonly id: CommitmentId
  readonly set: CommitmentId
  /** As it was written. */
  readonly text: string
  /** Where it comes from: a workshop, a page. */
  readonly origin: string
  readonly proposition?: CommitmentId
  readonly owner?: OrganisationId
  readonly fate: LeadFate
  /** The action it was taken into. */
  readonly action?: CommitmentId
  /** Why it was abandoned. */
  readonly reason?: string
  readonly evidence: readonly Evidence[]
  readonly reviewedOn?: string
}

/** @throws {InvalidInput} unless `text` is made of small letters, digits and dashes */
export function parseCommitmentId(text: string): CommitmentId {
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) && text.length <= 60) return text as CommitmentId
  throw new InvalidInput({
    fr: `« ${text} » n’est pas l’identifiant d’une proposition ou d’une action : attendu des minuscules, des chiffres et des tirets, comme p1-a2`,
    en: `"${text}" is not the identifier of a proposition or an action: expected small letters, digits and dashes, such as p1-a2`
  })
}
