/** The state of a set of propositions on one page: what became of each, three figures, what is missing, the leads. */

import type { CommitmentSet } from '../domain/commitments/commitment.ts'
import { FATES, type CommitmentSummary, type PropositionSummary } from '../domain/commitments/summary.ts'
import type { Language } from '../domain/shared/text.ts'
import type { Document } from '../domain/sources/document.ts'
import { FigureLinks, Missing, type ShownFigureLink } from './commitment-figures.tsx'
import { FATE_WORDS, promise } from './commitment-messages.ts'
import { FatePicture } from './commitment-picture.tsx'
import { announcedText, coverageText, gapText, wholeText } from './commitment-text.ts'
import { Page, PrintButton, Section, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { AsWritten, writtenIn } from './passage.tsx'
import { pathTo, QUERY } from './paths.ts'
import { periodText } from './period-text.ts'
import { dayText } from './territory-members.tsx'

export type ShownProposition = PropositionSummary & { readonly figures: readonly ShownFigureLink[] }

/** The day of a page, and what whoever reads it may do. */
export type ShownState = { readonly today: string; readonly asOf?: string }

export type StateProps = ShownState & {
  readonly frame: Frame
  readonly state?: {
    readonly summary: CommitmentSummary
    readonly propositions: readonly ShownProposition[]
    readonly document?: Document
    readonly others: readonly CommitmentSet[]
  }
  readonly may: { readonly review: boolean; readonly import: boolean }
}

export function CommitmentsPage({ frame, state, may, ...shown }: StateProps) {
  const { language } = frame
  const title = state ? state.summary.set.title[language] : promise('commitments', language)
  return (
    <Page frame={frame} title={title} description={promise('lead', language)} current="commitments">
      <Trail links={[[pathTo('home', language), say('home', language)]]} here={promise('commitments', language)} />
      <div class="title">
        <h1>{typeset(title, language)}</h1>
        {state && (
          <div class="actions">
            <a class="button small" href={`${pathTo('commitmentActions', language)}/actions.csv${setQuery(state)}`}>
              CSV
            </a>
            <PrintButton language={language} />
            {may.review && (
              <a class="button small" href={pathTo('reviewCommitments', language)}>
                {promise('review', language)}
              </a>
            )}
          </div>
        )}
      </div>
      <p class="standfirst">{promise('lead', language)}</p>
      <StateDay shown={shown} language={language} address={pathTo('commitments', language)} />
      {state ? (
        <State state={state} shown={shown} frame={frame} may={may} />
      ) : (
        <p class="notice wide-gap">{promise('nothing', language)}</p>
      )}
    </Page>
  )
}

function setQuery({ summary, others }: NonNullable<StateProps['state']>): string {
  return others.length === 0 ? '' : `?set=${summary.set.id}`
}

/** On which day the state holds; on paper as well. */
export function StateDay({
  shown: { today, asOf },
  language,
  address
}: {
  readonly shown: ShownState
  readonly language: Language
  readonly address: string
}) {
  if (asOf === undefined) {
    return (
      <p class="gap">
        <strong>
          {promise('stateOn', language)} {dayText(today, language)}.
        </strong>
      </p>
    )
  }
  return (
    <p class="notice gap" role="status">
      <strong>
        {promise('knownOn', language)} {dayText(asOf, language)}.
      </strong>{' '}
      {promise('figuresAreOfToday', language)} <a href={address}>{promise('backToday', language)}</a>
    </p>
  )
}

function State({
  state: { summary, propositions, document, others },
  shown,
  frame,
  may
}: {
  readonly state: NonNullable<StateProps['state']>
  readonly shown: ShownState
  readonly frame: Frame
  readonly may: StateProps['may']
}) {
  const { language } = frame
  const { set, actions, leads } = summary
  const gaps = gapText(actions, language)
  return (
    <>
      <Section id="actions" title={promise('allActions', language)} notes={[promise('allActionsNote', language)]}>
        <FatePicture id="fates" caption={promise('fates', language)} counted={actions} language={language} />
        {gaps !== undefined && <p class="notice care gap">{gaps}</p>}
        <p class="gap">
          {promise('coverage', language)}
          {language === 'fr' ? '\u00a0: ' : ': '}
          <strong>{coverageText(actions, language)}</strong>.
        </p>
        <CountTable summary={summary} shown={shown} language={language} />
      </Section>
      {propositions.map((one) => (
        <OneProposition stated={one} shown={shown} language={language} />
      ))}
      <Section id="leads" title={promise('leads', language)} notes={[promise('leadsNote', language)]}>
        <p>
          {promise('coverage', language)}
          {language === 'fr' ? '\u00a0: ' : ': '}
          <strong>{coverageText(leads, language)}</strong>.
        </p>
        {leads.listed === 0 && <p class="notice care gap">{promise('noLead', language)}</p>}
        <p class="actions gap">
          <a class="button small" href={`${pathTo('leads', language)}${asOfQuery(shown, language)}`}>
            {promise('leadsList', language)}
          </a>
          {may.import && (
            <a class="button small" href={pathTo('importLeads', language)}>
              {promise('importLeads', language)}
            </a>
          )}
        </p>
      </Section>
      <Section id="origin" title={promise('origin', language)}>
        <p class="reading">
          <AsWritten text={`« ${set.name} »`} language={language} />, {promise('presented', language)}{' '}
          {periodText(set.presented, language)}
          {document && (
            <>
              , {promise('readIn', language)}{' '}
              <a href={pathTo('documents', language, document.id)} lang={writtenIn(language)}>
                {document.title}
              </a>
            </>
          )}
          .
        </p>
        <p class="reading">{typeset(set.origin[language], language)}</p>
        <form class="row wide-gap" action={pathTo('commitments', language)}>
          <div class="field">
            <label for="as-of">{promise('knownThen', language)}</label>
            <input
              id="as-of"
              name={QUERY.asOf[language]}
              type="date"
              max={shown.today}
              value={shown.asOf ?? shown.today}
            />
          </div>
          <button class="button">{promise('show', language)}</button>
        </form>
        {others.length > 0 && (
          <p class="wide-gap">
            {promise('otherSets', language)}
            {language === 'fr' ? '\u00a0: ' : ': '}
            {others.map((other, i) => (
              <>
                {i > 0 && ', '}
                <a href={`${pathTo('commitments', language)}?set=${other.id}`}>{other.title[language]}</a>
              </>
            ))}
          </p>
        )}
      </Section>
    </>
  )
}

/** A day gone by goes with the reader from page to page. */
export function asOfQuery({ asOf }: ShownState, language: Language): string {
  return asOf === undefined ? '' : `?${QUERY.asOf[language]}=${asOf}`
}

function CountTable({
  summary: { propositions, actions },
  shown,
  language
}: {
  readonly summary: CommitmentSummary
  readonly shown: ShownState
  readonly language: Language
}) {
  const name = promise('allActions', language)
  const numbers = (counted: CommitmentSummary['actions']): readonly string[] => [
    counted.announced ? announcedText(counted.announced, language) : promise('notKnown', language),
    wholeText(counted.listed, language),
    ...FATES.map((fate) => wholeText(counted.tally[fate], language))
  ]
  return (
    <div class="scroll gap" role="region" aria-label={name} tabindex={0}>
      <table class="table">
        <caption class="unseen">{name}</caption>
        <thead>
          <tr>
            <th scope="col">{promise('proposition', language)}</th>
            {[
              promise('announced', language),
              promise('listed', language),
              ...FATES.map((one) => FATE_WORDS[one][language])
            ].map((head) => (
              <th scope="col" class="n">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="scan">
          {propositions.map(({ proposition, counted }) => (
            <tr>
              <th scope="row">
                {proposition.number}.{' '}
                <a
                  href={`${pathTo('commitments', language, proposition.id)}${asOfQuery(shown, language)}`}
                  lang={writtenIn(language)}
                >
                  {proposition.titles[0]?.title}
                </a>
              </th>
              {numbers(counted).map((text) => (
                <td class="n">{text}</td>
              ))}
            </tr>
          ))}
          <tr class="total">
            <th scope="row">{promise('total', language)}</th>
            {numbers(actions).map((text) => (
              <td class="n">{text}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function OneProposition({
  stated: { proposition, counted, figures },
  shown,
  language
}: {
  readonly stated: ShownProposition
  readonly shown: ShownState
  readonly language: Language
}) {
  const { id, number, titles, missing } = proposition
  const gaps = gapText(counted, language)
  return (
    <Section
      id={id}
      title={`${promise('proposition', language)} ${number}`}
      notes={[
        <a href={`${pathTo('commitments', language, id)}${asOfQuery(shown, language)}`} lang={writtenIn(language)}>
          {titles[0]?.title}
        </a>
      ]}
    >
      <p>
        {FATES.map((fate, i) => (
          <>
            {i > 0 && ', '}
            {FATE_WORDS[fate][language]}
            {language === 'fr' ? '\u00a0: ' : ': '}
            <strong>{wholeText(counted.tally[fate], language)}</strong>
          </>
        ))}
        .
      </p>
      {gaps !== undefined && <p class="notice care gap">{gaps}</p>}
      <FigureLinks links={figures} language={language} />
      {missing.length > 0 && (
        <div class="gap">
          <h3>{promise('missing', language)}</h3>
          <Missing missing={missing} language={language} />
        </div>
      )}
    </Section>
  )
}
