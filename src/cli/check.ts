/** `chevalement check [FILE]` */

import { readFile, writeFile } from 'node:fs/promises'
import { InvalidInput } from '../domain/shared/errors.ts'
import { amountOf, type Claim } from '../domain/sources/claim.ts'
import type { Conflict } from '../domain/sources/conflict.ts'
import { CLAIM_COLUMNS, claimRow, readClaimsCsv, type ReadClaims } from '../connectors/claims-csv.ts'
import { findClaimRegister } from '../store/documents.ts'
import { keepClaims, type KeptClaims } from '../usecases/claim-changes.ts'
import { claimContextOf, conflictsAmong, confrontAll } from '../usecases/claims.ts'
import { claimAmount, STATUSES } from '../view/claim-text.ts'
import { REASONS, stepText } from '../view/conflict-text.ts'
import { csvText } from '../view/csv.ts'
import { measureAgainst, parseAnnotations, type Score } from './check-score.ts'
import type { Execute, ExitCode, Request } from './command.ts'
import { withObservatory, type Session } from './session.ts'

/** Conflicts that nobody has closed are a refusal, so that a script may tell. */
export const check: Execute = (request) => {
  const [file, annotations] = [request.operand('FILE'), request.option('annotations')]
  return withObservatory<ExitCode>(request, async (session) => {
    const read = file === '' ? undefined : await readClaims(file)
    const known = read ? undefined : await findClaimRegister(session.db)
    const claims = read?.claims ?? known?.claims ?? []
    const kept = await keep(session, request, read)
    const exported = request.option('export')
    if (exported !== undefined) await exportClaims(exported, claims)
    const context = claimContextOf(session.db, session.observatory, session.today)
    const all = await conflictsAmong(context, claims)
    const closed = new Map(known?.closings.map(({ conflict, stamp }) => [conflict, stamp]))
    const open = all.filter(({ id, stamp }) => closed.get(id) !== stamp)
    const standing = countBy([...(await confrontAll(context, claims)).values()].map(({ status }) => status))
    const score = annotations === undefined ? undefined : measureAgainst(all, await annotationsIn(annotations, claims))
    const report = {
      claims,
      refused: read?.refused ?? [],
      open,
      closed: all.length - open.length,
      standing,
      score,
      kept
    }
    request.io.out(request.json ? `${JSON.stringify(reportJson(report), null, 2)}\n` : lines(report, request))
    return open.length + report.refused.length > 0 ? 1 : 0
  })
}

async function annotationsIn(file: string, claims: readonly Claim[]): ReturnType<typeof parseAnnotations> {
  return parseAnnotations(await textOf(file), file, new Set<string>(claims.map(({ id }) => id)))
}

type Report = {
  readonly claims: readonly Claim[]
  readonly refused: ReadClaims['refused']
  readonly open: readonly Conflict[]
  readonly closed: number
  readonly standing: Readonly<Record<string, number>>
  readonly score: Score | undefined
  readonly kept: KeptClaims | undefined
}

async function keep(session: Session, request: Request, read: ReadClaims | undefined): Promise<KeptClaims | undefined> {
  if (!request.isSet('apply')) return undefined
  if (!read) {
    throw new InvalidInput({
      fr: '--apply garde les affirmations d’un fichier : donnez-le',
      en: '--apply keeps the claims of a file: give it'
    })
  }
  const [first] = read.refused
  if (first) {
    throw new InvalidInput(
      {
        fr: `${first.text.fr} ; rien n’a été gardé : corrigez ou retirez la ligne (${read.refused.length} en tout)`,
        en: `${first.text.en}; nothing was kept: correct or remove the line (${read.refused.length} in all)`
      },
      { line: first.line }
    )
  }
  return keepClaims(session.db, { actor: 'command', reason: 'check --apply' }, read.claims)
}

async function readClaims(file: string): Promise<ReadClaims> {
  return readClaimsCsv(await textOf(file), file)
}

/** Bytes: fifty times the largest table of claims that we know of. */
const LARGEST = 20 * 1024 * 1024

