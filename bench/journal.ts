/**
 * `npm run bench -- --journal`: whether a journal of a million entries slows the pages of the register, and what an
 * earlier day costs beside today: two databases of one server, asked in turn. Writes its part of `docs/performance.md`.
 */

import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import pg from 'pg'
import { USUAL_ZONE } from '../src/domain/shared/time-zone.ts'
import { readRegister } from '../src/folder/organisation-files.ts'
import { readFolder } from '../src/folder/read.ts'
import { openDatabase, type Database } from '../src/store/database.ts'
import { findChainFault } from '../src/store/journal-chain.ts'
import { replaceRegister } from '../src/store/organisations.ts'
import { joinPostgres } from '../src/store/postgres.ts'
import {
  directoryPage,
  journalPage,
  makeRegisterReader,
  organisationPage,
  type RegisterReader
} from '../src/usecases/organisations.ts'
import { findingLine, writeSection, type Finding } from './report.ts'
import { milliseconds, time, timeTogether } from './timing.ts'

const { values: options } = parseArgs({
  options: { journal: { type: 'boolean' }, entries: { type: 'string', default: '1000000' } }
})
const entries = Number(options.entries)
const ROUNDS = 40
const JOURNAL = 9
const EXAMPLE = join(import.meta.dirname, '../../examples/bassin-minier')
const NOW = new Date()
const today = NOW.toISOString().slice(0, 10)
const threeYearsAgo = `${NOW.getUTCFullYear() - 3}${today.slice(4)}`

const home = 'out/bench/journal-home'
await rm(home, { recursive: true, force: true })
const server = await joinPostgres(home)
const findings: Finding[] = []
try {
  const few = await makeRegistry('few')
  const many = await makeRegistry('many')
  await fill(many)
  await compare(makeRegisterReader(few.db, USUAL_ZONE), makeRegisterReader(many.db, USUAL_ZONE))
  const verified = await time(() => findChainFault(many.db), 1, 0)
  tell({
    target: JOURNAL,
    what: `Prove the chain of ${entries.toLocaleString('en')} entries`,
    ours: milliseconds(verified.median),
    peer: '',
    ratio: '',
    promised: ''
  })
  await few.close()
  await many.close()
  if (entries >= 1_000_000) {
    await writeSection('docs/performance.md', 'The journal', findings, [], {
      command: 'npm run bench -- --journal',
      date: today
    })
  }
} finally {
  await server.leave()
  await rm(home, { recursive: true, force: true })
}

