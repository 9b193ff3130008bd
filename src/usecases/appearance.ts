/** How the portal looks: our sheet, in the colours of the observatory where it has its own. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkLogo } from '../domain/appearance/logo.ts'
import { NO_THEME, themedSheet, type Theme } from '../domain/appearance/theme.ts'
import { readTokens, type Palettes } from '../domain/appearance/tokens.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { parseTheme, THEME_FILE, type PlacedTheme } from '../folder/theme-file.ts'
import { ROOT } from '../root.ts'

export type Appearance = {
  readonly theme: Theme
  /** The sheet as it is written, comments included, in the colours of the theme. */
  readonly sheet: string
  readonly palettes: Palettes
  /** What `theme.logo` and `theme.logoDark` name. */
  readonly logos: { readonly light?: string; readonly dark?: string }
}

/**
 * @param files paths of the folder
 * @throws {InvalidInput} for a theme that cannot be read, a contrast too low, or a logo that is more than a drawing:
 *   with file and line
 */
export async function findAppearance(
  files: readonly string[],
  read: (path: string) => Promise<Uint8Array>
): Promise<Appearance> {
  const base = await readFile(join(ROOT, 'src/view/style.css'), 'utf8')
  const { theme, placeOf }: PlacedTheme = files.includes(THEME_FILE)
    ? parseTheme(decode(await read(THEME_FILE)))
    : { theme: NO_THEME, placeOf: () => ({}) }
  const sheet = themedSheet(base, theme, placeOf)
  const logoOf = async (path: string | undefined, key: string): Promise<string | undefined> => {
    if (path === undefined) return undefined
    if (!files.includes(path)) {
      throw new InvalidInput(
        { fr: `le fichier « ${path} » manque au dossier`, en: `the file "${path}" is not in the folder` },
        placeOf([key])
      )
    }
    const svg = decode(await read(path))
    checkLogo(path, svg)
    return svg
  }
  const [light, dark] = [await logoOf(theme.logo, 'logo'), await logoOf(theme.logoDark, 'logo-dark')]
  return { theme, sheet, palettes: readTokens(sheet), logos: { ...(light && { light }), ...(dark && { dark }) } }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
