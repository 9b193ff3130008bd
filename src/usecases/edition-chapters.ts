/** An edition begun, its settings, its chapters added, named, ordered, removed: each in one transaction, under a name. */

import type { Actor } from '../domain/access/actor.ts'
import { mustBeAllowed } from '../domain/access/refusal.ts'
import { SETTINGS_FILE, type EditionFile } from '../domain/editions/writing.ts'
import type { FormFields, FormProblem } from '../domain/shared/form.ts'
import type { Language } from '../domain/shared/text.ts'
import { foldName } from '../domain/territories/names.ts'
import { readEditionSettings, writeEditionSettings, type EditionSettings } from '../folder/edition-settings.ts'
import type { Db } from '../store/database.ts'
import { moveEditionComments } from '../store/edition-comments.ts'
import {
  copyEditionPhotographs,
  deleteEditionFile,
  findEditionTextAt,
  insertWrittenEdition
} from '../store/edition-texts.ts'
import { findEditionFiles, saveEditionFile } from '../store/editions.ts'
import { change } from '../store/journal.ts'
import { readSettingsForm, settingsFields } from './edition-settings-form.ts'
import { holdDraft, unknownEdition, type Writer } from './edition-writing.ts'
import { signatureOf } from './signature.ts'

export type ChapterOutcome =
  { readonly status: 'saved'; readonly chapter: string } | { readonly status: 'problems'; readonly problems: Problems }

type Problems = readonly FormProblem[]

/** A new chapter, last; its name is made of its title. @param text of one whose writer found it removed */
export function addChapter(
  writer: Writer,
  edition: string,
  { title, text }: { readonly title: string; readonly text?: string }
): Promise<ChapterOutcome> {
  const name = nameOf(title)
  return change(writer.db, signatureOf(writer.actor, {}), async (t): Promise<ChapterOutcome> => {
    const { settings, file, files } = await openSettings(t, writer.actor, edition)
    const problem = nameProblem(name, title, files)
    if (problem) return { status: 'problems', problems: [{ ...problem, field: 'chapter-title' }] }
    await saveEditionFile(t, edition, {
      name: `${name}.md`,
      text: text ?? `# ${title.trim()}\n\n`,
      version: undefined
    })
    await saveSettings(t, edition, file, { ...settings, chapters: [...settings.chapters, name] })
    return { status: 'saved', chapter: name }
  })
}

/** Its address, hence the references to it in all chapters. */
export function renameChapter(
  writer: Writer,
  edition: string,
  { chapter, name: asked }: { readonly chapter: string; readonly name: string }
): Promise<ChapterOutcome> {
  const name = nameOf(asked)
  return change(writer.db, signatureOf(writer.actor, {}), async (t): Promise<ChapterOutcome> => {
    const { settings, file, files } = await openSettings(t, writer.actor, edition)
    const own = files.find((one) => one.name === `${chapter}.md`)
    if (!own) return { status: 'problems', problems: [{ field: 'name', text: REMOVED }] }
    if (name === chapter) return { status: 'saved', chapter }
    const problem = nameProblem(name, asked, files)
    if (problem) return { status: 'problems', problems: [{ ...problem, field: 'name' }] }
    await deleteEditionFile(t, edition, own.name)
    const referring = new RegExp(`(:ref\\[[^\\]\\n]*\\]\\{to=)("?)${chapter}\\2\\}`, 'g')
    const renamed = (text: string): string => text.replaceAll(referring, `$1${name}}`)
    await saveEditionFile(t, edition, { name: `${name}.md`, text: renamed(own.text), version: undefined })
    for (const { name: other, text, version } of files) {
      if (other === own.name || other === SETTINGS_FILE || renamed(text) === text) continue
      await saveEditionFile(t, edition, { name: other, text: renamed(text), version })
    }
    await moveEditionComments(t, edition, chapter, name)
    const chapters = settings.chapters.map((one) => (one === chapter ? name : one))
    await saveSettings(t, edition, file, { ...settings, chapters })
    return { status: 'saved', chapter: name }
  })
}

