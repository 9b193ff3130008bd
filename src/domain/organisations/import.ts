/** A spreadsheet of organisations beside the register: what each row would add or change, and which cannot be read. */

import { lineProblem } from '../shared/form.ts'
import type { Text } from '../shared/text.ts'
import { foldName } from '../territories/names.ts'
import { differences, type FieldChange } from '../journal/sentence.ts'
import { FORMS, FORM_NAMES, KINDS, KIND_NAMES, type Form, type Kind } from './form.ts'
import { parseOrganisationId, type Organisation } from './organisation.ts'
import type { Register } from './register.ts'

/** By the names of columns, in either language; a line counts from 1, its header included. */
export type ImportRow = { readonly line: number; readonly cells: Readonly<Record<string, string>> }

export type ImportPlan = {
  readonly added: readonly Organisation[]
  readonly changed: readonly { readonly organisation: Organisation; readonly fields: readonly FieldChange[] }[]
  /** Lines that say what is there already. */
  readonly unchanged: number
  /** Lines of which a cell cannot be read: nothing of them is taken. */
  readonly refused: readonly { readonly line: number; readonly text: Text }[]
}

/** What a column may be called. */
const COLUMNS = {
  id: ['identifiant', 'id'],
  name: ['nom', 'name'],
  kind: ['domaine', 'field'],
  form: ['forme juridique', 'legal form'],
  aliases: ['autres noms', 'other names'],
  site: ['site', 'website'],
  address: ['adresse', 'address']
} as const satisfies Record<string, readonly string[]>

type Column = keyof typeof COLUMNS

/** Whether a line names the columns: one of them holds names. */
export function isHeader(cells: readonly string[]): boolean {
  return cells.some((cell) => COLUMNS.name.some((one) => one === foldName(cell)))
}

/**
 * A row is of an organisation that has its identifier, or any of its names; what it leaves empty stays as it is.
 * Nothing of the register is removed by a file that does not name it.
 */
export function planOrganisations(register: Register, rows: readonly ImportRow[]): ImportPlan {
  const added: Organisation[] = []
  const changed: ImportPlan['changed'][number][] = []
  const refused: ImportPlan['refused'][number][] = []
  const seen = new Map<string, number>()
  let unchanged = 0
  for (const row of rows) {
    const read = readRow(register, row)
    if ('text' in read) {
      refused.push({ line: row.line, text: read.text })
      continue
    }
    const { id } = read.organisation
    const before = seen.get(id)
    if (before !== undefined) {
      refused.push({ line: row.line, text: twice(id, before) })
      continue
    }
    seen.set(id, row.line)
    if (!read.was) added.push(read.organisation)
    else {
      const fields = differences(read.was, read.organisation)
      if (fields.length === 0) unchanged += 1
      else changed.push({ organisation: read.organisation, fields })
    }
  }
  return { added, changed, unchanged, refused }
}

type ReadRow = { readonly organisation: Organisation; readonly was: Organisation | undefined } | { readonly text: Text }

function readRow({ organisations }: Register, { cells }: ImportRow): ReadRow {
  const cell = (column: Column): string => cellOf(cells, column)
  const name = cell('name')
  if (name === '') return { text: { fr: 'nom : vide', en: 'name: empty' } }
  const bad = badCell(cell)
  if (bad) return { text: bad }
  const folded = foldName(name)
  const known = organisations.filter((one) => one.mergedInto === undefined)
  const was =
    known.find(({ id }) => id === cell('id')) ??
    known.find(({ names, aliases }) =>
      [...names.map((one) => one.name), ...aliases].some((one) => foldName(one) === folded)
    )
  const kind = wordOf<Kind>(cell('kind'), KIND_NAMES, KINDS) ?? (cell('kind') === '' ? was?.kind : undefined)
  if (!kind) return { text: unread('domaine', 'field', cell('kind'), Object.values(KINDS)) }
  const form = wordOf<Form>(cell('form'), FORM_NAMES, FORMS)
  if (cell('form') !== '' && !form)
    return { text: unread('forme juridique', 'legal form', cell('form'), Object.values(FORMS)) }
  const own = was?.forms.at(-1)?.form
  if (form && own && form !== own) return { text: otherForm(form, own) }
  if (cell('site') !== '' && !/^https?:\/\/\S+$/.test(cell('site'))) return { text: badSite(cell('site')) }
  const id = cell('id') || folded.replaceAll(' ', '-')
  if (!was && !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) return { text: badId(id) }
  const base: Organisation = was ?? {
    id: parseOrganisationId(id),
    kind,
    names: [{ name }],
    aliases: [],
    forms: [],
    predecessors: [],
    participations: []
  }
  return { was, organisation: { ...base, kind, ...changesOf(base, { name, form, cell }) } }
}

