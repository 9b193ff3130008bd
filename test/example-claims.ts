/** The claims of the shipped example, as an edition reads them: from its folder, without a database. */

import { join } from 'node:path'
import { readClaimRegister } from '../src/folder/document-files.ts'
import { readRegister } from '../src/folder/organisation-files.ts'
import { readExampleCommitments } from './example-observatory.ts'
import { ROOT } from '../src/root.ts'
import type { ClaimRegister } from '../src/domain/sources/claim-register.ts'
import type { ClaimBook } from '../src/usecases/edition-claims.ts'
import type { OpenObservatory } from '../src/usecases/open.ts'

const EXAMPLE = join(ROOT, 'examples/bassin-minier')

/** @param given parts of the register to put in the place of its own */
export async function exampleClaims(
  observatory: OpenObservatory,
  given: Partial<ClaimRegister> = {}
): Promise<ClaimBook> {
  const { organisations } = await readRegister(EXAMPLE, new Set(observatory.folder.perimeters.map(({ id }) => id)))
  const register = { ...(await readClaimRegister(EXAMPLE)), ...given }
  return {
    context: { observatory, organisations: () => Promise.resolve(organisations), today: '2026-11-22' },
    reader: { register: () => Promise.resolve(register), changes: () => Promise.resolve([]) },
    commitments: readExampleCommitments
  }
}
