/** The documents in which numbers are read, one of them with its claims, and one claim beside the figures. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Claim } from '../domain/sources/claim.ts'
import type { Document } from '../domain/sources/document.ts'
import { VERDICTS, type Decision, type Ruling } from '../domain/sources/ruling.ts'
import { DecisionForm, DecisionNote, type GivenDecision, type Signing } from './claim-decision.tsx'
import { LinkForm, ReadingForm, UndoForm, type LinkFormProps } from './claim-forms.tsx'
import { Confronted, StandingTag, type NameFigure, type Standing } from './claim-standing.tsx'
import { claimAmount, dateText, quotableClaim, rawAmount, STATUSES, VERDICT_WORDS } from './claim-text.ts'
import { ConflictTable, documentTrail, Quoted, type ConflictView } from './conflicts.tsx'
import { colon } from './figure-links.ts'
import { ChangeList, type ShownChange } from './journal.tsx'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'

const ACCESS_WORDS: Readonly<Record<Document['access'], Text>> = {
  open: { fr: 'accès libre', en: 'open access' },
  partial: { fr: 'lu en partie', en: 'read in part' },
  closed: { fr: 'accès restreint', en: 'restricted access' }
}

const LEAD: Text = {
  fr: 'Des documents donnent des chiffres du territoire. Chaque affirmation est citée en quelques mots, mise à côté des chiffres calculés ici, et confrontée aux autres.',
  en: 'Documents give figures of the territory. Each claim is quoted in a few words, put beside the figures computed here, and confronted with the others.'
}

export function DocumentsPage({
  frame,
  documents,
  conflicts,
  mayImport
}: {
  readonly frame: Frame
  readonly mayImport: boolean
  readonly documents: readonly { readonly document: Document; readonly claims: number; readonly sourced: number }[]
  readonly conflicts: number
}) {
  const { language } = frame
  const title = { fr: 'Documents et affirmations', en: 'Documents and claims' }[language]
  const whole = (value: number): string => formatNumber(value, { language, decimals: 0 })
  return (
    <Page frame={frame} title={title} description={LEAD[language]}>
      <Trail links={[[pathTo('home', language), say('home', language)]]} here={title} />
      <div class="title">
        <h1>{title}</h1>
        <div class="actions">
          <a class="button small" href={pathTo('conflicts', language)}>
            {{ fr: 'Contradictions', en: 'Conflicts' }[language]} ({whole(conflicts)})
          </a>
          {mayImport && (
            <a class="button small" href={pathTo('importClaims', language)}>
              {{ fr: 'Importer des affirmations', en: 'Import claims' }[language]}
            </a>
          )}
        </div>
      </div>
      <p class="standfirst">{typeset(LEAD[language], language)}</p>
      {documents.length === 0 ? (
        <p class="notice wide-gap">
          {typeset(
            {
              fr: 'Aucun document n’est au registre. Un dossier en apporte dans documents/, une table CSV par la commande check --apply.',
              en: 'No document is in the register. A folder brings them in documents/, a CSV table by the command check --apply.'
            }[language],
            language
          )}
        </p>
      ) : (
        <table class="table wide-gap">
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{{ fr: 'Document', en: 'Document' }[language]}</th>
              <th scope="col" class="n">
                {{ fr: 'Affirmations', en: 'Claims' }[language]}
              </th>
              <th scope="col" class="n">
                {{ fr: 'avec source', en: 'with a source' }[language]}
              </th>
            </tr>
          </thead>
          <tbody>
            {documents.map(({ document, claims, sourced }) => (
              <tr>
                <th scope="row">
                  <a href={pathTo('documents', language, document.id)} lang="fr">
                    {document.title}
                  </a>
                  <span class="sub">{originText(document, language)}</span>
                </th>
                <td class="n">{whole(claims)}</td>
                <td class="n">{whole(sourced)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Page>
  )
}

export type DocumentProps = {
  readonly frame: Frame
  readonly document: Document
  readonly claims: readonly { readonly claim: Claim; readonly confrontation: Standing; readonly conflicts: number }[]
}

export function DocumentPage({ frame, document, claims }: DocumentProps) {
  const { language } = frame
  const counts = Object.entries(STATUSES).map(
    ([status, text]) =>
      `${text[language]}${colon(language)}${formatNumber(claims.filter(({ confrontation }) => confrontation.status === status).length, { language, decimals: 0 })}`
  )
  return (
    <Page frame={frame} title={document.title}>
      <Trail links={documentTrail(language)} here={document.title} />
      <div class="title">
        <h1 lang="fr">{document.title}</h1>
        <div class="actions">
          <a class="button small" href={`${pathTo('documents', language, document.id)}/claims.csv`}>
            CSV
          </a>
        </div>
      </div>
      <p class="standfirst">{originText(document, language)}</p>
      {document.note && <p class="notice">{typeset(document.note[language], language)}</p>}
      {document.url !== undefined && (
        <p class="gap">
          <a href={document.url}>{document.url}</a>
        </p>
      )}
      <p class="note gap">{counts.join(', ')}</p>
      {claims.length === 0 ? (
        <p class="notice wide-gap">{{ fr: 'Rien n’y a été relevé.', en: 'Nothing was read in it.' }[language]}</p>
      ) : (
        <table class="table wide-gap">
          <caption class="unseen">{{ fr: 'Affirmations', en: 'Claims' }[language]}</caption>
          <tbody>
            {claims.map(({ claim, confrontation, conflicts }) => (
              <tr id={claim.id}>
                <th scope="row">
                  <a href={pathTo('claims', language, claim.id)}>
                    {claim.subject}, {claim.measure}
                  </a>
                  <span class="sub">
                    <Quoted text={claim.quote} language={language} />
                  </span>
                  <span class="sub">{claimAmount(claim, language)}</span>
                </th>
                <td>
                  <StandingTag standing={confrontation} language={language} />
                  {conflicts > 0 && <span class="sub">{conflictCount(conflicts, language)}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Page>
  )
}

export type Editing = Pick<LinkFormProps, 'token' | 'seen' | 'edit' | 'indicators' | 'perimeters'> & {
  /** Figures of the very number. */
  readonly alike: readonly Figure[]
  /** The last change of the reader, that may still be taken back. */
  readonly undoable?: number
}

