/** Where each commune of a perimeter lies: one drawing for all, in which an address names the one that is filled. */

import { raw } from 'hono/html'
import type { Language } from '../domain/shared/text.ts'
import type { AreaShapes } from './area-shapes.ts'

/** @param name of the perimeter @param rules of the drawing, complete */
export function Locator({
  shapes,
  name,
  rules,
  language
}: {
  readonly shapes: AreaShapes
  readonly name: string
  readonly rules: string
  readonly language: Language
}) {
  const { width, height } = shapes.frame
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      lang={language}
    >
      <title>{name}</title>
      <style>{raw(rules)}</style>
      <rect class="sheet" width={width} height={height} />
      <path class="land" d={shapes.land} />
      {shapes.fills.map((one) => (
        <path class="place" id={one.name} d={one.path} />
      ))}
      <path class="borders" d={shapes.borders} />
      <path class="inner" d={shapes.inner} />
      <path class="edge" d={shapes.edge} />
    </svg>
  )
}

/** The part of the drawing that is a commune. */
export function placeName(commune: string): string {
  return `c${commune}`
}
