/** Which passwords are taken: long, not common, not made of what everyone knows of the person. */

import { InvalidInput } from '../shared/errors.ts'
import type { Text } from '../shared/text.ts'

const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 128

/** Fewer different characters than this are a pattern, not a password. */
const FEWEST_DIFFERENT = 6

/**
 * Returns the password in the one form in which it is kept (NFKC): keyboards compose accents in several ways.
 *
 * @param common in lower case
 * @param known  what others know: name, address, organisation
 * @throws {InvalidInput} saying which rule, never the password
 */
export function parsePassword(text: string, common: ReadonlySet<string>, known: readonly string[]): string {
  if (text.length > LONGEST_PASSWORD) throw new InvalidInput(TOO_LONG)
  const password = text.normalize('NFKC')
  const length = [...password].length
  if (length < SHORTEST_PASSWORD) throw new InvalidInput(TOO_SHORT)
  if (new Set(password.toLowerCase()).size < FEWEST_DIFFERENT) throw new InvalidInput(REPEATED)
  const plain = plainOf(password)
  if (plain === '' || [password.toLowerCase(), plain, halfOf(plain)].some((one) => one && common.has(one))) {
    throw new InvalidInput(COMMON)
  }
  const words = known.flatMap((one) => one.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length > 3)
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), password.toLowerCase())
  if ([...rest].length < SHORTEST_PASSWORD / 2) throw new InvalidInput(KNOWN)
  return password
}

/** Without what is added to a common word to make it pass: digits and signs around it, letters written as digits. */
function plainOf(password: string): string {
  const trimmed = password.toLowerCase().replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  return [...trimmed].map((letter) => LETTERS[letter] ?? letter).join('')
}

/** « passwordpassword » is « password ». */
function halfOf(text: string): string | undefined {
  const half = text.slice(0, text.length / 2)
  return half + half === text ? half : undefined
}

const LETTERS: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' }

const TOO_SHORT: Text = {
  fr: `Mot de passe trop court : attendu au moins ${SHORTEST_PASSWORD} caractères ; une phrase convient`,
  en: `The password is too short: expected at least ${SHORTEST_PASSWORD} characters; a sentence will do`
}
const TOO_LONG: Text = {
  fr: `Mot de passe trop long : attendu au plus ${LONGEST_PASSWORD} caractères`,
  en: `The password is too long: expected at most ${LONGEST_PASSWORD} characters`
}
const REPEATED: Text = {
  fr: `Mot de passe trop répétitif : attendu au moins ${FEWEST_DIFFERENT} caractères différents`,
  en: `The password repeats itself: expected at least ${FEWEST_DIFFERENT} different characters`
}
const COMMON: Text = {
  fr: 'Ce mot de passe est de ceux qu’on essaie en premier : choisissez-en un autre, quatre mots sans lien par exemple',
  en: 'This password is among those tried first: choose another, for example four unrelated words'
}
const KNOWN: Text = {
  fr: 'Ce mot de passe tient surtout de votre nom ou de votre adresse : choisissez-en un autre',
  en: 'This password is mostly your name or address: choose another'
}
