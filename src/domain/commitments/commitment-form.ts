/** Actions, leads and judgements as the fields of a form, and back: what is wrong is told field by field. */

import { InvalidInput } from '../shared/errors.ts'
import { EMPTY_FIELD, formRows, rowFields, type FormFields, type FormProblem } from '../shared/form.ts'
import { parsePeriod, type Period } from '../shared/period.ts'
import type { Text } from '../shared/text.ts'
import { parseClaimId } from '../sources/claim.ts'
import { parseDocumentId } from '../sources/document.ts'
import { parseFigureAddress, parseIndicatorId } from '../indicators/request.ts'
import { parseOrganisationId, type OrganisationId } from '../organisations/organisation.ts'
import { parsePerimeterId } from '../territories/resolve.ts'
import {
  ACTION_STATES,
  BEARINGS,
  EVIDENCE_KINDS,
  LEAD_FATES,
  parseCommitmentId,
  VERDICTS,
  type Action,
  type Assessment,
  type Evidence,
  type FigureLink,
  type Lead,
  type Proposition
} from './commitment.ts'

export type ReadForm<T> =
  | { readonly status: 'read'; readonly value: T }
  | { readonly status: 'problems'; readonly problems: readonly FormProblem[] }

const LONGEST = 2000

/** `seen`: whoever saves has looked at it that day. The reason of the journal is another field, `reason`. */
export function actionFields(action: Action): FormFields {
  const { state, start = '', carriers, partners, account, reason = '', mergedInto = '', evidence } = action
  return {
    state,
    start,
    carriers: carriers.join('\n'),
    partners: partners.join('\n'),
    'account.fr': account?.fr ?? '',
    'account.en': account?.en ?? '',
    why: reason,
    mergedInto,
    ...evidenceFields(evidence),
    seen: ''
  }
}

/** What the form does not hold stays as it is in `base`. */
export function readAction(base: Action, fields: FormFields, today: string): ReadForm<Action> {
  const form = openForm(fields)
  const state = form.oneOf('state', ACTION_STATES)
  const start = form.parsed('start', parsePeriod)
  const carriers = form.list('carriers')
  const partners = form.list('partners')
  const account = form.both('account')
  const why = form.words('why')
  const mergedInto = form.parsed('mergedInto', parseCommitmentId)
  const evidence = form.evidence()
  const { start: _, account: __, reason: ___, mergedInto: ____, ...rest } = base
  if (!state) return form.failed()
  return form.done({
    ...rest,
    state,
    carriers,
    partners,
    evidence,
    ...(start !== undefined && { start }),
    ...(account && { account }),
    ...(why !== '' && { reason: why }),
    ...(mergedInto !== undefined && { mergedInto }),
    ...(fields['seen'] === 'yes' && { reviewedOn: today })
  })
}

export function leadFields(lead: Lead): FormFields {
  const { fate, proposition = '', action = '', owner = '', reason = '', evidence } = lead
  return { fate, proposition, action, owner, why: reason, ...evidenceFields(evidence), seen: '' }
}

/** What a lead said, and where, is not rewritten. */
export function readLead(base: Lead, fields: FormFields, today: string): ReadForm<Lead> {
  const form = openForm(fields)
  const fate = form.oneOf('fate', LEAD_FATES)
  const proposition = form.parsed('proposition', parseCommitmentId)
  const action = form.parsed('action', parseCommitmentId)
  const owner = form.parsed('owner', parseOrganisationId)
  const why = form.words('why')
  const evidence = form.evidence()
  const { id, set, text, origin, reviewedOn } = base
  if (!fate) return form.failed()
  const reviewed = fields['seen'] === 'yes' ? today : reviewedOn
  return form.done({
    id,
    set,
    text,
    origin,
    fate,
    evidence,
    ...(proposition !== undefined && { proposition }),
    ...(owner !== undefined && { owner }),
    ...(action !== undefined && { action }),
    ...(why !== '' && { reason: why }),
    ...(reviewed !== undefined && { reviewedOn: reviewed })
  })
}