export type ClaimProps = {
  readonly frame: Frame
  readonly claim: Claim
  readonly document: Document
  readonly confrontation: Standing
  readonly ruling: Decision<Ruling>
  readonly conflicts: readonly ConflictView[]
  readonly changes: readonly ShownChange[]
  readonly nameOf: NameFigure
  /** Absent for whoever may not rule. */
  readonly signing?: Signing
  /** What an officer may do besides; absent for others. */
  readonly editing?: Editing
  readonly problem?: Text
  readonly given?: GivenDecision
}

export function ClaimPage(props: ClaimProps) {
  const {
    frame,
    claim,
    document,
    confrontation,
    ruling,
    conflicts,
    changes,
    nameOf,
    signing,
    editing,
    problem,
    given
  } = props
  const { language } = frame
  const title = `${claim.subject}, ${claim.measure}`
  return (
    <Page frame={frame} title={title}>
      <Trail
        links={[...documentTrail(language), [pathTo('documents', language, document.id), document.title]]}
        here={title}
      />
      <div class="title">
        <h1>{title}</h1>
        <div class="tags">
          <StandingTag standing={confrontation} language={language} />
        </div>
      </div>
      <p class="standfirst">
        <Quoted text={claim.quote} language={language} />
      </p>
      <Section title={{ fr: 'Lecture', en: 'Reading' }[language]}>
        <Reading claim={claim} language={language} />
        {editing && <ReadingForm {...editing} claim={claim} language={language} />}
      </Section>
      <Section title={{ fr: 'À côté des chiffres', en: 'Beside the figures' }[language]}>
        <Confronted standing={confrontation} nameOf={nameOf} language={language} />
        {editing && (
          <LinkForm
            {...editing}
            claim={claim}
            language={language}
            nameOf={nameOf}
            proposals={[
              ...('figure' in confrontation && confrontation.figure ? [confrontation.figure] : []),
              ...(confrontation.status === 'elsewhere' ? confrontation.matches : []),
              ...editing.alike
            ]}
          />
        )}
        <DecisionNote decision={ruling} words={VERDICT_WORDS} chosen={(one) => one.verdict} language={language} />
        {signing && (
          <DecisionForm
            action={`${pathTo('claims', language, claim.id)}/rule`}
            signing={signing}
            legend={{ fr: 'Décider de cette affirmation', en: 'Rule on this claim' }}
            name="verdict"
            choices={VERDICTS.map((verdict) => [verdict, VERDICT_WORDS[verdict]])}
            isDecided={ruling.status !== 'open'}
            language={language}
            {...(problem && { problem })}
            {...(given && { given })}
          />
        )}
      </Section>
      {conflicts.length > 0 && (
        <Section title={{ fr: 'Contradictions', en: 'Conflicts' }[language]}>
          <ConflictTable conflicts={conflicts} language={language} />
        </Section>
      )}
      <Section title={{ fr: 'À citer', en: 'To quote' }[language]}>
        <p class="reading">{quotableClaim(claim, document, language)}</p>
      </Section>
      {changes.length > 0 && (
        <Section title={{ fr: 'Historique', en: 'History' }[language]}>
          <ChangeList changes={changes} frame={frame} />
          {editing?.undoable !== undefined && (
            <UndoForm entry={editing.undoable} token={editing.token} language={language} />
          )}
        </Section>
      )}
    </Page>
  )
}