async function textOf(file: string): Promise<string> {
  try {
    const bytes = await readFile(file)
    if (bytes.length > LARGEST) throw new InvalidInput({ fr: 'plus de 20 Mo', en: 'over 20 MB' }, { file })
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof InvalidInput) throw error
    const text = {
      fr: 'ce fichier ne peut pas être lu : attendu un texte en UTF-8',
      en: 'cannot be read: expected a text in UTF-8'
    }
    throw new InvalidInput(text, { file }, { cause: error })
  }
}

async function exportClaims(file: string, claims: readonly Claim[]): Promise<void> {
  try {
    await writeFile(file, csvText([CLAIM_COLUMNS, ...claims.map(claimRow)]), { flag: 'wx' })
  } catch (error) {
    const text = {
      fr: 'ne peut pas être écrit : attendu un fichier nouveau',
      en: 'cannot be written: expected a new file'
    }
    throw new InvalidInput(text, { file }, { cause: error })
  }
}

/** The stable form. */
function reportJson({ claims, refused, open, closed, standing, score, kept }: Report): object {
  return {
    claims: claims.length,
    refused,
    confrontation: standing,
    conflicts: open.map(({ id, reason, claims: of, steps }) => ({ id, reason, claims: of, arithmetic: steps })),
    closed,
    ...(score && { score }),
    ...(kept && { kept })
  }
}

/** Claims shown of a conflict that has many. */
const MOST_SHOWN = 6

function lines({ claims, refused, open, closed, standing, score, kept }: Report, { language }: Request): string {
  const isFrench = language === 'fr'
  const byId = new Map(claims.map((claim) => [claim.id, claim]))
  const colon = isFrench ? '\u00a0:' : ':'
  const quoted = (claim: Claim): string => {
    const where = [claim.perimeter, claim.period].filter((part) => part !== undefined).join(', ')
    const words = isFrench ? `« ${claim.quote} »` : `“${claim.quote}”`
    const number = amountOf(claim) ? claimAmount(claim, language) : '–'
    return `    ${claim.id} ${words} — ${claim.subject}, ${claim.measure}${colon} ${number}${where === '' ? '' : ` (${where})`}`
  }
  const told = open.flatMap(({ reason, claims: ids, steps }) => [
    '',
    `${REASONS[reason].title[language]} [${reason}]`,
    ...steps.map((step) => `    ${stepText(step, language)}`),
    ...ids
      .slice(0, MOST_SHOWN)
      .flatMap((id) => byId.get(id) ?? [])
      .map(quoted),
    ...(ids.length > MOST_SHOWN ? [`    … ${ids.length - MOST_SHOWN}`] : []),
    `    ${REASONS[reason].why[language]}`
  ])
  const stands = Object.entries(standing).map(
    ([status, count]) => `${STATUSES[status as keyof typeof STATUSES][language]} ${count}`
  )
  return `${[
    ...refused.map(({ line, text }) => `${isFrench ? 'ligne' : 'line'} ${line}${colon} ${text[language]}`),
    `${claims.length} ${isFrench ? 'affirmations' : 'claims'}${stands.length > 0 ? `${colon} ${stands.join(', ')}` : ''}`,
    ...told,
    '',
    isFrench
      ? `${open.length} contradictions ouvertes, ${closed} closes`
      : `${open.length} open conflicts, ${closed} closed`,
    ...(kept
      ? [
          isFrench
            ? `${kept.added} gardées, ${kept.changed} corrigées`
            : `${kept.added} kept, ${kept.changed} corrected`
        ]
      : []),
    ...(score ? scoreLines(score, isFrench) : [])
  ].join('\n')}\n`
}

function scoreLines({ items, found, alarms, true: right, missed }: Score, isFrench: boolean): readonly string[] {
  const percent = (part: number, whole: number): string =>
    whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`
  const missing = missed.length === 0 ? '' : ` (${missed.join(', ')})`
  return isFrench
    ? [
        `Rappel : ${found} des ${items} cas annotés, ${percent(found, items)}${missing}`,
        `Précision : ${right} des ${alarms} alertes, ${percent(right, alarms)}`
      ]
    : [
        `Recall: ${found} of ${items} annotated items, ${percent(found, items)}${missing}`,
        `Precision: ${right} of ${alarms} alarms, ${percent(right, alarms)}`
      ]
}

function countBy(all: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const one of all) counts[one] = (counts[one] ?? 0) + 1
  return counts
}
