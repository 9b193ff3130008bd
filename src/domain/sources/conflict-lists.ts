/** Rules on lists: as many as were announced are to be found where they are gone through. */

import { numberWordsIn } from '../shared/number-words.ts'
import { ANNOUNCED, LISTED } from './claim-lexicon.ts'
import type { Meaning } from './claim-meaning.ts'
import { folded, mayMeet, says } from './claim-words.ts'
import { groupBy, ids, isValued, unitText, type Valued } from './conflict-clusters.ts'
import type { Found, Rule, Step } from './conflict.ts'

const ADDED = /\b(?:added|ajoutee?s?)\b/

const announcedListed: Rule = (meanings) => {
  const counts = meanings.filter(isValued).filter(({ aspect, claim }) => aspect === 'amount' && claim.kind !== 'money')
  return groupBy(counts, ({ subjectKey, unit }) => `${subjectKey}/${unit}`).flatMap((own) => {
    const listed = own.filter(isListed)
    const announced =
      listed.length === 0 ? [] : own.filter((one) => !isListed(one) && listed.some((list) => isAnnounced(one, list)))
    return announced.flatMap((said): readonly Found[] => {
      const isAddition = says(said.claim.measure, ADDED)
      const lists = listed.filter((one) => says(one.claim.measure, ADDED) === isAddition)
      const rivals = lists.filter(({ value }) => value !== said.value)
      if (rivals.length === 0 || rivals.length < lists.length) return []
      const steps = rivals.map((one): Step => ({
        operation: '−',
        operands: [said.value, one.value],
        result: said.value - one.value,
        unit: unitText(said)
      }))
      return [{ reason: 'announced-listed', claims: ids([said, ...rivals]), steps }]
    })
  })
}

/** Said to be announced, or called as the list is but for the words of lists. */
function isAnnounced(one: Meaning, list: Meaning): boolean {
  if (says(one.claim.measure, ANNOUNCED)) return true
  return bare(one) === bare(list) && one.place === list.place && mayMeet(one.years, list.years)
}

function bare({ thing }: Meaning): string {
  return thing.filter((word) => !LISTED.test(word) && !ANNOUNCED.test(word)).join(' ')
}

/** Said to be counted in a list, by whoever read it or by its own numbering: « Orientations 1 à 8 », « axes A à E ». */
function isListed({ claim: { measure, source, quote } }: Meaning): boolean {
  const isNumbered = /\b(?:n ?o? )?(?:1|i|a) (?:a|to) (?:n ?o? )?(?:\d{1,2}|[ivx]{1,5}|[b-z])$/.test(folded(quote))
  return (
    says(measure, LISTED) ||
    says(source ?? '', /^(?:counted|compte\w*|decompte)\b/) ||
    (isNumbered && !says(measure, ANNOUNCED))
  )
}

/** Fewer are no list, and more nobody writes in one sentence. */
const SHORTEST = 3
const LONGEST = 20

/** « quatre axes : l’eau, le sol et l’air »: four are announced and three come. Only lists that « et » or « and » closes. */
const countedInSentence: Rule = (meanings) =>
  meanings.filter(isValued).flatMap((one): readonly Found[] => {
    const { claim, value } = one
    if (claim.kind !== 'count' || value < SHORTEST || value > LONGEST || !Number.isInteger(value)) return []
    const items = itemsAfter(claim.quote, one)
    if (items === undefined || items === value) return []
    const step: Step = { operation: '−', operands: [value, items], result: value - items, unit: unitText(one) }
    return [{ reason: 'announced-listed', claims: ids([one]), steps: [step] }]
  })

/** How many stand after the colon; undefined without a list that is closed. */
function itemsAfter(quote: string, { value }: Valued): number | undefined {
  const [head = '', list, more] = quote.split(/\s?:\s/)
  if (list === undefined || more !== undefined || /\d/.test(list) || !isSaid(head, value)) return undefined
  const commas = list.split(/,|;/).map((part) => part.trim())
  const last = commas.at(-1) ?? ''
  const closing = /^(.+?)\s(?:et|and)\s(.+)$/.exec(last)
  if (commas.length < 2 || !closing || /\s(?:et|and)\s/.test(closing[2] ?? '')) return undefined
  return commas.length + 1
}

function isSaid(head: string, value: number): boolean {
  const digits = [...head.matchAll(/\d+/g)].map(([one]) => Number(one))
  return digits.length > 0 ? digits.includes(value) : numberWordsIn(head).some((one) => one.value === value)
}

export const LIST_RULES: readonly Rule[] = [announcedListed, countedInSentence]
