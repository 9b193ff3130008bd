/** A drawing made to stand alone, put into a page beside others: names of its own, and the rules of the page. */

import { drawingStyle } from '../view/chart-sheet.tsx'

/** Colours by token, as the appearance has them. */
export type Palettes = {
  readonly light: Readonly<Record<string, string>>
  readonly dark: Readonly<Record<string, string>>
}

const STYLE = /<style>([\s\S]*?)<\/style>/

/** @param name unique in the page @param look class in the sheet of the site */
export function inlineDrawing(svg: string, name: string, look = ''): string {
  return svg
    .replace(/^((?:<\?xml[^>]*\?>\s*)?<svg) /, look === '' ? '$1 ' : `$1 class="${look}" `)
    .replace(/^<\?xml[^>]*\?>\s*/, '')
    .replace(STYLE, '')
    .replaceAll(/\bid="([\w-]+)"/g, `id="${name}-$1"`)
    .replaceAll(/url\(#([\w-]+)\)/g, `url(#${name}-$1)`)
    .replaceAll(/\bhref="#([\w-]+)"/g, `href="#${name}-$1"`)
    .replace(/aria-labelledby="([^"]*)"/, (_, ids: string) => {
      const own = ids.split(' ').map((id) => `${name}-${id}`)
      return `aria-labelledby="${own.join(' ')}"`
    })
}

/** A drawing as a file beside the page, too heavy to be in it: its own colours, of the day and of the night. */
export function drawingFile(svg: string, { light, dark }: Palettes): string {
  const rules = drawingStyle((token) => `var(--${token})`)
  const used = new Set([...rules.matchAll(/var\(--([\w-]+)\)/g)].map(([, token = '']) => token))
  const tokens = (palette: Palettes['light']): string =>
    [...used].flatMap((token) => (palette[token] === undefined ? [] : [`--${token}:${palette[token]}`])).join(';')
  const own = `svg{${tokens(light)}}@media(prefers-color-scheme:dark){svg{${tokens(dark)}}}`
  return svg.replace(STYLE, () => `<style>${own}${rules}</style>`)
}

/** The rules of drawings, once for the site, in the colours of the page: those of its day and of its night. */
export const DRAWING_RULES = `.drawing svg{${drawingStyle((token) => `var(--${token})`)}text,.small.mine,.small.beside{font-family:var(--sans)}.small,.disc-label{font-family:var(--sans)}max-width:100%;height:auto}`
