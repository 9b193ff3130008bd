/**
 * Statistical disclosure control over overlapping perimeters.
 *
 * Primary rules come from the source. Secondary suppression is decided once per vintage, over the
 * closed list of perimeters, in a declared order, and stored with the vintage: never per request.
 */

/** A source's primary rule, with the text that sets it. */
export type DisclosureRule = {
  /** Fewest statistical units behind a published value: 3 for establishments, 11 for tax households. */
  readonly minUnits: number
  /** Largest share that one unit may hold, in (0, 1]; 1: no dominance rule. */
  readonly maxShare: number
  /** The law or the producer's text that sets it. */
  readonly basis: string
}
