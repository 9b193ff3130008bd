/**
 * Ground of communes and of other areas: what lies where, and how much two areas share.
 *
 * Longitudes and latitudes in degrees, as GeoJSON nests them. Whether a point is inside is told by counting the
 * borders to its west, so that holes need no care.
 */

import type { CommuneCode } from './territory.ts'

export type Position = readonly [longitude: number, latitude: number, ...rest: readonly number[]]

/** Outer border, then holes; each closed, its last position being its first. */
export type Polygon = readonly (readonly Position[])[]

export type Area = readonly Polygon[]

/** West, south, east, north. */
export type Box = readonly [number, number, number, number]

/** A side of a border, from south to north. */
type Edge = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number }

const EARTH_RADIUS_M = 6_371_008.8
const HA_PER_SQUARE_RADIAN = EARTH_RADIUS_M ** 2 / 10_000
const RADIANS = Math.PI / 180

export function boxOf(area: Area): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of area.flat(2)) {
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  return [west, south, east, north]
}

export function isInside(position: Position, area: Area): boolean {
  return isWithin(position, edgesOf(area))
}

/** The centre of gravity where it lies inside; otherwise the middle of the widest stretch at half the height. */
export function centreOf(area: Area): Position {
  const centre = centroid(area)
  if (isInside(centre, area)) return centre
  const [, south, , north] = boxOf(area)
  const y = (south + north) / 2
  const stretches = stretchesAt(edgesOf(area), y).map(([left, right]) => [xAt(left, y), xAt(right, y)] as const)
  const [left, right] = stretches.toSorted(([a, b], [c, d]) => d - c - (b - a))[0] ?? [centre[0], centre[0]]
  return [(left + right) / 2, y]
}

export function areaHa(area: Area): number {
  let hectares = 0
  for (const [outer = [], ...holes] of area) {
    hectares += ringHa(outer) - holes.reduce((sum, hole) => sum + ringHa(hole), 0)
  }
  return hectares
}

/** Hectares that two areas share; 0 when they only touch. */
export function sharedHa(a: Area, b: Area): number {
  return sharedBetween(outlineOf(a), outlineOf(b))
}

/** A commune of a set of contours. */
export type Contour = { readonly commune: CommuneCode; readonly area: Area }

/** How a geometry chooses communes: by their centre, or by the ground that they share with it. */
export type ChoiceRule = { readonly rule: 'inside' | 'touches'; readonly minShareHa?: number }

/** A commune near a geometry, chosen or not; the hectares tell how clear the choice is. */
export type Choice = {
  readonly commune: CommuneCode
  readonly chosen: boolean
  readonly sharedHa: number
  /** Of the whole commune. */
  readonly areaHa: number
}

/** Every commune that shares ground with the geometry, and whether the rule takes it. In the order of the contours. */
export function chooseCommunes(
  contours: Iterable<Contour>,
  geometry: Area,
  { rule, minShareHa = 0 }: ChoiceRule
): readonly Choice[] {
  const pieces = geometry.map((polygon) => outlineOf([polygon]))
  const { edges } = outlineOf(geometry)
  const choices: Choice[] = []
  for (const { commune, area } of contours) {
    const outline = outlineOf(area)
    const shared = pieces.reduce((sum, piece) => sum + sharedBetween(outline, piece), 0)
    if (shared <= 0) continue
    const chosen = rule === 'inside' ? isWithin(centreOf(area), edges()) : shared > minShareHa
    choices.push({ commune, chosen, sharedHa: shared, areaHa: areaHa(area) })
  }
  return choices
}

// ---- shared ground

/** An area with what is asked of it again and again. */
type Outline = { readonly area: Area; readonly box: Box; readonly edges: () => readonly Edge[] }

function outlineOf(area: Area): Outline {
  let edges: readonly Edge[] | undefined
  return { area, box: boxOf(area), edges: () => (edges ??= edgesOf(area)) }
}

/**
 * The plane is cut into strips where no border begins, ends or crosses another: in each, both areas are made of
 * trapezoids in one order, and what they share is added up exactly.
 */
function sharedBetween(a: Outline, b: Outline): number {
  const strip = overlapOfBoxes(a.box, b.box)
  if (!strip) return 0
  const whole = wholeWithin(a, b) ?? wholeWithin(b, a)
  if (whole !== undefined) return whole
  const [, south, , north] = strip
  const [sideA, sideB] = [edgesBetween(a, south, north), edgesBetween(b, south, north)]
  const ends = [...sideA, ...sideB].flatMap(({ y0, y1 }) => [y0, y1])
  const levels = [south, north, ...ends, ...crossings(sideA, sideB)].filter((y) => y >= south && y <= north)
  const cuts = [...new Set(levels)].sort((x, y) => x - y)
  let squareDegrees = 0
  for (const [i, top] of cuts.entries()) {
    const bottom = cuts[i - 1]
    if (bottom === undefined) continue
    const y = (bottom + top) / 2
    const width = sharedWidth(widthsAt(sideA, y), widthsAt(sideB, y))
    squareDegrees += width * (top - bottom) * Math.cos(y * RADIANS)
  }
  return squareDegrees * RADIANS ** 2 * HA_PER_SQUARE_RADIAN
}

