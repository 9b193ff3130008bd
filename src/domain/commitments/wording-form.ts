/** What a promise is called and what it is for, as the fields of a form and back: a new title takes the place of the old one. */

import { dayIn, EMPTY_FIELD, NOT_A_DAY, type FormFields } from '../shared/form.ts'
import type { Text } from '../shared/text.ts'
import { parseDocumentId } from '../sources/document.ts'
import type { Action, FormerTitle, Proposition, TitleVersion } from './commitment.ts'
import { openForm, type OpenForm, type ReadForm } from './commitment-form.ts'

/** `new`: another title from a day, under which the old one is still read. `mend`: the one that is shown was misspelt. */
export const TITLE_CHANGES = ['new', 'mend'] as const

export function actionWordingFields({ title, aim }: Action): FormFields {
  return { title, how: 'new', from: '', 'aim.fr': aim?.fr ?? '', 'aim.en': aim?.en ?? '' }
}

export function readActionWording(base: Action, fields: FormFields, today: string): ReadForm<Action> {
  const form = openForm(fields)
  const { aim: _, ...rest } = base
  const { formerTitles = [], title: was } = base
  const { title, from } = titleIn(form, fields, { was, since: formerTitles[0]?.until, today })
  const aim = form.both('aim')
  return form.done({
    ...rest,
    title,
    ...(aim && { aim }),
    ...(from !== undefined && { formerTitles: [{ title: was, until: from }, ...formerTitles] })
  })
}

export function propositionWordingFields({ titles: [shown], aim, expected }: Proposition): FormFields {
  return {
    ...{ title: shown?.title ?? '', how: 'new', from: '', document: shown?.document ?? '', where: shown?.where ?? '' },
    ...{ 'aim.fr': aim.fr, 'aim.en': aim.en, 'expected.fr': expected.fr, 'expected.en': expected.en }
  }
}

export function readPropositionWording(base: Proposition, fields: FormFields, today: string): ReadForm<Proposition> {
  const form = openForm(fields)
  const [shown, ...before] = base.titles
  const { title, from } = titleIn(form, fields, { was: shown?.title ?? '', since: shown?.from, today })
  const document = form.parsed('document', parseDocumentId)
  const where = form.words('where')
  for (const name of ['document', 'where'] as const) if (!fields[name]?.trim()) form.tell(name, EMPTY_FIELD)
  const [aim, expected] = [form.whole('aim'), form.whole('expected')]
  if (!shown || !document || !aim || !expected) return form.failed()
  const read = { title, document, where }
  const titles =
    from === undefined ? [{ ...shown, ...read }, ...before] : [{ title, from, document, where }, ...base.titles]
  return form.done({ ...base, titles, aim, expected })
}

/** When two people each gave a title and both are kept: the latest is the one that is shown. */
export function settledProposition(one: Proposition): Proposition {
  const day = ({ from = '' }: TitleVersion): string => from
  return { ...one, titles: latestFirst(one.titles, day) }
}

/** As `settledProposition`. */
export function settledAction(one: Action): Action {
  const day = ({ until }: FormerTitle): string => until
  return one.formerTitles ? { ...one, formerTitles: latestFirst(one.formerTitles, day) } : one
}

function latestFirst<T>(all: readonly T[], day: (one: T) => string): readonly T[] {
  return all.toSorted((a, b) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : 0))
}

type Shown = {
  readonly was: string
  /** When the shown title took the place of another; absent: it is the first. */
  readonly since: string | undefined
  readonly today: string
}

/** `from` is absent where no other title begins. */
function titleIn(
  form: OpenForm,
  fields: FormFields,
  { was, since, today }: Shown
): { readonly title: string; readonly from?: string } {
  const title = form.words('title')
  if (title === '') form.tell('title', EMPTY_FIELD)
  if (title === was || fields['how'] === 'mend') return { title }
  const typed = form.words('from')
  const from = dayIn(typed)
  if (from === undefined) form.tell('from', typed === '' ? NO_DAY : NOT_A_DAY)
  else if (from > today) form.tell('from', TO_COME)
  else if (since !== undefined && from <= since) form.tell('from', notAfter(since))
  return { title, from: from ?? '' }
}

function notAfter(since: string): Text {
  return {
    fr: `le titre qui est montré vaut depuis le ${since} : attendu un jour plus tardif, ou « corriger une coquille »`,
    en: `the title that is shown holds since ${since}: expected a later day, or “mend a misprint”`
  }
}

const NO_DAY: Text = {
  fr: 'attendu le jour depuis lequel ce titre vaut : l’ancien reste lu jusque-là',
  en: 'expected the day since which this title holds: the old one is read until then'
}
const TO_COME: Text = {
  fr: 'un titre ne se dit pas d’avance : attendu ce jour, ou un jour passé',
  en: 'a title is not told ahead: expected this day, or one gone by'
}
