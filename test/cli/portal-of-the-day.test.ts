import { expect, it } from 'vitest'
import { portalOfTheDay } from '../../src/cli/portal-of-the-day.ts'
import { NOTHING_PUBLISHED } from '../../src/usecases/edition-published.ts'
import type { LiveObservatory } from '../../src/usecases/live.ts'
import type { AssetFiles } from '../../src/web/assets.ts'

/** As much of an observatory as says where it is. */
function liveIn(timeZone: string): LiveObservatory {
  return { observatory: { folder: { settings: { timeZone } } } } as LiveObservatory
}

it('a portal is the same all day, on its own clocks; another observatory, or another day, begins another', async () => {
  const begun: string[] = []
  const at = { now: new Date('2026-11-22T22:59:59Z'), live: liveIn('Europe/Paris') }
  const portal = portalOfTheDay(
    () => at.live,
    () => Promise.resolve({} as AssetFiles),
    () => new Date(at.now),
    ({ today }) => void begun.push(today),
    { published: NOTHING_PUBLISHED }
  )
  const first = await portal()
  expect(portal()).toBe(first)
  at.now = new Date('2026-11-22T23:00:00Z')
  expect((await portal()).today).toBe('2026-11-23')
  at.live = liveIn('Indian/Reunion')
  await portal()
  await portal()
  expect(begun).toEqual(['2026-11-22', '2026-11-23', '2026-11-23'])
  at.now = new Date('2026-11-23T20:00:00Z')
  expect((await portal()).today).toBe('2026-11-24')
})
