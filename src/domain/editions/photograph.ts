/** A photograph that is sent for an edition: known by its bytes, whatever its name says, and named anew. */

import { InvalidInput } from '../shared/errors.ts'
import { foldName } from '../territories/names.ts'

/** By the ending that each takes. */
export const PHOTOGRAPH_TYPES = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const

export type PhotographEnding = keyof typeof PHOTOGRAPH_TYPES

/** Bytes. */
export const LARGEST_PHOTOGRAPH = 10 * 1024 * 1024

/** @throws {InvalidInput} empty, too large, or of another kind: an SVG can hold a script, and is refused */
export function photographEnding(bytes: Uint8Array): PhotographEnding {
  if (bytes.length > LARGEST_PHOTOGRAPH) {
    throw new InvalidInput({
      fr: `La photographie pèse ${megabytes(bytes.length, ',')} Mo : au plus 10 Mo ; réduisez-la d’abord`,
      en: `The photograph weighs ${megabytes(bytes.length, '.')} MB: at most 10 MB; make it smaller first`
    })
  }
  const starts = (...begin: readonly number[]): boolean => begin.every((byte, i) => bytes[i] === byte)
  if (starts(0xff, 0xd8, 0xff)) return 'jpg'
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  const isWebp = [...'WEBP'].every((letter, i) => bytes[8 + i] === letter.charCodeAt(0))
  if (starts(0x52, 0x49, 0x46, 0x46) && isWebp) return 'webp'
  throw new InvalidInput({
    fr: 'Ce fichier n’est ni un JPEG, ni un PNG, ni un WebP : son contenu le dit, quel que soit son nom. Un SVG peut porter un programme : il est refusé',
    en: 'This file is no JPEG, PNG or WebP: its content says so, whatever its name. An SVG can carry a program: it is refused'
  })
}

/** « Terril du 11/19.JPG » is kept as « terril-du-11-19.jpg ». */
export function photographName(given: string, ending: PhotographEnding): string {
  const words = foldName(given.replace(/\.[a-z0-9]{1,5}$/i, ''))
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
  return `${words || 'photographie'}.${ending}`
}

function megabytes(bytes: number, comma: string): string {
  return (bytes / 1024 / 1024).toFixed(1).replace('.', comma)
}
