/** Notifications of one’s own, how often they are sent, and the one click of a letter that stops them. */

import { Hono, type Context } from 'hono'
import type { Subject } from '../domain/access/policy.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import {
  chooseSetting,
  markAllRead,
  openNotification,
  ownNotifications,
  ownSetting,
  subjectOfNotification
} from '../usecases/notifications.ts'
import { readStop, stop } from '../usecases/notification-stop.ts'
import { NotificationSettingsPage, NotificationsPage, StopPage } from '../view/notifications.tsx'
import { pathTo, twinOf } from '../view/paths.ts'
import { accessOf, formToken, signedIn } from './access.ts'
import { frameOf, languageOf } from './frame.ts'
import { guarded } from './guard.ts'
import type { PortalEnv } from './portal.ts'

export const notificationRoutes = new Hono<PortalEnv>()

notificationRoutes.on('GET', ['/avis', '/en/notifications'], guarded('notification.set', own), async (c) => {
  const notifications = await ownNotifications(accessOf(c), signedIn(c).account.id)
  return c.html(<NotificationsPage frame={frameOf(c)} token={formToken(c)} notifications={notifications} />)
})

notificationRoutes.on('POST', ['/avis/read', '/en/notifications/read'], guarded('notification.set', own), async (c) => {
  await markAllRead(accessOf(c), signedIn(c).account.id)
  return c.redirect(pathTo('notifications', languageOf(c.req.path)), 303)
})

notificationRoutes.on('GET', ['/avis/settings', '/en/notifications/settings'], guarded('notification.set', own), (c) =>
  settingsPage(c, { isSaved: c.req.query('kept') === '1' })
)

notificationRoutes.on(
  'POST',
  ['/avis/settings', '/en/notifications/settings'],
  guarded('notification.set', own),
  async (c) => {
    const fields = Object.entries(await c.req.parseBody()).filter(([, value]) => typeof value === 'string')
    const cadences = Object.fromEntries(fields) as Readonly<Record<string, string>>
    try {
      await chooseSetting(accessOf(c), signedIn(c).account.id, { language: cadences['language'] ?? '', cadences })
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return settingsPage(c, { problem: error.text })
    }
    return c.redirect(`${pathTo('notifications', languageOf(c.req.path))}/settings?kept=1`, 303)
  }
)

/** Read once opened; the page that it tells of follows. */
notificationRoutes.on(
  'GET',
  ['/avis/:id/open', '/en/notifications/:id/open'],
  guarded('notification.set', (c) => subjectOfNotification(accessOf(c), c.req.param('id') ?? '')),
  async (c) => {
    const path = await openNotification(accessOf(c), signedIn(c).actor, c.req.param('id'))
    return c.redirect(languageOf(c.req.path) === 'fr' ? path : twinOf(path), 303)
  }
)

/** From a letter: the word in the address is the proof, and a mailbox that posts there shows no page. */
notificationRoutes.on(
  'GET',
  ['/avis/stop/:word', '/en/notifications/stop/:word'],
  guarded('notification.stop'),
  async (c) => {
    const { stopped } = await readStop(accessOf(c), c.req.param('word'))
    return c.html(<StopPage frame={frameOf(c)} action={c.req.path} stopped={stopped} status="ask" />, 200, NOT_KEPT)
  }
)

notificationRoutes.on(
  'POST',
  ['/avis/stop/:word', '/en/notifications/stop/:word'],
  guarded('notification.stop'),
  async (c) => {
    const { all } = await c.req.parseBody().catch(() => ({ all: undefined }))
    const { stopped } = await stop(accessOf(c), c.req.param('word'), all === '1')
    const status = all === '1' ? 'all-stopped' : 'stopped'
    return c.html(<StopPage frame={frameOf(c)} action={c.req.path} stopped={stopped} status={status} />, 200, NOT_KEPT)
  }
)

const NOT_KEPT = { 'Cache-Control': 'private, no-store' }

function own(c: Context<PortalEnv>): Subject {
  const visitor = c.get('visitor')
  return visitor.kind === 'account' ? { owner: visitor.account.id } : {}
}

async function settingsPage(c: Context<PortalEnv>, given: { readonly isSaved?: boolean; readonly problem?: Text }) {
  const { account } = signedIn(c)
  const { language, choices } = await ownSetting(accessOf(c), account.id)
  const page = (
    <NotificationSettingsPage
      frame={frameOf(c)}
      token={formToken(c)}
      email={account.email}
      choices={choices}
      letters={language}
      isSaved={given.isSaved ?? false}
      {...(given.problem && { problem: given.problem })}
    />
  )
  return c.html(page, given.problem ? 422 : 200)
}
