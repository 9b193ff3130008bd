/**
 * Finding by words, even misspelt: what was typed is folded (accents, ligatures, hyphens, capitals), cut into words,
 * and each word matched whole, by its beginning, or within a slip or two of the keyboard.
 */

import { editDistance } from '../shared/nearest.ts'
import type { Text } from '../shared/text.ts'
import { foldName } from '../territories/names.ts'

export type SearchKind = 'perimeter' | 'theme' | 'indicator' | 'commune' | 'epci' | 'zone' | 'department' | 'region'

export type SearchDocument = {
  readonly kind: SearchKind
  readonly id: string
  readonly label: Text
  /** What tells it from its homonyms: a department, a theme. */
  readonly detail: Text
  /** The first is its own; the others are old, short or kindred names. */
  readonly names: readonly string[]
  /** Found whole or by their beginning, never by a slip: INSEE and postal codes, SIREN. */
  readonly codes: readonly string[]
  /** What is closer to the reader comes first among equals: in [0, 0.2]. */
  readonly weight: number
}

export type SearchHit = {
  readonly document: SearchDocument
  /** The name or the code that was recognised. */
  readonly matched: string
  /** Higher is better; 1 is a whole name. */
  readonly score: number
}

/** Opaque: made by `makeSearchIndex`. */
export type SearchIndex = {
  readonly documents: readonly SearchDocument[]
  readonly names: readonly IndexedName[]
  /** Sorted. */
  readonly words: readonly string[]
  readonly postings: ReadonlyMap<string, readonly number[]>
  /** Words by each of their three-letter pieces. */
  readonly pieces: ReadonlyMap<string, readonly string[]>
  readonly codes: readonly { readonly code: string; readonly document: number }[]
}

type IndexedName = {
  readonly document: number
  readonly name: string
  readonly folded: string
  readonly count: number
  readonly own: boolean
}

