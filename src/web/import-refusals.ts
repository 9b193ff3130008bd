/** Why a table that is imported by plan is not read, or not applied: the same words wherever one is. */

import type { Text } from '../domain/shared/text.ts'

const MEGABYTE = 1024 * 1024

/** Of a spreadsheet, in bytes. */
export const LARGEST_SPREADSHEET = 10 * MEGABYTE

/** Of a text that is kept whole until it is applied, in bytes: what a draft holds. */
export const LARGEST_TABLE = 4 * MEGABYTE

/** @param bytes that are expected at most */
export function tooLarge(bytes: number): Text {
  const most = bytes / MEGABYTE
  return {
    fr: `Fichier trop grand : attendu ${most} Mo au plus. Rien n’a été lu.`,
    en: `The file is too large: expected ${most} MB at most. Nothing was read.`
  }
}

export const NO_FILE: Text = {
  fr: 'Aucun fichier : choisissez un tableau, puis lisez-le.',
  en: 'No file: choose a spreadsheet, then read it.'
}

export const CHANGED_SINCE: Text = {
  fr: 'Le registre a changé depuis que vous avez lu ce plan : le voici à nouveau. Rien n’est appliqué.',
  en: 'The register has changed since you read this plan: here it is again. Nothing is applied.'
}
