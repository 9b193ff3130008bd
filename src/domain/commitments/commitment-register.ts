/** All sets, propositions, actions and leads: the register is sound, or says what is not and where. */

import { NotFound } from '../shared/errors.ts'
import { nearest } from '../shared/nearest.ts'
import type { Text } from '../shared/text.ts'
import type { Action, CommitmentSet, Evidence, FigureLink, Lead, Proposition } from './commitment.ts'

export type CommitmentRegister = {
  /** In the order that they are shown in; so are the others, within what holds them. */
  readonly sets: readonly CommitmentSet[]
  readonly propositions: readonly Proposition[]
  readonly actions: readonly Action[]
  readonly leads: readonly Lead[]
}

export const NO_COMMITMENTS: CommitmentRegister = { sets: [], propositions: [], actions: [], leads: [] }

/** Names that commitments may lead to. */
export type KnownNames = {
  readonly claims: ReadonlySet<string>
  readonly documents: ReadonlySet<string>
  readonly organisations: ReadonlySet<string>
  readonly indicators: ReadonlySet<string>
}

export type CommitmentKind = keyof CommitmentRegister

/** `field` is that of the record, with its row where it has several: `evidence.0`. */
export type CommitmentProblem = {
  readonly kind: CommitmentKind
  readonly id: string
  readonly field: string
  readonly text: Text
}

type Tell = (field: string, text: Text) => void

/** What of the register cannot be: names that lead nowhere, a state without what it asks for. */
export function commitmentProblems(register: CommitmentRegister, known: KnownNames): readonly CommitmentProblem[] {
  const problems: CommitmentProblem[] = []
  const own = {
    sets: namesOf(register.sets),
    propositions: namesOf(register.propositions),
    actions: namesOf(register.actions)
  }
  const each = <T extends { readonly id: string }>(
    kind: CommitmentKind,
    all: readonly T[],
    check: (one: T, tell: Tell) => void
  ): void => {
    const seen = new Set<string>()
    for (const one of all) {
      const tell: Tell = (field, text) => void problems.push({ kind, id: one.id, field, text })
      if (seen.has(one.id)) tell('id', twice(one.id))
      seen.add(one.id)
      check(one, tell)
    }
  }
  each('sets', register.sets, (set, tell) => {
    refuseUnknown(known.documents, 'document', set.document, tell)
    if (set.announcedLeads !== undefined) refuseUnknown(known.claims, 'announcedLeads', set.announcedLeads, tell)
  })
  each('propositions', register.propositions, (one, tell) => {
    refuseUnknown(own.sets, 'set', one.set, tell)
    if (one.titles.length === 0) tell('titles', NO_TITLE)
    for (const [i, { document }] of one.titles.entries()) refuseUnknown(known.documents, `titles.${i}`, document, tell)
    const misplaced = one.titles.findIndex(
      ({ from = '' }, i) => i > 0 && from !== '' && from >= (one.titles[i - 1]?.from ?? '')
    )
    if (misplaced > 0) tell(`titles.${misplaced}`, NOT_IN_ORDER)
    if (one.announced !== undefined) refuseUnknown(known.claims, 'announced', one.announced, tell)
    checkFigures(one.figures, known, tell)
    const same = register.propositions.find((other) => other.set === one.set && other.number === one.number)
    if (same !== one) tell('number', sameNumber(one.number, same?.id ?? ''))
  })
  each('actions', register.actions, (action, tell) => {
    refuseUnknown(own.propositions, 'proposition', action.proposition, tell)
    for (const field of ['carriers', 'partners'] as const) {
      for (const id of action[field]) refuseUnknown(known.organisations, field, id, tell)
    }
    const { formerTitles = [] } = action
    const misplaced = formerTitles.findIndex(({ until }, i) => until > (formerTitles[i - 1]?.until ?? until))
    if (misplaced > 0) tell(`formerTitles.${misplaced}`, NOT_IN_ORDER)
    checkFigures(action.figures, known, tell)
    checkEvidence(action.evidence, known, tell)
    checkState(action, own.actions, tell)
    const same = register.actions.find(
      (other) => other.proposition === action.proposition && other.number === action.number
    )
    if (same !== action) tell('number', sameNumber(action.number, same?.id ?? ''))
  })
  each('leads', register.leads, (lead, tell) => {
    refuseUnknown(own.sets, 'set', lead.set, tell)
    if (lead.proposition !== undefined) refuseUnknown(own.propositions, 'proposition', lead.proposition, tell)
    if (lead.owner !== undefined) refuseUnknown(known.organisations, 'owner', lead.owner, tell)
    checkEvidence(lead.evidence, known, tell)
    if (lead.action !== undefined) refuseUnknown(own.actions, 'action', lead.action, tell)
    if (lead.fate === 'adopted' && lead.action === undefined) tell('action', NO_ACTION)
    if (lead.fate === 'abandoned' && !lead.reason) tell('reason', NO_REASON)
    if (lead.fate === 'done' && lead.evidence.length === 0) tell('evidence', NO_EVIDENCE)
  })
  return problems
}

