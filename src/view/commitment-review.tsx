/** The yearly review: every action with its state and its last review, those that nobody has looked at this year first. */

import type { Action, CommitmentSet } from '../domain/commitments/commitment.ts'
import type { Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { promise, STATE_TONES, STATE_WORDS } from './commitment-messages.ts'
import { commitmentTrail } from './commitment-page.tsx'
import { wholeText } from './commitment-text.ts'
import { Page, Trail } from './layout.tsx'
import { writtenIn } from './passage.tsx'
import { pathTo } from './paths.ts'
import { ProblemList, RecordField, type RecordForm } from './record-form.tsx'
import { dayText } from './territory-members.tsx'

export type ReviewProps = RecordForm & {
  readonly today: string
  readonly page?: {
    readonly set: CommitmentSet
    readonly year: string
    readonly rows: readonly {
      readonly action: Action
      readonly proposition: number
      readonly carriers: readonly string[]
      readonly isReviewed: boolean
    }[]
  }
}

export function ReviewPage({ today, page, ...form }: ReviewProps) {
  const { frame, token } = form
  const { language } = frame
  const title = promise('review', language)
  const here = pathTo('reviewCommitments', language)
  const left = page?.rows.filter(({ isReviewed }) => !isReviewed).length ?? 0
  return (
    <Page frame={frame} title={title}>
      <Trail links={commitmentTrail(page?.set, { today }, language)} here={title} />
      <div class="title">
        <h1>{page ? `${title} ${page.year}` : title}</h1>
      </div>
      {!page && <p class="notice wide-gap">{promise('nothing', language)}</p>}
      {page && (
        <>
          <p class="standfirst">
            {word(
              {
                fr: `${wholeText(left, 'fr')} sur ${wholeText(page.rows.length, 'fr')} restent à revoir cette année.`,
                en: `${wholeText(left, 'en')} of ${wholeText(page.rows.length, 'en')} are still to be reviewed this year.`
              },
              language
            )}
          </p>
          <ProblemList form={form} />
          <form method="post" action={here} class="record">
            <input type="hidden" name="token" value={token} />
            <table class="table wide-gap">
              <caption class="unseen">{title}</caption>
              <thead>
                <tr>
                  <th scope="col">{promise('action', language)}</th>
                  <th scope="col">{promise('state', language)}</th>
                  <th scope="col">{word({ fr: 'Revue ce jour', en: 'Reviewed today' }, language)}</th>
                </tr>
              </thead>
              <tbody>
                {page.rows.map(({ action, proposition, carriers, isReviewed }) => (
                  <tr>
                    <th scope="row">
                      <a href={pathTo('commitmentActions', language, action.id)} lang={writtenIn(language)}>
                        {action.title}
                      </a>
                      <span class="sub">
                        {promise('proposition', language)} {proposition}, {action.id}
                        {carriers.length === 0 && `, ${promise('noCarrier', language)}`}
                      </span>
                      {carriers.length > 0 && (
                        <span class="sub" lang={writtenIn(language)}>
                          {carriers.join(', ')}
                        </span>
                      )}
                      <span class="sub">
                        <a href={`${pathTo('commitmentActions', language, action.id)}/edit`}>
                          {promise('edit', language)} <span class="unseen">{action.id}</span>
                        </a>
                      </span>
                    </th>
                    <td>
                      <span class={`tag${STATE_TONES[action.state]}`}>{STATE_WORDS[action.state][language]}</span>
                      <span class="sub">
                        {action.reviewedOn === undefined
                          ? promise('neverReviewed', language)
                          : dayText(action.reviewedOn, language)}
                      </span>
                    </td>
                    <td>
                      {isReviewed ? (
                        <span class="tag good">{word({ fr: 'revue', en: 'reviewed' }, language)}</span>
                      ) : (
                        <label class="pick">
                          <input
                            type="checkbox"
                            name={`seen.${action.id}`}
                            value="yes"
                            checked={form.fields[`seen.${action.id}`] === 'yes'}
                          />{' '}
                          {word({ fr: 'vue', en: 'seen' }, language)} <span class="unseen">{action.id}</span>
                        </label>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <div class="wide-gap">
              <RecordField form={form} name="reason" label={REASON} hint={REASON_HINT} required />
            </div>
            <p class="buttons">
              <button class="button solid">
                {word({ fr: 'Noter comme revues', en: 'Note as reviewed' }, language)}
              </button>
            </p>
          </form>
        </>
      )}
    </Page>
  )
}

const REASON: Text = { fr: 'Comment la revue a été faite', en: 'How the review was held' }
const REASON_HINT: Text = {
  fr: 'Gardé au journal : une réunion, un appel aux porteurs.',
  en: 'Kept in the journal: a meeting, a call to the carriers.'
}
