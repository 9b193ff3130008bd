/** The record of an organisation as the fields of a form, and back: what is wrong is told field by field. */

import { sameValue } from '../journal/sentence.ts'
import {
  dayIn,
  EMPTY_FIELD,
  formRows,
  lineProblem,
  NOT_A_DAY,
  rowFields,
  tooLong,
  type FormFields,
  type FormProblem
} from '../shared/form.ts'
import type { Text } from '../shared/text.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import { FORM_NAMES, KIND_NAMES } from './form.ts'
import type {
  Organisation,
  OrganisationId,
  OrganisationName,
  LegalForm,
  Participation,
  Predecessor
} from './organisation.ts'

const LONGEST_NOTE = 2000

export function organisationFields(organisation: Organisation): FormFields {
  const { kind, names, aliases, forms, predecessors, participations, territory = '', contact, note } = organisation
  return {
    kind,
    ...rowFields('names', names),
    aliases: aliases.join('\n'),
    ...rowFields('forms', forms),
    ...rowFields('predecessors', predecessors),
    ...rowFields(
      'participations',
      participations.map(({ in: part, role, ...rest }) => ({ list: `${part} ${role}`, ...rest }))
    ),
    territory,
    site: contact?.site ?? '',
    address: contact?.address ?? '',
    'note.fr': note?.fr ?? '',
    'note.en': note?.en ?? ''
  }
}

export type ReadOrganisation =
  | { readonly status: 'read'; readonly organisation: Organisation }
  | { readonly status: 'problems'; readonly problems: readonly FormProblem[] }

/** What the form does not hold stays as it is in `base`. */
export function readOrganisation(base: Organisation, fields: FormFields): ReadOrganisation {
  const problems: FormProblem[] = []
  const tell = (field: string, text: Text): void => void problems.push({ field, text })
  const tellLine = (field: string, text: string): void => {
    const problem = lineProblem(text)
    if (problem) tell(field, problem)
  }
  const line = (field: string): string => {
    const text = (fields[field] ?? '').trim()
    tellLine(field, text)
    return text
  }
  const kind = KIND_NAMES.find((one) => one === fields['kind'])
  if (!kind) tell('kind', EMPTY_FIELD)
  const names = formRows(fields, 'names').map(([i, row]): OrganisationName => {
    if (!row['name']) tell(`names.${i}.name`, EMPTY_FIELD)
    tellLine(`names.${i}.name`, row['name'] ?? '')
    return { name: row['name'] ?? '', ...spanOf('names', i, row, tell) }
  })
  if (names.length === 0) tell('names.0.name', EMPTY_FIELD)
  const forms = formRows(fields, 'forms').map(([i, row]): LegalForm => {
    const form = FORM_NAMES.find((one) => one === row['form'])
    if (!form) tell(`forms.${i}.form`, EMPTY_FIELD)
    return { form: form ?? 'unknown', ...spanOf('forms', i, row, tell) }
  })
  // How it follows is always chosen: alone, it says nothing.
  const followed = formRows(fields, 'predecessors').filter(
    ([, row]) => row['organisation'] || row['on'] || row['source']
  )
  const predecessors = followed.map(([i, row]): Predecessor => {
    const on = dayIn(row['on'] ?? '')
    if (on === undefined) tell(`predecessors.${i}.on`, NOT_A_DAY)
    if (!row['organisation']) tell(`predecessors.${i}.organisation`, EMPTY_FIELD)
    return {
      organisation: (row['organisation'] ?? '') as OrganisationId,
      kind: row['kind'] === 'absorbed' ? 'absorbed' : 'becomes',
      on: on ?? '',
      ...(row['source'] && { source: row['source'] })
    }
  })
  const participations = formRows(fields, 'participations').map(([i, row]): Participation => {
    const [part = '', role = ''] = (row['list'] ?? '').split(' ')
    if (part === '' || role === '') tell(`participations.${i}.list`, EMPTY_FIELD)
    if (!row['source']) tell(`participations.${i}.source`, NEEDS_SOURCE)
    return { in: part, role, ...spanOf('participations', i, row, tell), source: row['source'] ?? '' }
  })
  const [site, address, territory] = [line('site'), line('address'), line('territory')]
  if (site !== '' && !/^https?:\/\/[^\s<>"]+$/.test(site)) tell('site', BAD_SITE)
  const note = { fr: (fields['note.fr'] ?? '').trim(), en: (fields['note.en'] ?? '').trim() }
  if ((note.fr === '') !== (note.en === '')) tell(note.fr === '' ? 'note.fr' : 'note.en', BOTH_LANGUAGES)
  for (const language of ['fr', 'en'] as const) {
    if (note[language].length > LONGEST_NOTE) tell(`note.${language}`, tooLong(LONGEST_NOTE))
  }
  const aliases = (fields['aliases'] ?? '').split('\n').map((one) => one.trim())
  const badAlias = aliases.map((one) => lineProblem(one)).find((one) => one !== undefined)
  if (badAlias) tell('aliases', badAlias)
  if (problems.length > 0 || !kind) return { status: 'problems', problems }
  const contact = { ...(site && { site }), ...(address && { address }) }
  return {
    status: 'read',
    organisation: {
      id: base.id,
      kind,
      names,
      aliases: [...new Set(aliases)].filter(Boolean),
      forms,
      predecessors,
      participations,
      ...(territory && { territory: territory as PerimeterId }),
      ...(Object.keys(contact).length > 0 && { contact }),
      ...(note.fr && { note }),
      ...(base.mergedInto !== undefined && { mergedInto: base.mergedInto })
    }
  }
}

/** Whether why is asked: something that was told with its dates is told otherwise, or no longer. Adding needs no reason. */
export function needsReason(was: Organisation, next: Organisation): boolean {
  const lists = ['names', 'forms', 'predecessors', 'participations'] as const
  const isRewritten = lists.some((list) => {
    const now: readonly object[] = next[list]
    // Giving an end to what had none is how time goes on.
    return was[list].some((one) => !now.some((other) => sameValue(one, { ...other, to: Reflect.get(one, 'to') })))
  })
  return isRewritten || (was.territory !== undefined && was.territory !== next.territory)
}

function spanOf(
  table: string,
  i: number,
  { from = '', to = '', source = '' }: FormFields,
  tell: (field: string, text: Text) => void
): { readonly from?: string; readonly to?: string; readonly source?: string } {
  for (const [cell, text] of [
    ['from', from],
    ['to', to]
  ] as const) {
    if (text !== '' && dayIn(text) === undefined) tell(`${table}.${i}.${cell}`, NOT_A_DAY)
  }
  const problem = lineProblem(source)
  if (problem) tell(`${table}.${i}.source`, problem)
  return { ...(from && { from }), ...(to && { to }), ...(source && { source }) }
}

const NEEDS_SOURCE: Text = {
  fr: 'attendu ce qui le dit : une page, un texte, une délibération',
  en: 'expected what says so: a page, a text, a deliberation'
}
const BAD_SITE: Text = {
  fr: 'attendu une adresse qui commence par https://',
  en: 'expected an address that begins with https://'
}
const BOTH_LANGUAGES: Text = {
  fr: 'attendu dans les deux langues, ou dans aucune',
  en: 'expected in both languages, or in neither'
}
