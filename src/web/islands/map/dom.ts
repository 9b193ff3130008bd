/** Small pieces of a page, made in one line each. */

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
