/** Commitments that say only what a test is about. */

import {
  parseCommitmentId,
  type Action,
  type Lead,
  type Proposition
} from '../../../src/domain/commitments/commitment.ts'
import type { CommitmentRegister, KnownNames } from '../../../src/domain/commitments/commitment-register.ts'
import { parsePeriod } from '../../../src/domain/shared/period.ts'
import { parseDocumentId } from '../../../src/domain/sources/document.ts'
import { text } from '../../make.ts'

const id = parseCommitmentId

export function makeAction(name: string, given: Partial<Action> = {}): Action {
  return {
    id: id(name),
    proposition: id('p1'),
    number: 1,
    title: `Action ${name}`,
    carriers: [],
    partners: [],
    state: 'unknown',
    evidence: [],
    figures: [],
    ...given
  }
}

export function makeLead(name: string, given: Partial<Lead> = {}): Lead {
  return { id: id(name), set: id('set'), text: name, origin: 'Atelier', fate: 'unknown', evidence: [], ...given }
}

export function makeProposition(name: string, given: Partial<Proposition> = {}): Proposition {
  return {
    id: id(name),
    set: id('set'),
    number: 1,
    titles: [{ title: `Proposition ${name}`, document: parseDocumentId('livret'), where: 'p. 1' }],
    aim: text('But'),
    expected: text('Pari'),
    figures: [],
    missing: [],
    assessments: [],
    ...given
  }
}

export function makeCommitments(given: Partial<CommitmentRegister> = {}): CommitmentRegister {
  const set = {
    id: id('set'),
    title: text('Les propositions'),
    name: 'Propositions',
    presented: parsePeriod('2010-07'),
    origin: text('Ateliers'),
    document: parseDocumentId('livret')
  }
  return { sets: [set], propositions: [makeProposition('p1')], actions: [], leads: [], ...given }
}

export const KNOWN: KnownNames = {
  claims: new Set(['six', 'eighty']),
  documents: new Set(['livret']),
  organisations: new Set(['pma', 'euralens']),
  indicators: new Set(['population'])
}

export const DONE = {
  state: 'done',
  evidence: [{ bearing: 'for', kind: 'note', note: 'Vu' }]
} as const satisfies Partial<Action>
