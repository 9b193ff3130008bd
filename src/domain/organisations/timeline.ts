/** What happened to an organisation and its line, dated where the source says, in the order of time. */

import { addDays } from '../shared/day.ts'
import type { Text } from '../shared/text.ts'
import { FORMS } from './form.ts'
import { nameOn, type Organisation } from './organisation.ts'
import type { Register } from './register.ts'

export type TimelineEvent = {
  /** `YYYY-MM-DD`; undefined where the source gives none: it comes first. */
  readonly on: string | undefined
  readonly text: Text
  readonly source: string | undefined
}

export function timelineOf(register: Register, organisation: Organisation): readonly TimelineEvent[] {
  const line = lineOf(register, organisation)
  const events = line.flatMap((one) => [...ownEvents(one), ...entries(register, one), ...successions(register, one)])
  const absorbed = register.organisations.flatMap((other) =>
    other.predecessors
      .filter(({ organisation: id, kind }) => id === organisation.id && kind === 'absorbed')
      .map(({ on, source }) => ({
        on,
        source,
        text: {
          fr: `${nameOn(organisation, addDays(on, -1))} rejoint ${nameOn(other, on)}`,
          en: `${nameOn(organisation, addDays(on, -1))} joins ${nameOn(other, on)}`
        }
      }))
  )
  return [...events, ...absorbed].toSorted((a, b) => order(a.on ?? '', b.on ?? ''))
}

/** It, what it was, what it became: one history under several identities. */
function lineOf(register: Register, organisation: Organisation): readonly Organisation[] {
  const line = new Set<Organisation>([organisation])
  for (const one of line) {
    for (const other of register.organisations) if (follows(one, other) || follows(other, one)) line.add(other)
  }
  return [...line]
}

function ownEvents({ names, forms }: Organisation): readonly TimelineEvent[] {
  return [
    ...names.slice(1).map(({ name, from, source }, i) => ({
      on: from,
      source,
      text: {
        fr: `${names[i]?.name ?? ''} prend le nom de ${name}`,
        en: `${names[i]?.name ?? ''} takes the name ${name}`
      }
    })),
    ...forms.slice(1).map(({ form, from, source }, i) => {
      const was = FORMS[forms[i]?.form ?? 'unknown']
      return {
        on: from,
        source,
        text: { fr: `De ${was.fr} à ${FORMS[form].fr}`, en: `From ${was.en} to ${FORMS[form].en}` }
      }
    })
  ]
}

/** What it began to take part in, by the name of the list that tells so. */
function entries({ lists }: Register, { participations }: Organisation): readonly TimelineEvent[] {
  return participations.flatMap(({ from, source, in: part, role }) => {
    const list = lists.find(({ participation }) => participation.in === part && participation.role === role)
    if (from === undefined || !list) return []
    return [
      {
        on: from,
        source,
        text: { fr: `Entre dans la liste « ${list.label.fr} »`, en: `Enters the list “${list.label.en}”` }
      }
    ]
  })
}

function successions(register: Register, organisation: Organisation): readonly TimelineEvent[] {
  return organisation.predecessors.flatMap(({ organisation: id, kind, on, source }) => {
    const other = register.organisations.find((one) => one.id === id)
    if (!other) return []
    const [was, is] = [nameOn(other, addDays(on, -1)), nameOn(organisation, on)]
    const text =
      kind === 'becomes'
        ? { fr: `${was} devient ${is}`, en: `${was} becomes ${is}` }
        : { fr: `${was} rejoint ${is}`, en: `${was} joins ${is}` }
    return [{ on, source, text }]
  })
}

function follows(later: Organisation, earlier: Organisation): boolean {
  return later.predecessors.some(({ organisation, kind }) => kind === 'becomes' && organisation === earlier.id)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
