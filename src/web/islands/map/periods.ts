/** The periods of a map as a slider: the map is painted again in the same classes, and the address follows. */

import type { Language } from '../../../domain/shared/text.ts'
import { mapWord } from '../../../view/map-words.ts'
import { make, makeButton } from './dom.ts'

/** Time to read a map before the next. */
const PAUSE_MS = 1400

/**
 * @param nav links to each period, ascending, as the page has them without a script
 * @param show paints a period; a failure leaves what is shown
 */
export function followPeriods(nav: HTMLElement, language: Language, show: (period: string) => Promise<void>): void {
  const stops = [...nav.querySelectorAll<HTMLAnchorElement>('a[data-period]')].map((link) => ({
    href: link.href,
    period: link.dataset['period'] ?? '',
    text: link.textContent ?? '',
    isHere: link.getAttribute('aria-current') === 'true'
  }))
  const own = Math.max(
    0,
    stops.findIndex(({ isHere }) => isHere)
  )
  const names = (nav.dataset['names'] ?? '').split(' ')
  const last = stops.length - 1
  let timer: ReturnType<typeof setTimeout> | undefined
  let wanted = own

  const output = make('output', { text: stops[own]?.text ?? '' })
  const range = make('input', { type: 'range', min: '0', max: String(last), step: '1', value: String(own) })
  const label = make('label', {}, make('span', { text: mapWord('period', language) }), range)
  const rest = make('p', { class: 'note rest' })
  const step = (by: number): HTMLButtonElement =>
    makeButton(by < 0 ? '\u2039' : '\u203a', { 'aria-label': mapWord(by < 0 ? 'before' : 'after', language) }, () => {
      pause()
      go(Math.min(last, Math.max(0, wanted + by)))
    })
  const play = makeButton(mapWord('play', language), { class: 'play' }, () => (timer === undefined ? run() : pause()))
  range.addEventListener('input', () => {
    pause()
    go(Number(range.value))
  })
  write(own)

  function write(at: number): void {
    const text = stops[at]?.text ?? ''
    range.value = String(at)
    range.setAttribute('aria-valuetext', text)
    output.textContent = text
  }

  function go(at: number): void {
    const stop = stops[at]
    if (!stop) return
    wanted = at
    write(at)
    show(stop.period)
      .then(() => {
        if (wanted !== at) return
        history.replaceState(history.state, '', addressWith(stop.href, names))
        tellRest(at)
      })
      .catch(() => undefined)
  }

  function run(): void {
    play.textContent = mapWord('pause', language)
    go(wanted === last ? 0 : wanted + 1)
    timer = setTimeout(function next() {
      if (wanted === last) return pause()
      go(wanted + 1)
      timer = setTimeout(next, PAUSE_MS)
    }, PAUSE_MS)
  }

  function pause(): void {
    clearTimeout(timer)
    timer = undefined
    play.textContent = mapWord('play', language)
  }

  function tellRest(at: number): void {
    const [here, there] = [stops[own], stops[at]]
    if (nav.dataset['rest'] === undefined || !here || !there || at === own) return rest.replaceChildren()
    rest.replaceChildren(
      `${mapWord('restOfPage', language)} ${here.text}. `,
      make('a', { href: location.href, text: `${mapWord('readAllAt', language)} ${there.text}` })
    )
  }

  // What moves by itself is not offered to those who asked for less movement: they step.
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  const bar = make('div', { class: 'slider' }, step(-1), label, step(1), output, ...(isStill ? [] : [play]))
  const note = nav.querySelector<HTMLElement>('.note')
  nav.replaceChildren(bar, ...(note ? [note] : []), rest)
}

/** The address of the page with what this slider decides: another slider decides the rest. */
function addressWith(href: string, names: readonly string[]): string {
  const [here, there] = [new URL(location.href), new URL(href)]
  for (const name of names) {
    const value = there.searchParams.get(name)
    if (value === null) here.searchParams.delete(name)
    else here.searchParams.set(name, value)
  }
  return here.pathname + here.search + here.hash
}
