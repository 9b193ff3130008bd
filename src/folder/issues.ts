/** What zod found wrong, in words that a person can act on. */

import { z } from 'zod'
import { nearest } from '../domain/shared/nearest.ts'
import type { Text } from '../domain/shared/text.ts'

export type Issue = z.core.$ZodIssue

/** In a union, the member that went furthest says what is wrong. */
export function innermost(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const [best = []] = issue.errors.toSorted((a, b) => depth(b) - depth(a))
  return best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(innermost)
}

function depth(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length))
}

export function issueText(issue: Issue | undefined): Text {
  if (!issue) return { fr: 'contenu inattendu', en: 'unexpected content' }
  const key = issue.path.filter((step) => typeof step === 'string').at(-1)
  const at = key === undefined ? { fr: '', en: '' } : { fr: `« ${key} » : `, en: `"${key}": ` }
  const say = (fr: string, en: string): Text => ({ fr: at.fr + fr, en: at.en + en })
  const found = foundText(issue.input)
  switch (issue.code) {
    case 'unrecognized_keys': {
      const [unknown = ''] = issue.keys
      const known = issue.message.split(' ')
      const near = nearest(unknown, known)
      return near === undefined
        ? {
            fr: `clé inconnue « ${unknown} » : les clés connues sont ${known.join(', ')}`,
            en: `unknown key "${unknown}": the known keys are ${known.join(', ')}`
          }
        : {
            fr: `clé inconnue « ${unknown} » : peut-être « ${near} »`,
            en: `unknown key "${unknown}": did you mean "${near}"?`
          }
    }
    case 'invalid_type': {
      if (issue.input === undefined && key !== undefined) {
        return { fr: `il manque la clé « ${key} »`, en: `the key "${key}" is missing` }
      }
      const { fr, en } = TYPES[issue.expected] ?? { fr: issue.expected, en: issue.expected }
      return say(`trouvé ${found.fr}, attendu ${fr}`, `found ${found.en}, expected ${en}`)
    }
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ')
      return say(`trouvé ${found.fr}, attendu ${values}`, `found ${found.en}, expected ${values}`)
    }
    case 'invalid_union': {
      const options = 'options' in issue ? issue.options?.map(String).join(', ') : undefined
      if (options === undefined) break
      return say(`attendu l’un de ${options}`, `expected one of ${options}`)
    }
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') return say('vide', 'empty')
      return say(
        `trouvé ${found.fr}, attendu au moins ${issue.minimum}`,
        `found ${found.en}, expected at least ${issue.minimum}`
      )
    case 'too_big':
      return say(
        `trouvé ${found.fr}, attendu au plus ${issue.maximum}`,
        `found ${found.en}, expected at most ${issue.maximum}`
      )
    case 'custom': {
      const own = ownText.safeParse(issue.params)
      if (!own.success) break
      return say(own.data.fr, own.data.en)
    }
    default:
  }
  return say(`trouvé ${found.fr}, inattendu`, `found ${found.en}, unexpected`)
}

const TYPES: Readonly<Record<string, Text>> = {
  string: { fr: 'un texte (un code s’écrit entre guillemets)', en: 'a text (a code is written between quotes)' },
  number: { fr: 'un nombre', en: 'a number' },
  int: { fr: 'un nombre entier', en: 'a whole number' },
  boolean: { fr: 'true ou false', en: 'true or false' },
  array: { fr: 'une liste', en: 'a list' },
  object: { fr: 'des clés et leurs valeurs', en: 'keys and their values' }
}

function foundText(input: unknown): Text {
  if (input === null || input === undefined) return { fr: 'rien', en: 'nothing' }
  if (Array.isArray(input)) return { fr: 'une liste', en: 'a list' }
  if (typeof input === 'object') return { fr: 'des clés', en: 'keys' }
  const shown = JSON.stringify(input)
  return { fr: shown, en: shown }
}

/** Of a function of the domain: its own words say what is wrong. */
const ownText = z.object({ fr: z.string(), en: z.string() })
