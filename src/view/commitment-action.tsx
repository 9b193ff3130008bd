/** One action: who carries it, how far it is, what says so and what says the contrary. */

import type { Action, CommitmentSet, Evidence, Lead, Proposition } from '../domain/commitments/commitment.ts'
import type { Language } from '../domain/shared/text.ts'
import type { Claim } from '../domain/sources/claim.ts'
import type { Document } from '../domain/sources/document.ts'
import { quotableClaim } from './claim-text.ts'
import { FigureLine, FigureLinks, type ShownFigureLink } from './commitment-figures.tsx'
import { BEARING_WORDS, promise, STATE_TONES, STATE_WORDS } from './commitment-messages.ts'
import { commitmentTrail } from './commitment-page.tsx'
import { Tools, type CommitmentTools } from './commitment-tools.tsx'
import { asOfQuery, StateDay, type ShownState } from './commitments.tsx'
import { ChangeList, type ShownChange } from './journal.tsx'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { typeset } from './messages.ts'
import { AsWritten, writtenIn } from './passage.tsx'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { dayText } from './territory-members.tsx'

type Named = { readonly id: string; readonly name: string }

/** Evidence with what it leads to; what is gone since is left without. */
export type ShownEvidence = Pick<Evidence, 'bearing'> &
  (
    | { readonly kind: 'figure'; readonly figure: ShownFigureLink }
    | { readonly kind: 'claim'; readonly id: string; readonly claim?: Claim; readonly document?: Document }
    | { readonly kind: 'document'; readonly id: string; readonly document?: Document; readonly where: string }
    | { readonly kind: 'note'; readonly note: string }
  )

export type ActionProps = ShownState & {
  readonly frame: Frame
  readonly action: Action
  readonly proposition: Proposition
  readonly set: CommitmentSet
  readonly carriers: readonly Named[]
  readonly partners: readonly Named[]
  readonly evidence: readonly ShownEvidence[]
  readonly figures: readonly ShownFigureLink[]
  readonly mergedInto?: Action
  readonly namesakes: readonly Action[]
  readonly leads: readonly Lead[]
  readonly changes: readonly ShownChange[]
  readonly may: CommitmentTools
}

