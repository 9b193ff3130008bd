/** An edition frozen: everything it cites taken out of the observatory, so that it never changes with it. */

import type { ArchivedEdition } from '../domain/editions/archive.ts'
import type { MentionAnswer } from '../domain/editions/answer.ts'
import type { ChartPoints } from '../domain/editions/drawn-points.ts'
import { allBlocks } from '../domain/editions/edition.ts'
import type { FrozenEdition } from '../domain/editions/frozen.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { Refused } from '../domain/shared/errors.ts'
import { blocks } from '../domain/editions/problem.ts'
import type { CheckedEdition } from './editions.ts'
import { vintagesOf } from './indicator-page.ts'
import { sha256, type OpenObservatory } from './open.ts'

/** Checked, with what its charts show. */
type Drawable = CheckedEdition & { readonly points?: ChartPoints }

/**
 * @param drawings SVG by `chapter/chart`, one for each chart of the edition
 * @param day `YYYY-MM-DD` of today
 * @throws {Refused} 'edition-unsound' while something blocks it
 */
export function freezeEdition(
  observatory: OpenObservatory,
  checked: Drawable,
  drawings: Readonly<Record<string, string>>,
  day: string
): FrozenEdition {
  const count = checked.problems.filter(blocks).length
  if (count > 0) {
    throw new Refused('edition-unsound', {
      fr: `L’édition « ${checked.edition.id} » ne peut pas être figée : ${count} défaut(s) à corriger d’abord`,
      en: `The edition "${checked.edition.id}" cannot be frozen: ${count} fault(s) to mend first`
    })
  }
  return editionAsItStands(observatory, checked, drawings, day)
}

/** The same before all is sound: what was not answered is not in it. To be shown, never kept. */
export function editionAsItStands(
  { registry }: OpenObservatory,
  { edition, answers, claims, commitments, points }: Omit<Drawable, 'problems'>,
  drawings: Readonly<Record<string, string>>,
  day: string
): FrozenEdition {
  const all = [...answers.values()].flatMap(figuresIn)
  const ids = [...new Set(all.map(({ indicator }) => indicator))]
  return {
    edition,
    frozenOn: day,
    answers: Object.fromEntries(answers),
    claims: Object.fromEntries(claims),
    indicators: Object.fromEntries(ids.map((id) => [id, indicatorOf(registry, id)])),
    sources: vintagesOf(registry, [...all, ...Object.values(points ?? {}).flat()]),
    ...(commitments.length > 0 && { commitments }),
    drawings,
    ...(points && { points })
  }
}

/** What is kept for ever, and the digest that it is known by: that of the text itself. */
export function sealEdition(archived: ArchivedEdition): { readonly text: string; readonly digest: string } {
  const text = JSON.stringify(archived)
  return { text, digest: sha256(text) }
}

/** Paths of the photographs in the folder, by the name that the edition gives them. */
export function photographsIn({ edition }: CheckedEdition): ReadonlyMap<string, string> {
  const shown = edition.chapters.flatMap((chapter) => [...allBlocks(chapter.blocks)])
  return new Map(
    shown.flatMap((block) =>
      block.kind === 'photograph' ? [[block.file, `editions/${edition.id}/${block.file}`]] : []
    )
  )
}

/** The figures of an answer: the one asked, its start, and the same elsewhere. */
export function figuresIn({ figure, from, versus }: MentionAnswer): readonly Figure[] {
  return [figure, from, versus?.figure, versus?.from].filter((one) => one !== undefined)
}
