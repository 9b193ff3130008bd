/** Lists to choose from by the keyboard: what can be inserted, what can be written instead, a figure sought by words. */

import { say, WORDS, type Words } from './words.ts'

export type Choice = { readonly label: string; readonly detail: string; readonly take: () => void }

/** Typing narrows the list, arrows go through it, Enter takes the first or the one in focus, Escape closes. */
export function openPalette(title: Words, choices: readonly Choice[], onClose: () => void): void {
  const { dialog, body } = openDialog(say(title), onClose)
  const input = field(body, 'palette-filter', say(WORDS.filter))
  const list = body.appendChild(element('ul', { class: 'choices' }))
  if (choices.length === 0) {
    const note = body.appendChild(element('p', { class: 'note' }))
    note.textContent = say(WORDS.nothing)
  }
  const buttons = choices.map(({ label, detail, take }) => {
    const item = list.appendChild(element('li', {}))
    const button = item.appendChild(element('button', { type: 'button' }))
    button.append(label)
    const code = button.appendChild(element('code', {}))
    code.textContent = detail
    button.addEventListener('click', () => {
      dialog.close()
      take()
    })
    return button
  })
  input.addEventListener('input', () => {
    const asked = fold(input.value)
    for (const button of buttons) {
      const item = button.parentElement
      if (item) item.hidden = !fold(button.textContent).includes(asked)
    }
  })
  dialog.addEventListener('keydown', (event) => {
    const shown = buttons.filter((button) => button.parentElement?.hidden !== true)
    const at = shown.findIndex((button) => button === document.activeElement)
    if (event.key === 'Enter' && event.target === input) {
      event.preventDefault()
      shown[0]?.click()
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const to = event.key === 'ArrowDown' ? at + 1 : at - 1
    if (to < 0) input.focus()
    else shown[Math.min(to, shown.length - 1)]?.focus()
  })
  input.focus()
}

/** Asks the server by words; `put` is given what writes the figure that was chosen. */
export function openFigureSearch(
  address: string,
  labels: readonly string[],
  put: (text: string) => void,
  onClose: () => void
): void {
  const { dialog, body } = openDialog(say(WORDS.figureTitle), onClose)
  const row = body.appendChild(element('div', { class: 'row' }))
  const inputs = labels.map((label, i) => field(row, `figure-asked-${i}`, label))
  const button = row.appendChild(element('button', { type: 'button', class: 'button' }))
  button.textContent = say(WORDS.find)
  const results = body.appendChild(element('div', { 'aria-live': 'polite' }))
  button.addEventListener('click', () => void ask())
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    void ask()
  })
  results.addEventListener('click', (event) => {
    const chosen = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-put]') : null
    if (!chosen) return
    event.preventDefault()
    dialog.close()
    put(chosen.dataset['put'] ?? '')
  })
  inputs[0]?.focus()

  async function ask(): Promise<void> {
    const [quoi = '', ou = '', quand = ''] = inputs.map((input) => input.value)
    const query = new URLSearchParams({ quoi, ou, quand })
    const response = await fetch(`${address}?${query.toString()}`).catch(() => undefined)
    if (response?.ok) results.innerHTML = await response.text()
    else results.textContent = say(WORDS.away)
  }
}

function openDialog(
  title: string,
  onClose: () => void
): { readonly dialog: HTMLDialogElement; readonly body: HTMLElement } {
  const dialog = element('dialog', { class: 'palette record', 'aria-labelledby': 'palette-title' })
  const heading = dialog.appendChild(element('h2', { id: 'palette-title' }))
  heading.textContent = title
  const body = dialog.appendChild(element('div', {}))
  const close = dialog.appendChild(element('button', { type: 'button', class: 'button small' }))
  close.textContent = say(WORDS.close)
  close.addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', () => {
    dialog.remove()
    onClose()
  })
  document.querySelector('.desk')?.append(dialog)
  dialog.showModal()
  return { dialog, body }
}

function field(parent: HTMLElement, id: string, label: string): HTMLInputElement {
  const line = parent.appendChild(element('p', { class: 'field' }))
  const words = line.appendChild(element('label', { for: id }))
  words.textContent = label
  return line.appendChild(element('input', { id, type: 'text', autocomplete: 'off', maxlength: '200' }))
}

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>>
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
