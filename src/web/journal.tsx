/** What changed in the register between two days. */

import { Hono } from 'hono'
import { addDays } from '../domain/shared/day.ts'
import { parseDay } from '../usecases/journal.ts'
import { shownIssues } from '../usecases/journal-issues.ts'
import { journalPage } from '../usecases/organisations.ts'
import { JournalPage } from '../view/journal.tsx'
import { clockOf } from './edition-files.tsx'
import { frameOf } from './frame.ts'
import { guarded } from './guard.ts'
import { OF_THE_MINUTE } from './organisations.tsx'
import type { PortalEnv } from './portal.ts'
import { queryOf } from './queries.ts'

/** Days shown when none is asked. */
const USUAL_DAYS = 30

export const journal = new Hono<PortalEnv>()

journal.on('GET', ['/journal', '/en/journal'], guarded('page.read'), async (c) => {
  const { organisations, editions, today } = c.get('portal')
  const to = parseDay(queryOf(c, 'end') ?? today)
  const from = parseDay(queryOf(c, 'from') ?? addDays(to, -USUAL_DAYS))
  const issues = await shownIssues(editions, c.get('visitor').actor, clockOf(c))
  const page = await journalPage(organisations, { from, to, today, issues })
  return c.html(<JournalPage frame={frameOf(c)} {...page} />, 200, OF_THE_MINUTE)
})
