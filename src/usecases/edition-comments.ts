/** Comments on a passage of an edition, among those who work on it. */

import { randomUUID } from 'node:crypto'
import type { Actor } from '../domain/access/actor.ts'
import { mustBeAllowed } from '../domain/access/refusal.ts'
import { LONGEST_COMMENT, LONGEST_QUOTE } from '../domain/editions/comment.ts'
import { InvalidInput, NotFound } from '../domain/shared/errors.ts'
import { insertEditionComment, resolveEditionComment } from '../store/edition-comments.ts'
import { findWrittenEdition } from '../store/editions.ts'
import type { Db } from '../store/database.ts'
import { change } from '../store/journal.ts'
import { unknownEdition, type Writer } from './edition-writing.ts'
import { signatureOf } from './signature.ts'

export type Commenter = Writer & {
  readonly actor: Actor & { readonly kind: 'account' }
  /** As the others read it. */
  readonly name: string
}

export type SentComment = {
  readonly edition: string
  readonly chapter: string
  readonly quote: string
  readonly text: string
}

/** @throws {InvalidInput} nothing said, or too much @throws {Refused} as the policy says of the state of the edition */
export async function addComment({ db, actor, name, now }: Commenter, sent: SentComment): Promise<void> {
  const text = sent.text.trim()
  if (text === '' || text.length > LONGEST_COMMENT) {
    throw new InvalidInput({
      fr: `Le commentaire a ${text.length} signes : attendu de 1 à ${LONGEST_COMMENT}`,
      en: `The comment has ${text.length} characters: expected 1 to ${LONGEST_COMMENT}`
    })
  }
  const quote = sent.quote.trim().slice(0, LONGEST_QUOTE)
  await change(db, signatureOf(actor, {}), async (t) => {
    await mayComment(t, actor, sent.edition)
    const { edition, chapter } = sent
    const own = { id: randomUUID(), account: actor.account, author: name, writtenAt: now() }
    await insertEditionComment(t, { ...own, edition, chapter, quote, text })
  })
}

/** @param isResolved false opens it again @throws {NotFound} */
export async function markComment(
  { db, actor, now }: Commenter,
  { edition, id }: { readonly edition: string; readonly id: string },
  isResolved: boolean
): Promise<void> {
  await change(db, signatureOf(actor, {}), async (t) => {
    await mayComment(t, actor, edition)
    const isThere = await resolveEditionComment(t, edition, id, isResolved ? now() : undefined)
    if (!isThere) throw new NotFound({ fr: 'Ce commentaire n’est plus là', en: 'This comment is no longer there' })
  })
}

async function mayComment(db: Db, actor: Actor, id: string): Promise<void> {
  const edition = await findWrittenEdition(db, id)
  if (!edition) throw unknownEdition(id)
  mustBeAllowed(actor, 'edition.comment', { state: edition.state })
}
