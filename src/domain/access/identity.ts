/** What a person gives of themselves: an address, a name. */

import { InvalidInput } from '../shared/errors.ts'

/** RFC 5321. */
const LONGEST_EMAIL = 254
const LONGEST_NAME = 100

/**
 * In lower case, which is how addresses are compared.
 *
 * @throws {InvalidInput} unless `text` is one address, without anything that a mail header could take for its own
 */
export function parseEmail(text: string): string {
  const email = text.trim().toLowerCase()
  if (email.length > LONGEST_EMAIL || !/^[^\s@"(),:;<>[\\\]\p{Cc}]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/u.test(email)) {
    throw new InvalidInput({
      fr: 'L’adresse électronique ne se lit pas : attendu une seule adresse, comme prenom.nom@exemple.fr',
      en: 'The e-mail address cannot be read: expected one address, such as first.last@example.org'
    })
  }
  return email
}

/** What another vouches for, made fit: it is told by them, and who bears it could not correct it. */
export function fitPersonName(text: string): string {
  const name = text
    .replace(new RegExp(`${UNSEEN.source}+`, 'gu'), ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .normalize('NFC')
  return [...name].slice(0, LONGEST_NAME).join('').trim()
}

/** Line ends, controls, direction overrides. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u

/**
 * Any script, either direction, emoji too.
 *
 * @throws {InvalidInput} when empty, over 100 characters, or holding what cannot be seen: line ends, direction overrides
 */
export function parsePersonName(text: string): string {
  const name = text.trim().normalize('NFC')
  if (name === '' || [...name].length > LONGEST_NAME || UNSEEN.test(name)) {
    throw new InvalidInput({
      fr: `Le nom ne convient pas : attendu de 1 à ${LONGEST_NAME} caractères sur une ligne, sans caractère de contrôle`,
      en: `The name does not fit: expected 1 to ${LONGEST_NAME} characters on one line, without control characters`
    })
  }
  return name
}