/** @throws {NotFound} with the nearest name */
export function findNamed<T extends { readonly id: string }>(all: readonly T[], id: string): T {
  const found = all.find((one) => one.id === id.toLowerCase())
  if (found) return found
  const near = nearest(
    id,
    all.map((one) => one.id)
  )
  throw new NotFound({
    fr: `« ${id} » n’est pas au registre des engagements${near ? ` ; il y a « ${near} »` : ''}`,
    en: `"${id}" is not in the register of commitments${near ? `; there is "${near}"` : ''}`
  })
}

/** A state is told with what it rests on: what was done with its evidence, what was given up with why. */
function checkState(action: Action, actions: ReadonlySet<string>, tell: Tell): void {
  const { id, state, evidence, reason, mergedInto } = action
  const isTold = state === 'launched' || state === 'under-way' || state === 'done'
  if (isTold && !evidence.some(({ bearing }) => bearing === 'for')) tell('evidence', NO_EVIDENCE)
  if ((state === 'abandoned' || state === 'merged') && !reason) tell('reason', NO_REASON)
  if (state !== 'merged') {
    if (mergedInto !== undefined) tell('mergedInto', NOT_MERGED)
    return
  }
  if (mergedInto === undefined) tell('mergedInto', NO_ACTION)
  else if (mergedInto === id) tell('mergedInto', ITSELF)
  else refuseUnknown(actions, 'mergedInto', mergedInto, tell)
}

function checkEvidence(evidence: readonly Evidence[], known: KnownNames, tell: Tell): void {
  for (const [i, one] of evidence.entries()) {
    const field = `evidence.${i}`
    if (one.kind === 'claim') refuseUnknown(known.claims, field, one.claim, tell)
    if (one.kind === 'document') refuseUnknown(known.documents, field, one.document, tell)
    if (one.kind === 'figure') refuseUnknown(known.indicators, field, one.figure.indicator, tell)
  }
}

function checkFigures(figures: readonly FigureLink[], known: KnownNames, tell: Tell): void {
  for (const [i, { indicator }] of figures.entries()) refuseUnknown(known.indicators, `figures.${i}`, indicator, tell)
}

function refuseUnknown(known: ReadonlySet<string>, field: string, id: string, tell: Tell): void {
  if (known.has(id)) return
  const near = nearest(id, known)
  tell(field, {
    fr: `« ${id} » n’existe pas${near ? ` ; plutôt « ${near} » ?` : ''}`,
    en: `there is no "${id}"${near ? `; rather "${near}"?` : ''}`
  })
}

function namesOf(all: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(all.map(({ id }) => id))
}

function twice(id: string): Text {
  return { fr: `deux fiches ont l’identifiant « ${id} »`, en: `two records have the identifier "${id}"` }
}

function sameNumber(number: number, other: string): Text {
  return {
    fr: `le numéro ${number} est déjà celui de « ${other} »`,
    en: `number ${number} is already that of "${other}"`
  }
}

const NO_TITLE: Text = { fr: 'attendu au moins un titre', en: 'expected at least one title' }
const NOT_IN_ORDER: Text = {
  fr: 'les titres datés viennent d’abord, du plus récent au plus ancien, chacun à sa date',
  en: 'dated titles come first, from the latest to the earliest, each on a day of its own'
}
const NO_EVIDENCE: Text = {
  fr: 'cet état demande une preuve : un chiffre, une affirmation, un document ou une note ; sans preuve, l’état est « inconnu »',
  en: 'this state asks for evidence: a figure, a claim, a document or a note; without any, the state is "unknown"'
}
const NO_REASON: Text = {
  fr: 'attendu pourquoi : ce qui est abandonné ou fusionné l’est avec sa raison, qui est publiée',
  en: 'expected why: what is abandoned or merged is so with its reason, which is published'
}
const NO_ACTION: Text = { fr: 'attendu l’action qui la reprend', en: 'expected the action that takes it over' }
const NOT_MERGED: Text = {
  fr: 'seule une action fusionnée en nomme une autre',
  en: 'only a merged action names another'
}
const ITSELF: Text = { fr: 'une action ne se fusionne pas avec elle-même', en: 'an action is not merged with itself' }
