/** What another observatory changes of the look: the name, the logo, colours by token. */

import { InvalidInput } from '../shared/errors.ts'
import { nearest } from '../shared/nearest.ts'
import type { Text } from '../shared/text.ts'
import { lowestContrast, lowText } from './contrast.ts'
import { readTokens, withTokens, type Palettes } from './tokens.ts'

export type Theme = {
  /** At the head and the foot of each page; absent: the product's own. */
  readonly name?: Text
  /** Path in the folder of an SVG. */
  readonly logo?: string
  /** The same on a dark page; absent: `logo`. */
  readonly logoDark?: string
} & Palettes

export const NO_THEME: Theme = { light: {}, dark: {} }

const SCHEMES = ['light', 'dark'] as const

/**
 * The sheet in the colours of a theme.
 *
 * @param placeOf where the theme says what is at a path
 * @throws {InvalidInput} for a token that the sheet has not, and for a contrast too low, at the line that causes it
 */
export function themedSheet(
  sheet: string,
  theme: Theme,
  placeOf: (path: readonly string[]) => InvalidInput['place'] = () => ({})
): string {
  const known = Object.keys(readTokens(sheet).light)
  for (const scheme of SCHEMES) {
    const unknown = Object.keys(theme[scheme]).find((name) => !known.includes(name))
    if (unknown === undefined) continue
    const near = nearest(unknown, known)
    throw new InvalidInput(
      near === undefined
        ? {
            fr: `couleur inconnue « ${unknown} » : les couleurs connues sont ${known.join(', ')}`,
            en: `unknown colour "${unknown}": the known colours are ${known.join(', ')}`
          }
        : {
            fr: `couleur inconnue « ${unknown} » : peut-être « ${near} »`,
            en: `unknown colour "${unknown}": did you mean "${near}"?`
          },
      placeOf([scheme, unknown])
    )
  }
  const themed = withTokens(sheet, theme)
  const palettes = readTokens(themed)
  for (const scheme of SCHEMES) {
    const low = lowestContrast(palettes[scheme])
    if (!low) continue
    const cause = [low.front, low.back].find((name) => name in theme[scheme])
    throw new InvalidInput(lowText(low, palettes[scheme], scheme), placeOf(cause ? [scheme, cause] : [scheme]))
  }
  return themed
}
