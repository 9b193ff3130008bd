/**
 * Numbers that a text tells in letters, French and English: « vingt-trois mille », « une quinzaine », « deux tiers »,
 * « un habitant sur cinq ». Articles, ordinals, names and words that merely begin like a number are none.
 */

export type WordNumber = {
  readonly text: string
  /** Where it begins in the text, from 0. */
  readonly start: number
  /** `about`: a round number in words; `part`: a fraction; `vague`: « plusieurs centaines ». */
  readonly kind: 'exact' | 'about' | 'part' | 'vague'
  /** Of a fraction, in [0, 1]; of what is vague, its order of magnitude. */
  readonly value: number
}

type Word = { readonly parts: readonly string[]; readonly start: number; readonly end: number; readonly raw: string }

const WORD = /\p{L}+(?:[-‑]\p{L}+)*/gu

const ONES = table(
  'deux 2 trois 3 quatre 4 cinq 5 six 6 sept 7 huit 8 neuf 9 two 2 three 3 four 4 five 5 seven 7 eight 8 nine 9'
)
const TEENS = table(
  'dix 10 onze 11 douze 12 treize 13 quatorze 14 quinze 15 seize 16 ten 10 eleven 11 twelve 12 thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19'
)
const TENS = table(
  'vingt 20 vingts 20 trente 30 quarante 40 cinquante 50 soixante 60 septante 70 huitante 80 octante 80 nonante 90 twenty 20 thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90'
)
const HUNDREDS = new Set(['cent', 'cents', 'hundred'])
const THOUSANDS = new Set(['mille', 'thousand'])
const SCALES = table('million 1000000 millions 1000000 milliard 1000000000 milliards 1000000000 billion 1000000000')
const ROUND = table(
  'dizaine 10 demi-douzaine 6 douzaine 12 quinzaine 15 vingtaine 20 trentaine 30 quarantaine 40 cinquantaine 50 soixantaine 60 centaine 100 millier 1000 dozen 12'
)
const ROUNDS = table('dizaines 10 centaines 100 milliers 1000 dozens 12 hundreds 100 thousands 1000')
const DENOMINATORS = table(
  'tiers 3 quart 4 quarts 4 cinquième 5 cinquièmes 5 sixième 6 sixièmes 6 septième 7 septièmes 7 huitième 8 huitièmes 8 dixième 10 dixièmes 10 centième 100 centièmes 100 third 3 thirds 3 quarter 4 quarters 4 fifth 5 fifths 5 tenth 10 tenths 10'
)
const HALVES = new Set(['moitié', 'half'])
const ARTICLES = new Set(['un', 'une', 'a', 'an', 'one'])
const SEVERAL = new Set(['plusieurs', 'quelques', 'des', 'several', 'some', 'many'])

/** Numbers in letters, in the order of the text. */
export function numberWordsIn(text: string): readonly WordNumber[] {
  const words = [...text.matchAll(WORD)].map((match): Word => {
    const [raw] = match
    const start = match.index
    return { raw, start, end: start + raw.length, parts: raw.toLowerCase().split(/[-‑]/) }
  })
  const found: WordNumber[] = []
  for (let at = 0; at < words.length;) {
    const { number, taken } = numberAt({ text, words }, at)
    if (number) found.push(number)
    at += Math.max(1, taken)
  }
  return found
}

type Line = { readonly text: string; readonly words: readonly Word[] }
type Taken = { readonly number?: WordNumber; readonly taken: number }

const NOTHING: Taken = { taken: 0 }

function numberAt(line: Line, at: number): Taken {
  const first = line.words[at]
  if (!first || isName(line, at)) return NOTHING
  const head = first.raw.toLowerCase()
  const next = follows(line, at) ? (line.words[at + 1]?.raw.toLowerCase() ?? '') : ''
  const round = ROUND.get(next) ?? ROUNDS.get(next)
  if (round !== undefined && (ARTICLES.has(head) || SEVERAL.has(head))) {
    const kind = SEVERAL.has(head) ? 'vague' : 'about'
    return take(line, at, 2, kind, round)
  }
  if (SEVERAL.has(head) && SCALES.has(next)) return take(line, at, 2, 'vague', SCALES.get(next) ?? 0)
  if (HALVES.has(head) && isOf(line, at)) return take(line, at, 1, 'part', 1 / 2)
  const { value, taken } = cardinalAt(line, at)
  return taken === 0 ? articleAt(line, at) : wholeOrPart(line, at, value, taken)
}

