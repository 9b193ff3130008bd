/** The leads that propositions were drawn from: what became of each, and why, where it was given up. */

import type { Action, CommitmentSet, Lead, Proposition } from '../domain/commitments/commitment.ts'
import type { CommitmentSummary } from '../domain/commitments/summary.ts'
import { EvidenceList, type ShownEvidence } from './commitment-action.tsx'
import { LEAD_WORDS, promise, STATE_TONES } from './commitment-messages.ts'
import { commitmentTrail } from './commitment-page.tsx'
import { FatePicture } from './commitment-picture.tsx'
import { coverageText, gapText } from './commitment-text.ts'
import { StateDay, type ShownState } from './commitments.tsx'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { AsWritten, writtenIn } from './passage.tsx'
import { pathTo } from './paths.ts'
import { dayText } from './territory-members.tsx'

export type LeadsProps = ShownState & {
  readonly frame: Frame
  readonly page?: {
    readonly set: CommitmentSet
    readonly counted: CommitmentSummary['leads']
    readonly leads: readonly {
      readonly lead: Lead
      readonly owner?: { readonly id: string; readonly name: string }
      readonly proposition?: Proposition
      readonly action?: Action
      readonly evidence: readonly ShownEvidence[]
    }[]
  }
  readonly may: { readonly import: boolean; readonly edit: boolean }
}

export function LeadsPage({ frame, page, may, ...shown }: LeadsProps) {
  const { language } = frame
  const title = promise('leads', language)
  const here = pathTo('leads', language)
  const gaps = page && gapText(page.counted, language)
  return (
    <Page frame={frame} title={title} description={promise('leadsNote', language)} current="commitments">
      <Trail links={commitmentTrail(page?.set, shown, language)} here={title} />
      <div class="title">
        <h1>{title}</h1>
        <div class="actions">
          <a class="button small" href={`${here}/leads.csv`}>
            CSV
          </a>
          {may.import && (
            <a class="button small" href={pathTo('importLeads', language)}>
              {promise('importLeads', language)}
            </a>
          )}
        </div>
      </div>
      <p class="standfirst">{promise('leadsNote', language)}</p>
      <StateDay shown={shown} language={language} address={here} />
      {page ? (
        <Section id="coverage" title={promise('coverage', language)}>
          <p>
            <strong>{coverageText(page.counted, language)}</strong>.
          </p>
          {gaps !== undefined && <p class="notice care gap">{gaps}</p>}
          {page.leads.length === 0 ? (
            <p class="notice care">{promise('noLead', language)}</p>
          ) : (
            <FatePicture id="fates" caption={promise('leads', language)} counted={page.counted} language={language} />
          )}
        </Section>
      ) : (
        <p class="notice wide-gap">{promise('nothing', language)}</p>
      )}
      {page && page.leads.length > 0 && (
        <table class="table wide-gap">
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{promise('leadText', language)}</th>
              <th scope="col">{promise('fate', language)}</th>
            </tr>
          </thead>
          <tbody>
            {page.leads.map(({ lead, owner, proposition, action, evidence }) => (
              <tr id={lead.id}>
                <th scope="row">
                  <AsWritten text={lead.text} language={language} />
                  <span class="sub">
                    {promise('leadOrigin', language)}
                    {language === 'fr' ? '\u00a0: ' : ': '}
                    <AsWritten text={lead.origin} language={language} />
                  </span>
                  {proposition && (
                    <span class="sub">
                      <a href={pathTo('commitments', language, proposition.id)}>
                        {promise('proposition', language)} {proposition.number}
                      </a>
                    </span>
                  )}
                  {owner && (
                    <span class="sub">
                      {promise('owner', language)}
                      {language === 'fr' ? '\u00a0: ' : ': '}
                      <a href={pathTo('organisations', language, owner.id)} lang={writtenIn(language)}>
                        {owner.name}
                      </a>
                    </span>
                  )}
                </th>
                <td>
                  <span class={`tag${STATE_TONES[lead.fate]}`}>{LEAD_WORDS[lead.fate][language]}</span>
                  {action && (
                    <span class="sub">
                      {promise('takenInto', language)}{' '}
                      <a href={pathTo('commitmentActions', language, action.id)} lang={writtenIn(language)}>
                        {action.title}
                      </a>
                    </span>
                  )}
                  {lead.reason !== undefined && (
                    <span class="sub">
                      {promise('reason', language)}
                      {language === 'fr' ? '\u00a0: ' : ': '}
                      <AsWritten text={lead.reason} language={language} />
                    </span>
                  )}
                  {evidence.length > 0 && <EvidenceList evidence={evidence} language={language} />}
                  <span class="sub">
                    {promise('reviewed', language)}
                    {language === 'fr' ? '\u00a0: ' : ': '}
                    {lead.reviewedOn === undefined
                      ? promise('neverReviewed', language)
                      : dayText(lead.reviewedOn, language)}
                  </span>
                  {may.edit && (
                    <span class="sub">
                      <a href={`${here}/${lead.id}/edit`}>
                        {promise('edit', language)} <span class="unseen">{lead.text}</span>
                      </a>
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Page>
  )
}
