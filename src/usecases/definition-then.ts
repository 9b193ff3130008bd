/** A definition of the registry as it was known on a day, beside what it is today. */

import { sameValue } from '../domain/journal/sentence.ts'
import { dayWords } from '../domain/shared/day.ts'
import { InvalidInput, NotFound } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { fieldLabel, valueWords, type Change } from './journal.ts'
import type { DefinedRelation, RegisterReader } from './organisations.ts'

/** One field, in words; `differs` when it is otherwise today. */
export type ThenField = { readonly label: Text; readonly then: Text; readonly now: Text; readonly differs: boolean }

export type DefinitionThen = {
  readonly relation: DefinedRelation
  readonly id: string
  readonly name: Text
  readonly day: string
  readonly today: string
  readonly fields: readonly ThenField[]
  /** Since that day. */
  readonly changes: readonly Change[]
}

/** @throws {NotFound} when it was not known yet, or is not at all; {InvalidInput} for a day to come */
export async function definitionThen(
  reader: RegisterReader,
  asked: { readonly relation: DefinedRelation; readonly id: string; readonly day: string; readonly today: string }
): Promise<DefinitionThen> {
  const { relation, id, day, today } = asked
  if (day > today) {
    throw new InvalidInput({
      fr: `le ${dayWords(day).fr} est à venir : attendu un jour passé, ou ce jour`,
      en: `${dayWords(day).en} is yet to come: expected a day gone by, or this one`
    })
  }
  const [then, now] = [await reader.definition(relation, id, day), await reader.definition(relation, id)]
  if (!then) throw await unknown(reader, asked, now !== undefined)
  const names = [...new Set([...Object.keys(then), ...Object.keys(now ?? {})])].filter((name) => name !== 'id')
  return {
    relation,
    id,
    day,
    today,
    name: labelIn(then) ?? { fr: id, en: id },
    fields: names.map((name) => fieldThen(name, then, now ?? {})),
    changes: await reader.changes({ record: { relation, key: id }, from: day })
  }
}

type Definition = Readonly<Record<string, unknown>>

function fieldThen(name: string, then: Definition, now: Definition): ThenField {
  const words = (value: unknown): Text => ({ fr: valueWords(value, 'fr'), en: valueWords(value, 'en') })
  // The order of the keys of a document says nothing, and words follow it.
  const differs = !sameValue(then[name], now[name])
  return { label: fieldLabel(name), then: words(then[name]), now: words(now[name]), differs }
}

function labelIn({ label }: Definition): Text | undefined {
  if (typeof label !== 'object' || label === null) return undefined
  const [fr, en]: readonly unknown[] = [Reflect.get(label, 'fr'), Reflect.get(label, 'en')]
  return typeof fr === 'string' && typeof en === 'string' ? { fr, en } : undefined
}

/** The registry may have begun later, or the definition come later, or never. */
async function unknown(
  reader: RegisterReader,
  { id, day }: { readonly id: string; readonly day: string },
  isKnownToday: boolean
): Promise<NotFound> {
  if (!isKnownToday) return new NotFound({ fr: `Rien ne s’appelle « ${id} »`, en: `Nothing is called "${id}"` })
  const first = await reader.firstDay()
  const since = first === undefined ? undefined : dayWords(first)
  return new NotFound({
    fr: `Le registre ne connaissait pas encore « ${id} » le ${dayWords(day).fr}${since ? `. Il commence le ${since.fr}` : ''}`,
    en: `The register did not know "${id}" yet on ${dayWords(day).en}${since ? `. It begins on ${since.en}` : ''}`
  })
}
