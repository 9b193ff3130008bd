/** What people were told, and how they want to be, in PostgreSQL. */

import { sql } from 'kysely'
import type { GrantedRole } from '../domain/access/role.ts'
import {
  isCadence,
  isNotificationKind,
  type Choices,
  type Notification,
  type NotificationKind
} from '../domain/notifications/notification.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { USUAL_ZONE } from '../domain/shared/time-zone.ts'
import type { Db } from './database.ts'

/** Whom to tell. */
export type Audience =
  | { readonly accounts: readonly string[] }
  /** Persons of the register, by the accounts that are linked to them. */
  | { readonly persons: readonly string[] }
  /** Every account that holds the role; on behalf of that organisation, when one is named. */
  | { readonly role: GrantedRole; readonly organisation?: string }
  /** Every account that holds a role on behalf of the organisation. */
  | { readonly organisation: string }

export type Recipient = {
  readonly account: string
  readonly email: string
  readonly name: string
  readonly language: Language
  readonly choices: Choices
  /** Has no mailbox: it is told in the product alone. */
  readonly isDemonstration: boolean
}

/** When the transaction began, by the clock of the registry. */
export async function findTransactionTime(transaction: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select now()`.execute(transaction)
  const [row] = rows
  if (!row) throw new Error('the registry told no time')
  return row.now
}

/** Accounts that are open. */
export async function findRecipients(db: Db, audience: Audience): Promise<readonly Recipient[]> {
  const { rows } = await sql<RecipientRow>`
    select a.id as account, a.email, a.name, a.demonstration, s.language, s.cadences
    from account a left join notification_setting s on s.account = a.id
    where a.closed_at is null and ${isAmong(audience)} order by a.id`.execute(db)
  return rows.map(parseRecipient)
}

function isAmong(audience: Audience) {
  if ('accounts' in audience) return sql<boolean>`a.id = any (${[...audience.accounts]})`
  if ('persons' in audience) return sql<boolean>`a.person = any (${[...audience.persons]})`
  const { organisation } = audience
  const role = 'role' in audience ? audience.role : undefined
  return sql<boolean>`exists (select from role_grant g where g.account = a.id and g.until is null
    and (${role ?? null}::text is null or g.role = ${role ?? null})
    and (${organisation ?? null}::text is null or g.organisation = ${organisation ?? null}))`
}

export async function insertNotification(
  db: Db,
  account: string,
  { id, kind, label, path, createdAt }: Omit<Notification, 'readAt'>
): Promise<void> {
  await db
    .insertInto('notification')
    .values({
      id,
      account,
      kind,
      label: JSON.stringify(label),
      path,
      created_at: createdAt,
      read_at: null,
      mailed_at: null
    })
    .execute()
}

/** The latest first. */
export async function listNotifications(db: Db, account: string, limit: number): Promise<readonly Notification[]> {
  const { rows } = await sql<NotificationRow>`
    select ${FIELDS} from notification where account = ${account} order by created_at desc, id limit ${limit}`.execute(
    db
  )
  return rows.flatMap(parseNotification)
}

export async function countUnread(db: Db, account: string): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*)::integer as unread from notification where account = ${account} and read_at is null`.execute(db)
  return rows[0]?.unread ?? 0
}

export async function findNotification(
  db: Db,
  id: string
): Promise<(Notification & { readonly account: string }) | undefined> {
  const { rows } = await sql<NotificationRow & { readonly account: string }>`
    select account, ${FIELDS} from notification where id = ${id}`.execute(db)
  return rows.flatMap((row) => parseNotification(row).map((one) => ({ ...one, account: row.account })))[0]
}

/** @param id undefined: all of them */
export async function markRead(db: Db, account: string, id: string | undefined, now: Date): Promise<void> {
  await sql`update notification set read_at = ${now}
    where account = ${account} and read_at is null and ${id === undefined ? sql`true` : sql`id = ${id}`}`.execute(db)
}

