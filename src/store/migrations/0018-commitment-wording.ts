/** What promises are called: the aim of an action, the titles that it bore. */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS: readonly string[] = [
  `alter table commitment_action add column former_titles jsonb, add column aim jsonb`,
  `comment on column commitment_action.former_titles is 'Those it bore, the latest first: {title, until}; null when none'`,
  `comment on column commitment_action.aim is 'What it is for, in our words; null where its title says it'`,
  `comment on column proposition.titles is 'Those it bears, the present one first: {title, from?, document, where}'`,
  `select journal.attach('public.commitment_action')`
]
