/** The hour of a place: what is promised for the morning leaves in the morning there, in summer as in winter. */

import { addDays } from './day.ts'

/** Where nothing else is said. */
export const USUAL_ZONE = 'Europe/Paris'

/** Whether it names a zone of the IANA database, as Europe/Paris. */
export function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** The day it is there, `YYYY-MM-DD`. */
export function dayThere(zone: string, at: Date): string {
  return clockThere(zone, at).slice(0, 10)
}

/** What clocks there show, `YYYY-MM-DDTHH:MM`. */
export function clockThere(zone: string, at: Date): string {
  return new Date(at.getTime() + offsetMs(zone, at)).toISOString().slice(0, 16)
}

/** The instant at which a day begins there, ISO in UTC. */
export function beginningOf(zone: string, day: string): string {
  return instantAt(zone, day, 0).toISOString()
}

/** The instant at which a day is over there, ISO in UTC: the first of the next. */
export function endOf(zone: string, day: string): string {
  return beginningOf(zone, addDays(day, 1))
}

/** When clocks there show that hour on that day; where they jump over it, when they would have. */
export function instantAt(zone: string, day: string, hour: number): Date {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000
  const near = asUtc - offsetMs(zone, new Date(asUtc))
  return new Date(asUtc - offsetMs(zone, new Date(near)))
}

/** What is to be added to UTC. */
function offsetMs(zone: string, at: Date): number {
  const parts = clockOf(zone).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((one) => one.type === type)?.value ?? Number.NaN)
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return shown - Math.floor(at.getTime() / 1000) * 1000
}

/** Made once for a zone: making one takes longer than all that it is asked. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric'
  })
  clocks.set(zone, clock)
  return clock
}

const clocks = new Map<string, Intl.DateTimeFormat>()
