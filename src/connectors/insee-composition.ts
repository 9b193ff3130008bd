/**
 * INSEE, composition of EPCI and of employment zones: one workbook a year, header on line 6, one line a commune.
 *
 * Not observations but membership: what the shipped geography is checked against.
 */

import { InvalidInput } from '../domain/shared/errors.ts'
import {
  LEVELS,
  parseCommuneCode,
  territoryOf,
  type CommuneCode,
  type TerritoryId
} from '../domain/territories/territory.ts'
import { openTable, placeOf } from './files.ts'
import { findHeader } from './header.ts'

const SHEET = 'Composition_communale'

/** `ZZZZZZZZZ`: the four islands that belong to no EPCI. */
const NONE = /^Z+$/

/**
 * The communes of each EPCI or employment zone.
 *
 * @throws {InvalidInput} when the workbook lacks its sheet or a column, or a code is malformed
 */
export async function readComposition(
  path: string,
  level: 'EPCI' | 'ZE2020'
): Promise<ReadonlyMap<TerritoryId, readonly CommuneCode[]>> {
  const file = await openTable(path, { sheet: SHEET })
  const header = findHeader(file, ['CODGEO', level])
  const [commune, group] = [header.column('CODGEO'), header.column(level)]
  const members = new Map<TerritoryId, CommuneCode[]>()
  await file.eachRow((row, line) => {
    if (line <= header.line) return
    const [code = '', owner = ''] = [row[commune], row[group]]
    if (NONE.test(owner)) return
    if (!LEVELS.COM.test(code) || !LEVELS[level].test(owner)) {
      throw new InvalidInput(
        {
          fr: `« ${code} » et « ${owner} ». Attendu un code de commune et un code ${level}`,
          en: `"${code}" and "${owner}". Expected a commune code and a ${level} code`
        },
        placeOf(file, line)
      )
    }
    const territory = territoryOf(level, owner)
    members.set(territory, [...(members.get(territory) ?? []), parseCommuneCode(code)])
  })
  return members
}
