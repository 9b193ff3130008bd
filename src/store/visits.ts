/** The two last days on which an account read the page of a commune. */

import { sql } from 'kysely'
import type { Db } from './database.ts'

/**
 * Notes the visit; gives the day of the one before today's, undefined at the first. However often a page is read in a
 * day, that is one visit.
 */
export async function rememberVisit(
  db: Db,
  account: string,
  commune: string,
  today: string
): Promise<string | undefined> {
  const { rows } = await sql<{ previous: string | null }>`
    insert into commune_visit as v (account, commune, last_on) values (${account}, ${commune}, ${today})
    on conflict (account, commune) do update set
      previous_on = case when v.last_on < excluded.last_on then v.last_on else v.previous_on end,
      last_on = greatest(v.last_on, excluded.last_on)
    returning previous_on::text as previous`.execute(db)
  return rows[0]?.previous ?? undefined
}
