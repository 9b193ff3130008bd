/** An issue that is approved, in an office over a fictional observatory: to be frozen. */

import { NO_COMMITMENTS } from '../../src/domain/commitments/commitment-register.ts'
import { NO_CLAIMS } from '../../src/domain/sources/claim-register.ts'
import { saveEditionState } from '../../src/store/edition-verdicts.ts'
import { replaceEditions } from '../../src/store/editions.ts'
import { change } from '../../src/store/journal.ts'
import type { DeskContext } from '../../src/usecases/edition-desk.ts'
import { freezeAsked } from '../../src/usecases/edition-freezing.ts'
import { makeEditionReader } from '../../src/usecases/edition-reader.ts'
import type { Workshop } from '../../src/usecases/queue.ts'
import type { Office } from './access-office.ts'
import { contextOf } from './town.ts'
import { makeWorkshop } from './workshop-of-letters.ts'

type Reached = Pick<Office, 'access'>

const SETTINGS = `language: fr
title: Un livret d’essai
subtitle: Pour voir
publisher: Un observatoire
day: 2026-11-22
licence: Licence Ouverte 2.0
chapters: [mots]
`
const SIGNED = { actor: 'command', reason: 'test' } as const

/** The issue « essai », which cites nothing: nobody answers for it. */
export async function approveIssue({ access: { db } }: Reached, chapter = '# Mots\n\nPresque rien.\n'): Promise<void> {
  const files = [
    { name: 'edition.yaml', text: SETTINGS },
    { name: 'mots.md', text: chapter }
  ]
  await change(db, SIGNED, async (t) => {
    await replaceEditions(t, [{ id: 'essai', files }])
    await saveEditionState(t, { id: 'essai', state: 'approved' })
  })
}

export function deskOf(office: Reached): DeskContext {
  return {
    ...contextOf(office, 7),
    claims: { register: () => Promise.resolve(NO_CLAIMS), changes: () => Promise.resolve([]) },
    commitments: { register: () => Promise.resolve(NO_COMMITMENTS), changes: () => Promise.resolve([]) },
    editions: makeEditionReader(office.access.db),
    draw: () => Promise.resolve({ drawings: {}, points: {}, problems: [] }),
    readAsset: () => Promise.reject(new Error('no file'))
  }
}

/** A queue that freezes, by that desk. */
export function freezerOf(office: Reached, desk: DeskContext): Workshop {
  const bare = makeWorkshop(office, undefined)
  return { ...bare, hands: { ...bare.hands, 'edition-freeze': (t) => freezeAsked(desk, t, 'essai') } }
}
