/** All documents, the claims read in them, and what people decided: the register is sound, or says what is not. */

import type { Text } from '../shared/text.ts'
import { amountOf, rawAmountOf, type Claim } from './claim.ts'
import type { Document } from './document.ts'
import type { Closing, Ruling } from './ruling.ts'

export type ClaimRegister = {
  readonly documents: readonly Document[]
  /** In the order of their document. */
  readonly claims: readonly Claim[]
  readonly rulings: readonly Ruling[]
  readonly closings: readonly Closing[]
}

export const NO_CLAIMS: ClaimRegister = { documents: [], claims: [], rulings: [], closings: [] }

export type ClaimProblem = { readonly claim: string; readonly document: string; readonly text: Text }

/** What of the claims cannot be: a document that is not there, a name given twice, a range upside down. */
export function claimProblems({ documents, claims, rulings }: ClaimRegister): readonly ClaimProblem[] {
  const known = new Set<string>(documents.map(({ id }) => id))
  const seen = new Set<string>()
  const ofClaims = claims.flatMap((claim): readonly ClaimProblem[] => {
    const at = { claim: claim.id, document: claim.document }
    const twice = seen.has(claim.id)
    seen.add(claim.id)
    const amounts = [amountOf(claim), rawAmountOf(claim)]
    const upside = amounts.some((amount) => amount?.max !== undefined && amount.max < amount.value)
    return [
      ...(known.has(claim.document) ? [] : [{ ...at, text: noDocument(claim.document) }]),
      ...(twice ? [{ ...at, text: twiceSaid(claim.id) }] : []),
      ...(upside ? [{ ...at, text: UPSIDE_DOWN }] : [])
    ]
  })
  const ofRulings = rulings
    .filter(({ claim }) => !seen.has(claim))
    .map(({ claim }): ClaimProblem => ({ claim, document: '', text: noClaim(claim) }))
  return [...ofClaims, ...ofRulings]
}

function noDocument(id: string): Text {
  return { fr: `le document « ${id} » n’est pas au registre`, en: `the document "${id}" is not in the register` }
}

function twiceSaid(id: string): Text {
  return { fr: `deux affirmations ont l’identifiant « ${id} »`, en: `two claims have the identifier "${id}"` }
}

function noClaim(id: string): Text {
  return {
    fr: `décision sur « ${id} », qui n’est pas au registre`,
    en: `ruling on "${id}", which is not in the register`
  }
}

const UPSIDE_DOWN: Text = {
  fr: 'le haut de la fourchette est sous le bas',
  en: 'the upper end of the range is below the lower'
}
