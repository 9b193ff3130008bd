/** How the service is: measured now and then, told to administrators before people complain, and to monitors. */

import type { Actor } from '../domain/access/actor.ts'
import { mustBeAllowed } from '../domain/access/refusal.ts'
import { CHECKS, judge, worst, type Check, type CheckName, type Level, type Reading } from '../domain/service/health.ts'
import { addTime, NO_TIMES, quantile, slowest, type Histogram, type RouteTime } from '../domain/service/timing.ts'
import { dayThere } from '../domain/shared/time-zone.ts'
import type { Db } from '../store/database.ts'
import { findDiskSpace, findHomeSizes, type DiskSpace } from '../store/home-size.ts'
import { applyRetention } from './organisations-personal.ts'
import { findTimeZone, removeOldNotifications } from '../store/notifications.ts'
import { findQueueState } from '../store/queue.ts'
import {
  findDatabaseSize,
  findFirstDay,
  findMarks,
  findSizesBefore,
  saveMark,
  saveSizes,
  type Mark
} from '../store/service.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** A monitor that asks each second measures twice a minute. */
const KEPT_MS = MINUTE_MS / 2

/** A route is an address with its words left out: there are some two hundred. */
const MOST_ROUTES = 500

/** A page drawn so rarely says little of how slow it is. */
const FEW_PAGES = 20

/** Notifications are kept as long. */
const YEAR_MS = 365 * DAY_MS

export type Health = { readonly level: Level; readonly checks: readonly Check[]; readonly at: Date }

export type Service = {
  /** Kept for half a minute. */
  readonly health: () => Promise<Health>
  /** @param ms that a page took to be drawn */
  readonly notePage: (route: string, ms: number) => void
  readonly slowPages: () => readonly RouteTime[]
  readonly disk: () => Promise<DiskReport>
  /** Removes what is too old, personal data first, and measures the disk, once a day; says what it removed. */
  readonly tend: () => Promise<void>
}

export type ServiceOptions = {
  readonly db: Db
  readonly home: string
  readonly now: () => Date
  /** Told what retention removed, line by line; the journal keeps it too. */
  readonly log: (line: string) => void
}

export function makeService({ db, home, now, log }: ServiceOptions): Service {
  const times = new Map<string, Histogram>()
  let kept: { readonly health: Promise<Health>; readonly until: number } | undefined
  let nextTending = now().getTime() + 10 * MINUTE_MS

  function health(): Promise<Health> {
    const ms = now().getTime()
    if (!kept || ms >= kept.until) kept = { health: measure(), until: ms + KEPT_MS }
    return kept.health
  }

  async function measure(): Promise<Health> {
    const at = now()
    const [registry, disk] = await Promise.all([readRegistry(db, at), readDisk(home)])
    const checks = [...registry, judge('disk', disk), judge('pages', readPages(times))]
    return { level: worst(checks), checks, at }
  }

  return {
    health,
    notePage(route, ms) {
      const known = times.get(route)
      if (known || times.size < MOST_ROUTES) times.set(route, addTime(known ?? NO_TIMES, ms))
    },
    slowPages: () => slowest(times, 10),
    disk: () => reportDisk(db, home, now()),
    async tend() {
      const at = now()
      if (at.getTime() < nextTending) return
      nextTending = at.getTime() + DAY_MS
      const authorship = { actor: 'system', reason: 'retention' } as const
      const { due, lines } = await applyRetention({ db, authorship, today: await dayOf(db, at) })
      for (const { fr } of lines) log(`retention: ${fr}`)
      await removeOldNotifications(db, new Date(at.getTime() - YEAR_MS))
      await saveSizes(db, await dayOf(db, at), await findSizes(db, home))
      await saveMark(db, 'tidying', at, { removed: due.length })
    }
  }
}

/** What the registry tells; all of it a fault when it does not answer. */
async function readRegistry(db: Db, now: Date): Promise<readonly Check[]> {
  try {
    const started = performance.now()
    const marks = await findMarks(db)
    const ms = Math.round(performance.now() - started)
    const [queue, firstDay] = await Promise.all([findQueueState(db, now), findFirstDay(db)])
    const late = queue.lateSince && Math.floor((now.getTime() - queue.lateSince.getTime()) / MINUTE_MS)
    return [
      judge('database', { status: 'measured', value: ms }),
      judge('letters', late === undefined ? { status: 'nothing' } : { status: 'measured', value: late }),
      judge('failed-jobs', { status: 'measured', value: queue.failed }),
      judge('dump', ageOf(marks.get('dump'), firstDay, now)),
      judge('verification', readVerification(marks.get('verification'), firstDay, now))
    ]
  } catch {
    return [judge('database', { status: 'fault', why: NO_ANSWER })]
  }
}

