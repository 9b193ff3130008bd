/** A drawing and its caption, tied: the words under it, or above it, are its name for who listens. */

import type { Child } from 'hono/jsx'

export type CaptionedProps = {
  /** Once on a page. */
  readonly id: string
  readonly kind?: string
  readonly caption: Child
  /** Classes of the caption. */
  readonly tone?: string
  readonly below?: boolean
  readonly children?: Child
}

export function Captioned({ id, kind, caption, tone, below = false, children }: CaptionedProps) {
  const words = (
    <figcaption id={id} class={tone}>
      {caption}
    </figcaption>
  )
  return (
    <figure class={kind} role="figure" aria-labelledby={id}>
      {!below && words}
      {children}
      {below && words}
    </figure>
  )
}