/** « un tiers de », « un million », « le quart des »: an article counts before those words alone. */
function articleAt(line: Line, at: number): Taken {
  const head = line.words[at]?.raw.toLowerCase() ?? ''
  if (!follows(line, at)) return NOTHING
  const next = line.words[at + 1]?.raw.toLowerCase() ?? ''
  const parts = DENOMINATORS.get(next)
  const isArticle = ARTICLES.has(head) || ((head === 'le' || head === 'the') && parts !== undefined && parts < 5)
  if (!isArticle) return NOTHING
  if (parts !== undefined) return isOf(line, at + 1) ? take(line, at, 2, 'part', 1 / parts) : { taken: 2 }
  if (next === 'hundred' || next === 'thousand' || SCALES.has(next)) {
    const { value, taken } = cardinalAt(line, at + 1, { total: 0, chunk: 1, last: 'one' })
    return wholeOrPart(line, at, value, taken + 1)
  }
  return NOTHING
}

function wholeOrPart(line: Line, at: number, value: number, taken: number): Taken {
  const { words } = line
  const next = follows(line, at + taken - 1) ? (words[at + taken]?.raw.toLowerCase() ?? '') : ''
  const parts = DENOMINATORS.get(next)
  if (parts !== undefined && value < parts) {
    if (isOfHour(line, at + taken)) return { taken: taken + 1 }
    return take(line, at, taken + 1, 'part', value / parts)
  }
  const round = ROUNDS.get(next)
  if (round !== undefined) return take(line, at, taken + 1, 'about', value * round)
  if (isOneIn(line, at)) return take(line, at, taken, 'part', 1 / value)
  return take(line, at, taken, 'exact', value)
}

/** A number written out, as far as it goes: 0 words where there is none. */
function cardinalAt(
  { text, words }: Line,
  at: number,
  head: Sum = EMPTY
): { readonly value: number; readonly taken: number } {
  let sum = head
  let kept = { value: 0, taken: 0 }
  for (let i = at; i < words.length; i += 1) {
    const word = words[i]
    if (!word || (i > at && (!isJoined(text, words, i) || isName({ text, words }, i)))) break
    const read = readParts(word.parts, sum, words[i + 1]?.parts ?? [])
    if (!read) break
    sum = read
    if (sum.last !== 'and') kept = { value: sum.total + sum.chunk, taken: i - at + 1 }
  }
  const alone = kept.taken === 1 ? words[at]?.raw.toLowerCase() : undefined
  const isNone = (alone === 'neuf' && !isNine(words, at)) || (alone === 'cent' && isPerCent({ text, words }, at))
  return isNone ? { value: 0, taken: 0 } : kept
}

type Rank = 'none' | 'one' | 'ten' | 'teen' | 'hundred' | 'thousand' | 'scale' | 'and'
type Sum = { readonly total: number; readonly chunk: number; readonly last: Rank }

const EMPTY: Sum = { total: 0, chunk: 0, last: 'none' }

/** The sum with one word more; undefined when the word does not go on with it. */
function readParts(parts: readonly string[], sum: Sum, next: readonly string[]): Sum | undefined {
  let now = sum
  for (const [i, part] of parts.entries()) {
    const after = parts[i + 1] ?? next[0] ?? ''
    const read = readPart(part, now, after)
    if (!read) return undefined
    now = read
  }
  return now
}

function readPart(part: string, { total, chunk, last }: Sum, after: string): Sum | undefined {
  const isOpen = last === 'none' || last === 'hundred' || last === 'thousand' || last === 'scale'
  if (part === 'et' || part === 'and') {
    const isTied =
      part === 'et' ? ['un', 'une', 'onze'].includes(after) : ONES.has(after) || TEENS.has(after) || TENS.has(after)
    return last !== 'none' && isTied && (part === 'et' ? last === 'ten' : isOpen)
      ? { total, chunk, last: 'and' }
      : undefined
  }
  if (part === 'un' || part === 'une' || part === 'one') {
    return last !== 'none' && (last === 'ten' || last === 'and' || isOpen)
      ? { total, chunk: chunk + 1, last: 'one' }
      : undefined
  }
  const ten = TENS.get(part)
  // « quatre-vingts » is four twenties.
  if (ten === 20 && last === 'one' && chunk % 100 === 4) return { total, chunk: chunk + 76, last: 'ten' }
  if (ten !== undefined) return isOpen || last === 'and' ? { total, chunk: chunk + ten, last: 'ten' } : undefined
  const teen = TEENS.get(part)
  if (teen !== undefined) {
    const isSeventy = (last === 'ten' || last === 'and') && [60, 80].includes(chunk % 100)
    return isOpen || isSeventy || last === 'and'
      ? { total, chunk: chunk + teen, last: teen === 10 ? 'teen' : 'one' }
      : undefined
  }
  const one = ONES.get(part)
  if (one !== undefined) {
    const goes = isOpen || last === 'ten' || last === 'and' || (last === 'teen' && one >= 7)
    return goes ? { total, chunk: chunk + one, last: 'one' } : undefined
  }
  if (HUNDREDS.has(part)) {
    const isTimes = last === 'one' && chunk > 0 && chunk < 20
    return isTimes
      ? { total, chunk: chunk * 100, last: 'hundred' }
      : isOpen && chunk === 0
        ? { total, chunk: 100, last: 'hundred' }
        : undefined
  }
  if (THOUSANDS.has(part))
    return last === 'thousand' ? undefined : { total: total + Math.max(1, chunk) * 1000, chunk: 0, last: 'thousand' }
  const scale = SCALES.get(part)
  return scale === undefined || total + chunk === 0
    ? undefined
    : { total: (total + chunk) * scale, chunk: 0, last: 'scale' }
}