/** The journal keeps its text. @returns the chapter that takes its place */
export function removeChapter(writer: Writer, edition: string, chapter: string): Promise<ChapterOutcome> {
  return change(writer.db, signatureOf(writer.actor, {}), async (t): Promise<ChapterOutcome> => {
    const { settings, file } = await openSettings(t, writer.actor, edition)
    const chapters = settings.chapters.filter((one) => one !== chapter)
    const [first] = chapters
    if (first === undefined) return { status: 'problems', problems: [{ field: 'remove', text: LAST_ONE }] }
    await saveSettings(t, edition, file, { ...settings, chapters })
    await deleteEditionFile(t, edition, `${chapter}.md`)
    return { status: 'saved', chapter: chapters[settings.chapters.indexOf(chapter)] ?? first }
  })
}

/** @param by −1 towards the first, 1 towards the last; nothing happens at the ends */
export function moveChapter(writer: Writer, edition: string, chapter: string, by: -1 | 1): Promise<ChapterOutcome> {
  return change(writer.db, signatureOf(writer.actor, {}), async (t): Promise<ChapterOutcome> => {
    const { settings, file } = await openSettings(t, writer.actor, edition)
    const at = settings.chapters.indexOf(chapter)
    const to = at + by
    if (at === -1 || to < 0 || to >= settings.chapters.length) return { status: 'saved', chapter }
    const chapters = settings.chapters.toSpliced(at, 1).toSpliced(to, 0, chapter)
    await saveSettings(t, edition, file, { ...settings, chapters })
    return { status: 'saved', chapter }
  })
}

export type SettingsOutcome =
  | { readonly status: 'saved' }
  /** With the fields to be shown: those that somebody else has changed among them. */
  | { readonly status: 'problems'; readonly problems: Problems; readonly fields: FormFields }

/**
 * What I changed is saved over what the other changed, except where both changed one field: then nothing is.
 *
 * @param zone whose clocks hours are told by
 */
export function saveSettingsForm(
  writer: Writer,
  edition: string,
  sent: FormFields,
  zone: string
): Promise<SettingsOutcome> {
  return change(writer.db, signatureOf(writer.actor, sent), async (t): Promise<SettingsOutcome> => {
    const { settings, file } = await openSettings(t, writer.actor, edition)
    const base = await settingsAt(t, edition, Number(sent['version']), settings)
    const was = settingsFields(base, zone)
    const now = settingsFields(settings, zone)
    const changed = Object.keys(was).filter((field) => (sent[field] ?? '').trim() !== was[field])
    const clashes = changed.filter((field) => now[field] !== was[field] && now[field] !== (sent[field] ?? '').trim())
    const mine = Object.fromEntries(changed.map((field) => [field, sent[field] ?? '']))
    const fields = { ...now, ...mine, version: String(file.version) }
    if (clashes.length > 0) {
      const problems = clashes.map((field) => ({ field, text: otherWrote(now[field] ?? '') }))
      return { status: 'problems', problems, fields }
    }
    const read = readSettingsForm(settings, fields, zone)
    if (read.status === 'problems') return { ...read, fields: { ...fields, ...sent, version: String(file.version) } }
    await saveSettings(t, edition, file, read.settings)
    return { status: 'saved' }
  })
}

export type NewEdition = {
  readonly id: string
  readonly title: string
  readonly language: Language
  /** The edition whose chapters and photographs are taken; undefined: one chapter that guides. */
  readonly like?: string
}

export type BeginOutcome =
  | { readonly status: 'saved'; readonly edition: string; readonly chapter: string }
  | { readonly status: 'problems'; readonly problems: Problems }

/** What a first issue says of itself until it is told otherwise. */
export type FirstWords = Pick<EditionSettings, 'subtitle' | 'publisher' | 'day' | 'licence'> & {
  readonly chapter: { readonly name: string; readonly text: string }
}

