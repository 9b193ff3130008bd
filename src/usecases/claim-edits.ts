/** What people make of a claim: the reading that they validate, the figure that they say it is about. */

import type { Figure } from '../domain/indicators/figure.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { parseIndicatorId } from '../domain/indicators/request.ts'
import { parseNumber } from '../domain/indicators/typed-number.ts'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import { parsePeriod } from '../domain/shared/period.ts'
import { amountOf, rawAmountOf, type Amount, type Claim, type ClaimLink } from '../domain/sources/claim.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import type { Db } from '../store/database.ts'
import { findClaimToChange, saveClaim } from '../store/documents.ts'
import { change, findEntries } from '../store/journal.ts'
import { reasonIn, type Decider } from './claim-changes.ts'
import { availablePeriods } from './figures.ts'
import { sha256, type OpenObservatory } from './open.ts'
import { mayUndo } from './register-undo.ts'
import { searchNumbers } from './search-numbers.ts'

/** What was read of the claim when the form was shown: with another, somebody has changed it since. */
export function claimSeen(claim: Claim): string {
  const { reading, link } = claim
  return sha256(JSON.stringify([sorted(reading), link ? sorted(link) : null])).slice(0, 16)
}

function sorted(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value)
    .map(([key, one]: [string, unknown]) => [key, typeof one === 'object' && one ? sorted(one) : one] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/**
 * Says what the original prints; the raw reading stays beside it.
 *
 * @throws {InvalidInput} what is not a number, a range upside down, no reason; {NotFound}
 * @throws {Refused} 'changed-since' when somebody else changed the claim meanwhile
 */
export async function validateReading(
  { db, authorship, name }: Decider,
  asked: {
    readonly claim: string
    readonly seen: string
    readonly value: string
    readonly max: string
    readonly reason: string
  }
): Promise<void> {
  const reason = reasonIn(asked.reason)
  const validated = amountIn(asked.value, asked.max)
  await changeClaim(db, authorship, asked, (claim) => {
    const raw = rawAmountOf(claim)
    const { likely } = claim.reading
    return {
      ...claim,
      reading: {
        status: 'validated',
        ...(raw && { raw: { value: raw.value, ...(raw.max !== undefined && { max: raw.max }) } }),
        ...(likely !== undefined && { likely }),
        validated,
        by: name,
        reason
      }
    }
  })
}

/**
 * Says which figure the claim is about, or that it is about none of them.
 *
 * @param asked.indicator empty: the claim is linked to nothing
 * @throws {InvalidInput} for a period that the observatory has not; {NotFound} no such indicator or perimeter
 * @throws {Refused} 'changed-since'
 */
export async function linkClaim(
  { db, authorship }: Pick<Decider, 'db' | 'authorship'>,
  observatory: OpenObservatory,
  asked: {
    readonly claim: string
    readonly seen: string
    readonly indicator: string
    readonly perimeter: string
    readonly period: string
  }
): Promise<void> {
  const link = asked.indicator === '' ? undefined : linkIn(observatory, asked)
  await changeClaim(db, authorship, asked, ({ link: _, ...claim }) => ({ ...claim, ...(link && { link }) }))
}

function linkIn(
  observatory: OpenObservatory,
  asked: { readonly indicator: string; readonly perimeter: string; readonly period: string }
): ClaimLink {
  const { id: indicator, label } = indicatorOf(observatory.registry, parseIndicatorId(asked.indicator))
  const perimeter = parsePerimeterId(asked.perimeter)
  const periods = availablePeriods(observatory, indicator, perimeter)
  const period = parsePeriod(asked.period.trim())
  if (periods.includes(period)) return { indicator, perimeter, period }
  const known = periods.slice(-MOST_TOLD).join(', ')
  throw new InvalidInput({
    fr: `« ${label.fr} » n’est pas connu pour ${asked.period} sur ce périmètre : ${known === '' ? 'aucune période ne l’est' : `attendu ${known}`}`,
    en: `"${label.en}" is not known for ${asked.period} on this perimeter: ${known === '' ? 'no period is' : `expected ${known}`}`
  })
}

/** Periods named when one is not there. */
const MOST_TOLD = 12

async function changeClaim(
  db: Db,
  authorship: Decider['authorship'],
  { claim: id, seen }: { readonly claim: string; readonly seen: string },
  edit: (claim: Claim) => Claim
): Promise<void> {
  await change(db, authorship, async (transaction) => {
    const claim = await findClaimToChange(transaction, id)
    if (!claim) throw new NotFound({ fr: `L’affirmation « ${id} » n’existe plus`, en: `The claim "${id}" is gone` })
    if (claimSeen(claim) !== seen) {
      throw new Refused('changed-since', {
        fr: 'Quelqu’un a changé cette affirmation pendant que vous écriviez : voici ce qui est enregistré, et plus bas ce que vous aviez saisi. Relisez, puis enregistrez à nouveau pour le garder.',
        en: 'Somebody changed this claim while you were writing: here is what is saved, and below what you had typed. Read it, then save again to keep it.'
      })
    }
    await saveClaim(transaction, edit(claim))
  })
}

/** Figures that read as the number of the claim, whatever they are of: one of them may be what it is about. */
export async function figuresAlike(observatory: OpenObservatory, claim: Claim): Promise<readonly Figure[]> {
  const typed = parseNumber(String(amountOf(claim)?.value ?? ''))
  if (!typed || claim.kind === 'date' || Math.abs(typed.value) < TELLING) return []
  return (await searchNumbers(observatory, typed, MOST_ALIKE)).figures
}

/** A smaller number is that of too many figures. */
const TELLING = 100
const MOST_ALIKE = 4

/** The entry that the author may still take back: the last change of this claim, when it is theirs. */
export async function undoableEntry(db: Db, claim: string, author: string): Promise<number | undefined> {
  const [last] = await findEntries(db, { relations: ['claim'], record: { relation: 'claim', key: claim }, limit: 1 })
  const isChange = last?.action === 'update'
  return last && isChange && (await mayUndo(db, last, author)) !== 'none' ? last.id : undefined
}

function amountIn(value: string, max: string): Amount {
  const lower = numberIn(value)
  if (max.trim() === '') return { value: lower }
  const upper = numberIn(max)
  if (upper < lower) {
    throw new InvalidInput({
      fr: `Le haut de la fourchette, ${max}, est sous le bas, ${value}`,
      en: `The upper end of the range, ${max}, is below the lower, ${value}`
    })
  }
  return { value: lower, max: upper }
}

/** « 1 344 203 », « 646,9 », « 1.5 »; a letter among the digits is refused: « 20 00O ». */
function numberIn(text: string): number {
  const plain = text
    .replaceAll(/[\s\u00a0\u202f]/g, '')
    .replace('−', '-')
    .replace(',', '.')
  if (/^-?\d{1,15}(?:\.\d{1,6})?$/.test(plain)) return Number(plain)
  throw new InvalidInput({
    fr: `« ${text} » n’est pas un nombre : attendu des chiffres, comme 1 344 203 ou 646,9`,
    en: `"${text}" is not a number: expected digits, such as 1344203 or 646.9`
  })
}
