/** From the definition of a perimeter to its members at a geography. */

import type { Geography } from './geography.ts'
import type { Perimeter, PerimeterId, PerimeterVersion } from './perimeter.ts'
import type { CogYear, CommuneCode } from './territory.ts'

/** Everything that resolving needs: one value, passed along. */
export type Atlas = {
  readonly geography: Geography
  readonly perimeters: ReadonlyMap<PerimeterId, Perimeter>
  /** Members of the perimeters that a geometry defines, in the codes of the COG of the contours used. */
  readonly derived: ReadonlyMap<PerimeterId, { readonly communes: readonly CommuneCode[]; readonly cog: CogYear }>
  /** SHA-256 in hexadecimal; the domain has no cryptography of its own. */
  readonly sha256: (text: string) => string
}

/**
 * An id of the atlas, a commune by its code (`62498`), any territory (`EPCI-200072460`, `DEP-62`), or a free
 * perimeter: terms joined by `+` (with) and `~` (without), such as `libre:pma+62041~62498`.
 *
 * @throws {InvalidInput}
 */
export declare function parsePerimeterId(text: string): PerimeterId

/** Freely drawn: refused by protected indicators. */
export declare function isFree(id: PerimeterId): boolean

/**
 * @param day `YYYY-MM-DD`; the COG in force that day gives the members
 * @throws {NotFound} unknown id, with the nearest ones
 * @throws {Refused} 'before-it-existed', 'after-it-ended', 'unknown-before-2019', 'not-yet-known', 'circular', 'straddles', 'not-derived'
 */
export declare function resolvePerimeter(atlas: Atlas, id: PerimeterId, day: string): PerimeterVersion

/** The definition behind an id; made up for communes, territories and free perimeters. @throws {NotFound} */
export declare function findPerimeter(atlas: Atlas, id: PerimeterId): Perimeter
