/** The register: organisations, the lists computed from them, the people who hold office; and what must hold of it. */

import { dayWords } from '../shared/day.ts'
import type { Text } from '../shared/text.ts'
import type { OrganisationList } from './list.ts'
import type { Organisation, OrganisationId, Span } from './organisation.ts'
import type { Person } from './person.ts'

export type Register = {
  readonly organisations: readonly Organisation[]
  readonly lists: readonly OrganisationList[]
  readonly people: readonly Person[]
}

export type RegisterProblem = {
  readonly kind: 'organisations' | 'lists' | 'people'
  readonly id: string
  readonly path: readonly (string | number)[]
  readonly text: Text
}

export function organisationIn({ organisations }: Register, id: string): Organisation | undefined {
  return organisations.find((one) => one.id === id)
}

/** What is wrong with a register: names that lead nowhere, dates that cross. In the order of the folder. */
export function registerProblems(register: Register, perimeters: ReadonlySet<string>): readonly RegisterProblem[] {
  const known = new Set<string>(register.organisations.map(({ id }) => id))
  return [
    ...register.organisations.flatMap((one) => organisationProblems(one, known, perimeters)),
    ...register.lists.flatMap(({ id, participation }) =>
      register.organisations.some(({ participations }) =>
        participations.some((one) => one.in === participation.in && one.role === participation.role)
      )
        ? []
        : [problem('lists', id, ['participation'], EMPTY_LIST)]
    ),
    ...register.people.flatMap(({ id, mandates }) =>
      mandates.flatMap((one, i) => [
        ...(known.has(one.organisation)
          ? []
          : [problem('people', id, ['mandates', i, 'organisation'], unknown(one.organisation))]),
        ...spanProblem('people', id, ['mandates', i], one)
      ])
    )
  ]
}

function organisationProblems(
  organisation: Organisation,
  known: ReadonlySet<string>,
  perimeters: ReadonlySet<string>
): readonly RegisterProblem[] {
  const { id, names, forms, predecessors, participations, territory, mergedInto } = organisation
  const bad = (path: readonly (string | number)[], text: Text): RegisterProblem =>
    problem('organisations', id, path, text)
  const others: readonly (readonly [readonly (string | number)[], OrganisationId])[] = [
    ...predecessors.map((one, i) => [['predecessors', i, 'organisation'], one.organisation] as const),
    ...(mergedInto === undefined ? [] : [[['mergedInto'], mergedInto] as const])
  ]
  return [
    ...others.flatMap(([path, other]) => {
      if (other === id) return [bad(path, ITSELF)]
      return known.has(other) ? [] : [bad(path, unknown(other))]
    }),
    ...(territory === undefined || perimeters.has(territory) || COMMUNE.test(territory)
      ? []
      : [
          bad(['territory'], {
            fr: `« ${territory} » : périmètre qui n’existe pas`,
            en: `unknown perimeter "${territory}"`
          })
        ]),
    ...(
      [
        ['names', names],
        ['forms', forms]
      ] as const
    ).flatMap(([key, spans]) => overlapProblem(id, key, spans)),
    ...participations.flatMap((one, i) => spanProblem('organisations', id, ['participations', i], one))
  ]
}

/** One name at a time, one form at a time, oldest first. */
function overlapProblem(id: string, key: string, spans: readonly Span[]): readonly RegisterProblem[] {
  return spans.flatMap((span, i) => {
    const before = spans[i - 1]
    const wrong = spanProblem('organisations', id, [key, i], span)
    if (wrong.length > 0 || before === undefined) return wrong
    if (before.to !== undefined && span.from !== undefined && before.to < span.from) return []
    return [problem('organisations', id, [key, i], OVERLAP)]
  })
}

function spanProblem(
  kind: RegisterProblem['kind'],
  id: string,
  path: readonly (string | number)[],
  { from, to }: Span
): readonly RegisterProblem[] {
  if (from === undefined || to === undefined || from <= to) return []
  return [
    problem(kind, id, [...path, 'to'], {
      fr: `finit le ${dayWords(to).fr}, avant de commencer le ${dayWords(from).fr}`,
      en: `ends on ${dayWords(to).en}, before it begins on ${dayWords(from).en}`
    })
  ]
}

function problem(
  kind: RegisterProblem['kind'],
  id: string,
  path: readonly (string | number)[],
  text: Text
): RegisterProblem {
  return { kind, id, path, text }
}

function unknown(id: string): Text {
  return { fr: `« ${id} » : organisme qui n’existe pas`, en: `unknown organisation "${id}"` }
}

/** The code of a commune is a perimeter of its own, whatever the folder defines. */
const COMMUNE = /^(?:\d\d|2[AB])\d{3}$/

const ITSELF: Text = { fr: 'un organisme ne peut pas se suivre lui-même', en: 'an organisation cannot follow itself' }
const OVERLAP: Text = {
  fr: 'commence avant que le précédent finisse : attendu du plus ancien au plus récent, chacun avec sa fin',
  en: 'begins before the one before it ends: expected oldest first, each with its end'
}
const EMPTY_LIST: Text = {
  fr: 'aucun organisme n’y participe à ce titre : la liste serait vide',
  en: 'no organisation takes part in that role: the list would be empty'
}
