/** Search in an edition without a server: its texts in a script, looked through by the reader's own machine. */

import { blocksIn, type Block, type Inline } from '../domain/editions/edition.ts'
import { answerTo, indicatorBehind, statedClaim, type FrozenEdition } from '../domain/editions/frozen.ts'
import type { Language } from '../domain/shared/text.ts'
import { claimText } from './claim-words.ts'
import { promisedTable } from './commitment-words.ts'
import { numberText, sentenceText } from './words.ts'

export type SearchText = { readonly href: string; readonly title: string; readonly text: string }

/** A text for each part of a chapter, cut at its headings and entries. */
export function searchTexts(frozen: FrozenEdition, addresses: ReadonlyMap<string, string>): readonly SearchText[] {
  return frozen.edition.chapters.flatMap((chapter) => {
    const parts = [{ href: `${chapter.id}.html`, title: chapter.title, text: '' }]
    const walk = (blocks: readonly Block[]): void => {
      for (const block of blocks) {
        if (block.kind === 'heading' || block.kind === 'entry') {
          const title = block.kind === 'entry' ? block.title : textOf(frozen, block.of)
          parts.push({ href: addresses.get(block.id) ?? '', title: `${title} · ${chapter.title}`, text: '' })
        }
        const last = parts.at(-1)
        if (last) last.text += ` ${ownText(frozen, block)}`
        walk(blocksIn(block))
      }
    }
    walk(chapter.blocks)
    return parts.map(({ text, ...part }) => ({ ...part, text: text.replaceAll(/\s+/g, ' ').trim() }))
  })
}

function ownText(frozen: FrozenEdition, block: Block): string {
  const { language } = frozen.edition
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return textOf(frozen, block.of)
    case 'panel':
      return block.mentions
        .map((mention) => {
          const answer = answerTo(frozen, mention)
          return sentenceText(answer, indicatorBehind(frozen, answer), language)
        })
        .join(' ')
    case 'sentence': {
      const answer = answerTo(frozen, block.mention)
      return sentenceText(answer, indicatorBehind(frozen, answer), language)
    }
    case 'focus':
    case 'entry':
    case 'table':
      return block.title
    case 'commitments': {
      const table = promisedTable(frozen, block)
      return table ? [table.title, ...table.rows.flat(), ...table.lines].join(' ') : ''
    }
    case 'quotation':
      return `${block.author} ${block.occasion}`
    case 'photograph':
      return `${block.alternative} ${block.caption}`
    case 'list':
    case 'chart':
      return ''
  }
}

function textOf(frozen: FrozenEdition, inlines: readonly Inline[]): string {
  const { language } = frozen.edition
  return inlines
    .map((one) => {
      if (one.kind === 'text') return one.text
      if (one.kind === 'number') {
        const answer = answerTo(frozen, one.mention)
        return numberText(answer, indicatorBehind(frozen, answer), one, language)
      }
      if (one.kind === 'claim') return claimText(statedClaim(frozen, one), one.form, language)
      return 'of' in one ? textOf(frozen, one.of) : ' '
    })
    .join('')
}

/** How many passages were found; the list has the first ones. */
const FOUND = {
  fr: { none: 'Aucun passage\u00a0: essayez un autre mot, ou le sommaire.', one: ' passage', many: ' passages' },
  en: { none: 'No passage: try another word, or the contents.', one: ' passage', many: ' passages' }
} as const

/** A script of its own: a page opened from a folder may not ask for data. */
export function searchScript(texts: readonly SearchText[], language: Language): string {
  return `const texts = ${JSON.stringify(texts)}
const said = ${JSON.stringify(FOUND[language])}
const fold = (text) => text.normalize('NFD').replace(/\\p{M}/gu, '').replace(/[\\u00a0\\u202f]/g, ' ').replace(/(\\d) (?=\\d)/g, '$1').toLowerCase()
const folded = texts.map(({ title, text }) => fold(title + ' ' + text))
const [form, words, found, results] = ['search', 'words', 'found', 'results'].map((id) => document.getElementById(id))
form.hidden = false
words.value = new URLSearchParams(location.search).get('q') ?? ''
function look() {
  const asked = fold(words.value).split(/\\s+/).filter(Boolean)
  const hits = asked.length === 0 ? [] : texts.filter((_, i) => asked.every((word) => folded[i].includes(word)))
  found.textContent = asked.length === 0 ? '' : hits.length === 0 ? said.none : hits.length + (hits.length === 1 ? said.one : said.many)
  results.replaceChildren(...hits.slice(0, 50).map(({ href, title }) => {
    const [item, link] = [document.createElement('li'), document.createElement('a')]
    link.href = href
    link.textContent = title
    item.append(link)
    return item
  }))
}
words.addEventListener('input', look)
form.addEventListener('submit', (event) => { event.preventDefault(); look() })
look()
`
}
