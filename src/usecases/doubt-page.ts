/** Doubts as pages tell them: the figure by its name, what was read and what is read now, who answered for whom. */

import { isLate, type Doubt, type DoubtAnswer, type Shown } from '../domain/indicators/doubt.ts'
import { nameOn } from '../domain/organisations/organisation.ts'
import { organisationIn } from '../domain/organisations/register.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import type { StoredDoubt } from '../store/doubts.ts'
import { figureDoubted, type DoubtContext } from './doubts.ts'

export type ToldDoubt = {
  readonly id: string
  readonly status: Doubt['status']
  readonly text: string
  /** Days, `YYYY-MM-DD`. */
  readonly receivedOn: string
  readonly dueOn: string
  readonly isLate: boolean
  readonly refusal?: Extract<Doubt, { readonly status: 'refused' }>['refusal']
  readonly indicator: Text
  readonly place: Text
  readonly period: Period
  /** Of the figure as it was read, in French. */
  readonly address: string
  /** The same question, whatever the edition. */
  readonly about: Doubt['about']
  readonly doubted: Shown
  /** Undefined where the question has no answer any more. */
  readonly now?: Shown
  /** Name of who is to answer. */
  readonly officer?: string
  readonly answers: readonly ToldAnswer[]
}

export type ToldAnswer = Pick<DoubtAnswer, 'on' | 'outcome' | 'text' | 'shown'> & {
  readonly name: string
  readonly organisation?: { readonly id: string; readonly name: string }
}

/** In the order given. */
export async function tellDoubts(
  { observatory, organisations, today }: Omit<DoubtContext, 'access'>,
  stored: readonly StoredDoubt[]
): Promise<readonly ToldDoubt[]> {
  const isSigned = stored.some(({ doubt }) => doubt.answers.some(({ organisation }) => organisation !== undefined))
  const register = isSigned ? await organisations.register() : undefined
  return Promise.all(
    stored.map(async ({ doubt, names }): Promise<ToldDoubt> => {
      const { about, officer } = doubt
      const figure = await figureDoubted(observatory, doubt)
      const indicator = observatory.registry.indicators.get(about.indicator)
      return {
        ...{ id: doubt.id, status: doubt.status, text: doubt.text, address: doubt.address, about },
        ...{ receivedOn: doubt.receivedOn, dueOn: doubt.dueOn, isLate: isLate(doubt, today) },
        ...(doubt.status === 'refused' && { refusal: doubt.refusal }),
        indicator: indicator?.label ?? same(about.indicator),
        place: figure?.perimeter.label ?? same(about.perimeter),
        period: about.period,
        doubted: doubt.shown,
        ...(figure && { now: figure }),
        ...(officer !== undefined && { officer: names.get(officer) ?? '–' }),
        answers: doubt.answers.map((answer) => signed(answer, names))
      }
    })
  )

  function signed(answer: DoubtAnswer, names: StoredDoubt['names']): ToldAnswer {
    const { on, outcome, text, shown, officer, organisation: id } = answer
    const found = id === undefined || !register ? undefined : organisationIn(register, id)
    return {
      ...{ on, outcome, text, shown, name: names.get(officer) ?? '–' },
      ...(id !== undefined && { organisation: { id, name: found ? nameOn(found, on) : id } })
    }
  }
}

function same(text: string): Text {
  return { fr: text, en: text }
}