/** The register of the example, in a database of its own. */
async function makeRegistry(name: string): Promise<Database> {
  const { user, host, port } = server.connection
  const url = (database: string): string =>
    `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
  const client = new pg.Client(url('postgres'))
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const made = await openDatabase({ database: url(name), home: '' })
  const { perimeters } = await readFolder(EXAMPLE)
  const register = await readRegister(EXAMPLE, new Set(perimeters.map(({ id }) => id)))
  await made.db.transaction().execute(async (transaction) => {
    await sql`select set_config('chevalement.at', ${`${NOW.getUTCFullYear() - 6}-01-01T00:00:00Z`}, true)`.execute(
      transaction
    )
    await replaceRegister(transaction, register)
  })
  await sql`analyze`.execute(made.db)
  return made
}

/**
 * Changes of the example's organisations spread over six years, chained like any other: written in bulk, since a
 * million transactions would take an hour, into the same tables that the triggers fill.
 */
async function fill({ db }: Database): Promise<void> {
  await sql`alter table journal.entry disable trigger all`.execute(db)
  await sql`
    do $$
    declare
      made journal.entry;
      last journal.head;
      keys text[] := (select array_agg(id order by id) from organisation);
      began timestamptz := (select max(at) from journal.entry) + interval '1 second';
      step interval := (now() - interval '1 day' - began) / ${sql.lit(entries)};
    begin
      select * into last from journal.head;
      for i in 1..${sql.lit(entries)} loop
        made.id := last.entries + 1;
        made.at := began + i * step;
        made.actor := 'account:' || (i % 40);
        made.relation := 'organisation';
        made.key := keys[1 + i % array_length(keys, 1)];
        made.action := 'update';
        made.before := jsonb_build_object('aliases', jsonb_build_array('alias ' || (i - 1)), 'version', i);
        made.after := jsonb_build_object('aliases', jsonb_build_array('alias ' || i), 'version', i + 1);
        made.hash := sha256(last.hash || convert_to(journal.canonical(made), 'UTF8'));
        insert into journal.entry select made.*;
        last.entries := made.id;
        last.hash := made.hash;
        last.at := made.at;
      end loop;
      update journal.head set entries = last.entries, hash = last.hash, at = last.at;
    end $$`.execute(db)
  await sql`alter table journal.entry enable trigger all`.execute(db)
  await sql`create unlogged table moment as
    select key, at, lead(at) over (partition by key order by id) as until, id
    from journal.entry where relation = 'organisation' and action = 'update'`.execute(db)
  await sql`update history.organisation as was set period = tstzrange(lower(was.period),
    (select min(at) from moment where key = was.id)) where upper_inf(was.period)`.execute(db)
  await sql`
    insert into history.organisation (period, id, version, kind, names, aliases, forms, predecessors, participations,
      territory, contact, note, merged_into)
    select tstzrange(moment.at, moment.until), o.id, 1, o.kind, o.names, o.aliases, o.forms, o.predecessors,
      o.participations, o.territory, o.contact, o.note, o.merged_into
    from moment join organisation as o on o.id = moment.key`.execute(db)
  await sql`drop table moment`.execute(db)
  await sql`vacuum analyze`.execute(db)
}

async function compare(few: RegisterReader, many: RegisterReader): Promise<void> {
  const now = { when: { day: today, known: 'now' }, today } as const
  const then = { when: { day: threeYearsAgo, known: 'then' }, today } as const
  const pages: Readonly<Record<string, (reader: RegisterReader) => Promise<unknown>>> = {
    'The directory': (reader) => directoryPage(reader, { text: '', kind: undefined, ...now }),
    'A search in it': (reader) => directoryPage(reader, { text: 'agglomeration', kind: undefined, ...now })
  }
  for (const [what, page] of Object.entries(pages)) {
    const found = await timeTogether({ many: () => page(many), few: () => page(few) }, ROUNDS, 5)
    tell(ratio(`${what}, with ${entries.toLocaleString('en')} journal entries, against some 100`, found, 1.2))
  }
  // Its list of changes is as long as there are changes, up to a limit: the page alone is compared.
  const bare = (reader: RegisterReader): RegisterReader => ({ ...reader, changes: () => Promise.resolve([]) })
  const one = await timeTogether(
    { many: () => organisationPage(bare(many), 'cahc', now), few: () => organisationPage(bare(few), 'cahc', now) },
    ROUNDS,
    5
  )
  tell(ratio('The page of an organisation, without its list of changes', one, 1.2))
  const dated = await timeTogether(
    {
      many: () => directoryPage(many, { text: '', kind: undefined, ...then }),
      few: () => directoryPage(many, { text: '', kind: undefined, ...now })
    },
    ROUNDS,
    5
  )
  tell(ratio('The directory as it was known three years ago, against today, in the large one', dated, 2))
  const month = { from: `${threeYearsAgo.slice(0, 8)}01`, to: `${threeYearsAgo.slice(0, 8)}28`, today }
  const listed = await time(() => journalPage(many, month), ROUNDS)
  tell({
    target: JOURNAL,
    what: 'What changed in a month of three years ago, the first 500',
    ours: milliseconds(listed.median),
    peer: '',
    ratio: '',
    promised: ''
  })
}

function ratio(
  what: string,
  { many, few }: Record<'many' | 'few', { readonly median: number }>,
  limit: number
): Finding {
  const times = many.median / few.median
  return {
    target: JOURNAL,
    what,
    ours: milliseconds(many.median),
    peer: milliseconds(few.median),
    ratio: `${times.toFixed(2)}×`,
    promised: `≤ ${limit}×`,
    kept: times <= limit
  }
}

function tell(finding: Finding): void {
  findings.push(finding)
  process.stdout.write(`${findingLine(finding)}\n`)
}
