/** Photographs of an edition: kept with what they show, whose they are and under which licence they may be shown. */

import { LARGEST_PHOTOGRAPH, photographEnding, photographName } from '../domain/editions/photograph.ts'
import type { EditionFile } from '../domain/editions/writing.ts'
import { ObservatoryError } from '../domain/shared/errors.ts'
import { EMPTY_FIELD, type FormFields, type FormProblem } from '../domain/shared/form.ts'
import type { Text } from '../domain/shared/text.ts'
import {
  findRemovedPhotograph,
  insertEditionPhotograph,
  removeEditionPhotograph,
  replaceEditionPhotograph
} from '../store/edition-texts.ts'
import { findEditionFiles, saveEditionFile } from '../store/editions.ts'
import { change } from '../store/journal.ts'
import { holdDraft, type Writer } from './edition-writing.ts'
import { signatureOf } from './signature.ts'

export type SentPhotograph = {
  readonly edition: string
  readonly name: string
  readonly bytes: Uint8Array
  /** `alt`, `credit`, `licence`; `caption` may be empty; `chapter`: at whose end it is put, none when empty. */
  readonly fields: FormFields
}

export type PhotographOutcome =
  | { readonly status: 'saved'; readonly directive: string; readonly chapter?: string }
  | { readonly status: 'problems'; readonly problems: readonly FormProblem[] }

const TOLD = ['alt', 'credit', 'licence'] as const

export async function addPhotograph({ db, actor }: Writer, sent: SentPhotograph): Promise<PhotographOutcome> {
  const { edition, fields } = sent
  const missing = TOLD.filter((field) => quotable(fields[field]) === '').map((field) => ({ field, text: EMPTY_FIELD }))
  const read = readBytes(sent)
  if ('text' in read || missing.length > 0) {
    const own = 'text' in read ? [{ field: 'file', text: read.text }] : []
    return { status: 'problems', problems: [...own, ...missing] }
  }
  const chapter = (fields['chapter'] ?? '').trim()
  return change(db, signatureOf(actor, {}), async (t): Promise<PhotographOutcome> => {
    await holdDraft(t, actor, edition)
    if (!(await insertEditionPhotograph(t, edition, read.name, sent.bytes))) {
      return { status: 'problems', problems: [{ field: 'file', text: taken(read.name) }] }
    }
    const directive = directiveFor(read.name, fields)
    const file = (await findEditionFiles(t, edition)).find(({ name }) => name === `${chapter}.md`)
    if (!file) return { status: 'saved', directive }
    await saveEditionFile(t, edition, { ...file, text: `${file.text.trimEnd()}\n\n${directive}\n` })
    return { status: 'saved', directive, chapter }
  })
}

export type PhotographChange = {
  readonly edition: string
  readonly name: string
  /** `replace`: of the file that takes its place; `restore`: digest of the one that is put back. */
  readonly by:
    | { readonly kind: 'remove' }
    | { readonly kind: 'replace'; readonly bytes: Uint8Array }
    | { readonly kind: 'restore'; readonly digest: string }
}

/**
 * What is taken out is kept: put back, it takes the place of the one that has its name.
 *
 * @returns undefined when it is done
 */
export async function changePhotograph(
  { db, actor }: Writer,
  { edition, name, by }: PhotographChange
): Promise<FormProblem | undefined> {
  if (by.kind === 'replace') {
    const read = readBytes({ name, bytes: by.bytes })
    if ('text' in read) return { field: 'change', text: read.text }
    if (read.name !== name) return { field: 'change', text: otherKind(name) }
  }
  return change(db, signatureOf(actor, {}), async (t): Promise<FormProblem | undefined> => {
    await holdDraft(t, actor, edition)
    switch (by.kind) {
      case 'remove': {
        const shown = shownIn(await findEditionFiles(t, edition), name)
        if (shown) return { field: 'change', text: stillShown(name, shown) }
        return (await removeEditionPhotograph(t, edition, name)) ? undefined : GONE
      }
      case 'replace':
        return (await replaceEditionPhotograph(t, edition, name, by.bytes)) ? undefined : GONE
      case 'restore': {
        const bytes = await findRemovedPhotograph(t, edition, { name, digest: by.digest })
        if (!bytes) return GONE
        await removeEditionPhotograph(t, edition, name)
        await insertEditionPhotograph(t, edition, name, bytes)
        return undefined
      }
    }
  })
}

/** Where a chapter shows it first. */
function shownIn(
  files: readonly EditionFile[],
  name: string
): { readonly chapter: string; readonly line: number } | undefined {
  for (const file of files) {
    const at = file.text.split('\n').findIndex((line) => line.includes('::photograph') && line.includes(name))
    if (at !== -1) return { chapter: file.name.replace(/\.md$/, ''), line: at + 1 }
  }
  return undefined
}

function stillShown(name: string, { chapter, line }: { readonly chapter: string; readonly line: number }): Text {
  return {
    fr: `« ${name} » est montrée dans le chapitre « ${chapter} », ligne ${line} : retirez d’abord cette ligne`,
    en: `"${name}" is shown in the chapter "${chapter}", line ${line}: take that line out first`
  }
}

function otherKind(name: string): Text {
  return {
    fr: `le fichier envoyé n’est pas de la même sorte que « ${name} » : ajoutez-le plutôt sous un autre nom`,
    en: `the file sent is not of the kind of "${name}": add it under another name instead`
  }
}

const GONE: FormProblem = {
  field: 'change',
  text: {
    fr: 'quelqu’un l’a retirée ou remplacée entre-temps : la liste ci-dessous est à jour',
    en: 'somebody has removed or replaced it meanwhile: the list below is up to date'
  }
}

function readBytes({
  name,
  bytes
}: Pick<SentPhotograph, 'name' | 'bytes'>): { readonly name: string } | Pick<FormProblem, 'text'> {
  if (bytes.length === 0) return { text: NO_FILE }
  try {
    return { name: photographName(name, photographEnding(bytes)) }
  } catch (error) {
    if (!(error instanceof ObservatoryError)) throw error
    return { text: error.text }
  }
}

function directiveFor(file: string, fields: FormFields): string {
  const words = [...TOLD, 'caption'].flatMap((word) => {
    const said = quotable(fields[word])
    return said === '' ? [] : [`${word}="${said}"`]
  })
  return `::photograph{file=${file} ${words.join(' ')}}`
}

/** What ends the words of a directive does not stand in them. */
function quotable(words = ''): string {
  return words
    .replaceAll('"', '’')
    .replaceAll(/[{}\s]+/g, ' ')
    .trim()
}

function taken(name: string): FormProblem['text'] {
  return {
    fr: `une photographie s’appelle déjà « ${name} » : donnez un autre nom au fichier`,
    en: `a photograph is already called "${name}": give the file another name`
  }
}

const NO_FILE = {
  fr: `attendu un fichier JPEG, PNG ou WebP, de ${LARGEST_PHOTOGRAPH / 1024 / 1024} Mo au plus`,
  en: `expected a JPEG, PNG or WebP file, of ${LARGEST_PHOTOGRAPH / 1024 / 1024} MB at most`
}
