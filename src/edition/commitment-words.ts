/** What became of promises in the words of an edition: a table and its sentences, the same on the site and in the PDF. */

import type { Block } from '../domain/editions/edition.ts'
import type { FrozenEdition } from '../domain/editions/frozen.ts'
import { FATES, type CommitmentSummary, type PropositionSummary } from '../domain/commitments/summary.ts'
import type { Language } from '../domain/shared/text.ts'
import { FATE_WORDS, promise, STATE_WORDS } from '../view/commitment-messages.ts'
import { announcedText, coverageText, gapText, wholeText } from '../view/commitment-text.ts'

export type PromisedTable = {
  readonly title: string
  readonly heads: readonly string[]
  /** The head of the row first. */
  readonly rows: readonly (readonly string[])[]
  readonly isCounted: boolean
  readonly lines: readonly string[]
}

/** Undefined when it was not frozen with its edition: a draft whose promises are not known. */
export function promisedTable(
  { commitments = [], edition: { language } }: FrozenEdition,
  { scope, of }: Block & { kind: 'commitments' }
): PromisedTable | undefined {
  if (scope === 'set') {
    const summary = commitments.find(({ set }) => set.id === of)
    return summary && setTable(summary, language)
  }
  const all = commitments.flatMap(({ propositions }) => propositions)
  const summary = all.find(({ proposition }) => proposition.id === of)
  return summary && propositionTable(summary, language)
}

function setTable({ set, propositions, actions, leads }: CommitmentSummary, language: Language): PromisedTable {
  const numbers = (counted: CommitmentSummary['actions']): readonly string[] => [
    counted.announced ? announcedText(counted.announced, language) : promise('notKnown', language),
    wholeText(counted.listed, language),
    ...FATES.map((fate) => wholeText(counted.tally[fate], language))
  ]
  const heads = [promise('announced', language), promise('listed', language)]
  return {
    title: set.title[language],
    heads: [promise('proposition', language), ...heads, ...FATES.map((fate) => FATE_WORDS[fate][language])],
    rows: [
      ...propositions.map(({ proposition, counted }) => [
        `${proposition.number}. ${proposition.titles[0]?.title ?? ''}`,
        ...numbers(counted)
      ]),
      [promise('total', language), ...numbers(actions)]
    ],
    isCounted: true,
    lines: [
      ...sentences(actions, language),
      told(promise('leads', language), coverageText(leads, language), language),
      ...(leads.listed === 0 ? [promise('noLead', language)] : [])
    ]
  }
}

function propositionTable({ proposition, actions, counted }: PropositionSummary, language: Language): PromisedTable {
  const name = `${promise('proposition', language)} ${proposition.number}`
  return {
    title: told(name, proposition.titles[0]?.title ?? '', language, ''),
    heads: [promise('action', language), promise('state', language)],
    rows: actions.map(({ number, title, state }) => [`${number}. ${title}`, STATE_WORDS[state][language]]),
    isCounted: false,
    lines: sentences(counted, language)
  }
}

function sentences(counted: CommitmentSummary['actions'], language: Language): readonly string[] {
  const gap = gapText(counted, language)
  return [
    ...(gap === undefined ? [] : [gap]),
    told(promise('coverage', language), coverageText(counted, language), language)
  ]
}

function told(head: string, text: string, language: Language, end = '.'): string {
  return `${head}${language === 'fr' ? '\u00a0: ' : ': '}${text}${end}`
}
