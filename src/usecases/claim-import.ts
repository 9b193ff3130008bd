/** A table of claims into the register: a plan that is read, then applied as it was read. */

import type { Actor } from '../domain/access/actor.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { FormFields } from '../domain/shared/form.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Claim } from '../domain/sources/claim.ts'
import { decode, detectEncoding } from '../connectors/encoding.ts'
import { CLAIM_COLUMNS, claimRow, readClaimsCsv, type ReadClaims } from '../connectors/claims-csv.ts'
import type { Db } from '../store/database.ts'
import { findClaimRegister } from '../store/documents.ts'
import { change } from '../store/journal.ts'
import { keepClaims } from './claim-changes.ts'
import { signatureOf } from './signature.ts'
import { refuseOther, refuseUnread } from './table-plan.ts'

export type ClaimPlan = {
  readonly added: readonly Claim[]
  readonly changed: readonly { readonly claim: Claim; readonly columns: readonly ChangedColumn[] }[]
  readonly unchanged: number
  readonly refused: ReadClaims['refused']
}

/** Of the table that both would be written in; null where it says nothing. */
export type ChangedColumn = {
  readonly column: string
  readonly before: string | number | null
  readonly after: string | number | null
}

/**
 * The characters of a table that was sent: UTF-8, else Windows-1252, in which spreadsheets of French offices save.
 *
 * @throws {InvalidInput} when the bytes are no text, or two encodings in one file
 */
export async function textOfTable(bytes: Uint8Array, file: string): Promise<string> {
  const chunks = async function* (): AsyncGenerator<Buffer> {
    yield Buffer.from(bytes)
  }
  let text = ''
  for await (const piece of decode(chunks(), await detectEncoding(chunks, { file }), { file })) text += piece
  return text
}

/** What a table would change; nothing has changed. @throws {InvalidInput} when it is no table of claims, or holds none */
export async function planClaims(db: Db, text: string, file: string): Promise<ClaimPlan> {
  const { claims, refused } = await readClaimsCsv(text, file)
  if (claims.length + refused.length === 0) throw new InvalidInput(EMPTY, { file })
  const known = new Map((await findClaimRegister(db)).claims.map((claim) => [claim.id, claim]))
  const changed = claims.flatMap((claim) => {
    const was = known.get(claim.id)
    const columns = was ? changedColumns(was, claim) : []
    return columns.length > 0 ? [{ claim, columns }] : []
  })
  const added = claims.filter(({ id }) => !known.has(id))
  return { added, changed, unchanged: claims.length - added.length - changed.length, refused }
}

function changedColumns(was: Claim, is: Claim): readonly ChangedColumn[] {
  const [before, after] = [claimRow(was), claimRow(is)]
  return CLAIM_COLUMNS.map((column, i) => ({ column, before: before[i] ?? null, after: after[i] ?? null })).filter(
    (one) => one.before !== one.after
  )
}

/**
 * Writes what was planned, whole, or nothing.
 *
 * @throws {Refused} `rows-refused`; `changed-since` when the register no longer gives the plan that was read
 * @throws {InvalidInput} what the register cannot hold, such as a range upside down
 */
export async function applyClaimImport(
  { db, actor }: { readonly db: Db; readonly actor: Actor },
  given: { readonly text: string; readonly file: string; readonly plan: ClaimPlan },
  fields: FormFields
): Promise<void> {
  const { text, file, plan } = given
  refuseUnread(plan.refused)
  const signature = signatureOf(actor, fields)
  await change(db, signature, async (transaction) => {
    refuseOther(await planClaims(transaction, text, file), plan)
    await keepClaims(transaction, signature, [...plan.added, ...plan.changed.map(({ claim }) => claim)])
  })
}

const EMPTY: Text = {
  fr: 'la table ne contient aucune affirmation : attendu une ligne par affirmation sous les noms des colonnes',
  en: 'the table holds no claim: expected one line a claim under the names of the columns'
}
