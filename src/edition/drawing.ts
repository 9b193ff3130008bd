/** A drawing made to stand alone, put into a page beside others: names of its own, and the rules of the page. */

const STYLE = /<style>([\s\S]*?)<\/style>/

/** @param name unique in the page */
export function inlineDrawing(svg: string, name: string): string {
  return svg
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

/** The rules of drawings, once for a page, for nothing but drawings. */
export function drawingRules(svgs: readonly string[]): string {
  const rules = new Set(svgs.map((svg) => STYLE.exec(svg)?.[1] ?? ''))
  return `.drawing svg{${[...rules].join('')}max-width:100%;height:auto}`
}