/** In days; what was never done is as old as the registry. */
function ageOf(mark: Mark | undefined, firstDay: Date | undefined, now: Date): Reading {
  const since = mark?.at ?? firstDay
  if (!since) return { status: 'nothing' }
  return { status: mark ? 'measured' : 'never', value: Math.floor((now.getTime() - since.getTime()) / DAY_MS) }
}

function readVerification(mark: Mark | undefined, firstDay: Date | undefined, now: Date): Reading {
  if (mark && mark.detail['intact'] === false) return { status: 'fault', why: BROKEN }
  return ageOf(mark, firstDay, now)
}

async function readDisk(home: string): Promise<Reading> {
  try {
    const { freeBytes, totalBytes } = await findDiskSpace(home)
    return { status: 'measured', value: Math.floor((100 * freeBytes) / Math.max(totalBytes, 1)) }
  } catch {
    return { status: 'fault', why: NO_DISK }
  }
}

function readPages(times: ReadonlyMap<string, Histogram>): Reading {
  const known = [...times.values()].filter(({ total }) => total >= FEW_PAGES)
  const value = Math.max(...known.map((histogram) => quantile(histogram, 0.95) ?? 0))
  return known.length === 0 ? { status: 'nothing' } : { status: 'measured', value }
}

export type DiskReport = DiskSpace & {
  /** The largest first. */
  readonly parts: readonly {
    readonly part: string
    readonly bytes: number
    /** Since `since`; undefined for a part that was not there, or before anything was measured. */
    readonly growth: number | undefined
  }[]
  /** `YYYY-MM-DD`, some thirty days ago at best; undefined before a first measure. */
  readonly since: string | undefined
}

/** A database that is elsewhere has a part of its own. */
async function findSizes(db: Db, home: string): Promise<ReadonlyMap<string, number>> {
  const sizes = await findHomeSizes(home)
  return sizes.has('postgres') ? sizes : new Map([...sizes, ['database', await findDatabaseSize(db)]])
}

async function reportDisk(db: Db, home: string, now: Date): Promise<DiskReport> {
  const [space, sizes, before] = await Promise.all([
    findDiskSpace(home),
    findSizes(db, home),
    findSizesBefore(db, await dayOf(db, now), 30)
  ])
  const parts = [...sizes].map(([part, bytes]) => {
    const was = before?.sizes.get(part)
    return { part, bytes, growth: was === undefined ? undefined : bytes - was }
  })
  return { ...space, parts: parts.toSorted((one, other) => other.bytes - one.bytes), since: before?.day }
}

export type ServiceSheet = {
  readonly health: Health
  readonly slowPages: readonly RouteTime[]
  readonly disk: DiskReport
}

export async function readService(service: Service, actor: Actor): Promise<ServiceSheet> {
  mustBeAllowed(actor, 'administration.read', {})
  const [health, disk] = await Promise.all([service.health(), service.disk()])
  return { health, disk, slowPages: service.slowPages() }
}

/** For monitors: the names and levels of what keeps people from being served, and not a number more. */
export type PublicHealth = {
  readonly level: Level
  readonly checks: readonly { readonly name: CheckName; readonly level: Level }[]
}

export async function publicHealth(service: Service): Promise<PublicHealth> {
  const checks = (await service.health()).checks.filter(({ name }) => CHECKS[name].isPublic)
  return { level: worst(checks), checks: checks.map(({ name, level }) => ({ name, level })) }
}

async function dayOf(db: Db, at: Date): Promise<string> {
  return dayThere(await findTimeZone(db), at)
}

const NO_ANSWER = { fr: 'La base de données ne répond pas', en: 'The database does not answer' }
const BROKEN = {
  fr: 'La dernière vérification a trouvé une entrée altérée',
  en: 'The last verification found an entry that was altered'
}
const NO_DISK = { fr: 'Le disque ne se laisse pas mesurer', en: 'The disk cannot be measured' }