function take({ text, words }: Line, at: number, taken: number, kind: WordNumber['kind'], value: number): Taken {
  const [from, to] = [words[at]?.start ?? 0, words[at + taken - 1]?.end ?? 0]
  const percent = /^[ \u00a0\u202f](?:pour cent|percent|per cent)(?!\p{L})/u.exec(text.slice(to))?.[0] ?? ''
  const end = to + percent.length
  return {
    taken: taken + (percent.match(/\p{L}+/gu)?.length ?? 0),
    number: { text: text.slice(from, end), start: from, kind, value }
  }
}

/** One space, or the end of a line. */
function isJoined(text: string, words: readonly Word[], i: number): boolean {
  return /^[\s\u00a0\u202f]$/.test(text.slice(words[i - 1]?.end ?? 0, words[i]?.start ?? 0))
}

function follows({ text, words }: Line, at: number): boolean {
  return at + 1 < words.length && isJoined(text, words, at + 1)
}

/** A capital inside a sentence: « les Trois Pays », « Sept Écluses »; or letters stuck to it: « l’un ». */
function isName({ text, words }: Line, at: number): boolean {
  const word = words[at]
  if (!word || !/^\p{Lu}/u.test(word.raw)) return false
  // A long text is not read again for each of its capitals.
  return /[\p{L}\d,;:][ \u00a0\u202f’']*$/u.test(text.slice(Math.max(0, word.start - 8), word.start))
}

/** « le tiers de », « un quart des », "a third of". */
function isOf({ text, words }: Line, at: number): boolean {
  return (
    /^[\s\u00a0\u202f](?:de|des|du|d[’']|of|en)(?!\p{L}{2})/u.test(text.slice(words[at]?.end ?? 0)) &&
    !isOfHour({ text, words }, at)
  )
}

function isOfHour({ text, words }: Line, at: number): boolean {
  return /^s? d[’']heure/.test(text.slice(words[at]?.end ?? 0))
}

/** « un jeune sur cinq », "one in five". */
function isOneIn({ words }: Line, at: number): boolean {
  const before = words[at - 1]?.raw.toLowerCase()
  if (before === 'in') return words[at - 2]?.raw.toLowerCase() === 'one'
  return before === 'sur' && [2, 3, 4].some((back) => ['un', 'une'].includes(words[at - back]?.raw.toLowerCase() ?? ''))
}

/** « neuf communes », « neuf pour cent », « neuf sur dix »; not « un logement neuf » nor « remis à neuf ». */
function isNine(words: readonly Word[], at: number): boolean {
  const [next = '', then = ''] = [words[at + 1], words[at + 2]].map((word) => word?.raw.toLowerCase())
  const isShare = (next === 'pour' && then === 'cent') || (next === 'sur' && (TEENS.has(then) || TENS.has(then)))
  return words[at - 1]?.raw.toLowerCase() !== 'à' && (isShare || /.{3}[sx]$/.test(next))
}

/** « 90 pour cent », « tant pour cent »; not « trois bus pour cent places ». */
function isPerCent({ text, words }: Line, at: number): boolean {
  const [per, number] = [words[at - 1], words[at - 2]].map((word) => word?.raw.toLowerCase() ?? '')
  if (per !== 'pour' && per !== 'per') return false
  const before = text.slice(Math.max(0, (words[at - 1]?.start ?? 0) - 2), words[at - 1]?.start)
  return /[\d½][\s\u00a0\u202f]$/.test(before) || !/.{3}[sx]$/.test(words[at + 1]?.raw ?? '') || number === 'tant'
}

function table(list: string): ReadonlyMap<string, number> {
  const cells = list.split(' ')
  return new Map(cells.flatMap((cell, i) => (i % 2 === 0 ? [[cell, Number(cells[i + 1])] as const] : [])))
}