/** @throws {Refused} as the policy says */
export async function beginEdition({ db, actor }: Writer, asked: NewEdition, first: FirstWords): Promise<BeginOutcome> {
  const id = nameOf(asked.id)
  const problems = beginProblems({ ...asked, id })
  if (problems.length > 0) return { status: 'problems', problems }
  return change(db, signatureOf(actor, {}), async (t): Promise<BeginOutcome> => {
    mustBeAllowed(actor, 'edition.write', { state: 'draft' })
    const copied = asked.like === undefined ? [] : await findEditionFiles(t, asked.like)
    const like = copied.find(({ name }) => name === SETTINGS_FILE)
    if (asked.like !== undefined && !like) throw unknownEdition(asked.like)
    if (!(await insertWrittenEdition(t, id))) {
      return { status: 'problems', problems: [{ field: 'id', text: taken(id) }] }
    }
    const { language } = asked
    const { chapter, ...words } = first
    const own = like
      ? readEditionSettings(asked.like ?? '', like.text)
      : { ...words, language, title: '', chapters: [chapter.name] }
    const { embargo: _, ...kept }: EditionSettings = own
    const settings = { ...kept, language, title: asked.title.trim(), day: first.day }
    const chapters = like
      ? copied.filter(({ name }) => name !== SETTINGS_FILE)
      : [{ name: `${chapter.name}.md`, text: chapter.text }]
    await saveEditionFile(t, id, {
      name: SETTINGS_FILE,
      text: writeEditionSettings(settings, undefined),
      version: undefined
    })
    for (const { name, text } of chapters) await saveEditionFile(t, id, { name, text, version: undefined })
    if (asked.like !== undefined) await copyEditionPhotographs(t, asked.like, id)
    return { status: 'saved', edition: id, chapter: settings.chapters[0] ?? chapter.name }
  })
}

type OpenSettings = {
  readonly settings: EditionSettings
  readonly file: EditionFile
  readonly files: readonly EditionFile[]
}

async function openSettings(db: Db, actor: Actor, edition: string): Promise<OpenSettings> {
  await holdDraft(db, actor, edition)
  const files = await findEditionFiles(db, edition)
  const file = files.find(({ name }) => name === SETTINGS_FILE)
  if (!file) throw unknownEdition(edition)
  return { settings: readEditionSettings(edition, file.text), file, files }
}

async function settingsAt(
  db: Db,
  edition: string,
  version: number,
  present: EditionSettings
): Promise<EditionSettings> {
  const text = Number.isInteger(version) ? await findEditionTextAt(db, edition, SETTINGS_FILE, version) : undefined
  return text === undefined ? present : readEditionSettings(edition, text)
}

async function saveSettings(db: Db, edition: string, file: EditionFile, settings: EditionSettings): Promise<void> {
  const text = writeEditionSettings(settings, file.text)
  if (text !== file.text) await saveEditionFile(db, edition, { name: SETTINGS_FILE, text, version: file.version })
}

/** Part of an address: small letters, digits and dashes. */
function nameOf(words: string): string {
  return foldName(words)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
}

function nameProblem(name: string, asked: string, files: readonly EditionFile[]): FormProblem | undefined {
  if (name === '') return { field: '', text: NO_NAME }
  return files.some((file) => file.name === `${name}.md`) ? { field: '', text: takenChapter(name, asked) } : undefined
}

/** Words that stand in addresses where the name of an edition does. */
const KEPT_WORDS: readonly string[] = ['nouvelle', 'new', 'figees', 'frozen']

function beginProblems({ id, title }: NewEdition): Problems {
  return [
    ...(id === '' ? [{ field: 'id', text: NO_NAME }] : []),
    ...(KEPT_WORDS.includes(id) ? [{ field: 'id', text: taken(id) }] : []),
    ...(title.trim() === '' ? [{ field: 'title', text: NO_NAME }] : [])
  ]
}

function taken(id: string): FormProblem['text'] {
  return {
    fr: `« ${id} » est déjà pris : choisissez un autre nom, comme ${id}-bis`,
    en: `"${id}" is already taken: choose another name, such as ${id}-bis`
  }
}

function takenChapter(name: string, asked: string): FormProblem['text'] {
  return {
    fr: `« ${asked.trim()} » donnerait l’adresse « ${name} », qu’un chapitre porte déjà : choisissez d’autres mots`,
    en: `"${asked.trim()}" would have the address "${name}", which a chapter has already: choose other words`
  }
}

function otherWrote(value: string): FormProblem['text'] {
  return {
    fr: `quelqu’un d’autre a écrit ici « ${value} » depuis : gardez votre valeur ou reprenez la sienne, puis enregistrez`,
    en: `somebody else has written "${value}" here since: keep your value or take theirs, then save`
  }
}

const NO_NAME = {
  fr: 'attendu des mots, avec au moins une lettre ou un chiffre',
  en: 'expected words, with one letter or digit at least'
}
const REMOVED = {
  fr: 'ce chapitre a été retiré par quelqu’un d’autre',
  en: 'this chapter was removed by somebody else'
}
const LAST_ONE = {
  fr: 'une édition a au moins un chapitre : ajoutez-en un autre d’abord',
  en: 'an edition has one chapter at least: add another one first'
}
