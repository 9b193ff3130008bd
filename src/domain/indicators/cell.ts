/** A value as it may be shown. A withheld cell has no value: there is nothing to forget to hide. */

export type Cell =
  /** A normal, E estimated, P provisional. */
  | { readonly status: 'A' | 'E' | 'P'; readonly value: number }
  /** O: missing. M: not applicable. */
  | { readonly status: 'O' | 'M' }
  /** Q: withheld. */
  | { readonly status: 'Q'; readonly confidentiality: Confidentiality }

/**
 * Why a cell is withheld (SDMX CL_CONF_STATUS and its neighbours).
 * N: by its producer. A: too few units. G: one unit dominates. D: secondary, would reveal a protected territory.
 */
export type Confidentiality = 'N' | 'A' | 'G' | 'D'
