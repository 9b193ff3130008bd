/** Issues of the booklet whose photographs the journal may name: those that are out, and drafts that one may read. */

import type { Actor } from '../domain/access/actor.ts'
import { may } from '../domain/access/policy.ts'
import { isPublic } from '../domain/editions/archive.ts'
import type { ShownIssues } from '../domain/journal/entry.ts'
import { subjectOfEdition } from './edition-desk.ts'
import type { EditionReader } from './edition-reader.ts'

/** Of an issue that is out, what was written since its publication belongs to the next draft. */
export async function shownIssues(editions: EditionReader, actor: Actor, now: Date): Promise<ShownIssues> {
  if (may(actor, 'edition.read-draft', {}).allowed) return 'all'
  const [written, publications] = await Promise.all([editions.list(), editions.publications()])
  return [
    ...written
      .filter((one) => may(actor, 'edition.read-draft', subjectOfEdition(one)).allowed)
      .map(({ id }) => ({ edition: id })),
    ...publications
      .filter((one) => isPublic(one, now))
      .map(({ edition, publishedAt }) => ({ edition, until: publishedAt.toISOString() }))
  ]
}
