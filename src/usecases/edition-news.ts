/** Who is told of an issue on its way, within the transaction of the step. */

import type { Actor } from '../domain/access/actor.ts'
import { OBSERVATORY } from '../domain/editions/verdict.ts'
import { dayWords } from '../domain/shared/day.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Db } from '../store/database.ts'
import type { Audience } from '../store/notifications.ts'
import type { Access } from './access.ts'
import { notify } from './notifications.ts'

type News = { readonly access: Access; readonly transaction: Db; readonly by: Actor }

type Named = { readonly id: string; readonly title: string }

/** Each producer whose figures wait, with the last day to answer; validators, of those that nobody else answers for. */
export async function tellAsked(
  { access, transaction, by }: News,
  { id, title, answerBy }: Named & { readonly answerBy: string },
  organisations: readonly string[]
): Promise<void> {
  const day = dayWords(answerBy)
  const label = { fr: `${title}, jusqu’au ${day.fr}`, en: `${title}, until ${day.en}` }
  for (const organisation of new Set(organisations)) {
    const path = `${pathOf(id)}/chiffres`
    await notify(
      transaction,
      { kind: 'edition.asked', to: answererOf(organisation), label, path, ...byOf(by) },
      access.now()
    )
  }
}

/** Those who write it: one of its figures is refused, which holds it back. */
export async function tellRefused(
  { access, transaction, by }: News,
  { id, title, figure }: Named & { readonly figure: Text }
): Promise<void> {
  const label = { fr: `${title} : ${figure.fr}`, en: `${title}: ${figure.en}` }
  for (const role of ['study-officer', 'editor'] as const) {
    const to = { role }
    await notify(
      transaction,
      { kind: 'edition.refused', to, label, path: `${pathOf(id)}/suivi`, ...byOf(by) },
      access.now()
    )
  }
}

/** @param waiting figures without an answer, by who is to give it */
export async function tellReminded(
  transaction: Db,
  { id, title, answerBy }: Named & { readonly answerBy: string },
  waiting: ReadonlyMap<string, number>,
  now: Date
): Promise<void> {
  const day = dayWords(answerBy)
  for (const [organisation, count] of waiting) {
    const many = counted(count)
    const label = { fr: `${title} : ${many.fr}, jusqu’au ${day.fr}`, en: `${title}: ${many.en}, until ${day.en}` }
    await notify(
      transaction,
      { kind: 'edition.reminder', to: answererOf(organisation), label, path: `${pathOf(id)}/chiffres` },
      now
    )
  }
}

/** Those who write it, once the last day to answer has gone by. */
export async function tellOver(
  transaction: Db,
  { id, title }: Named,
  { count, names }: { readonly count: number; readonly names: readonly Text[] },
  now: Date
): Promise<void> {
  const many = counted(count)
  const label = {
    fr: `${title} : ${many.fr} sans réponse (${names.map(({ fr }) => fr).join(', ')})`,
    en: `${title}: ${many.en} unanswered (${names.map(({ en }) => en).join(', ')})`
  }
  for (const role of ['study-officer', 'editor'] as const) {
    await notify(transaction, { kind: 'edition.over', to: { role }, label, path: `${pathOf(id)}/suivi` }, now)
  }
}

/** Whoever asked for it to be frozen. */
export async function tellUnfrozen(
  transaction: Db,
  { id, title, why, to }: Named & { readonly why: Text; readonly to: string },
  now: Date
): Promise<void> {
  const label = { fr: `${title} : ${why.fr}`, en: `${title}: ${why.en}` }
  const notice = { kind: 'edition.not-frozen', to: { accounts: [to] }, label, path: `${pathOf(id)}/suivi` } as const
  await notify(transaction, notice, now)
}

function answererOf(organisation: string): Audience {
  return organisation === OBSERVATORY ? { role: 'validator' } : { role: 'producer', organisation }
}

function counted(count: number): Text {
  return {
    fr: `${count} ${count > 1 ? 'chiffres' : 'chiffre'}`,
    en: `${count} ${count > 1 ? 'figures' : 'figure'}`
  }
}

function pathOf(id: string): string {
  return `/editions/${encodeURIComponent(id)}`
}

function byOf(by: Actor): { readonly by?: string } {
  return by.kind === 'account' ? { by: by.account } : {}
}