export function ActionPage(props: ActionProps) {
  const { frame, action, proposition, set, evidence, figures, mergedInto, namesakes, leads, changes, may } = props
  const { carriers, partners, today, asOf } = props
  const shown: ShownState = { today, ...(asOf !== undefined && { asOf }) }
  const { language } = frame
  const { id, number, title, state, start, account, reason, reviewedOn, aim, formerTitles = [] } = action
  const here = pathTo('commitmentActions', language, id)
  const linkTo = (other: Action) => (
    <a
      href={`${pathTo('commitmentActions', language, other.id)}${asOfQuery(shown, language)}`}
      lang={writtenIn(language)}
    >
      {other.id}, {other.title}
    </a>
  )
  return (
    <Page frame={frame} title={title} current="commitments">
      <Trail
        links={[
          ...commitmentTrail(set, shown, language),
          [
            `${pathTo('commitments', language, proposition.id)}${asOfQuery(shown, language)}`,
            `${promise('proposition', language)} ${proposition.number}`
          ]
        ]}
        here={`${promise('action', language)} ${number}`}
      />
      <div class="title">
        <h1 lang={writtenIn(language)}>{typeset(title, 'fr')}</h1>
        <div class="actions">
          <Tools may={may} label={promise('edit', language)} here={here} language={language} />
        </div>
      </div>
      <StateDay shown={shown} language={language} address={here} />
      <Section id="state" title={promise('state', language)}>
        <dl class="sheet">
          {aim && (
            <div>
              <dt>{promise('aim', language)}</dt>
              <dd>{typeset(aim[language], language)}</dd>
            </div>
          )}
          <div>
            <dt>{promise('state', language)}</dt>
            <dd>
              <span class={`tag${STATE_TONES[state]}`}>{STATE_WORDS[state][language]}</span>
            </dd>
          </div>
          {mergedInto && (
            <div>
              <dt>{promise('mergedInto', language)}</dt>
              <dd>{linkTo(mergedInto)}</dd>
            </div>
          )}
          {reason !== undefined && (
            <div>
              <dt>{promise('reason', language)}</dt>
              <dd>
                <AsWritten text={reason} language={language} />
              </dd>
            </div>
          )}
          <div>
            <dt>{promise('carriers', language)}</dt>
            <dd>
              <Organisations all={carriers} language={language} />
            </dd>
          </div>
          {partners.length > 0 && (
            <div>
              <dt>{promise('partners', language)}</dt>
              <dd>
                <Organisations all={partners} language={language} />
              </dd>
            </div>
          )}
          <div>
            <dt>{promise('start', language)}</dt>
            <dd>{start === undefined ? promise('notKnown', language) : periodText(start, language)}</dd>
          </div>
          {account && (
            <div>
              <dt>{promise('account', language)}</dt>
              <dd>{typeset(account[language], language)}</dd>
            </div>
          )}
          <div>
            <dt>{promise('reviewed', language)}</dt>
            <dd>{reviewedOn === undefined ? promise('neverReviewed', language) : dayText(reviewedOn, language)}</dd>
          </div>
          {formerTitles.length > 0 && (
            <div>
              <dt>{promise('formerTitles', language)}</dt>
              <dd>
                {formerTitles.map((one) => (
                  <p>
                    <AsWritten text={one.title} language={language} />{' '}
                    <span class="note">
                      {promise('until', language)} {dayText(one.until, language)}
                    </span>
                  </p>
                ))}
              </dd>
            </div>
          )}
          {namesakes.length > 0 && (
            <div>
              <dt>{promise('sameTitle', language)}</dt>
              <dd>
                {namesakes.map((other) => (
                  <p>{linkTo(other)}</p>
                ))}
              </dd>
            </div>
          )}
        </dl>
      </Section>
      <Section id="evidence" title={promise('evidence', language)} notes={[promise('evidenceNote', language)]}>
        <EvidenceList evidence={evidence} language={language} />
      </Section>
      {figures.length > 0 && (
        <Section id="figures" title={promise('figuresSay', language)} notes={[promise('figuresSayNote', language)]}>
          <FigureLinks links={figures} language={language} />
        </Section>
      )}
      {leads.length > 0 && (
        <Section id="leads" title={promise('leads', language)}>
          <ul class="hits">
            {leads.map((lead) => (
              <li>
                <a href={`${pathTo('leads', language)}#${lead.id}`} lang={writtenIn(language)}>
                  {lead.text}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {changes.length > 0 && (
        <Section id="changes" title={promise('changes', language)}>
          <ChangeList changes={changes} frame={frame} />
        </Section>
      )}
    </Page>
  )
}

function Organisations({ all, language }: { readonly all: readonly Named[]; readonly language: Language }) {
  if (all.length === 0) return <>{promise('noCarrier', language)}</>
  return (
    <ul class="listed">
      {all.map(({ id, name }) => (
        <li>
          <a href={pathTo('organisations', language, id)} lang={writtenIn(language)}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** For, then against: each says which it is. */
export function EvidenceList({
  evidence,
  language
}: {
  readonly evidence: readonly ShownEvidence[]
  readonly language: Language
}) {
  if (evidence.length === 0) return <p class="note">{promise('noEvidence', language)}</p>
  return (
    <ul class="hits">
      {evidence
        .toSorted((a, b) => Number(a.bearing === 'against') - Number(b.bearing === 'against'))
        .map((one) => (
          <li>
            <span class={`tag ${one.bearing === 'for' ? 'good' : 'grave'}`}>
              {BEARING_WORDS[one.bearing][language]}
            </span>{' '}
            <EvidenceText one={one} language={language} />
          </li>
        ))}
    </ul>
  )
}

function EvidenceText({ one, language }: { readonly one: ShownEvidence; readonly language: Language }) {
  switch (one.kind) {
    case 'figure':
      return <FigureLine one={one.figure} language={language} />
    case 'claim':
      if (!one.claim || !one.document) return <Gone id={one.id} language={language} />
      return (
        <a href={pathTo('claims', language, one.id)} lang={writtenIn(language)}>
          {quotableClaim(one.claim, one.document, 'fr')}
        </a>
      )
    case 'document':
      if (!one.document) return <Gone id={one.id} language={language} />
      return (
        <>
          <a href={pathTo('documents', language, one.id)} lang={writtenIn(language)}>
            {one.document.title}
          </a>
          , <AsWritten text={one.where} language={language} />
        </>
      )
    case 'note':
      return <AsWritten text={one.note} language={language} />
  }
}

function Gone({ id, language }: { readonly id: string; readonly language: Language }) {
  return (
    <>
      {id} {promise('gone', language)}
    </>
  )
}
