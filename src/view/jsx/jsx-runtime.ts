/**
 * JSX on the server: an element is its HTML as soon as it is written, so that a page costs little more than its text.
 * Children come before their parents, as arguments do; there is no tree, no state, nothing to wait for. The types are
 * those of Hono, the browser's own elements included.
 */

import type { HtmlEscapedString } from 'hono/utils/html'
export type { JSX } from 'hono/jsx/jsx-runtime'

type Props = Readonly<Record<string, unknown>>
type Component = (props: Props) => unknown

/** Text that is HTML already: what is not of this kind is escaped. */
class Html {
  readonly isEscaped = true
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  toString(): string {
    return this.text
  }
}

/** @throws {TypeError} where a component waits: what a page needs is found before it is drawn */
export function jsx(tag: string | Component, props: Props): HtmlEscapedString {
  return asElement(new Html(typeof tag === 'string' ? elementText(tag, props) : childText(tag(props))))
}

export { jsx as jsxs }

export function Fragment({ children }: Props): HtmlEscapedString {
  return asElement(new Html(childText(children)))
}

/** What Hono calls an element: a text that says it is escaped. Ours says so, and is a text where one is wanted. */
function asElement(html: Html): HtmlEscapedString {
  return html as unknown as HtmlEscapedString
}

function elementText(tag: string, props: Props): string {
  let text = `<${tag}`
  for (const name in props) {
    if (name !== 'children') text += attributeText(name, props[name])
  }
  const { children } = props
  if (VOID.has(tag)) return `${text}/>`
  return `${text}>${childText(children)}</${tag}>`
}

function attributeText(name: string, value: unknown): string {
  if (typeof value === 'string') return ` ${name}="${escapeText(value)}"`
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean' && BOOLEAN.has(name)) return value ? ` ${name}=""` : ''
  return ` ${name}="${escapeText(String(value))}"`
}

function childText(child: unknown): string {
  if (typeof child === 'string') return escapeText(child)
  if (child instanceof Html) return child.text
  if (child === undefined || child === null || typeof child === 'boolean') return ''
  if (typeof child === 'number') return String(child)
  if (Array.isArray(child)) {
    let text = ''
    for (const one of child) text += childText(one)
    return text
  }
  if (child instanceof Promise) throw new TypeError('a component cannot wait')
  const text = String(child)
  return isEscaped(child) ? text : escapeText(text)
}

/** What `raw` of Hono gives. */
function isEscaped(child: unknown): boolean {
  return child instanceof String && 'isEscaped' in child
}

const SPECIAL = /[&<>'"]/
const EVERY_SPECIAL = /[&<>'"]/g
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&#39;',
  '"': '&quot;'
}

function escapeText(text: string): string {
  return SPECIAL.test(text) ? text.replace(EVERY_SPECIAL, (one) => ESCAPES[one] ?? one) : text
}

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])

/** Attributes that are there or not; any other is written `true` or `false`, as `aria-expanded` wants. */
const BOOLEAN = new Set(
  `allowfullscreen async autofocus autoplay checked controls default defer disabled download formnovalidate hidden
  inert ismap itemscope loop multiple muted nomodule novalidate open playsinline readonly required reversed selected`.split(
    /\s+/
  )
)
