/** Comments beside the text of an edition: who said what of which words, what is settled, one more. */

import { LONGEST_COMMENT, LONGEST_QUOTE, type EditionComment } from '../domain/editions/comment.ts'
import type { FormFields } from '../domain/shared/form.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { hourText } from './edition-hour.ts'
import type { Frame } from './layout.tsx'

export function CommentList({
  frame: { language, zone },
  comments,
  action,
  mayComment,
  text
}: {
  readonly frame: Pick<Frame, 'language' | 'zone'>
  readonly comments: readonly EditionComment[]
  readonly action: string
  readonly mayComment: boolean
  /** Of the chapter: words that are no longer in it are told so. */
  readonly text: string
}) {
  const tx = (one: Text): string => word(one, language)
  if (comments.length === 0) {
    return <p class="note">{tx({ fr: 'Aucun commentaire sur ce chapitre.', en: 'No comment on this chapter.' })}</p>
  }
  return (
    <ul class="comments">
      {comments.map(({ id, quote, text: said, author, writtenAt, resolvedAt }) => (
        <li class={resolvedAt ? 'settled' : undefined}>
          {quote !== '' && (
            <p class="quoted">
              {word({ fr: `« ${quote} »`, en: `“${quote}”` }, language)}
              {!text.includes(quote) && (
                <span class="quiet"> {tx({ fr: '(plus dans le texte)', en: '(no longer in the text)' })}</span>
              )}
            </p>
          )}
          <p>{said}</p>
          <p class="note">
            {author}, {hourText(writtenAt, zone, language)}
            {resolvedAt && <> · {tx({ fr: 'réglé', en: 'settled' })}</>}
          </p>
          {mayComment && (
            <p>
              <button
                class="button small"
                formaction={action}
                formnovalidate
                name="more"
                value={`${resolvedAt ? 'reopen' : 'resolve'}:${id}`}
              >
                {resolvedAt ? tx({ fr: 'Rouvrir', en: 'Open again' }) : tx({ fr: 'Réglé', en: 'Settled' })}
                <span class="unseen"> : {said.slice(0, 40)}</span>
              </button>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

export function CommentForm({
  language,
  action,
  fields
}: {
  readonly language: Language
  readonly action: string
  readonly fields: FormFields
}) {
  const tx = (one: Text): string => word(one, language)
  return (
    <details class="data" open={fields['comment'] !== undefined && fields['comment'] !== ''} data-commenting>
      <summary>{tx({ fr: 'Commenter un passage', en: 'Comment on a passage' })}</summary>
      <p class="field">
        <label for="quote">{tx({ fr: 'Mots du texte', en: 'Words of the text' })}</label>
        <span class="hint" id="quote-hint">
          {tx({
            fr: 'Ceux dont il s’agit ; vide : tout le chapitre.',
            en: 'Those it is about; empty: all the chapter.'
          })}
        </span>
        <input
          id="quote"
          name="quote"
          value={fields['quote'] ?? ''}
          maxlength={LONGEST_QUOTE}
          autocomplete="off"
          aria-describedby="quote-hint"
        />
      </p>
      <p class="field">
        <label for="comment">{tx({ fr: 'Commentaire', en: 'Comment' })}</label>
        <textarea id="comment" name="comment" rows={3} maxlength={LONGEST_COMMENT}>
          {fields['comment'] ?? ''}
        </textarea>
      </p>
      <p class="buttons">
        <button class="button small" formaction={action} formnovalidate name="more" value="comment">
          {tx({ fr: 'Commenter', en: 'Comment' })}
        </button>
      </p>
    </details>
  )
}
