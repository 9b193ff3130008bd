/**
 * The text of a chapter in CodeMirror, within a shadow root: there its rules are sheets made by script, which the
 * policy of the page allows, and not elements of style, which it refuses.
 */

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { openSearchPanel, search, searchKeymap } from '@codemirror/search'
import { EditorState } from '@codemirror/state'
import {
  Decoration,
  EditorView,
  keymap,
  MatchDecorator,
  ViewPlugin,
  type DecorationSet,
  type KeyBinding,
  type ViewUpdate
} from '@codemirror/view'
import { PHRASES } from './words.ts'

export type Told = {
  readonly from: number
  readonly to: number
  readonly severity: 'error' | 'warning'
  readonly message: string
}

export type TextOptions = {
  readonly text: string
  readonly label: string
  readonly language: string
  readonly readOnly: boolean
  readonly keys: readonly KeyBinding[]
  readonly onText: (text: string) => void
  readonly onCursor: (at: number) => void
}

export function openText(host: HTMLElement, options: TextOptions): EditorView {
  const root = host.attachShadow({ mode: 'open' })
  const { text, label, language, readOnly, keys, onText, onCursor } = options
  const state = EditorState.create({
    doc: text,
    extensions: [
      history(),
      EditorView.lineWrapping,
      lintGutter(),
      search({ top: true }),
      keymap.of([...keys, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
      EditorState.readOnly.of(readOnly),
      ...(document.documentElement.lang === 'en' ? [] : [EditorState.phrases.of(PHRASES)]),
      EditorView.contentAttributes.of({ 'aria-label': label, lang: language, spellcheck: 'true', tabindex: '0' }),
      LOOK,
      ...MARKS.map(marked),
      EditorView.updateListener.of((update: ViewUpdate) => {
        if (update.docChanged) onText(update.state.doc.toString())
        if (update.docChanged || update.selectionSet) onCursor(update.state.selection.main.head)
      })
    ]
  })
  return new EditorView({ state, parent: root, root })
}

export function underline(view: EditorView, problems: readonly Told[]): void {
  const end = view.state.doc.length
  const diagnostics = problems.map(({ from, to, severity, message }): Diagnostic => ({
    from: Math.min(from, end),
    to: Math.min(to, end),
    severity,
    message
  }))
  view.dispatch(setDiagnostics(view.state, diagnostics))
}

export function write(view: EditorView, from: number, to: number, insert: string, cursor = insert.length): void {
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + cursor },
    scrollIntoView: true,
    userEvent: 'input'
  })
  view.focus()
}

/** @param line from 1 */
export function goToLine(view: EditorView, line: number): void {
  const { doc } = view.state
  const { from } = doc.line(Math.min(Math.max(1, line), doc.lines))
  goTo(view, from)
}

export function goTo(view: EditorView, at: number): void {
  const anchor = Math.min(at, view.state.doc.length)
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
  view.focus()
}

export function searchIn(view: EditorView): void {
  openSearchPanel(view)
}

/** What is not prose stands out quietly. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/^#{1,3}[ \t].*$/gm, 'heading'],
  [/:{1,3}[a-z-]+(?:\[[^\]\n]*\])?\{[^}\n]*\}|^:::$/gm, 'directive'],
  [/\[\^[^\]\n]+\]:?/g, 'note']
]

function marked([regexp, name]: readonly [RegExp, string]) {
  const matcher = new MatchDecorator({ regexp, decoration: Decoration.mark({ class: `ch-${name}` }) })
  return ViewPlugin.define(
    (view): { decorations: DecorationSet; update: (update: ViewUpdate) => void } => ({
      decorations: matcher.createDeco(view),
      update(update) {
        this.decorations = matcher.updateDeco(update, this.decorations)
      }
    }),
    { decorations: (plugin) => plugin.decorations }
  )
}

const MONO = "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, monospace"

/** In the tokens of the sheet, which go through into the shadow. */
const LOOK = EditorView.theme({
  '&': {
    color: 'var(--ink)',
    backgroundColor: 'var(--paper)',
    border: '1px solid var(--edge)',
    borderRadius: 'var(--radius)',
    height: 'min(70vh, 52rem)',
    fontSize: '1rem'
  },
  '&.cm-focused': { outline: '3px solid var(--ink)', outlineOffset: '2px' },
  '.cm-scroller': { fontFamily: MONO, lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { padding: '0.75rem 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 1rem 0 0.5rem' },
  '.cm-gutters': { backgroundColor: 'var(--paper)', color: 'var(--ink-3)', border: '0' },
  '.ch-heading': { fontWeight: '700' },
  '.ch-directive': { color: 'var(--link)', backgroundColor: 'var(--green-ground)', borderRadius: '2px' },
  '.ch-note': { color: 'var(--ochre)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--brick) 1.5px',
    textUnderlineOffset: '0.2em'
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline dotted var(--ochre) 2px',
    textUnderlineOffset: '0.2em'
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--paper)',
    color: 'var(--ink)',
    border: '1px solid var(--ink)',
    maxWidth: '34rem',
    fontFamily: 'var(--sans)'
  },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--brick)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--ochre)' },
  '.cm-panels': { backgroundColor: 'var(--linen)', color: 'var(--ink)', fontFamily: 'var(--sans)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--rule)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--rule)' },
  '.cm-textfield, .cm-button': {
    fontSize: '0.9375rem',
    minHeight: '1.75rem',
    color: 'var(--ink)',
    backgroundColor: 'var(--paper)',
    backgroundImage: 'none',
    border: '1px solid var(--edge)',
    borderRadius: 'var(--radius)'
  },
  '.cm-panel.cm-search label': { fontSize: '0.8125rem' },
  '.cm-panel.cm-search [name=close]': { minWidth: '1.5rem', minHeight: '1.5rem', color: 'var(--ink)' },
  '.cm-panel button:focus-visible, .cm-panel input:focus-visible': { outline: '3px solid var(--ink)' },
  '.cm-searchMatch': { backgroundColor: 'var(--ochre-ground)', outline: '1px solid var(--ochre)' },
  '.cm-panel.cm-panel-lint ul [aria-selected]': { backgroundColor: 'var(--linen-2)', color: 'var(--ink)' }
})
