/** The colours of the portal, read from its sheet. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readTokens, type Palettes } from '../domain/appearance/tokens.ts'
import { ROOT } from '../root.ts'

export async function basePalettes(): Promise<Palettes> {
  return readTokens(await readFile(join(ROOT, 'src/view/style.css'), 'utf8'))
}
