/** The colours of a style sheet: those of `:root` for light, those of `:root` under the dark scheme for dark. */

import type { Palette } from './contrast.ts'

export type Palettes = { readonly light: Palette; readonly dark: Palette }

const DARK = /(@media \(prefers-color-scheme: dark\)\s*\{\s*:root\s*\{[^}]*\})/
const TOKEN = /--([a-z0-9-]+):\s*(#[0-9a-f]{6})\b/gi

/** What the dark scheme does not say stays as in light. */
export function readTokens(sheet: string): Palettes {
  const parts = sheet.split(DARK)
  const light = coloursIn(parts.flatMap((part, i) => (isDark(i) ? [] : (part.match(/^:root\s*\{[^}]*\}/gm) ?? []))))
  return { light, dark: { ...light, ...coloursIn(parts.filter((_, i) => isDark(i))) } }
}

/**
 * The sheet with other colours. A colour that the sheet prints in stays that of light; one of which the sheet has no
 * token changes nothing.
 */
export function withTokens(sheet: string, { light, dark }: Palettes): string {
  return sheet
    .split(DARK)
    .map((part, i) => {
      const own = isDark(i) ? dark : light
      return part.replaceAll(TOKEN, (all, name: string) => (own[name] ? `--${name}: ${own[name]}` : all))
    })
    .join('')
}

/** Splitting at a group leaves what it matched at the odd places. */
function isDark(place: number): boolean {
  return place % 2 === 1
}

function coloursIn(blocks: readonly string[]): Palette {
  return Object.fromEntries([...blocks.join('\n').matchAll(TOKEN)].map(([, name, colour]) => [name, colour]))
}
