/** The way of an issue, step by step: which states each leaves, where it leads, whether it wants a reason. */

import { Refused } from '../shared/errors.ts'
import type { Text } from '../shared/text.ts'
import type { EditionState } from './writing.ts'

export const EDITION_STEPS = {
  submit: { from: ['draft'], to: 'checking', action: 'edition.submit' },
  approve: { from: ['checking'], to: 'approved', action: 'edition.approve' },
  freeze: { from: ['approved'], to: 'frozen', action: 'edition.freeze' },
  publish: { from: ['frozen'], to: 'published', action: 'edition.publish' },
  /** Before the hour of its embargo: nobody has read it. */
  withdraw: { from: ['published'], to: 'frozen', action: 'edition.withdraw' },
  /** What the public has read stays as it is: it is corrected by errata. */
  reopen: { from: ['checking', 'approved', 'frozen'], to: 'draft', action: 'edition.reopen' }
} as const satisfies Record<
  string,
  { readonly from: readonly EditionState[]; readonly to: EditionState; readonly action: string }
>

export type EditionStep = keyof typeof EDITION_STEPS

export const STATE_WORDS: Readonly<Record<EditionState, Text>> = {
  draft: { fr: 'brouillon', en: 'draft' },
  checking: { fr: 'chez ses producteurs', en: 'with its producers' },
  approved: { fr: 'approuvée', en: 'approved' },
  frozen: { fr: 'figée', en: 'frozen' },
  published: { fr: 'publiée', en: 'published' }
}

/** @throws {Refused} 'step' when it left that state meanwhile, or never came to it: whoever came first is told */
export function nextState(state: EditionState, step: EditionStep): EditionState {
  const { from, to } = EDITION_STEPS[step]
  if (from.some((one) => one === state)) return to
  throw new Refused('step', {
    fr: `Cette édition est à l’état « ${STATE_WORDS[state].fr} » : quelqu’un l’a peut-être fait juste avant vous. Rien n’a changé ; la page dit ce qu’il reste à faire.`,
    en: `This edition is in the state “${STATE_WORDS[state].en}”: somebody may have done it just before you. Nothing has changed; the page says what is left to do.`
  })
}

/** Days that producers have, unless the form says otherwise. */
export const USUAL_ANSWER_DAYS = 14
