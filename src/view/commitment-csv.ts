/** Actions and leads as tables: one line each, with what they rest on. */

import type { Action, Evidence, Lead } from '../domain/commitments/commitment.ts'
import { fateOf, type CommitmentSummary } from '../domain/commitments/summary.ts'
import type { CsvCell } from './csv.ts'

export function actionRows({ propositions }: CommitmentSummary): readonly (readonly CsvCell[])[] {
  const head = [
    ...['proposition', 'proposition_title', 'id', 'number', 'title', 'carriers', 'partners', 'start', 'state', 'fate'],
    ...['reason', 'merged_into', 'evidence_for', 'evidence_against', 'reviewed_on']
  ]
  return [
    head,
    ...propositions.flatMap(({ proposition, actions }) =>
      actions.map((action) => [
        proposition.number,
        proposition.titles[0]?.title ?? '',
        action.id,
        action.number,
        action.title,
        action.carriers.join(' '),
        action.partners.join(' '),
        action.start ?? null,
        action.state,
        fateOf(action),
        action.reason ?? null,
        action.mergedInto ?? null,
        evidenceText(action, 'for'),
        evidenceText(action, 'against'),
        action.reviewedOn ?? null
      ])
    )
  ]
}

export function leadRows({ leads }: CommitmentSummary): readonly (readonly CsvCell[])[] {
  const head = ['id', 'text', 'origin', 'proposition', 'owner', 'fate', 'action', 'reason', 'evidence_for']
  return [
    [...head, 'evidence_against', 'reviewed_on'],
    ...leads.all.map((lead) => [
      lead.id,
      lead.text,
      lead.origin,
      lead.proposition ?? null,
      lead.owner ?? null,
      lead.fate,
      lead.action ?? null,
      lead.reason ?? null,
      evidenceText(lead, 'for'),
      evidenceText(lead, 'against'),
      lead.reviewedOn ?? null
    ])
  ]
}

function evidenceText({ evidence }: Pick<Action | Lead, 'evidence'>, bearing: Evidence['bearing']): string {
  return evidence
    .filter((one) => one.bearing === bearing)
    .map((one) => {
      switch (one.kind) {
        case 'figure':
          return [one.figure.indicator, one.figure.perimeter, one.figure.from, one.figure.period]
            .filter((part) => part !== undefined)
            .join(' ')
        case 'claim':
          return one.claim
        case 'document':
          return `${one.document}, ${one.where}`
        case 'note':
          return one.note
      }
    })
    .join(' | ')
}
