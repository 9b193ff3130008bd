/** A new address of an account, from when it is asked for until it is confirmed, stopped or too old. */

import { sql } from 'kysely'
import type { Db } from './database.ts'

/** A day, and an hour for clocks that are put right: one that is set back gives no link a longer life. */
const LONGEST_MS = 25 * 3600 * 1000

export type AddressChange = {
  readonly account: string
  /** The one to be. */
  readonly email: string
}

/** In place of one that the account asked for before: earlier links stop working. */
export async function saveAddressChange(
  db: Db,
  { account, email }: AddressChange,
  links: { readonly digest: string; readonly stopDigest: string; readonly expiresAt: Date }
): Promise<void> {
  await db.deleteFrom('address_change').where('account', '=', account).execute()
  await db
    .insertInto('address_change')
    .values({ account, email, digest: links.digest, stop_digest: links.stopDigest, expires_at: links.expiresAt })
    .execute()
}

/** Undefined once it is over, or when the word is another. */
export async function findAddressChange(
  db: Db,
  by: { readonly digest: string } | { readonly stopDigest: string },
  now: Date
): Promise<AddressChange | undefined> {
  const where = 'digest' in by ? sql`digest = ${by.digest}` : sql`stop_digest = ${by.stopDigest}`
  const { rows } = await sql<AddressChange>`
    select account, email from address_change
    where ${where} and expires_at > ${now} and expires_at <= ${new Date(now.getTime() + LONGEST_MS)}`.execute(db)
  return rows[0]
}

/** Whether it was still there, and for that address: of two clicks at once, one. */
export async function endAddressChange(db: Db, { account, email }: AddressChange): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('address_change')
    .where('account', '=', account)
    .where('email', '=', email)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
