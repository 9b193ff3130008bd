/** The editor of editions in the browser: the page beside the text while it is written, what is wrong underlined. */

import { TEMPLATES } from '../../view/edition-templates.ts'
import { element, openFigureSearch, openPalette } from './edition/palette.ts'
import { goTo, goToLine, openText, searchIn, underline, write, type Told } from './edition/text.ts'
import { hourText, say, WORDS, type Words } from './edition/words.ts'

type Mending = { readonly from: number; readonly to: number; readonly insert: string; readonly name: string }

type Answer = {
  readonly leaf: string
  readonly list: string
  readonly lineage: string
  readonly problems: readonly (Told & { readonly mendings: readonly Mending[] })[]
  readonly figures: readonly { readonly from: number; readonly to: number; readonly card: string }[]
}

/** After the last letter. */
const A_MOMENT_MS = 450

const MOST_LETTERS = 500_000

const writing = document.querySelector<HTMLFormElement>('#writing')
const area = document.querySelector<HTMLTextAreaElement>('#text')
if (writing && area) start(writing, area)

function start(form: HTMLFormElement, textarea: HTMLTextAreaElement): void {
  const part = (name: string): HTMLElement | null => form.querySelector<HTMLElement>(`[data-${name}]`)
  const [leaf, problems, lineage, comments, status] = ['leaf', 'problems', 'lineage', 'comments', 'kept'].map(part)
  const isReadOnly = form.dataset['readOnly'] !== undefined
  const host = element('div', { class: 'text-host' })
  textarea.before(host)
  textarea.hidden = true
  for (const plain of form.querySelectorAll<HTMLElement>('[data-plain]')) plain.hidden = true
  let last: Answer | undefined
  let answered = ''
  let timer: number | undefined
  let asking: AbortController | undefined

  const view = openText(host, {
    text: textarea.value,
    label: form.querySelector('#text-label')?.textContent ?? '',
    language: form.dataset['editionLanguage'] ?? 'fr',
    readOnly: isReadOnly,
    keys: [
      { key: 'Mod-s', run: done(save), preventDefault: true },
      { key: 'Ctrl-Space', run: done(insert) },
      { key: 'Mod-Shift-f', run: done(figure), preventDefault: true },
      { key: 'Mod-.', run: done(mend), preventDefault: true }
    ],
    onText(text) {
      textarea.value = text
      textarea.dispatchEvent(new Event('input', { bubbles: true }))
      window.clearTimeout(timer)
      timer = window.setTimeout(() => void preview(), A_MOMENT_MS)
    },
    onCursor: showLineage
  })
  form.querySelector('#text-label')?.addEventListener('click', () => view.focus())
  const hint = form.querySelector('#text-hint')
  hint?.append(` ${say(WORDS.keys)}`)
  tools()
  tabs(form)
  problems?.addEventListener('click', pick)
  form.addEventListener('submit', submit)
  const line = Number(
    new URLSearchParams(location.search).get(document.documentElement.lang === 'en' ? 'line' : 'ligne')
  )
  if (line > 0) goToLine(view, line)
  void preview()

  async function preview(): Promise<void> {
    const text = view.state.doc.toString()
    if (text.length > MOST_LETTERS) return tell(WORDS.tooLong)
    asking?.abort()
    asking = new AbortController()
    leaf?.classList.add('waiting')
    const answer = await ask(text, asking.signal).catch(() => undefined)
    if (view.state.doc.toString() !== text) return
    leaf?.classList.remove('waiting')
    if (!answer) return tell(WORDS.unseen)
    ;[last, answered] = [answer, text]
    if (leaf) {
      const { scrollTop } = leaf
      leaf.innerHTML = answer.leaf
      leaf.scrollTop = scrollTop
    }
    if (problems) problems.innerHTML = answer.list
    underline(view, answer.problems)
    showLineage(view.state.selection.main.head)
  }

  async function ask(text: string, signal: AbortSignal): Promise<Answer | undefined> {
    const response = await fetch(form.dataset['preview'] ?? '', {
      method: 'POST',
      headers: { 'X-Form-Token': token() },
      body: new URLSearchParams({ text }),
      signal
    })
    return response.ok ? ((await response.json()) as Answer) : undefined
  }

  function token(): string {
    return form.querySelector<HTMLInputElement>('input[name=token]')?.value ?? ''
  }

  /** The figure that the cursor is in; else all of them. */
  function showLineage(at: number): void {
    if (!lineage || !last) return
    const here = last.figures.find(({ from, to }) => from <= at && at <= to)
    const shown = here?.card ?? last.lineage
    if (lineage.dataset['shown'] === shown) return
    lineage.dataset['shown'] = shown
    lineage.innerHTML = shown
  }

  function insert(): void {
    const language = document.documentElement.lang === 'en' ? 'en' : 'fr'
    const choices = TEMPLATES.map(({ id, label, text, isBlock }) => ({
      label: label[language],
      detail: text[language].replace('|', '').split('\n')[0] ?? '',
      take: () => (id === 'figure' ? figure() : put(text[language], isBlock))
    }))
    openPalette(WORDS.insertTitle, choices, () => view.focus())
  }

  function figure(): void {
    const labels = [...form.querySelectorAll('.find label')].map((label) => label.textContent)
    openFigureSearch(
      form.dataset['figures'] ?? '',
      labels,
      (text) => put(`${text}|`, false),
      () => view.focus()
    )
  }

  /** @param text with a bar where the cursor waits */
  function put(text: string, isBlock: boolean): void {
    const { from, to } = view.state.selection.main
    const { doc } = view.state
    const before = doc.sliceString(Math.max(0, from - 2), from)
    const gap = !isBlock || from === 0 || before === '\n\n' ? '' : before.endsWith('\n') ? '\n' : '\n\n'
    const after = isBlock && !doc.sliceString(to, to + 2).startsWith('\n') ? '\n' : ''
    const whole = `${gap}${text}${after}`
    write(view, from, to, whole.replace('|', ''), whole.indexOf('|') === -1 ? whole.length : whole.indexOf('|'))
  }

  function mend(): void {
    const at = view.state.selection.main.head
    const all = answered === view.state.doc.toString() ? (last?.problems ?? []) : []
    const away = ({ from, to }: Told): number => Math.max(from - at, at - to, 0)
    const [near] = all.filter(({ mendings }) => mendings.length > 0).toSorted((one, other) => away(one) - away(other))
    const choices = (near?.mendings ?? []).map(({ from, to, insert: text, name }) => ({
      label: name === '' ? view.state.sliceDoc(from, to) : name,
      detail: text,
      take: () => write(view, from, to, text)
    }))
    openPalette(WORDS.mendTitle, choices, () => view.focus())
  }

  /** In the list of what is wrong: a proposal is written, a place is gone to. */
  function pick(event: Event): void {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-from]') : null
    if (!target) return
    event.preventDefault()
    const [from, to] = [Number(target.dataset['from']), Number(target.dataset['to'])]
    const text = target.dataset['insert']
    if (text === undefined) return goTo(view, from)
    if (answered === view.state.doc.toString()) write(view, from, to, text)
  }

  function comment(): void {
    const { from, to } = view.state.selection.main
    const quote = form.querySelector<HTMLInputElement>('#quote')
    const box = form.querySelector<HTMLDetailsElement>('[data-commenting]')
    if (!quote || !box) return
    quote.value = view.state.sliceDoc(from, to).slice(0, quote.maxLength)
    box.open = true
    show('notes')
    form.querySelector<HTMLElement>('#comment')?.focus()
  }

  function submit(event: SubmitEvent): void {
    const { submitter } = event
    if (!(submitter instanceof HTMLButtonElement)) return
    if (submitter.dataset['save'] !== undefined) {
      event.preventDefault()
      save()
    } else if (submitter.hasAttribute('formaction')) {
      event.preventDefault()
      void send(submitter.formAction, new FormData(form, submitter)).then(async (response) => {
        if (!response?.ok || !comments) return tell(WORDS.away)
        comments.innerHTML = await response.text()
        for (const id of ['quote', 'comment']) {
          const field = form.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${id}`)
          if (field) field.value = ''
        }
      })
    }
  }

  function save(): void {
    if (isReadOnly) return
    tell(WORDS.saving)
    const fields = new FormData(form)
    fields.set('save', 'yes')
    void send(form.action, fields).then(async (response) => {
      if (!response) return tell(WORDS.away)
      // The session has ended: what was sent waits behind the door.
      if (response.redirected) return location.assign(response.url)
      // Somebody else saved, or the text is not to be saved: the page says it, with all that was written.
      if (!response.ok) return HTMLFormElement.prototype.submit.call(form)
      const saved = (await response.json()) as { readonly version: number; readonly at: string }
      const version = form.querySelector<HTMLInputElement>('input[name=version]')
      if (version) version.value = String(saved.version)
      const hour = hourText(new Date(saved.at))
      tell({ fr: `Enregistré à ${hour}.`, en: `Saved at ${hour}.` })
    })
  }

  function send(address: string, fields: FormData): Promise<Response | undefined> {
    const texts = [...fields].filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    const body = new URLSearchParams(texts)
    return fetch(address, { method: 'POST', headers: { 'X-Part': 'yes' }, body }).catch(() => undefined)
  }

  function tell(words: Words): void {
    if (status) status.textContent = say(words)
  }

  function tools(): void {
    const bar = part('tools')
    if (!bar || isReadOnly) return
    bar.hidden = false
    const all: readonly (readonly [Words, string, () => void])[] = [
      [WORDS.insert, 'Ctrl+Espace', insert],
      [WORDS.figure, 'Ctrl+Maj+F', figure],
      [WORDS.mend, 'Ctrl+.', mend],
      [WORDS.comment, '', comment],
      [WORDS.search, 'Ctrl+F', () => searchIn(view)]
    ]
    for (const [words, key, act] of all) {
      const button = bar.appendChild(element('button', { type: 'button', class: 'button small' }))
      button.append(say(words))
      if (key !== '') {
        const small = button.appendChild(element('small', {}))
        small.textContent = say({ fr: key, en: key.replace('Espace', 'Space').replace('Maj', 'Shift') })
      }
      button.addEventListener('click', act)
    }
  }
}

/** On a phone one pane at a time. */
function tabs(form: HTMLFormElement): void {
  const bar = form.querySelector<HTMLElement>('[data-tabs]')
  if (!bar) return
  bar.hidden = false
  for (const button of bar.querySelectorAll('button')) {
    button.addEventListener('click', () => show(button.dataset['shows'] ?? 'text'))
  }
  show('text')
}

function show(pane: string): void {
  const panes = document.querySelector<HTMLElement>('.panes')
  if (panes) panes.dataset['shown'] = pane
  for (const button of document.querySelectorAll<HTMLElement>('[data-shows]')) {
    button.setAttribute('aria-pressed', String(button.dataset['shows'] === pane))
  }
}

/** A command of the editor that has done what it is for. */
function done(act: () => void): () => boolean {
  return () => {
    act()
    return true
  }
}
