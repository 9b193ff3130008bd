/** What changed in the register between two days. */

import { Hono } from 'hono'
import { parseDay } from '../usecases/journal.ts'
import { journalPage } from '../usecases/organisations.ts'
import { JournalPage } from '../view/journal.tsx'
import { frameOf } from './frame.ts'
import { guarded } from './guard.ts'
import { OF_THE_MINUTE } from './organisations.tsx'
import type { PortalEnv } from './portal.ts'
import { queryOf } from './queries.ts'

/** Days shown when none is asked. */
const USUAL_DAYS = 30

export const journal = new Hono<PortalEnv>()

journal.on('GET', ['/journal', '/en/journal'], guarded('page.read'), async (c) => {
  const { organisations, today } = c.get('portal')
  const to = parseDay(queryOf(c, 'end') ?? today)
  const from = parseDay(queryOf(c, 'from') ?? daysBefore(to, USUAL_DAYS))
  const page = await journalPage(organisations, { from, to, today })
  return c.html(<JournalPage frame={frameOf(c)} {...page} />, 200, OF_THE_MINUTE)
})

function daysBefore(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10)
}
