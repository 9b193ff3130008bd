/** Two people wrote in one chapter: part by part, what each wrote side by side; the writer chooses, nothing is lost. */

import { differingParts, type MergePart } from '../domain/editions/text-merge.ts'
import type { FormFields } from '../domain/shared/form.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { chapterPath } from './edition-editor.tsx'
import { Page, Trail, type Frame } from './layout.tsx'
import { say } from './messages.ts'
import { pathTo } from './paths.ts'

export type EditionConflictProps = {
  readonly frame: Frame
  readonly token: string
  readonly edition: { readonly id: string; readonly title: string; readonly language: Language }
  readonly chapter: string
  readonly parts: readonly MergePart[]
  /** Those of the editor: what was written, whose form it is. */
  readonly fields: FormFields
  /** The version that both had read, and the one that the other saved. */
  readonly base: number
  readonly version: number
}

export function EditionConflictPage(props: EditionConflictProps) {
  const { frame, token, edition, chapter, parts, fields, base, version } = props
  const { language } = frame
  const tx = (text: Text): string => word(text, language)
  const here = chapterPath(language, edition.id, chapter)
  const title = tx({
    fr: 'Quelqu’un a enregistré ce chapitre avant vous',
    en: 'Somebody saved this chapter before you'
  })
  const differing = differingParts(parts)
  return (
    <Page frame={frame} title={title}>
      {frame.assets.desk !== undefined && <link rel="stylesheet" href={frame.assets.desk} />}
      <div class="desk">
        <Trail
          links={[
            [pathTo('home', language), say('home', language)],
            [pathTo('editions', language), tx({ fr: 'Éditions', en: 'Editions' })],
            [here, edition.title]
          ]}
          here={title}
        />
        <div class="title">
          <h1>{title}</h1>
        </div>
        <p class="standfirst">{tx(LEAD)}</p>
        <form method="post" action={here} class="record merging">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="writer" value={fields['writer'] ?? ''} />
          <input type="hidden" name="base" value={base} />
          <input type="hidden" name="version" value={version} />
          <textarea name="text" hidden aria-hidden="true" tabindex={-1}>{`\n${fields['text'] ?? ''}`}</textarea>
          {parts.map((part) =>
            part.status === 'same' ? (
              <Same lines={part.lines} language={language} textLanguage={edition.language} />
            ) : (
              <Differing
                part={part}
                number={differing.indexOf(part)}
                language={language}
                textLanguage={edition.language}
                chosen={fields[`choice.${differing.indexOf(part)}`]}
              />
            )
          )}
          <p class="buttons gap">
            <button class="button solid" name="save" value="yes">
              {tx({ fr: 'Enregistrer ces choix', en: 'Save these choices' })}
            </button>
            <button class="button" name="more" value="merged">
              {tx({ fr: 'Reprendre ce texte dans l’éditeur', en: 'Take this text back to the editor' })}
            </button>
            <a class="button" href={`${here}?${language === 'fr' ? 'brouillon=non' : 'draft=no'}`}>
              {tx({ fr: 'Laisser ce qui a été enregistré', en: 'Leave what was saved' })}
            </a>
          </p>
        </form>
      </div>
    </Page>
  )
}

/** Lines shown around what differs. */
const SHOWN_LINES = 3

function Same({
  lines,
  language,
  textLanguage
}: {
  readonly lines: readonly string[]
  readonly language: Language
  readonly textLanguage: Language
}) {
  if (lines.length <= SHOWN_LINES) return <pre lang={textLanguage}>{lines.join('\n')}</pre>
  return (
    <details class="data">
      <summary>{word({ fr: `${lines.length} lignes pareilles`, en: `${lines.length} lines alike` }, language)}</summary>
      <pre lang={textLanguage}>{lines.join('\n')}</pre>
    </details>
  )
}

function Differing({
  part,
  number,
  language,
  textLanguage,
  chosen
}: {
  readonly part: ReturnType<typeof differingParts>[number]
  readonly number: number
  readonly language: Language
  readonly textLanguage: Language
  readonly chosen: string | undefined
}) {
  const tx = (text: Text): string => word(text, language)
  const name = `choice.${number}`
  const isChosen = (value: string): boolean => (chosen ?? part.status) === value
  const sides = [
    ['theirs', THEIRS, part.theirs],
    ['mine', MINE, part.mine]
  ] as const
  return (
    <fieldset class="clash">
      <legend>{tx(WHO[part.status])}</legend>
      <div class="sides">
        {sides.map(([value, label, lines]) => (
          <label class={`side ${value}`}>
            <span>
              <input type="radio" name={name} value={value} checked={isChosen(value)} required />{' '}
              <strong>{tx(label)}</strong>
            </span>
            {lines.length === 0 ? (
              <em>{tx({ fr: 'rien : ces lignes sont retirées', en: 'nothing: these lines are removed' })}</em>
            ) : (
              <pre lang={textLanguage}>{lines.join('\n')}</pre>
            )}
          </label>
        ))}
      </div>
      <label class="both">
        <input type="radio" name={name} value="both" checked={isChosen('both')} />{' '}
        <strong>{tx({ fr: 'Les deux, l’un puis l’autre', en: 'Both, one after the other' })}</strong>
      </label>
      {part.was.length > 0 && (
        <details class="data">
          <summary>{tx({ fr: 'Ce que vous aviez lu tous les deux', en: 'What you had both read' })}</summary>
          <pre lang={textLanguage}>{part.was.join('\n')}</pre>
        </details>
      )}
    </fieldset>
  )
}

const LEAD: Text = {
  fr: 'Rien n’est écrasé : votre texte et le sien sont gardés. Voici ce qui diffère ; choisissez là où vous avez écrit tous les deux, le reste est déjà choisi.',
  en: 'Nothing is overwritten: your text and theirs are kept. Here is what differs; choose where you both wrote, the rest is chosen already.'
}
const THEIRS: Text = { fr: 'L’autre a enregistré', en: 'The other saved' }
const MINE: Text = { fr: 'Vous écrivez', en: 'You write' }

const WHO = {
  mine: { fr: 'Vous seul avez changé ces lignes', en: 'You alone changed these lines' },
  theirs: { fr: 'L’autre seul a changé ces lignes', en: 'The other alone changed these lines' },
  clash: { fr: 'Vous avez tous les deux changé ces lignes : choisissez', en: 'You both changed these lines: choose' }
} as const satisfies Record<string, Text>