/** At once. */
export function makeSearchIndex(found: Iterable<SearchDocument | undefined>): SearchIndex {
  const steps = indexDocuments(found)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/**
 * Made in short steps: all of France takes a second.
 *
 * @param found `undefined` where what finds them pauses
 */
export function* indexDocuments(found: Iterable<SearchDocument | undefined>): Generator<undefined, SearchIndex> {
  const documents: SearchDocument[] = []
  const names: IndexedName[] = []
  const postings = new Map<string, number[]>()
  for (const one of found) {
    yield
    if (!one) continue
    const document = documents.push(one) - 1
    for (const [i, name] of one.names.entries()) {
      const folded = foldName(name)
      const words = wordsOf(folded)
      const at = names.push({ document, name, folded, count: words.length, own: i === 0 }) - 1
      for (const word of new Set(words)) push(postings, word, at)
    }
  }
  const words = [...postings.keys()].sort()
  const pieces = new Map<string, string[]>()
  for (const word of words) {
    yield
    for (const piece of piecesOf(word)) push(pieces, piece, word)
  }
  const codes = documents
    .flatMap((one, document) => one.codes.map((code) => ({ code, document })))
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
  return { documents, names, words, postings, pieces, codes }
}

/** Best first; among equals, the reader's own basin, then the shortest name. */
export function searchDocuments(index: SearchIndex, text: string, limit = 10): readonly SearchHit[] {
  const best = new Map<number, SearchHit>()
  const keep = (document: number, matched: string, score: number): void => {
    const found = index.documents[document]
    if (!found) return
    const total = score + found.weight
    if (total > (best.get(document)?.score ?? 0)) best.set(document, { document: found, matched, score: total })
  }
  for (const { document, code, whole } of codesMatching(index, text)) keep(document, code, whole ? 1.2 : 0.5)
  for (const { name, score } of namesMatching(index, foldName(text))) keep(name.document, name.name, score)
  return [...best.values()]
    .sort(
      (a, b) => b.score - a.score || a.matched.length - b.matched.length || (a.document.id < b.document.id ? -1 : 1)
    )
    .slice(0, limit)
}

/** Words that everybody leaves out. */
const EMPTY_WORDS = new Set('d de des du en et l la le les lez sur sous au aux of the in and'.split(' '))

const QUALITY = { whole: 1, start: 0.75, slip: 0.7, twoSlips: 0.5 } as const

type Match = { readonly word: string; readonly quality: number }

function namesMatching(
  { names, words, postings, pieces }: SearchIndex,
  folded: string
): readonly { readonly name: IndexedName; readonly score: number }[] {
  const asked = wordsOf(folded)
  if (asked.length === 0) return []
  const totals = new Map<number, { quality: number; matched: number }>()
  for (const [i, word] of asked.entries()) {
    const found = new Map<number, number>()
    for (const match of matchesOf(word, { words, postings, pieces })) {
      for (const name of postings.get(match.word) ?? []) {
        found.set(name, Math.max(found.get(name) ?? 0, match.quality))
      }
    }
    for (const [name, quality] of found) {
      const before = totals.get(name)
      // Each word asked must be in the name.
      if (i > 0 && before?.matched !== i) continue
      totals.set(name, { quality: (before?.quality ?? 0) + quality, matched: i + 1 })
    }
  }
  return [...totals].flatMap(([at, { quality, matched }]) => {
    const name = names[at]
    if (!name || matched < asked.length) return []
    const mean = quality / asked.length
    const coverage = Math.min(1, asked.length / name.count)
    const isWhole = name.folded === folded
    return [{ name, score: (isWhole ? 1 : mean * (0.6 + 0.35 * coverage)) * (name.own ? 1 : 0.93) }]
  })
}

function matchesOf(
  asked: string,
  { words, pieces, postings }: Pick<SearchIndex, 'words' | 'pieces' | 'postings'>
): readonly Match[] {
  const matches: Match[] = postings.has(asked) ? [{ word: asked, quality: QUALITY.whole }] : []
  if (asked.length >= 2) {
    for (let at = firstFrom(words.length, (i) => words[i] ?? '', asked); at < words.length; at += 1) {
      const word = words[at] ?? ''
      if (!word.startsWith(asked)) break
      if (word !== asked) matches.push({ word, quality: QUALITY.start })
    }
  }
  // A word that is known is what was meant; one slip is likelier than two.
  if (matches.length > 0 || asked.length < 4 || /\d/.test(asked)) return matches
  const near = slipsAway(asked, 1, pieces)
  return near.length > 0 || asked.length < 7 ? near : slipsAway(asked, 2, pieces)
}

/** Words, or beginnings of words, so many slips away. */
function slipsAway(asked: string, slips: 1 | 2, pieces: SearchIndex['pieces']): readonly Match[] {
  const quality = slips === 1 ? QUALITY.slip : QUALITY.twoSlips
  return similarWords(asked, slips, pieces)
    .filter(
      (word) =>
        editDistance(asked, word, slips + 1) <= slips ||
        editDistance(asked, word.slice(0, asked.length), slips + 1) <= slips
    )
    .map((word) => ({ word, quality }))
}

/** Each slip spoils three pieces of a word at most: the others are shared. */
function similarWords(asked: string, slips: number, pieces: SearchIndex['pieces']): readonly string[] {
  const own = piecesOf(asked)
  const enough = Math.max(1, own.length - 3 * slips)
  const shared = new Map<string, number>()
  for (const piece of own) for (const word of pieces.get(piece) ?? []) shared.set(word, (shared.get(word) ?? 0) + 1)
  return [...shared].flatMap(([word, count]) => (count >= enough ? [word] : []))
}

function codesMatching(
  { codes }: SearchIndex,
  text: string
): readonly { readonly document: number; readonly code: string; readonly whole: boolean }[] {
  const asked = text.trim().toUpperCase().replaceAll(/\s/g, '')
  if (!/^(?=.*\d)[0-9AB]{2,9}$/.test(asked)) return []
  const found = []
  for (let at = firstFrom(codes.length, (i) => codes[i]?.code ?? '', asked); at < codes.length; at += 1) {
    const one = codes[at]
    if (!one?.code.startsWith(asked)) break
    found.push({ ...one, whole: one.code === asked })
  }
  return found
}

/** Where the first text that does not come before `text` stands in a sorted list. */
function firstFrom(length: number, textAt: (index: number) => string, text: string): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (textAt(middle) < text) low = middle + 1
    else high = middle
  }
  return low
}

function wordsOf(folded: string): readonly string[] {
  const all = folded.split(' ').filter((word) => word !== '')
  const full = all.filter((word) => !EMPTY_WORDS.has(word))
  return full.length > 0 ? full : all
}

function piecesOf(word: string): readonly string[] {
  const framed = `^${word}$`
  return Array.from({ length: Math.max(0, framed.length - 2) }, (_, i) => framed.slice(i, i + 3))
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const found = map.get(key)
  if (found) found.push(value)
  else map.set(key, [value])
}
