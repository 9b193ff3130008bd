/** Two records found to be one organisation: suggested, read side by side with their histories, then merged. */

import type { OrganisationList } from '../domain/organisations/list.ts'
import { nameOn, type Organisation } from '../domain/organisations/organisation.ts'
import { organisationIn } from '../domain/organisations/register.ts'
import { alikePairs } from '../domain/organisations/search.ts'
import { NotFound } from '../domain/shared/errors.ts'
import type { Db } from '../store/database.ts'
import { findRegister } from '../store/organisations.ts'
import { listChanges, type Change } from './journal.ts'
import { planMerge } from './organisation-changes.ts'
import { isOrganisationId } from './organisation-forms.ts'
import { registerLabels } from './organisations.ts'

export type MergePair = readonly [MergeSide, MergeSide]

export type MergeSide = { readonly id: string; readonly name: string }

export async function mergeSuggestions(
  db: Db,
  today: string
): Promise<{ readonly pairs: readonly MergePair[]; readonly organisations: readonly MergeSide[] }> {
  const { organisations } = await findRegister(db)
  const side = (one: Organisation): MergeSide => ({ id: one.id, name: nameOn(one, today) })
  return {
    pairs: alikePairs(organisations).map(([a, b]): MergePair => [side(a), side(b)]),
    organisations: organisations.filter(({ mergedInto }) => mergedInto === undefined).map(side)
  }
}

export type MergePreview = {
  readonly kept: Organisation
  readonly duplicate: Organisation
  /** What the record that goes on would hold. */
  readonly merged: Organisation
  readonly lists: readonly OrganisationList[]
  readonly histories: { readonly kept: readonly Change[]; readonly duplicate: readonly Change[] }
}

/** @throws {NotFound} {Refused} `itself`, `merged` */
export async function mergePreview(db: Db, keptId: string, duplicateId: string): Promise<MergePreview> {
  const register = await findRegister(db)
  const [kept, duplicate] = [keptId, duplicateId].map((id) => {
    const found = isOrganisationId(id) ? organisationIn(register, id) : undefined
    if (!found) {
      throw new NotFound({ fr: `L’organisme « ${id} » n’existe pas`, en: `There is no organisation "${id}"` })
    }
    return found
  })
  if (!kept || !duplicate) throw new Error('two records were asked for')
  const { kept: merged } = planMerge(register, kept.id, duplicate.id)
  const history = (key: string): Promise<readonly Change[]> =>
    listChanges(db, { record: { relation: 'organisation', key }, labels: registerLabels(register) })
  return {
    kept,
    duplicate,
    merged,
    lists: register.lists,
    histories: { kept: await history(kept.id), duplicate: await history(duplicate.id) }
  }
}
