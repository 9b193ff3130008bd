/** The sheet that every drawing to take away lies on: title, what is measured, sources, licence, address, its own colours and letters. */

import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'
import type { Language } from '../domain/shared/text.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import { say } from './messages.ts'

/** The tokens of the sheet, by name: `seq-1`. */
export type Palette = ReadonlyMap<string, string>

/** What the drawing cannot know by itself. */
export type Press = {
  readonly palette: Palette
  /** `@font-face` rules that hold the letters themselves; empty where the drawing is turned into pixels at once. */
  readonly faces: string
  readonly observatory: string
  /** Of the page that shows the same, in full; empty where the drawing lies beside what says it. */
  readonly address: string
  readonly language: Language
  /** Of the content, in pixels; absent: as wide as a page. */
  readonly width?: number
}

export type ChartSheetProps = {
  readonly press: Press
  readonly title: string
  readonly subtitle: string
  /** What is to be known to read it: breaks, scales, absences. */
  readonly notes?: readonly string[]
  readonly vintages: readonly { readonly vintage: Vintage; readonly source: Source }[]
  /** Of the content, in pixels. */
  readonly width: number
  readonly height: number
  readonly children?: Child
}

export const FACE = 'Atkinson Hyperlegible Next'
/** A renderer without the rules of the page knows the semi-bold by its own name. */
const BOLD = `"${FACE} SemiBold","${FACE}",sans-serif`
const PLAIN = `"${FACE}",sans-serif`
const MARGIN = 24
const [TITLE, LINE, ROW] = [19, 24, 18]
/** Mean width of a letter, as a share of its size: a little over, so that no word is cut. */
const LETTER = 0.51
const SMALL = 13

export function ChartSheet(props: ChartSheetProps) {
  const { press, title, subtitle, notes = [], vintages, width, height, children } = props
  const { palette, faces, observatory, address, language } = press
  const titles = wrap(title, width, TITLE)
  const under = wrap(subtitle, width, SMALL)
  const whose = address === '' ? [] : [`${observatory}. ${address}`]
  const foot = [...notes, ...sourcesOf(vintages, language), ...whose].flatMap((line) => wrap(line, width, SMALL))
  const top = 16 + titles.length * LINE + under.length * ROW + 16
  const full = top + height + 24 + foot.length * ROW + 8
  const across = width + 2 * MARGIN
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${across} ${full}`}
      width={across}
      height={full}
      role="img"
      aria-labelledby="title subtitle"
      lang={language}
    >
      <title id="title">{title}</title>
      <desc id="subtitle">{subtitle}</desc>
      <style>{raw(faces + drawingStyle((name) => palette.get(name) ?? '#000000'))}</style>
      <rect class="sheet" width={across} height={full} />
      {titles.map((line, i) => (
        <text class="title" x={MARGIN} y={16 + (i + 0.8) * LINE}>
          {line}
        </text>
      ))}
      {under.map((line, i) => (
        <text class="small" x={MARGIN} y={16 + titles.length * LINE + (i + 0.8) * ROW}>
          {line}
        </text>
      ))}
      <g transform={`translate(${MARGIN} ${top})`}>{children}</g>
      {foot.map((line, i) => (
        <text class="small" x={MARGIN} y={top + height + 24 + (i + 0.8) * ROW}>
          {line}
        </text>
      ))}
    </svg>
  )
}

/** Pixels that a text takes, at most. */
export function widthOf(text: string, size = SMALL): number {
  return text.length * size * LETTER
}

/** Lines no wider than the sheet. */
export function wrap(text: string, width: number, size = SMALL): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last === undefined || widthOf(longer, size) > width) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}

function sourcesOf(vintages: ChartSheetProps['vintages'], language: Language): readonly string[] {
  const lines = vintages.map(
    ({ source, vintage }) =>
      `${source.producer[language]}, ${source.label[language]}, ${say('editionOf', language)} ${vintage.edition}. ${source.licence[language]}.`
  )
  return [...new Set(lines)]
}

/** The rules of a drawing. @param of the colour of a token: its value, or in a page its name */
export function drawingStyle(of: (token: string) => string): string {
  const ramp = [1, 2, 3, 4, 5].flatMap((i) => [`.c${i}{fill:${of(`seq-${i}`)}}`, `.d${i}{fill:${of(`div-${i}`)}}`])
  return [
    `text{font-family:${BOLD};font-weight:600;font-size:13px;fill:${of('ink')};paint-order:stroke;stroke:${of('paper')};stroke-width:3px;stroke-linejoin:round}`,
    `.small{font-family:${PLAIN};font-weight:400;fill:${of('ink-2')};stroke:none}.title{font-size:${TITLE}px;stroke:none}`,
    `.small.mine,.small.beside{font-family:${BOLD};font-weight:600}text.mine{fill:${of('brick')}}text.beside{fill:${of('beside')}}`,
    `.disc-label{font-family:${PLAIN};font-weight:400;fill:${of('ink-2')}}`,
    `.sheet,.ground{fill:${of('paper')}}.land,.c0{fill:${of('land')}}`,
    `.borders{fill:none;stroke:${of('land-edge')};stroke-width:.5}.mesh{fill:none;stroke:${of('mesh')};stroke-width:.5}.mesh.wide{stroke-width:1.6}`,
    `.inner,.edge{fill:none;stroke:${of('ink-2')};stroke-width:.8}.halo{fill:none;stroke:${of('paper')};stroke-width:5}`,
    `.outline{fill:none;stroke:${of('brick')};stroke-width:2.25}.hatch{stroke:${of('hatch')};stroke-width:1.5}.withheld{fill:url(#hatch)}`,
    `.disc{fill:${of('brick')};fill-opacity:.22;stroke:${of('brick')}}.disc.less{fill:none}.disc-key{fill:none;stroke:${of('ink-2')}}`,
    `.place{fill:${of('seq-2')}}.place:target{fill:${of('brick')}}`,
    `.key{stroke:${of('edge')}}.bars{fill:${of('ink-2')}}`,
    `.grid{fill:none;stroke:${of('rule')}}.zero,.axis{fill:none;stroke:${of('ink')}}.break{fill:none;stroke:${of('ink-2')};stroke-dasharray:2 3}`,
    `.series{fill:none;stroke:${of('peer')};stroke-width:1.5;stroke-linejoin:round}.series.mine{stroke:${of('brick')};stroke-width:2.5}.series.beside{stroke:${of('beside')};stroke-width:2}`,
    `.dot{fill:${of('brick')}}.dot.other{fill:${of('peer')}}.dot.chosen{fill:${of('ink')}}.dot.open{fill:${of('paper')};stroke:${of('brick')};stroke-width:2}.dot.open.other{stroke:${of('peer')}}`,
    `.stem,.leader{fill:none;stroke:${of('brick')}}.leader{stroke:${of('edge')};stroke-width:.75}`,
    `.bar{fill:${of('peer')}}.bar.mine{fill:${of('brick')}}.bar.reference{fill:none;stroke:${of('peer')}}`,
    ...ramp
  ].join('')
}
