/** How a sentence writes its numbers, and that one of them follows from others. French and English. */

import { MULTIPLES } from './claim-lexicon.ts'

const NUMBER = String.raw`(\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?)`
const PERCENT = String.raw`[ \u00a0\u202f]?(?:%|per cent|percent|pour cent)`
/** What is told after it follows from what was told before. */
const SO = String.raw`(?:\b(?:soit|c['’]est[- ]à[- ]dire|i\.e\.|that is|or|namely|ce qui fait)(?![\p{L}])|[=:(–—])[^\d]*`

/** « 12 % des 5 200 tonnes …, soit 780 tonnes ». */
export const PERCENT_OF = new RegExp(
  String.raw`${NUMBER}${PERCENT} (?:of|out of|des|de|du|sur|d['’])[ \u00a0]?(?:les |la |l['’]|the |its |our |ses |ces |their )?${NUMBER}(?!${PERCENT}).*?${SO}${NUMBER}(?!${PERCENT})`,
  'iu'
)
/** « 29 600 ha des 33 400 ha, soit 81 % ». */
export const SO_PERCENT = new RegExp(
  String.raw`${NUMBER}(?!${PERCENT})\D+?${NUMBER}(?!${PERCENT}).*?${SO}${NUMBER}${PERCENT}`,
  'iu'
)
/** Written as this number, in ones or in thousands, millions of it. */
export function isWritten(one: { readonly value: number; readonly scale: number }, text = ''): boolean {
  const number = Number(text.replaceAll(/[ \u00a0\u202f]/g, '').replace(',', '.'))
  const given = [1, ...Object.values(MULTIPLES), one.scale].map((multiple) => number * multiple)
  return given.some((value) => Math.abs(Math.abs(one.value) - value) <= Math.abs(one.value) * 1e-9)
}

export function numbersOf(text: string): readonly string[] {
  return [...text.matchAll(new RegExp(NUMBER, 'g'))].flatMap(([, found]) => found ?? [])
}

/** « 12 % des 5 200 t, soit 780 t »: the amount follows from the share, and not the share from the amounts. */
export function saysPercentOf(quote: string): boolean {
  return PERCENT_OF.test(quote)
}
