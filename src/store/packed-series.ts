/**
 * The series of a manifest with each list of levels and periods once: an open list of four thousand museums takes
 * a tenth of the room, and of the time of every command.
 */

export type PackedSeries = {
  readonly levels: readonly (readonly string[])[]
  readonly periods: readonly (readonly string[])[]
  /** Name, column, and which of the lists above. */
  readonly series: readonly (readonly [series: string, column: string, levels: number, periods: number])[]
}

type Series = {
  readonly series: string
  readonly column: string
  readonly levels: readonly string[]
  readonly periods: readonly string[]
}

/** A manifest in two: its series apart. */
export function packManifest(manifest: unknown): { readonly manifest: object; readonly series: PackedSeries } {
  const { series, ...rest } = manifest as { readonly series: readonly Series[] }
  const [levels, periods] = [collector(), collector()]
  const packed = series.map(
    (one) => [one.series, one.column, levels.place(one.levels), periods.place(one.periods)] as const
  )
  return { manifest: rest, series: { levels: levels.lists, periods: periods.lists, series: packed } }
}

/** @param series null for a manifest that holds its own, as the first version wrote it */
export function unpackManifest(manifest: unknown, series: PackedSeries | null): unknown {
  if (series === null) return manifest
  const { levels, periods } = series
  const unpacked = series.series.map(([name, column, l, p]) => ({
    series: name,
    column,
    levels: levels[l] ?? [],
    periods: periods[p] ?? []
  }))
  return Object.assign({}, manifest, { series: unpacked } satisfies { readonly series: readonly Series[] })
}

function collector(): { readonly lists: (readonly string[])[]; readonly place: (list: readonly string[]) => number } {
  const lists: (readonly string[])[] = []
  const places = new Map<string, number>()
  return {
    lists,
    place(list) {
      const key = list.join('\n')
      const place = places.get(key) ?? lists.push(list) - 1
      places.set(key, place)
      return place
    }
  }
}