export function judgementFields({ assessments }: Proposition): FormFields {
  return rowFields(
    'assessments',
    assessments.map(({ verdict, by, on, text }) => ({ verdict, by, on, fr: text.fr, en: text.en }))
  )
}

/** Several may stand, and differ: each is published. */
export function readJudgements(base: Proposition, fields: FormFields): ReadForm<Proposition> {
  const form = openForm(fields)
  // A verdict is always chosen: alone, it says nothing.
  const rows = formRows(fields, 'assessments').filter(([, row]) => row['by'] || row['fr'] || row['en'])
  const assessments = rows.map(([i, row]): Assessment => {
    const verdict = VERDICTS.find((one) => one === row['verdict'])
    if (!verdict) form.tell(`assessments.${i}.verdict`, EMPTY_FIELD)
    for (const cell of ['by', 'fr', 'en'] as const) if (!row[cell]) form.tell(`assessments.${i}.${cell}`, EMPTY_FIELD)
    const on = form.parsed(`assessments.${i}.on`, parsePeriod)
    if (on === undefined && !row['on']) form.tell(`assessments.${i}.on`, EMPTY_FIELD)
    return {
      verdict: verdict ?? 'not-measurable',
      by: row['by'] ?? '',
      on: on ?? ('' as Period),
      text: { fr: row['fr'] ?? '', en: row['en'] ?? '' }
    }
  })
  return form.done({ ...base, assessments })
}

/** « population pma 2018 », « population pma 2018 depuis 2013 », or the address of a figure. @throws {InvalidInput} */
function parseFigureLink(text: string): FigureLink {
  if (text.startsWith('/')) {
    const { indicator, perimeter, period } = parseFigureAddress(text)
    return { indicator, perimeter, period }
  }
  const [indicator = '', perimeter = '', period = '', word, from, ...rest] = text.split(/\s+/)
  const isWhole = period !== '' && rest.length === 0
  const isSince = word === undefined || ((word === 'depuis' || word === 'since') && from !== undefined)
  if (!isWhole || !isSince) throw new InvalidInput(NOT_A_FIGURE)
  return {
    indicator: parseIndicatorId(indicator),
    perimeter: parsePerimeterId(perimeter),
    period: parsePeriod(period),
    ...(from !== undefined && { from: parsePeriod(from) })
  }
}

function evidenceFields(evidence: readonly Evidence[]): FormFields {
  return rowFields(
    'evidence',
    evidence.map((one) => {
      const { bearing, kind } = one
      switch (one.kind) {
        case 'figure': {
          const { indicator, perimeter, period, from } = one.figure
          const since = from === undefined ? '' : ` depuis ${from}`
          return { bearing, kind, ref: `${indicator} ${perimeter} ${period}${since}`, words: '' }
        }
        case 'claim':
          return { bearing, kind, ref: one.claim, words: '' }
        case 'document':
          return { bearing, kind, ref: one.document, words: one.where }
        case 'note':
          return { bearing, kind, ref: '', words: one.note }
      }
    })
  )
}

export type OpenForm = ReturnType<typeof openForm>

