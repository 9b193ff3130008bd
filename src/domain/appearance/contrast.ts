/** Contrast of colours as WCAG 2.2 computes it, and the pairs of tokens that must hold theirs. */

import { InvalidInput } from '../shared/errors.ts'
import type { Text } from '../shared/text.ts'

/** Colours of one scheme by the name of their token, without its dashes: `ink`, `brick-ground`. */
export type Palette = Readonly<Record<string, string>>

export type Pair = {
  readonly use: Text
  readonly front: string
  readonly back: string
  /** 7 for text that is read at length, 4.5 for any text, 3 for marks and edges, 1.3 between two classes of a map. */
  readonly least: 1.3 | 3 | 4.5 | 7
}

export type Contrast = Pair & { readonly ratio: number }

/** Every pair that pages draw. */
export const PAIRS: readonly Pair[] = [
  pair('Texte', 'Text', 'ink', 'paper', 7),
  pair('Texte sur lin', 'Text on linen', 'ink', 'linen', 7),
  pair('Texte second', 'Second text', 'ink-2', 'paper', 4.5),
  pair('Texte second sur lin', 'Second text on linen', 'ink-2', 'linen', 4.5),
  pair('Texte discret', 'Quiet text', 'ink-3', 'paper', 4.5),
  pair('Texte discret sur lin', 'Quiet text on linen', 'ink-3', 'linen', 4.5),
  pair('Texte sur aplat', 'Text on a solid', 'paper', 'ink', 7),
  pair('Liens', 'Links', 'link', 'paper', 4.5),
  pair('Liens sur lin', 'Links on linen', 'link', 'linen', 4.5),
  pair('Le territoire lu', 'The territory being read', 'brick', 'paper', 4.5),
  pair('Le territoire lu, sur lin', 'The same on linen', 'brick', 'linen', 4.5),
  pair('Alerte grave', 'Grave notice', 'brick', 'brick-ground', 4.5),
  pair('Texte d’une alerte grave', 'Text of a grave notice', 'ink', 'brick-ground', 7),
  pair('Étiquette verte', 'Green tag', 'green', 'green-ground', 4.5),
  pair('Étiquette ocre', 'Ochre tag', 'ochre', 'ochre-ground', 4.5),
  pair('Texte d’une réserve', 'Text of a caution', 'ink', 'ochre-ground', 7),
  pair('Contour de champ', 'Edge of a field', 'edge', 'paper', 3),
  pair('Contour sur lin', 'Edge on linen', 'edge', 'linen', 3),
  pair('Contour du territoire sur la carte', 'Outline of the territory on the map', 'brick', 'land', 3),
  pair('Points et barres des pairs', 'Dots and bars of peers', 'peer', 'paper', 3),
  pair('Classe la plus forte sur la carte', 'Highest class on the map', 'seq-5', 'paper', 3),
  pair('Classes 4 et 2 de la carte', 'Classes 4 and 2 of the map', 'seq-4', 'seq-2', 3),
  ...[1, 2, 3, 4].map((n) =>
    pair(
      `Classes ${n} et ${n + 1} de la carte`,
      `Classes ${n} and ${n + 1} of the map`,
      `seq-${n}`,
      `seq-${n + 1}`,
      1.3
    )
  ),
  pair('Écart vers le bas sur la carte', 'Gap downwards on the map', 'div-1', 'div-3', 3),
  pair('Écart vers le haut sur la carte', 'Gap upwards on the map', 'div-5', 'div-3', 3),
  pair('Deuxième courbe', 'Second line', 'beside', 'paper', 4.5),
  pair('Hachures de ce qui manque', 'Hatching of what is missing', 'hatch', 'paper', 3)
]

/** From 1 (the same) to 21 (black on white). @throws {InvalidInput} unless both are `#rrggbb` */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

/** The pairs whose two tokens the palette has. */
export function contrastsOf(palette: Palette): readonly Contrast[] {
  return PAIRS.flatMap((one) => {
    const [front, back] = [palette[one.front], palette[one.back]]
    return front && back ? [{ ...one, ratio: contrast(front, back) }] : []
  })
}

/** The first pair under its least, if there is one. */
export function lowestContrast(palette: Palette): Contrast | undefined {
  return contrastsOf(palette).find(({ ratio, least }) => ratio < least)
}

/** What it has, rounded down, and what is expected. @param scheme what the palette is for */
export function lowText(
  { use, front, back, ratio, least }: Contrast,
  palette: Palette,
  scheme: 'light' | 'dark'
): Text {
  const found = String(Math.floor(ratio * 100) / 100)
  const where = { light: 'clair', dark: 'sombre' }[scheme]
  return {
    fr: `contraste de ${comma(found)} en ${where} entre « ${front} » (${palette[front]}) et « ${back} » (${palette[back]}), pour : ${use.fr}. Attendu au moins ${comma(String(least))}`,
    en: `contrast of ${found} in ${scheme} between "${front}" (${palette[front]}) and "${back}" (${palette[back]}), for: ${use.en}. Expected at least ${least}`
  }
}

function comma(number: string): string {
  return number.replace('.', ',')
}

function luminance(colour: string): number {
  const [, red = '', green = '', blue = ''] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour) ?? []
  if (red === '') {
    throw new InvalidInput({
      fr: `« ${colour} » n’est pas une couleur : attendu une forme comme #a93a1f`,
      en: `"${colour}" is not a colour: expected a form such as #a93a1f`
    })
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function linear(hexadecimal: string): number {
  const share = Number.parseInt(hexadecimal, 16) / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

function pair(fr: string, en: string, front: string, back: string, least: Pair['least']): Pair {
  return { use: { fr, en }, front, back, least }
}
