/** An edition as its writers see it: its chapters opened, saved, and put together where two people wrote in one. */

import type { Actor } from '../domain/access/actor.ts'
import { mustBeAllowed } from '../domain/access/refusal.ts'
import type { EditionComment } from '../domain/editions/comment.ts'
import { SETTINGS_FILE, type EditionFile, type WrittenEdition } from '../domain/editions/writing.ts'
import { mergedText, mergeTexts, type MergeChoice } from '../domain/editions/text-merge.ts'
import { NotFound } from '../domain/shared/errors.ts'
import { MOST_LETTERS } from '../folder/edition-limits.ts'
import { readEditionSettings, type EditionSettings } from '../folder/edition-settings.ts'
import type { Db } from '../store/database.ts'
import { findEditionComments } from '../store/edition-comments.ts'
import {
  findEditionTextAt,
  listEditionPhotographs,
  listRemovedPhotographs,
  type RemovedPhotograph
} from '../store/edition-texts.ts'
import { findEditionFiles, findWrittenEdition, saveEditionFile } from '../store/editions.ts'
import { change } from '../store/journal.ts'
import { signatureOf } from './signature.ts'

export type Writer = { readonly db: Db; readonly actor: Actor; readonly now: () => Date }

/** What lies on the desk of whoever writes an edition. */
export type Desk = {
  readonly edition: WrittenEdition
  readonly settings: EditionSettings
  /** The version of its settings. */
  readonly version: number
  readonly files: readonly EditionFile[]
  /** In their order. */
  readonly chapters: readonly DeskChapter[]
  readonly photographs: readonly string[]
  /** Taken out, to be put back. */
  readonly removed: readonly RemovedPhotograph[]
}

export type DeskChapter = {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly version: number
}

/** @throws {NotFound} */
export async function openDesk(db: Db, id: string): Promise<Desk> {
  const edition = await findWrittenEdition(db, id)
  const files = await findEditionFiles(db, id)
  const own = files.find(({ name }) => name === SETTINGS_FILE)
  if (!edition || !own) throw unknownEdition(id)
  const settings = readEditionSettings(id, own.text)
  const chapters = settings.chapters.flatMap((chapter) => {
    const file = files.find(({ name }) => name === `${chapter}.md`)
    return file ? [{ id: chapter, title: titleOf(file.text) || chapter, text: file.text, version: file.version }] : []
  })
  const photographs = await listEditionPhotographs(db, id)
  const removed = await listRemovedPhotographs(db, id)
  return { edition, settings, version: own.version, files, chapters, photographs, removed }
}

/** @throws {NotFound} with the names of those that are there */
export function chapterOf({ chapters, edition }: Desk, id: string): DeskChapter {
  const found = chapters.find((one) => one.id === id)
  if (found) return found
  const names = chapters.map((one) => one.id).join(', ')
  throw new NotFound({
    fr: `L’édition « ${edition.id} » n’a pas, ou plus, de chapitre « ${id} » ; il y a ${names}`,
    en: `The edition "${edition.id}" has no chapter "${id}", or no longer; there are ${names}`
  })
}

/** Comments on a chapter, open ones first: read under the name of whoever asks, as what is personal is. */
export function openComments({ db, actor }: Writer, edition: string, chapter: string) {
  return change(db, signatureOf(actor, {}), (t): Promise<readonly EditionComment[]> =>
    findEditionComments(t, edition, chapter)
  )
}

export type SentChapter = {
  readonly edition: string
  readonly chapter: string
  readonly text: string
  /** That was read before writing. */
  readonly version: number
}

export type SaveOutcome =
  | { readonly status: 'saved'; readonly version: number }
  /** Somebody saved since: what both had read, what is there now, under its version. Nothing was written. */
  | { readonly status: 'conflict'; readonly base: string; readonly theirs: string; readonly version: number }
  /** Somebody has removed the chapter, or given it another name. */
  | { readonly status: 'gone' }
  | { readonly status: 'too-long'; readonly letters: number; readonly most: number }

/**
 * @throws {NotFound} no such edition
 * @throws {Refused} 'state' when it is no draft any more, or as the policy says
 */
export async function saveChapter({ db, actor }: Writer, sent: SentChapter): Promise<SaveOutcome> {
  const { edition, chapter, text, version } = sent
  if (text.length > MOST_LETTERS) return { status: 'too-long', letters: text.length, most: MOST_LETTERS }
  const name = `${chapter}.md`
  return change(db, signatureOf(actor, {}), async (t): Promise<SaveOutcome> => {
    await holdDraft(t, actor, edition)
    const stored = (await findEditionFiles(t, edition)).find((file) => file.name === name)
    if (!stored) return { status: 'gone' }
    if (stored.text === text) return { status: 'saved', version: stored.version }
    if (stored.version !== version) {
      const base = (await findEditionTextAt(t, edition, name, version)) ?? ''
      return { status: 'conflict', base, theirs: stored.text, version: stored.version }
    }
    await saveEditionFile(t, edition, { name, text, version })
    return { status: 'saved', version: version + 1 }
  })
}

/**
 * Holds the edition until the transaction ends: what is written to it is written while it is a draft.
 *
 * @throws {NotFound} @throws {Refused} as the policy says of its state
 */
export async function holdDraft(db: Db, actor: Actor, id: string): Promise<WrittenEdition> {
  const edition = await findWrittenEdition(db, id, { forUpdate: true })
  if (!edition) throw unknownEdition(id)
  mustBeAllowed(actor, 'edition.write', { state: edition.state })
  return edition
}

/** Of its first line; empty where it has none. */
function titleOf(text: string): string {
  return /^#[ \t]+(.+)$/m.exec(text)?.[1]?.trim() ?? ''
}

export function unknownEdition(id: string): NotFound {
  return new NotFound({
    fr: `Il n’y a pas d’édition « ${id} » en cours d’écriture : la liste des éditions dit celles qu’il y a`,
    en: `There is no edition "${id}" being written: the list of editions tells which there are`
  })
}

export type MergeOutcome =
  { readonly status: 'merged'; readonly text: string } | (SaveOutcome & { readonly status: 'conflict' })

/**
 * The text that was chosen part by part, from what was sent, what both had read and what the other saved; the conflict
 * again while a clash is not chosen.
 */
export function mergeChapter(
  { db, actor }: Writer,
  { edition, chapter, text, version }: SentChapter,
  { base, choices }: { readonly base: number; readonly choices: ReadonlyMap<number, MergeChoice> }
): Promise<MergeOutcome> {
  return change(db, signatureOf(actor, {}), async (t): Promise<MergeOutcome> => {
    const was = await findEditionTextAt(t, edition, `${chapter}.md`, base)
    const theirs = await findEditionTextAt(t, edition, `${chapter}.md`, version)
    if (theirs === undefined) throw new NotFound(NO_VERSION)
    const merged = mergedText(mergeTexts(was ?? '', text, theirs), choices)
    return merged === undefined
      ? { status: 'conflict', base: was ?? '', theirs, version }
      : { status: 'merged', text: merged }
  })
}

const NO_VERSION = {
  fr: 'La version enregistrée par l’autre n’est plus connue sous ce numéro : rouvrez le chapitre, votre texte est gardé parmi vos brouillons',
  en: 'The version that the other saved is no longer known by this number: open the chapter again, your text is kept among your drafts'
}