/** A form being read: what is wrong is gathered on the way. */
export function openForm(fields: FormFields) {
  const problems: FormProblem[] = []
  const tell = (field: string, text: Text): void => void problems.push({ field, text })

  function words(field: string): string {
    const text = (fields[field] ?? '').trim()
    if (text.length > LONGEST) tell(field, TOO_LONG)
    return text
  }

  /** Undefined when the field is empty, or after a problem. */
  function parsed<T>(field: string, parse: (text: string) => T, text = words(field)): T | undefined {
    if (text === '') return undefined
    try {
      return parse(text)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      tell(field, error.text)
      return undefined
    }
  }

  function oneOf<T extends string>(field: string, choices: readonly T[]): T | undefined {
    const found = choices.find((one) => one === fields[field])
    if (!found) tell(field, EMPTY_FIELD)
    return found
  }

  function list(field: string): readonly OrganisationId[] {
    const lines = words(field)
      .split(/[\n,;]/)
      .map((one) => one.trim())
      .filter((one) => one !== '')
    return [...new Set(lines)].flatMap((one) => parsed(field, parseOrganisationId, one) ?? [])
  }

  function both(field: string): Text | undefined {
    const text = { fr: words(`${field}.fr`), en: words(`${field}.en`) }
    if ((text.fr === '') === (text.en === '')) return text.fr === '' ? undefined : text
    tell(`${field}.${text.fr === '' ? 'fr' : 'en'}`, BOTH_LANGUAGES)
    return undefined
  }

  /** As `both`, where neither is not enough. */
  function whole(field: string): Text | undefined {
    const empty = (['fr', 'en'] as const).filter((language) => words(`${field}.${language}`) === '')
    for (const language of empty) tell(`${field}.${language}`, EMPTY_FIELD)
    return empty.length > 0 ? undefined : both(field)
  }

  function evidence(): readonly Evidence[] {
    // What it is and how it bears are always chosen: alone, they say nothing.
    return formRows(fields, 'evidence')
      .filter(([, row]) => row['ref'] || row['words'])
      .flatMap(([i, row]): readonly Evidence[] => {
        const found = piece(row, (cell, parse) => parsed(`evidence.${i}.${cell}`, parse, row[cell]))
        if (!found && !problems.some(({ field }) => field.startsWith(`evidence.${i}.`))) {
          tell(`evidence.${i}.${row['kind'] === 'note' || row['ref'] ? 'words' : 'ref'}`, EMPTY_FIELD)
        }
        return found ? [found] : []
      })
  }

  function failed<T>(): ReadForm<T> {
    return { status: 'problems', problems }
  }

  function done<T>(value: T): ReadForm<T> {
    return problems.length > 0 ? failed() : { status: 'read', value }
  }

  return { tell, words, parsed, oneOf, list, both, whole, evidence, failed, done }
}

type ParseCell = <T>(cell: 'ref', parse: (text: string) => T) => T | undefined

/** Undefined where something is missing, or was told as wrong. */
function piece({ bearing: said, kind, ref, words }: FormFields, parseCell: ParseCell): Evidence | undefined {
  const bearing = BEARINGS.find((one) => one === said) ?? 'for'
  const own = EVIDENCE_KINDS.find((one) => one === kind)
  switch (own) {
    case 'figure': {
      const figure = ref ? parseCell('ref', parseFigureLink) : undefined
      return figure && { bearing, kind: own, figure }
    }
    case 'claim': {
      const claim = ref ? parseCell('ref', parseClaimId) : undefined
      return claim && { bearing, kind: own, claim }
    }
    case 'document': {
      const document = ref && words ? parseCell('ref', parseDocumentId) : undefined
      return document && { bearing, kind: own, document, where: words ?? '' }
    }
    case 'note':
      return words ? { bearing, kind: own, note: words } : undefined
    case undefined:
      return undefined
  }
}

const TOO_LONG: Text = {
  fr: `trop long : attendu au plus ${LONGEST} caractères`,
  en: `too long: expected at most ${LONGEST} characters`
}
const BOTH_LANGUAGES: Text = {
  fr: 'attendu dans les deux langues, ou dans aucune',
  en: 'expected in both languages, or in neither'
}
const NOT_A_FIGURE: Text = {
  fr: 'attendu un indicateur, un périmètre et une période, comme « population pma 2018 » ou « population pma 2018 depuis 2013 », ou l’adresse d’un chiffre',
  en: 'expected an indicator, a perimeter and a period, such as "population pma 2018" or "population pma 2018 since 2013", or the address of a figure'
}
