/**
 * `kysely` as the bundle of the quick commands has it: texts of SQL over a pool. All of Kysely would be two fifths of
 * that bundle, which is read and unpacked at each question. What is missing here breaks the build of that bundle, and
 * the commands are then as slow as the others.
 */

import type pg from 'pg'

type Pooled = { readonly pool: Pick<pg.Pool, 'connect' | 'end'> }

type Statement = {
  readonly text: string
  readonly values: readonly unknown[]
  readonly execute: (db: Pooled) => Promise<{ readonly rows: readonly unknown[] }>
}

export function PostgresDialect({ pool }: Pooled): Pooled {
  return { pool }
}

export function Kysely({ dialect }: { readonly dialect: Pooled }): Pooled & { readonly destroy: () => Promise<void> } {
  const { pool } = dialect
  return { pool, destroy: () => pool.end() }
}

/** Statements are put in as they stand, other values are sent beside. */
export function sql(parts: readonly string[], ...between: readonly unknown[]): Statement {
  const values: unknown[] = []
  const text = parts.reduce((before, part, i) => {
    const one = between[i - 1]
    if (isStatement(one)) return before + one.text + part
    values.push(one)
    return `${before}$${values.length}${part}`
  })
  return statement(text, values)
}

sql.raw = statement

function statement(text: string, values: readonly unknown[] = []): Statement {
  async function execute({ pool }: Pooled): Promise<{ readonly rows: readonly unknown[] }> {
    const client = await pool.connect()
    try {
      return await client.query(text, [...values])
    } finally {
      client.release()
    }
  }
  return { text, values, execute }
}

/** Those without values: the others would be numbered again. */
function isStatement(value: unknown): value is Statement {
  return typeof value === 'object' && value !== null && 'execute' in value
}
