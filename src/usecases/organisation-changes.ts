/** The register written by people: each change signed, and none over another’s. */

import { changedMeanwhile, type FieldConflict } from '../domain/journal/conflict.ts'
import type { Authorship } from '../domain/journal/entry.ts'
import { mergeOrganisations } from '../domain/organisations/merge.ts'
import type { Organisation, OrganisationId } from '../domain/organisations/organisation.ts'
import { registerProblems, type Register } from '../domain/organisations/register.ts'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import type { Db } from '../store/database.ts'
import { change } from '../store/journal.ts'
import {
  findOrganisation,
  findOrganisationVersion,
  findRegister,
  insertOrganisation,
  replaceRegister,
  saveOrganisation
} from '../store/organisations.ts'
import { tellChanged } from './register-news.ts'

export type ChangeContext = {
  readonly db: Db
  readonly authorship: Authorship
  /** Names of the perimeters that exist. */
  readonly perimeters: ReadonlySet<string>
}

export type Edited =
  | { readonly status: 'saved'; readonly version: number }
  /** Somebody saved first: nothing was written; the version to name once a choice is made. */
  | { readonly status: 'changed-meanwhile'; readonly version: number; readonly fields: readonly FieldConflict[] }

/**
 * @throws {InvalidInput} when what is written does not hold; {NotFound}
 * @throws {Refused} `exists`
 */
export async function addOrganisation(context: ChangeContext, value: Organisation): Promise<void> {
  await change(context.db, context.authorship, async (transaction) => {
    const register = await findRegister(transaction)
    if (register.organisations.some(({ id }) => id === value.id)) {
      throw new Refused('exists', {
        fr: `L’identifiant « ${value.id} » est déjà celui d’un organisme`,
        en: `"${value.id}" is already the identifier of an organisation`
      })
    }
    refuseUnlessSound({ ...register, organisations: [...register.organisations, value] }, context)
    await insertOrganisation(transaction, value)
  })
}

/**
 * Saves `value` over the version that was read; who comes second is shown what the first has changed.
 *
 * @throws {InvalidInput} when what is written does not hold; {NotFound}
 */
export async function editOrganisation(
  context: ChangeContext,
  { value, version }: { readonly value: Organisation; readonly version: number }
): Promise<Edited> {
  return change(context.db, context.authorship, async (transaction): Promise<Edited> => {
    const stored = await findOrganisation(transaction, value.id)
    if (!stored) throw unknown(value.id)
    if (stored.version !== version) return meanwhile(transaction, { value, version, stored })
    const register = await findRegister(transaction)
    const organisations = register.organisations.map((one) => (one.id === value.id ? value : one))
    refuseUnlessSound({ ...register, organisations }, context)
    if (await saveOrganisation(transaction, value, version)) {
      await tellChanged(transaction, value, context.authorship.actor)
      return { status: 'saved', version: version + 1 }
    }
    // Saved by another between the two statements.
    const now = await findOrganisation(transaction, value.id)
    if (!now) throw unknown(value.id)
    return meanwhile(transaction, { value, version, stored: now })
  })
}

async function meanwhile(
  db: Db,
  {
    value,
    version,
    stored
  }: {
    readonly value: Organisation
    readonly version: number
    readonly stored: { readonly version: number; readonly value: Organisation }
  }
): Promise<Edited> {
  const base = (await findOrganisationVersion(db, value.id, version)) ?? stored.value
  const fields = changedMeanwhile(base, value, stored.value)
  return { status: 'changed-meanwhile', version: stored.version, fields }
}

/** What a merge would make of the two records, to be read before it is done. @throws {NotFound} {Refused} */
export function planMerge(
  register: Register,
  keptId: OrganisationId,
  duplicateId: OrganisationId
): { readonly register: Register; readonly kept: Organisation } {
  const [kept, duplicate] = [keptId, duplicateId].map((id) => {
    const found = register.organisations.find((one) => one.id === id)
    if (!found) throw unknown(id)
    if (found.mergedInto !== undefined) throw alreadyMerged(id, found.mergedInto)
    return found
  })
  if (!kept || !duplicate || kept === duplicate) throw itself()
  const merged = mergeOrganisations(register, kept, duplicate)
  return { register: merged, kept: merged.organisations.find(({ id }) => id === keptId) ?? kept }
}

/** @throws {NotFound} {Refused} `merged`, `itself` */
export async function applyMerge(
  context: ChangeContext,
  keptId: OrganisationId,
  duplicateId: OrganisationId
): Promise<void> {
  await change(context.db, context.authorship, async (transaction) => {
    const { register } = planMerge(await findRegister(transaction), keptId, duplicateId)
    refuseUnlessSound(register, context)
    await replaceRegister(transaction, register)
  })
}

function refuseUnlessSound(register: Register, { perimeters }: ChangeContext): void {
  const [problem] = registerProblems(register, perimeters)
  if (!problem) return
  const at = `${problem.id}, ${problem.path.join('.')}`
  throw new InvalidInput({ fr: `${at} : ${problem.text.fr}`, en: `${at}: ${problem.text.en}` })
}

function unknown(id: string): NotFound {
  return new NotFound({ fr: `L’organisme « ${id} » n’existe pas`, en: `There is no organisation "${id}"` })
}

function alreadyMerged(id: string, into: string): Refused {
  return new Refused('merged', {
    fr: `« ${id} » a déjà été fusionné avec « ${into} »`,
    en: `"${id}" was already merged into "${into}"`
  })
}

function itself(): Refused {
  return new Refused('itself', {
    fr: 'Un organisme ne se fusionne pas avec lui-même',
    en: 'An organisation is not merged with itself'
  })
}
