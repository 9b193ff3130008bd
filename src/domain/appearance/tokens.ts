/** The colours of a style sheet: its first `:root` for light, the one under the dark scheme for dark. */

import type { Palette } from './contrast.ts'

export type Palettes = { readonly light: Palette; readonly dark: Palette }

/** What the dark scheme does not say stays as in light. */
export function readTokens(sheet: string): Palettes {
  const [lightText = '', darkText = ''] = sheet.split('@media (prefers-color-scheme: dark)')
  const light = coloursIn(lightText)
  return { light, dark: { ...light, ...coloursIn(darkText.split('}')[0] ?? '') } }
}

function coloursIn(text: string): Palette {
  return Object.fromEntries(
    [...text.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6})\b/gi)].map(([, name, colour]) => [name, colour])
  )
}
