/** When somebody last read the page of a commune: so that what has changed since can be told. */

import { rememberVisit } from '../store/visits.ts'
import type { Access } from './access.ts'

/** The day of the visit before today's; undefined at the first. */
export async function noteVisit(
  { db }: Pick<Access, 'db'>,
  account: string,
  commune: string,
  today: string
): Promise<string | undefined> {
  return rememberVisit(db, account, commune, today)
}
