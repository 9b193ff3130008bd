/** The page of each commune: public; what has changed begins at the last visit of who is signed in. */

import { Hono, type Context } from 'hono'
import { addDays } from '../domain/shared/day.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { communeInForce, communePage } from '../usecases/commune-page.ts'
import { parseDay } from '../usecases/journal.ts'
import { noteVisit } from '../usecases/visits.ts'
import { CommunePage, type CommuneProps } from '../view/commune.tsx'
import { pathTo } from '../view/paths.ts'
import { frameOf, languageOf } from './frame.ts'
import { guarded } from './guard.ts'
import { OF_THE_MINUTE } from './organisations.tsx'
import type { PortalEnv } from './portal.ts'
import { queryOf } from './queries.ts'

/** Days before today, when there is neither a visit nor a question. */
const USUAL_DAYS = 365

export const communes = new Hono<PortalEnv>()

communes.on('GET', ['/communes/:code', '/en/communes/:code'], guarded('page.read'), async (c) => {
  const portal = c.get('portal')
  const code = communeInForce(portal.observatory, c.req.param('code'))
  // The old code of a commune that joined another leads there.
  if (code !== c.req.param('code')) return c.redirect(pathTo('communes', languageOf(c.req.path), code), 301)
  const { since, reason } = await sinceWhen(c, code)
  const page = await communePage(portal, code, since)
  return c.html(<CommunePage frame={frameOf(c)} page={page} today={portal.today} reason={reason} />, 200, OF_THE_MINUTE)
})

/** @throws {InvalidInput} for a day that is none, or to come */
async function sinceWhen(
  c: Context<PortalEnv>,
  code: string
): Promise<{ readonly since: string; readonly reason: CommuneProps['reason'] }> {
  const { today } = c.get('portal')
  const [access, visitor, asked] = [c.get('access'), c.get('visitor'), queryOf(c, 'since')]
  const usual = addDays(today, -USUAL_DAYS)
  if (asked !== undefined) {
    const day = parseDay(asked)
    if (day <= today) return { since: day, reason: 'asked' }
    throw new InvalidInput({
      fr: `le ${day} est à venir : attendu un jour passé, ou ce jour`,
      en: `${day} is yet to come: expected a day gone by, or this one`
    })
  }
  if (!access || visitor.kind === 'anonymous') return { since: usual, reason: 'usual' }
  const last = await noteVisit(access, visitor.account.id, code, today)
  return last === undefined ? { since: usual, reason: 'first' } : { since: last, reason: 'visit' }
}
