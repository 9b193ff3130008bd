/** A claim in the words of an edition: its number or its quotation, then in a note who says so and what the figure says. */

import { answerTo, indicatorBehind, statedClaim, type FrozenEdition } from '../domain/editions/frozen.ts'
import { claimsTold, type Chapter, type ClaimForm } from '../domain/editions/edition.ts'
import type { StatedClaim } from '../domain/editions/stated-claim.ts'
import type { Language } from '../domain/shared/text.ts'
import type { ClaimId } from '../domain/sources/claim.ts'
import { claimAmount, quotableClaim } from '../view/claim-text.ts'
import { typeset } from '../view/messages.ts'
import { numberText, whereAndWhen } from './words.ts'

/** « environ 200 terrils »; the words of the document between quotation marks. */
export function claimText({ claim }: StatedClaim, form: ClaimForm, language: Language): string {
  if (form === 'value') return claimAmount(claim, language)
  return language === 'fr' ? `«\u00a0${claim.quote}\u00a0»` : `“${claim.quote}”`
}

/** Who states it, where, on what source; whether what is computed here says the same. */
export function claimNote(frozen: FrozenEdition, stated: StatedClaim): string {
  const { language } = frozen.edition
  const { claim, document } = stated
  const said = claim.source === undefined ? UNSOURCED[language] : `${SOURCED[language]} ${claim.source}.`
  return [`${quotableClaim(claim, document, language)}.`, said, figureBeside(frozen, stated)]
    .filter((part) => part !== '')
    .map((part) => typeset(part, language))
    .join(' ')
}

function figureBeside(frozen: FrozenEdition, stated: StatedClaim): string {
  if (stated.status === 'untold') return ''
  const { language } = frozen.edition
  const answer = answerTo(frozen, stated)
  const indicator = indicatorBehind(frozen, answer)
  const number = numberText(answer, indicator, { form: 'value' }, language)
  const named = `${indicator.label[language]}, ${whereAndWhen(answer.figure, language)}`
  return `${BESIDE[stated.status][language]} ${number} (${named}).`
}

/** Each once, in the order of the text: their notes come after those that the chapter writes. */
export function claimsNoted(chapter: Chapter): readonly ClaimId[] {
  return [...new Set([...claimsTold(chapter)].map(({ claim }) => claim))]
}

/** Documents behind the claims told, each once. */
export function documentsTold(frozen: FrozenEdition): readonly StatedClaim['document'][] {
  const all = frozen.edition.chapters.flatMap(claimsNoted).map((claim) => statedClaim(frozen, { claim }).document)
  return [...new Map(all.map((one) => [one.id, one])).values()]
}

const SOURCED = { fr: 'Source que le document donne\u00a0:', en: 'Source that the document gives:' } as const
const UNSOURCED = { fr: 'Le document ne donne pas de source.', en: 'The document gives no source.' } as const
const BESIDE = {
  confirmed: { fr: 'Le chiffre calculé ici le confirme\u00a0:', en: 'The figure computed here confirms it:' },
  differs: { fr: 'Le chiffre calculé ici est autre\u00a0:', en: 'The figure computed here is another:' }
} as const
