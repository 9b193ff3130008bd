/** The figures that one producer is asked about, in groups that are answered at once: what changed since comes first. */

import type { VerdictStanding } from './verdict.ts'

export const GROUPINGS = ['chapter', 'indicator', 'source'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** `left`: without an answer, or with one that another value has made void. */
export const QUEUE_FILTERS = ['left', 'answered', 'all'] as const
export type QueueFilter = (typeof QUEUE_FILTERS)[number]

export type Queued = {
  readonly standing: VerdictStanding
  /** What it is grouped by, under each grouping. */
  readonly groups: Readonly<Record<Grouping, string>>
}

export type QueueGroup<T> = {
  /** `CHANGED`, or what its figures have in common. */
  readonly id: string
  /** Those that the filter lets through; none where all are answered, say. */
  readonly figures: readonly T[]
  readonly asked: number
  readonly answered: number
}

/** Of the figures whose value is no more the one that was answered for. */
export const CHANGED = ''

/** In reading order of their first figure; a figure that changed stands in the first group alone. */
export function groupsOf<T extends Queued>(
  figures: readonly T[],
  { by, filter }: { readonly by: Grouping; readonly filter: QueueFilter }
): readonly QueueGroup<T>[] {
  const groups = new Map<string, T[]>()
  for (const one of figures.toSorted((a, b) => Number(isChanged(b)) - Number(isChanged(a)))) {
    const id = isChanged(one) ? CHANGED : one.groups[by]
    groups.set(id, [...(groups.get(id) ?? []), one])
  }
  return [...groups].map(([id, all]) => ({
    id,
    figures: all.filter((one) => filter === 'all' || (filter === 'left') !== isAnswered(one)),
    asked: all.length,
    answered: all.filter(isAnswered).length
  }))
}

/**
 * The one to be read: that which was asked for, or the next that has something to show, round again to the first. Of
 * nothing to show, none.
 */
export function groupToRead<T>(groups: readonly QueueGroup<T>[], asked: string | undefined): QueueGroup<T> | undefined {
  const at = Math.max(
    0,
    groups.findIndex(({ id }) => id === asked)
  )
  return [...groups.slice(at), ...groups.slice(0, at)].find(({ figures }) => figures.length > 0)
}

export type QueueProgress = { readonly asked: number; readonly answered: number; readonly changed: number }

export function progressOf(figures: readonly Queued[]): QueueProgress {
  return {
    asked: figures.length,
    answered: figures.filter(isAnswered).length,
    changed: figures.filter(isChanged).length
  }
}

function isAnswered({ standing }: Pick<Queued, 'standing'>): boolean {
  return standing.status !== 'waiting'
}

function isChanged({ standing }: Pick<Queued, 'standing'>): boolean {
  return standing.status === 'waiting' && standing.void !== undefined
}