/** A name, a form or a contact that differs; dates are for people to give. */
function changesOf(
  base: Organisation,
  {
    name,
    form,
    cell
  }: { readonly name: string; readonly form: Form | undefined; readonly cell: (column: Column) => string }
): Partial<Organisation> {
  const called = new Set([...base.names.map((one) => one.name), ...base.aliases])
  const given = [
    name,
    ...cell('aliases')
      .split(';')
      .map((one) => one.trim())
  ].filter((one) => one !== '')
  const aliases = [...base.aliases, ...given.filter((one) => !called.has(one))]
  const [site, address] = [cell('site'), cell('address')]
  const contact = { ...base.contact, ...(site && { site }), ...(address && { address }) }
  return {
    aliases: [...new Set(aliases)],
    ...(form && base.forms.length === 0 && { forms: [{ form }] }),
    ...(Object.keys(contact).length > 0 && { contact })
  }
}

function cellOf(cells: ImportRow['cells'], column: Column): string {
  const wanted: readonly string[] = COLUMNS[column]
  const [, value = ''] =
    Object.entries(cells).find(([name]) => wanted.some((one) => foldName(one) === foldName(name))) ?? []
  return value.trim()
}

/** By its own name, or by its words in either language. */
function wordOf<T extends string>(text: string, names: readonly T[], words: Readonly<Record<T, Text>>): T | undefined {
  const folded = foldName(text)
  return names.find((one) => [one, words[one].fr, words[one].en].some((word) => foldName(word) === folded))
}

function unread(fr: string, en: string, found: string, expected: readonly Text[]): Text {
  return {
    fr: `${fr} : trouvé « ${found} », attendu l’un de ${expected.map((one) => one.fr).join(', ')}`,
    en: `${en}: found "${found}", expected one of ${expected.map((one) => one.en).join(', ')}`
  }
}

function otherForm(form: Form, own: Form): Text {
  return {
    fr: `forme juridique : trouvé « ${FORMS[form].fr} », le registre dit « ${FORMS[own].fr} » : changez-la sur la fiche, avec sa date`,
    en: `legal form: found "${FORMS[form].en}", the register says "${FORMS[own].en}": change it on the record, with its date`
  }
}

/** Each of the other names is a line of its own. */
function badCell(cell: (column: Column) => string): Text | undefined {
  for (const column of ['id', 'name', 'site', 'address', 'aliases'] as const) {
    const lines = column === 'aliases' ? cell(column).split(';') : [cell(column)]
    const problem = lines.map((one) => lineProblem(one.trim())).find((one) => one !== undefined)
    const [fr, en = fr] = COLUMNS[column]
    if (problem) return { fr: `${fr} : ${problem.fr}`, en: `${en}: ${problem.en}` }
  }
  return undefined
}

function badSite(site: string): Text {
  return {
    fr: `site : trouvé « ${site} », attendu une adresse http(s)`,
    en: `site: found "${site}", expected an http(s) address`
  }
}

function badId(id: string): Text {
  return {
    fr: `identifiant : « ${id} », attendu des lettres minuscules, des chiffres et des tirets`,
    en: `identifier: "${id}", expected lower-case letters, digits and dashes`
  }
}

function twice(id: string, line: number): Text {
  return { fr: `« ${id} » est déjà à la ligne ${line}`, en: `"${id}" is on line ${line} already` }
}
