/** One proposition: what was promised, what was done, what the figures say, what is missing, how it is judged. */

import type { CommitmentSet, Lead, Proposition } from '../domain/commitments/commitment.ts'
import type { Language } from '../domain/shared/text.ts'
import type { Document } from '../domain/sources/document.ts'
import { FigureLinks, Missing } from './commitment-figures.tsx'
import { promise, STATE_TONES, STATE_WORDS, VERDICT_TONES, VERDICT_WORDS } from './commitment-messages.ts'
import { FatePicture } from './commitment-picture.tsx'
import { coverageText, gapText } from './commitment-text.ts'
import { Tools, type CommitmentTools } from './commitment-tools.tsx'
import { asOfQuery, StateDay, type ShownProposition, type ShownState } from './commitments.tsx'
import { ChangeList, type ShownChange } from './journal.tsx'
import { Page, PrintButton, Section, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { AsWritten, writtenIn } from './passage.tsx'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { dayText } from './territory-members.tsx'

export type PropositionProps = ShownState & {
  readonly frame: Frame
  readonly set: CommitmentSet
  readonly stated: ShownProposition
  readonly titles: readonly ShownTitle[]
  readonly carriers: ReadonlyMap<string, { readonly name: string }>
  readonly leads: readonly Lead[]
  readonly changes: readonly ShownChange[]
  readonly may: CommitmentTools
}

type ShownTitle = {
  readonly title: string
  /** `YYYY-MM-DD`. */
  readonly from?: string
  readonly where: string
  readonly document?: Document
}

export function PropositionPage(props: PropositionProps) {
  const { frame, set, stated, titles, carriers, leads, changes, may, ...shown } = props
  const { language } = frame
  const { proposition, counted, figures } = stated
  const title = proposition.titles[0]?.title ?? proposition.id
  const here = pathTo('commitments', language, proposition.id)
  const gaps = gapText(counted, language)
  return (
    <Page frame={frame} title={title} description={proposition.aim[language]} current="commitments">
      <Trail
        links={commitmentTrail(set, shown, language)}
        here={`${promise('proposition', language)} ${proposition.number}`}
      />
      <div class="title">
        <h1 lang={writtenIn(language)}>{typeset(title, 'fr')}</h1>
        <div class="actions">
          <PrintButton language={language} />
          <Tools may={may} label={promise('readings', language)} here={here} language={language} />
        </div>
      </div>
      <StateDay shown={shown} language={language} address={here} />
      <Section id="promised" title={promise('promised', language)}>
        <dl class="sheet">
          <div>
            <dt>{promise('aim', language)}</dt>
            <dd>{typeset(proposition.aim[language], language)}</dd>
          </div>
          <div>
            <dt>{promise('expected', language)}</dt>
            <dd>{typeset(proposition.expected[language], language)}</dd>
          </div>
          <div>
            <dt>{promise('titles', language)}</dt>
            <dd>
              {titles.map(({ title: one, from, where, document }) => (
                <p>
                  <AsWritten text={one} language={language} />
                  <span class="note">
                    {' '}
                    {from !== undefined && `${promise('since', language)} ${dayText(from, language)}, `}
                    {document && (
                      <a href={pathTo('documents', language, document.id)} lang={writtenIn(language)}>
                        {document.title}
                      </a>
                    )}
                    , <AsWritten text={where} language={language} />
                  </span>
                </p>
              ))}
            </dd>
          </div>
        </dl>
      </Section>
      <Section id="done" title={promise('done', language)} notes={[promise('coverageNote', language)]}>
        <FatePicture id="fates" caption={promise('fates', language)} counted={counted} language={language} />
        {gaps !== undefined && <p class="notice care gap">{gaps}</p>}
        <p class="gap">
          {promise('coverage', language)}
          {language === 'fr' ? '\u00a0: ' : ': '}
          <strong>{coverageText(counted, language)}</strong>.
        </p>
        <ActionTable stated={stated} carriers={carriers} shown={shown} language={language} />
        {leads.length > 0 && (
          <p class="gap">
            <a href={`${pathTo('leads', language)}${asOfQuery(shown, language)}#${proposition.id}`}>
              {promise('leadsList', language)}
            </a>
          </p>
        )}
      </Section>
      <Section id="figures" title={promise('figuresSay', language)} notes={[promise('figuresSayNote', language)]}>
        {figures.length === 0 ? (
          <p class="note">{promise(shown.asOf === undefined ? 'noFigure' : 'figuresAreOfToday', language)}</p>
        ) : (
          <FigureLinks links={figures} language={language} />
        )}
      </Section>
      <Section id="missing" title={promise('missing', language)}>
        {proposition.missing.length === 0 ? (
          <p class="note">{promise('noMissing', language)}</p>
        ) : (
          <Missing missing={proposition.missing} language={language} />
        )}
      </Section>
      <Readings proposition={proposition} isDisputed={stated.isDisputed} language={language} />
      {changes.length > 0 && (
        <Section id="changes" title={promise('changes', language)}>
          <ChangeList changes={changes} frame={frame} />
        </Section>
      )}
    </Page>
  )
}

export function commitmentTrail(
  set: CommitmentSet | undefined,
  shown: ShownState,
  language: Language
): readonly (readonly [string, string])[] {
  const name = set ? set.title[language] : promise('commitments', language)
  return [
    [pathTo('home', language), say('home', language)],
    [`${pathTo('commitments', language)}${asOfQuery(shown, language)}`, name]
  ]
}

function ActionTable({
  stated: { actions },
  carriers,
  shown,
  language
}: {
  readonly stated: ShownProposition
  readonly carriers: PropositionProps['carriers']
  readonly shown: ShownState
  readonly language: Language
}) {
  return (
    <table class="table wide-gap">
      <caption class="unseen">{promise('actions', language)}</caption>
      <thead>
        <tr>
          <th scope="col">{promise('action', language)}</th>
          <th scope="col">{promise('state', language)}</th>
        </tr>
      </thead>
      <tbody>
        {actions.map(({ id, number, title, state, carriers: own }) => (
          <tr>
            <th scope="row">
              {number}.{' '}
              <a
                href={`${pathTo('commitmentActions', language, id)}${asOfQuery(shown, language)}`}
                lang={writtenIn(language)}
              >
                {title}
              </a>
              <span class="sub" lang={own.length > 0 ? writtenIn(language) : undefined}>
                {own.length > 0
                  ? own.map((one) => carriers.get(one)?.name ?? one).join(', ')
                  : promise('noCarrier', language)}
              </span>
            </th>
            <td>
              <span class={`tag${STATE_TONES[state]}`}>{STATE_WORDS[state][language]}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** All of them, side by side: nobody's reading hides another's. */
function Readings({
  proposition: { assessments },
  isDisputed,
  language
}: {
  readonly proposition: Proposition
  readonly isDisputed: boolean
  readonly language: Language
}) {
  return (
    <Section
      id="readings"
      title={promise('readings', language)}
      notes={isDisputed ? [promise('disputed', language)] : []}
    >
      {assessments.length === 0 ? (
        <p class="note">{promise('noReading', language)}</p>
      ) : (
        <div class="two">
          {assessments.map(({ verdict, by, on, text }) => (
            <div>
              <h3>
                <span class={`tag${VERDICT_TONES[verdict]}`}>{VERDICT_WORDS[verdict][language]}</span>
              </h3>
              <p class="gap">{typeset(text[language], language)}</p>
              <p class="note">
                <AsWritten text={by} language={language} />, {periodText(on, language)}
              </p>
            </div>
          ))}
        </div>
      )}
    </Section>
  )
}
