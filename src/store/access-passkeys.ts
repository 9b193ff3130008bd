/** Passkeys: public keys, by account. */

import type { Db } from './database.ts'

export type Passkey = {
  /** The credential, in base64url. */
  readonly id: string
  readonly account: string
  readonly name: string
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly counter: number
  readonly transports: readonly string[]
  readonly createdAt: Date
  readonly usedAt: Date | undefined
}

export async function listPasskeys(db: Db, account: string): Promise<Passkey[]> {
  const rows = await db
    .selectFrom('passkey')
    .selectAll()
    .where('account', '=', account)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(parseRow)
}

export async function findPasskey(db: Db, id: string): Promise<Passkey | undefined> {
  const row = await db.selectFrom('passkey').selectAll().where('id', '=', id).executeTakeFirst()
  return row && parseRow(row)
}

export async function insertPasskey(db: Db, { publicKey, transports, ...key }: Omit<Passkey, 'usedAt'>): Promise<void> {
  await db
    .insertInto('passkey')
    .values({
      id: key.id,
      account: key.account,
      name: key.name,
      public_key: Buffer.from(publicKey),
      counter: String(key.counter),
      transports: [...transports],
      created_at: key.createdAt,
      used_at: null
    })
    .execute()
}

export async function countPasskey(db: Db, id: string, counter: number, now: Date): Promise<void> {
  await db
    .updateTable('passkey')
    .set({ counter: String(counter), used_at: now })
    .where('id', '=', id)
    .execute()
}

export async function deletePasskey(db: Db, id: string): Promise<void> {
  await db.deleteFrom('passkey').where('id', '=', id).execute()
}

function parseRow(row: {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly public_key: Buffer
  readonly counter: string
  readonly transports: string[]
  readonly created_at: Date
  readonly used_at: Date | null
}): Passkey {
  return {
    id: row.id,
    account: row.account,
    name: row.name,
    publicKey: new Uint8Array(row.public_key),
    counter: Number(row.counter),
    transports: row.transports,
    createdAt: row.created_at,
    usedAt: row.used_at ?? undefined
  }
}
