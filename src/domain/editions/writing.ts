/** An issue of the booklet on its way: who may still write in it, and the files it is written in. */

/**
 * `checking`: its producers were asked; `approved`: nobody objects; `frozen`: it changes no more; `published`: the
 * public reads it, from the hour of its embargo.
 */
export const EDITION_STATES = ['draft', 'checking', 'approved', 'frozen', 'published'] as const

export type EditionState = (typeof EDITION_STATES)[number]

/** The name of the file of settings; every other is a chapter in Markdown. */
export const SETTINGS_FILE = 'edition.yaml'

export type WrittenEdition = {
  readonly id: string
  readonly state: EditionState
  /** `YYYY-MM-DD`, the last day on which producers may object; undefined before they are asked. */
  readonly answerBy?: string
  /** Digest of what it was frozen as; undefined while it may still change. */
  readonly frozen?: string
  /** Of the record, not of its files. */
  readonly version: number
}

/** A file of an edition: its version is asked of whoever writes it, so that nobody overwrites what they have not seen. */
export type EditionFile = { readonly name: string; readonly text: string; readonly version: number }

/** An edition as a folder holds it. */
export type EditionTexts = { readonly id: string; readonly files: readonly Pick<EditionFile, 'name' | 'text'>[] }