/** What the scan gives, what it most likely was, what somebody has validated: side by side. */
function Reading({ claim, language }: { readonly claim: Claim; readonly language: Language }) {
  const { reading, perimeter, period, source, comparison, where } = claim
  const isDamaged = reading.status === 'doubtful' || reading.status === 'validated'
  const unsaid = { fr: 'non dit', en: 'not said' }[language]
  const rows: readonly (readonly [Text, string])[] = [
    [{ fr: 'Nombre', en: 'Number' }, claimAmount(claim, language)],
    ...(isDamaged ? [[{ fr: 'Lecture brute', en: 'Raw reading' }, rawAmount(claim, language)] as const] : []),
    ...(reading.likely === undefined
      ? []
      : [[{ fr: 'Remarque du lecteur', en: 'Reader’s remark' }, reading.likely] as const]),
    ...(reading.status === 'validated' ? [[{ fr: 'Validée par', en: 'Validated by' }, reading.by] as const] : []),
    ...(reading.status === 'validated' && reading.reason !== undefined
      ? [[{ fr: 'Sur quoi', en: 'On what grounds' }, reading.reason] as const]
      : []),
    [{ fr: 'Périmètre', en: 'Perimeter' }, perimeter ?? unsaid],
    [{ fr: 'Période', en: 'Period' }, period ?? unsaid],
    [{ fr: 'Source que le document donne', en: 'Source that the document gives' }, source ?? unsaid],
    ...(comparison === undefined ? [] : [[{ fr: 'Comparaison', en: 'Comparison' }, comparison] as const]),
    ...(where.section === undefined ? [] : [[{ fr: 'Partie', en: 'Section' }, where.section] as const]),
    ...(where.line === undefined ? [] : [[{ fr: 'Ligne', en: 'Line' }, String(where.line)] as const])
  ]
  return (
    <>
      {reading.status === 'doubtful' && (
        <p class="notice care">
          {typeset(
            {
              fr: 'La copie lue est abîmée ici : personne n’a encore vérifié sur l’original.',
              en: 'The copy read is damaged here: nobody has checked the original yet.'
            }[language],
            language
          )}
        </p>
      )}
      <table class="table reading">
        <caption class="unseen">{{ fr: 'Lecture', en: 'Reading' }[language]}</caption>
        <tbody>
          {rows.map(([label, value]) => (
            <tr>
              <th scope="row">{label[language]}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function originText({ producer, date, access }: Document, language: Language): string {
  return [producer, dateText(date, language), ACCESS_WORDS[access][language]].join(', ')
}

function conflictCount(count: number, language: Language): string {
  const number = formatNumber(count, { language, decimals: 0 })
  if (language === 'fr') return `${number} contradiction${count > 1 ? 's' : ''}`
  return `${number} conflict${count === 1 ? '' : 's'}`
}
