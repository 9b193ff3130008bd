/**
 * The policy table of the program as rows of `rights.rule`: what row-level security on personal data is judged by, so
 * that there is one table of rights and not two.
 */

import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { holdsBeforeSecondFactor, POLICY } from '../domain/access/policy.ts'
import { GRANTED_ROLES, ROLES } from '../domain/access/role.ts'
import type { Db } from './database.ts'

/** What stands for one row of the database in the policy table: states are for the program, which reads them. */
const RULES = POLICY.flatMap(({ action, roles, relation }) =>
  (typeof roles === 'string' ? [roles] : roles).map((role) => ({
    action,
    role,
    relation,
    before_second_factor: holdsBeforeSecondFactor(action, relation)
  }))
)
const SECOND_FACTOR = GRANTED_ROLES.map((role) => ({ role, needs_second_factor: ROLES[role].needsSecondFactor }))

/** Changes with the policy table: a database that holds another is behind the program. */
export const RULES_DIGEST = createHash('sha256')
  .update(JSON.stringify([RULES, SECOND_FACTOR]))
  .digest('hex')

/** By the owner of the tables, in a transaction. */
export async function writeRules(db: Db): Promise<void> {
  await db.transaction().execute(async (t) => {
    // Two commands may find an empty database together.
    await sql`lock table rights.rule in share row exclusive mode`.execute(t)
    await sql`delete from rights.rule`.execute(t)
    await sql`insert into rights.rule (action, role, relation, before_second_factor)
      select distinct action, role, relation, before_second_factor
      from jsonb_to_recordset(${JSON.stringify(RULES)}::jsonb)
        as one (action text, role text, relation text, before_second_factor boolean)`.execute(t)
    await sql`delete from rights.role`.execute(t)
    await sql`insert into rights.role select role, needs_second_factor
      from jsonb_to_recordset(${JSON.stringify(SECOND_FACTOR)}::jsonb)
        as one (role text, needs_second_factor boolean)`.execute(t)
    await sql`insert into rights.stamp (digest) values (${RULES_DIGEST})
      on conflict (single) do update set digest = excluded.digest`.execute(t)
  })
}