/** Told by no letter yet, and not read in the product either; oldest first. */
export async function takeUntold(
  db: Db,
  account: string,
  kinds: readonly NotificationKind[],
  now: Date
): Promise<readonly Notification[]> {
  const { rows } = await sql<NotificationRow>`
    with told as (
      update notification set mailed_at = ${now}
      where account = ${account} and kind = any (${[...kinds]}) and mailed_at is null and read_at is null
      returning ${FIELDS}
    ) select * from told order by created_at, id`.execute(db)
  return rows.flatMap(parseNotification)
}

export async function hasUntold(db: Db, account: string): Promise<boolean> {
  const { rows } = await sql`
    select from notification where account = ${account} and mailed_at is null and read_at is null limit 1`.execute(db)
  return rows.length > 0
}

/** The one, marked as told; undefined when it was read, told or removed meanwhile. */
export async function takeOne(
  db: Db,
  id: string,
  now: Date
): Promise<{ readonly account: string; readonly notification: Notification } | undefined> {
  const { rows } = await sql<NotificationRow & { readonly account: string }>`
    update notification set mailed_at = ${now} where id = ${id} and mailed_at is null and read_at is null
    returning account, ${FIELDS}`.execute(db)
  return rows.flatMap((row) =>
    parseNotification(row).map((notification) => ({ account: row.account, notification }))
  )[0]
}

export type Setting = {
  /** 0 before anything was chosen. */
  readonly version: number
  readonly language: Language
  readonly choices: Choices
}

export async function findSetting(db: Db, account: string): Promise<Setting> {
  const { rows } = await sql<{ version: number; language: string; cadences: unknown }>`
    select version, language, cadences from notification_setting where account = ${account}`.execute(db)
  const [row] = rows
  return {
    version: row?.version ?? 0,
    language: row?.language === 'en' ? 'en' : 'fr',
    choices: parseChoices(row?.cadences)
  }
}

export async function saveSetting(
  db: Db,
  account: string,
  { language, choices }: Pick<Setting, 'language' | 'choices'>
): Promise<void> {
  await sql`insert into notification_setting (account, language, cadences)
    values (${account}, ${language}, ${JSON.stringify(choices)})
    on conflict (account) do update set language = excluded.language, cadences = excluded.cadences`.execute(db)
}

/** What was told before `before` is removed, read or not. @returns how many */
export async function removeOldNotifications(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from notification where created_at < ${before}`.execute(db)
  return Number(numAffectedRows ?? 0n)
}

const FIELDS = sql`id, kind, label, path, created_at, read_at`

type NotificationRow = {
  readonly id: string
  readonly kind: string
  readonly label: Text
  readonly path: string
  readonly created_at: Date
  readonly read_at: Date | null
}

/** A kind of a later release is not told by this one. */
function parseNotification(row: NotificationRow): Notification[] {
  const { id, kind, label, path } = row
  if (!isNotificationKind(kind)) return []
  return [{ id, kind, label, path, createdAt: row.created_at, readAt: row.read_at ?? undefined }]
}

type RecipientRow = {
  readonly account: string
  readonly email: string
  readonly name: string
  readonly demonstration: boolean
  readonly language: string | null
  readonly cadences: unknown
}

function parseRecipient({ account, email, name, demonstration, language, cadences }: RecipientRow): Recipient {
  return {
    account,
    email,
    name,
    language: language === 'en' ? 'en' : 'fr',
    choices: parseChoices(cadences),
    isDemonstration: demonstration
  }
}

function parseChoices(cadences: unknown): Choices {
  const pairs = typeof cadences === 'object' && cadences !== null ? Object.entries(cadences) : []
  return Object.fromEntries(
    pairs.filter(([kind, cadence]) => isNotificationKind(kind) && typeof cadence === 'string' && isCadence(cadence))
  )
}

/** Where the days of the observatory begin. */
export async function findTimeZone(db: Db): Promise<string> {
  const { rows } = await sql<{ zone: string | null }>`
    select definition ->> 'timeZone' as zone from observatory`.execute(db)
  return rows[0]?.zone ?? USUAL_ZONE
}
