/** `theme.yaml`: the name, the logo and the colours of another observatory. Kept byte for byte, as its logos are. */

import * as z from 'zod'
import type { Theme } from '../domain/appearance/theme.ts'
import type { Place } from '../domain/shared/errors.ts'
import { entry, parseFile, parsed, path, text } from './schema.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { readYaml } from './yaml.ts'

export const THEME_FILE = 'theme.yaml'

const colour = parsed((found) => {
  if (/^#[0-9a-f]{6}$/i.test(found)) return found.toLowerCase()
  throw new InvalidInput({
    fr: `« ${found} » n’est pas une couleur : attendu six chiffres hexadécimaux entre guillemets, comme "#a93a1f"`,
    en: `"${found}" is not a colour: expected six hexadecimal digits between quotes, such as "#a93a1f"`
  })
})

const palette = z.record(z.string(), colour)

export const theme = entry({
  name: text.exactOptional(),
  logo: path.exactOptional(),
  'logo-dark': path.exactOptional(),
  light: palette.exactOptional(),
  dark: palette.exactOptional()
})

export type PlacedTheme = {
  readonly theme: Theme
  /** Where the value at a path stands in the file. */
  readonly placeOf: (path: readonly string[]) => Place
}

/** @throws {InvalidInput} with file, line and column */
export function parseTheme(content: string): PlacedTheme {
  const file = readYaml(THEME_FILE, content)
  const { 'logo-dark': logoDark, light = {}, dark = {}, ...rest } = parseFile(theme, file)
  return { theme: { ...rest, ...(logoDark && { logoDark }), light, dark }, placeOf: file.placeOf }
}
