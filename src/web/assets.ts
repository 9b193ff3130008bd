/** Files that pages link to: the sheet, the two faces, the icon, the logo. Their names hold their hash, so they never go stale. */

import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { DRAWING_RULES } from '../edition/drawing.ts'
import { RULES } from '../edition/rules.ts'
import { ROOT } from '../root.ts'
import type { Appearance } from '../usecases/appearance.ts'
import type { Assets } from '../view/layout.tsx'

export type Asset = { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }

export type AssetFiles = {
  readonly appearance: Appearance
  readonly links: Assets
  /** By path: `/assets/style-1a2b3c4d.css`. */
  readonly files: ReadonlyMap<string, Asset>
}

const SVG = 'image/svg+xml'
const JAVASCRIPT = 'text/javascript; charset=utf-8'

const FACES = {
  sans: '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  serif: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2'
} as const

/** The headframe, in the ink of the browser's own theme. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28" fill="none" stroke-width="2" stroke-linejoin="round"><style>path,circle{stroke:#181b1e}@media(prefers-color-scheme:dark){path,circle{stroke:#eeebe4}}</style><path d="M5 26 11 9h6l6 17M8.5 17h11M2 26h24"/><circle cx="14" cy="6" r="4.2"/><path d="M14 10.2V26" stroke-width="1.4"/></svg>`

export async function loadAssets(appearance: Appearance): Promise<AssetFiles> {
  const files = new Map<string, Asset>()
  const add = (name: string, ending: string, type: string, content: Uint8Array | string): string => {
    const bytes = new Uint8Array(Buffer.from(content))
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10)
    const path = `/assets/${name}-${hash}.${ending}`
    files.set(path, { type, bytes })
    return path
  }
  const sans = add('sans', 'woff2', 'font/woff2', await readFace(FACES.sans))
  const serif = add('serif', 'woff2', 'font/woff2', await readFace(FACES.serif))
  const style = add(
    'style',
    'css',
    'text/css; charset=utf-8',
    compact(appearance.sheet).replace('sans.woff2', sans).replace('serif.woff2', serif)
  )
  const desk = add('desk', 'css', 'text/css; charset=utf-8', compact(await deskSheet()))
  const icon = add('icon', 'svg', SVG, appearance.logos.light ?? ICON)
  const logo = appearance.logos.light && {
    light: icon,
    ...(appearance.logos.dark && { dark: add('logo-dark', 'svg', SVG, appearance.logos.dark) })
  }
  const offline = add('offline', 'js', JAVASCRIPT, await readFile(join(ROOT, 'src/web/offline/register.js'), 'utf8'))
  // At the root, under its own name: a worker only serves what lies below its address.
  const worker = new Uint8Array(await readFile(join(ROOT, 'src/web/offline/sw.js')))
  files.set('/sw.js', { type: JAVASCRIPT, bytes: worker })
  const islands = await addIslands(files)
  return { appearance, links: { style, sans, icon, desk, offline, islands, ...(logo && { logo }) }, files }
}

/** Of the editor alone: its own rules, and those of a published page within the preview. */
async function deskSheet(): Promise<string> {
  return `${await readFile(join(ROOT, 'src/view/edition-desk.css'), 'utf8')}.leaf{${DRAWING_RULES}${RULES}}`
}

/** For a site of plain files: the rules with the letters beside them. */
export async function lookOf(appearance: Appearance): Promise<{
  readonly sheet: string
  readonly faces: ReadonlyMap<string, Uint8Array>
  readonly palettes: Appearance['palettes']
}> {
  const faces = await Promise.all(
    Object.entries(FACES).map(async ([name, path]) => [`${name}.woff2`, await readFace(path)] as const)
  )
  return { sheet: compact(appearance.sheet), faces: new Map(faces), palettes: appearance.palettes }
}

/** The same files for the same appearance: a load that changes the look gives others. */
export function makeAssets(): (appearance: Appearance) => Promise<AssetFiles> {
  const made = new WeakMap<Appearance, Promise<AssetFiles>>()
  return (appearance) => {
    const known = made.get(appearance)
    if (known) return known
    const files = loadAssets(appearance)
    made.set(appearance, files)
    return files
  }
}

/** Scripts that only some pages load, by name. Their names hold their hash already, and they name one another. */
async function addIslands(files: Map<string, Asset>): Promise<Readonly<Record<string, string>>> {
  const folder = await islandFolder()
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'))
  for (const name of names) {
    files.set(`/assets/${name}`, { type: JAVASCRIPT, bytes: new Uint8Array(await readFile(join(folder, name))) })
  }
  return Object.fromEntries(names.map((name) => [name.replace(/-[^-]*$/, ''), `/assets/${name}`]))
}

/** Beside the build that runs; sources that run unbuilt, as in tests, have theirs built first. */
async function islandFolder(): Promise<string> {
  const own = join(dirname(fileURLToPath(import.meta.url)), 'islands')
  if (!import.meta.url.endsWith('.ts') && existsSync(own)) return own
  const builder = (await import(pathToFileURL(join(ROOT, 'bin/build.js')).href)) as { build: () => Promise<string> }
  return join(await builder.build(), 'islands')
}

function readFace(path: string): Promise<Uint8Array> {
  return readFile(createRequire(join(ROOT, 'package.json')).resolve(path))
}

/** Comments and the ends of lines are for those who edit it. */
function compact(sheet: string): string {
  return sheet
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\s*([{};])\s*/g, '$1')
}
