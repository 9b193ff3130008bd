/** When what was sent could not be kept: the same form again, with all that was typed, to be sent once more. */

import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { Page, type Frame } from './layout.tsx'

export type ResendProps = {
  readonly frame: Frame
  /** Where it was sent, with its question. */
  readonly action: string
  /** The page of the form. */
  readonly back: string
  /** Names may stand several times; in the order of the form. */
  readonly fields: readonly (readonly [name: string, text: string])[]
  /** Fields of files, which a page cannot give back. */
  readonly files: readonly { readonly name: string; readonly file: string }[]
}

/** Characters of a text that is shown before it is sent again. */
const WORTH_SHOWING = 40

export function ResendPage({ frame, action, back, fields, files }: ResendProps) {
  const { language } = frame
  const isShown = ([name, text]: readonly [string, string]): boolean => name !== 'token' && isWritten(text)
  return (
    <Page frame={frame} title={word(TITLE, language)}>
      <div class="problem">
        <h1>{word(TITLE, language)}</h1>
        <p class="standfirst" role="alert">
          {word(WHAT, language)}
        </p>
        <form
          method="post"
          action={action}
          class="lines wide-gap reading"
          {...(files.length > 0 && { enctype: 'multipart/form-data' })}
        >
          {fields.map((field) => !isShown(field) && <input type="hidden" name={field[0]} value={field[1]} />)}
          {files.map(({ name, file }, i) => (
            <p class="field">
              <label for={`file-${i}`}>{word(again(file), language)}</label>
              <input id={`file-${i}`} name={name} type="file" />
            </p>
          ))}
          <button class="button solid" type="submit">
            {word({ fr: 'Envoyer de nouveau', en: 'Send again' }, language)}
          </button>
          {fields.filter(isShown).map(([name, text], i) => (
            <Written {...{ name, text, language }} rank={i + 1} />
          ))}
        </form>
        <p class="gap">
          <a href={back}>
            {word({ fr: 'Revenir à la page sans envoyer', en: 'Back to the page, without sending' }, language)}
          </a>
        </p>
      </div>
    </Page>
  )
}

function Written(props: {
  readonly name: string
  readonly text: string
  readonly rank: number
  readonly language: Language
}) {
  const { name, text, rank, language } = props
  return (
    <p class="field">
      <label for={`text-${rank}`}>
        {word({ fr: `Ce que vous aviez écrit (${rank})`, en: `What you had written (${rank})` }, language)}
      </label>
      {/* The first line break after the tag is not of the text. */}
      <textarea id={`text-${rank}`} name={name} rows={4}>{`\n${text}`}</textarea>
    </p>
  )
}

function isWritten(text: string): boolean {
  return text.length >= WORTH_SHOWING && /\s/.test(text)
}

function again(file: string): Text {
  return {
    fr: `Le fichier « ${file} » est à choisir de nouveau : un navigateur ne le redonne pas`,
    en: `The file "${file}" has to be chosen again: a browser does not give it back`
  }
}

const TITLE: Text = { fr: 'Envoi à refaire', en: 'To be sent again' }
const WHAT: Text = {
  fr: 'Le registre a été interrompu un instant, et rien ne dit que votre envoi y est. Ce que vous aviez écrit est dans cette page : attendez quelques secondes, puis envoyez de nouveau. S’il était arrivé malgré tout, la page suivante le montrera.',
  en: 'The registry was interrupted for a moment, and nothing says that what you sent is there. What you had written is in this page: wait a few seconds, then send it again. If it had arrived after all, the next page will show it.'
}
