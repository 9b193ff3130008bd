/** A portal with accounts over the shipped example, where its editions can be written. */

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readEditionTexts } from '../../src/folder/edition-files.ts'
import { change } from '../../src/store/journal.ts'
import { insertEditionPhotograph } from '../../src/store/edition-texts.ts'
import { replaceEditions } from '../../src/store/editions.ts'
import { makeEditionReader } from '../../src/usecases/edition-reader.ts'
import { makeApp } from '../../src/web/app.tsx'
import type { Portal } from '../../src/web/portal.ts'
import { openPortal } from './example-portal.ts'
import { openWebOffice, type WebOffice } from './office.ts'

const EXAMPLE = resolve(import.meta.dirname, '../../examples/bassin-minier')

export type EditionOffice = WebOffice & { readonly portal: Portal }

/** With the edition 2022 of the example, a draft. */
export async function openEditionOffice(given: Parameters<typeof openWebOffice>[0] = {}): Promise<EditionOffice> {
  const [bare, office, texts] = await Promise.all([openPortal(), openWebOffice(given), readEditionTexts(EXAMPLE)])
  const picture = await readFile(resolve(EXAMPLE, 'editions/2022/chevalement.png'))
  await change(office.database.db, { actor: 'command' }, async (t) => {
    await replaceEditions(t, texts)
    await insertEditionPhotograph(t, '2022', 'chevalement.png', picture)
  })
  const portal = { ...bare, editions: makeEditionReader(office.database.db) }
  const app = makeApp({
    portal: () => portal,
    log: (line) => office.logged.push(line),
    access: () => office.access
  })
  return { ...office, app, portal }
}