/** Where no border of `around` comes near an area, all of it is inside or all of it is outside. */
function wholeWithin({ area, box }: Outline, around: Outline): number | undefined {
  const [first] = area[0]?.[0] ?? []
  if (!first || around.edges().some((edge) => isNear(edge, box))) return undefined
  return isWithin(first, around.edges()) ? areaHa(area) : 0
}

// ---- borders

/** Level ones too: they cross no latitude, but they are borders. */
function edgesOf(area: Area): Edge[] {
  const edges: Edge[] = []
  for (const ring of area.flat()) {
    for (let i = 1; i < ring.length; i += 1) {
      const [[px, py] = [0, 0], [x, y] = [0, 0]] = [ring[i - 1], ring[i]]
      edges.push(py < y ? { x0: px, y0: py, x1: x, y1: y } : { x0: x, y0: y, x1: px, y1: py })
    }
  }
  return edges
}

function edgesBetween({ edges }: Outline, south: number, north: number): readonly Edge[] {
  return edges().filter((edge) => edge.y1 > south && edge.y0 < north)
}

function isWithin([x, y]: Position, edges: readonly Edge[]): boolean {
  let inside = false
  for (const edge of edges) if (edge.y0 <= y && y < edge.y1 && xAt(edge, y) < x) inside = !inside
  return inside
}

function isNear({ x0, y0, x1, y1 }: Edge, [west, south, east, north]: Box): boolean {
  return Math.max(x0, x1) >= west && Math.min(x0, x1) <= east && y1 >= south && y0 <= north
}

function ringHa(ring: readonly Position[]): number {
  let squareDegrees = 0
  for (const [i, [x, y]] of ring.entries()) {
    const [px, py] = ring[i - 1] ?? [x, y]
    squareDegrees += ((px + x) / 2) * (y - py) * Math.cos(((py + y) / 2) * RADIANS)
  }
  return Math.abs(squareDegrees) * RADIANS ** 2 * HA_PER_SQUARE_RADIAN
}

function xAt({ x0, y0, x1, y1 }: Edge, y: number): number {
  return x0 + ((x1 - x0) * (y - y0)) / (y1 - y0)
}

/** From west to east: the borders that enter and leave an area at a latitude. */
function stretchesAt(edges: readonly Edge[], y: number): (readonly [Edge, Edge])[] {
  const crossed = edges.filter((edge) => edge.y0 <= y && y < edge.y1).sort((a, b) => xAt(a, y) - xAt(b, y))
  const found: (readonly [Edge, Edge])[] = []
  for (let i = 0; i + 1 < crossed.length; i += 2) {
    const [left, right] = [crossed[i], crossed[i + 1]]
    if (left && right) found.push([left, right])
  }
  return found
}

function widthsAt(edges: readonly Edge[], y: number): (readonly [number, number])[] {
  return stretchesAt(edges, y).map(([left, right]) => [xAt(left, y), xAt(right, y)])
}

function sharedWidth(a: readonly (readonly [number, number])[], b: readonly (readonly [number, number])[]): number {
  let width = 0
  for (const [left, right] of a) {
    for (const [from, to] of b) width += Math.max(0, Math.min(right, to) - Math.max(left, from))
  }
  return width
}

/** Latitudes where a border of one crosses a border of the other. */
function crossings(a: readonly Edge[], b: readonly Edge[]): number[] {
  const found: number[] = []
  for (const one of a) {
    for (const other of b) {
      const [low, high] = [Math.max(one.y0, other.y0), Math.min(one.y1, other.y1)]
      if (low >= high) continue
      const [below, above] = [xAt(one, low) - xAt(other, low), xAt(one, high) - xAt(other, high)]
      if (below * above < 0) found.push(low + ((high - low) * below) / (below - above))
    }
  }
  return found
}

function overlapOfBoxes(a: Box, b: Box): Box | undefined {
  const box: Box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]
  return box[0] < box[2] && box[1] < box[3] ? box : undefined
}

function centroid(area: Area): Position {
  const [ox, oy] = area[0]?.[0]?.[0] ?? [0, 0]
  let [twice, sumX, sumY] = [0, 0, 0]
  for (const ring of area.flat()) {
    for (const [i, [x, y]] of ring.entries()) {
      const [px, py] = ring[i - 1] ?? [x, y]
      const cross = (px - ox) * (y - oy) - (x - ox) * (py - oy)
      twice += cross
      sumX += (px - ox + x - ox) * cross
      sumY += (py - oy + y - oy) * cross
    }
  }
  return twice === 0 ? [ox, oy] : [ox + sumX / (3 * twice), oy + sumY / (3 * twice)]
}
