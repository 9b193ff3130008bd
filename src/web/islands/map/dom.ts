/** Small pieces of a page, made in one line each. */

import type { Language } from '../../../domain/shared/text.ts'
import { mapWord } from '../../../view/map-words.ts'

export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  { text = '', ...attributes }: Readonly<Record<string, string>> = {},
  ...children: readonly HTMLElement[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  if (text) element.textContent = text
  element.append(...children)
  return element
}

export function makeButton(
  text: string,
  attributes: Readonly<Record<string, string>>,
  act: () => void
): HTMLButtonElement {
  const button = make('button', { type: 'button', text, ...attributes })
  button.addEventListener('click', act)
  return button
}

const HELP_ID = 'map-help'

/** What each key does, folded; the map is described by it. */
export function makeHelp(text: string, language: Language): HTMLElement {
  return make(
    'details',
    { class: 'note gap' },
    make('summary', { text: mapWord('helpTitle', language) }),
    make('p', { id: HELP_ID, text })
  )
}

/** What makes a drawing a place where keys walk, said as such. */
export function makeWalkable(canvas: HTMLElement, language: Language): void {
  canvas.tabIndex = 0
  canvas.setAttribute('role', 'application')
  canvas.setAttribute('aria-roledescription', mapWord('kind', language))
  canvas.setAttribute('aria-describedby', HELP_ID)
}

export function colon(language: Language): string {
  return language === 'fr' ? '\u00a0: ' : ': '
}
