/** What became of an issue, as a folder carries it beside its texts: its state, what was said of it, what was published. */

import type { FrozenNote, Publication } from './archive.ts'
import type { Erratum } from './erratum.ts'
import type { Verdict } from './verdict.ts'
import type { WrittenEdition } from './writing.ts'

type Signed = { readonly author: string }

export type EditionRecord = Omit<WrittenEdition, 'version'> & {
  readonly verdicts: readonly Verdict[]
  readonly archives: readonly Omit<FrozenNote, 'edition'>[]
  readonly publications: readonly (Omit<Publication, 'edition'> & Signed)[]
  readonly errata: readonly (Omit<Erratum, 'edition'> & Signed)[]
}

/** Whether there is more to say than that it is a draft. */
export function isTold({ state, verdicts, archives, publications, errata }: EditionRecord): boolean {
  return state !== 'draft' || verdicts.length + archives.length + publications.length + errata.length > 0
}

/** What is there, by a name each: what another record lacks of it would be lost. */
export function recordNames({ id, state, verdicts, archives, publications, errata }: EditionRecord): readonly string[] {
  const place = `editions/${id}`
  return [
    ...(state === 'draft' ? [] : [`${place} (${state})`]),
    ...verdicts.map(({ figure, organisation, decision, on }) => `${place} ${figure} ${organisation} ${decision} ${on}`),
    ...archives.map(({ digest }) => `${place} ${digest.slice(0, 16)}`),
    ...publications.map(({ digest }) => `${place} publication ${digest.slice(0, 16)}`),
    ...errata.map((one) => `${place} erratum ${one.id}`)
  ]
}
