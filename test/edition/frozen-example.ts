/** An edition of the shipped example, checked, drawn and frozen as the command does it, without a database. */

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FrozenEdition } from '../../src/domain/editions/frozen.ts'
import { ROOT } from '../../src/root.ts'
import { checkEdition } from '../../src/usecases/editions.ts'
import { freezeEdition, photographsIn } from '../../src/usecases/edition-freeze.ts'
import { lookOf } from '../../src/web/assets.ts'
import { claimContext } from '../../src/web/claims.tsx'
import { drawEdition } from '../../src/web/edition-drawings.tsx'
import { renderSite, type Pages } from '../../src/edition/site.tsx'
import { openPortal } from '../web/example-portal.ts'

const EXAMPLE = join(ROOT, 'examples/bassin-minier')

/** @param each of a template: the perimeter whose communes have a page */
export async function freezeExample(
  id: string,
  each?: string
): Promise<{
  readonly frozen: FrozenEdition
  readonly pages: Pages
  /** By the name that the edition gives them. */
  readonly photographs: ReadonlyMap<string, Uint8Array>
}> {
  const portal = await openPortal()
  const { observatory, assets } = portal
  const files = (await readdir(join(EXAMPLE, 'editions', id))).map((name) => `editions/${id}/${name}`)
  const read = (path: string): Promise<string> => readFile(join(EXAMPLE, path), 'utf8')
  const book = { context: claimContext(portal), reader: portal.claims, commitments: portal.commitments.register }
  const checked = await checkEdition(observatory, files, read, id, book, each)
  const { drawings, points } = await drawEdition(portal, checked.edition, {
    palette: new Map(Object.entries(assets.appearance.palettes.light)),
    faces: '',
    address: '',
    observatory: observatory.folder.settings.name.fr,
    language: 'fr'
  })
  const frozen = freezeEdition(observatory, { ...checked, points }, drawings, '2026-11-22')
  const photographs = new Map<string, Uint8Array>()
  for (const [name, path] of photographsIn(checked)) photographs.set(name, await readFile(join(EXAMPLE, path)))
  const others = new Map([...photographs].map(([name, bytes]) => [`photographies/${name}`, bytes]))
  return { frozen, photographs, pages: renderSite(frozen, await lookOf(assets.appearance), others) }
}
