/** The desk of whoever writes an edition: the text of a chapter beside the page that it will be. */

import { raw } from 'hono/html'
import type { EditionComment } from '../domain/editions/comment.ts'
import type { EditionState } from '../domain/editions/writing.ts'
import type { FormFields } from '../domain/shared/form.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { CommentList, CommentForm } from './edition-comments.tsx'
import { FindFigure, type ShownFigure } from './edition-find.tsx'
import { PlacedProblems, type NamedProblem } from './edition-placed-problems.tsx'
import { TEMPLATES } from './edition-templates.ts'
import { Page, Trail, type Frame } from './layout.tsx'
import { say } from './messages.ts'
import { editionPath, pathTo } from './paths.ts'

export type EditorProps = {
  readonly frame: Frame
  readonly token: string
  readonly edition: {
    readonly id: string
    readonly title: string
    readonly state: EditionState
    readonly language: Language
  }
  readonly chapters: readonly { readonly id: string; readonly title: string }[]
  readonly chapter: { readonly id: string; readonly title: string }
  /** `text`, `version`, `writer`, and what was asked of the search of figures. */
  readonly fields: FormFields
  /** Set when what is shown was begun earlier, and not saved. */
  readonly restored?: string
  readonly preview: {
    readonly leaf: string
    readonly problems: readonly NamedProblem[]
    readonly figures: readonly { readonly title: string; readonly card: string }[]
  }
  readonly found?: readonly ShownFigure[]
  readonly comments: readonly EditionComment[]
  /** Undefined: whoever reads may write. Else why not, and whom to ask. */
  readonly readOnly?: Text
  readonly mayComment: boolean
  readonly notice?: EditorNotice
}

export type EditorNotice = {
  readonly weight: 'good' | 'care' | 'grave'
  readonly text: Text
  /** The chapter was removed meanwhile: it can be put back with this text. */
  readonly canRestore?: boolean
}

/** The page of a chapter in the editor. */
export function chapterPath(language: Language, edition: string, chapter: string): string {
  return `${editionPath(language, edition, 'write')}/${encodeURIComponent(chapter)}`
}

export function EditorPage(props: EditorProps) {
  const { frame, edition, chapters, chapter, fields, preview, readOnly } = props
  const { language, assets } = frame
  const tx = (text: Text): string => word(text, language)
  const here = chapterPath(language, edition.id, chapter.id)
  const island = assets.islands['edition-editor']
  return (
    <Page frame={frame} title={`${chapter.title} · ${edition.title}`}>
      {assets.desk !== undefined && <link rel="stylesheet" href={assets.desk} />}
      <div class="desk">
        <Trail
          links={[
            [pathTo('home', language), say('home', language)],
            [pathTo('editions', language), tx({ fr: 'Éditions', en: 'Editions' })],
            [editionPath(language, edition.id), edition.title]
          ]}
          here={chapter.title}
        />
        <div class="title">
          <h1>{chapter.title}</h1>
          <p class="actions">
            <a class="button small" href={editionPath(language, edition.id, 'settings')}>
              {tx({ fr: 'Réglages et chapitres', en: 'Settings and chapters' })}
            </a>
            <a class="button small" href={editionPath(language, edition.id, 'photographs')}>
              {tx({ fr: 'Photographies', en: 'Photographs' })}
            </a>
            <a class="button small" href={editionPath(language, edition.id, 'check')}>
              {tx({ fr: 'Toute la vérification', en: 'The whole check' })}
            </a>
          </p>
        </div>
        <nav class="chapters" aria-label={tx({ fr: 'Chapitres', en: 'Chapters' })}>
          <ol>
            {chapters.map(({ id, title }) => (
              <li>
                <a href={chapterPath(language, edition.id, id)} aria-current={id === chapter.id ? 'page' : undefined}>
                  {title}
                </a>
              </li>
            ))}
          </ol>
        </nav>
        <Notices {...props} action={here} />
        <form
          method="post"
          action={here}
          class="record writing"
          id="writing"
          data-draft={readOnly ? undefined : pathTo('drafts', language)}
          data-preview={`${here}/${PARTS.preview[language]}`}
          data-figures={`${here}/${PARTS.figures[language]}`}
          data-edition-language={edition.language}
          data-read-only={readOnly ? '' : undefined}
          novalidate
        >
          <input type="hidden" name="token" value={props.token} />
          <input type="hidden" name="writer" value={fields['writer'] ?? ''} />
          <input type="hidden" name="version" value={fields['version'] ?? ''} />
          {!readOnly && (
            <button class="unseen" tabindex={-1} aria-hidden="true" name="more" value="look">
              {tx(LOOK)}
            </button>
          )}
          <div
            class="tabs"
            role="group"
            aria-label={tx({ fr: 'Ce qui est montré', en: 'What is shown' })}
            data-tabs
            hidden
          >
            {(['text', 'leaf', 'notes'] as const).map((pane) => (
              <button type="button" class="button small" aria-pressed={pane === 'text'} data-shows={pane}>
                {tx(PANES[pane])}
              </button>
            ))}
          </div>
          <div class="panes">
            <section class="pane" data-pane="text" aria-labelledby="text-label">
              <div class="bar-of-tools" data-tools hidden={true}></div>
              <label for="text" id="text-label" class="pane-title">
                {tx({ fr: 'Texte du chapitre', en: 'Text of the chapter' })}
              </label>
              <textarea
                id="text"
                name="text"
                rows={26}
                lang={edition.language}
                spellcheck
                readonly={readOnly !== undefined}
                aria-describedby="text-hint"
              >
                {/* A browser leaves out the first empty line. */}
                {`\n${fields['text'] ?? ''}`}
              </textarea>
              <p class="note" id="text-hint">
                {tx(HINT)}
              </p>
              {!readOnly && (
                <p class="buttons">
                  <button class="button solid" name="save" value="yes" data-save>
                    {tx({ fr: 'Enregistrer', en: 'Save' })}
                  </button>
                  <button class="button" name="more" value="look" data-plain>
                    {tx(LOOK)}
                  </button>
                </p>
              )}
              <p class="note" role="status" data-kept></p>
              {!readOnly && (
                <details class="data" open={props.found !== undefined} data-plain>
                  <summary>{tx({ fr: 'Chercher un chiffre', en: 'Find a figure' })}</summary>
                  <FindFigure language={language} fields={fields} found={props.found} />
                </details>
              )}
              <details class="data">
                <summary>{tx({ fr: 'Ce qui peut s’écrire', en: 'What can be written' })}</summary>
                <dl class="crib">
                  {TEMPLATES.map(({ label, text }) => (
                    <div>
                      <dt>{tx(label)}</dt>
                      <dd>
                        <code>{text[language].replace('|', '')}</code>
                      </dd>
                    </div>
                  ))}
                </dl>
              </details>
            </section>
            <section class="pane" data-pane="leaf" aria-labelledby="leaf-label">
              <h2 class="pane-title" id="leaf-label">
                {tx({ fr: 'Aperçu', en: 'Preview' })}
              </h2>
              <div
                class="leaf"
                data-leaf
                lang={edition.language}
                tabindex={0}
                role="group"
                aria-labelledby="leaf-label"
              >
                {raw(preview.leaf)}
              </div>
            </section>
            <aside class="pane" data-pane="notes" aria-label={tx(PANES.notes)}>
              <section>
                <h2 class="pane-title">{tx({ fr: 'À reprendre', en: 'To be mended' })}</h2>
                <div data-problems>
                  <PlacedProblems problems={preview.problems} language={language} canMend={!readOnly} />
                </div>
              </section>
              <section>
                <h2 class="pane-title">{tx({ fr: 'Chiffres du chapitre', en: 'Figures of the chapter' })}</h2>
                <div data-lineage>
                  <Lineages figures={preview.figures} language={language} />
                </div>
              </section>
              <section>
                <h2 class="pane-title">{tx({ fr: 'Commentaires', en: 'Comments' })}</h2>
                <div data-comments>
                  <CommentList
                    frame={frame}
                    comments={props.comments}
                    action={`${here}/${PARTS.comments[language]}`}
                    mayComment={props.mayComment}
                    text={fields['text'] ?? ''}
                  />
                </div>
                {props.mayComment && (
                  <CommentForm language={language} action={`${here}/${PARTS.comments[language]}`} fields={fields} />
                )}
              </section>
            </aside>
          </div>
          {!readOnly && assets.islands['drafts'] !== undefined && (
            <script type="module" src={assets.islands['drafts']} />
          )}
          {island !== undefined && <script type="module" src={island} />}
        </form>
      </div>
    </Page>
  )
}

/** Where each figure of the chapter comes from, to be unfolded. */
export function Lineages({
  figures,
  language
}: {
  readonly figures: EditorProps['preview']['figures']
  readonly language: Language
}) {
  if (figures.length === 0) {
    return <p class="note">{word({ fr: 'Aucun pour l’instant.', en: 'None so far.' }, language)}</p>
  }
  return (
    <>
      {figures.map(({ title, card }) => (
        <details class="data lineage-of">
          <summary>{title}</summary>
          {raw(card)}
        </details>
      ))}
    </>
  )
}

/** What follows the address of a chapter. */
export const PARTS = {
  preview: { fr: 'apercu', en: 'preview' },
  figures: { fr: 'chiffres', en: 'figures' },
  comments: { fr: 'commentaires', en: 'comments' }
} as const satisfies Record<string, Text>

const PANES = {
  text: { fr: 'Texte', en: 'Text' },
  leaf: { fr: 'Aperçu', en: 'Preview' },
  notes: { fr: 'Remarques', en: 'Remarks' }
} as const satisfies Record<string, Text>

const LOOK: Text = { fr: 'Aperçu et vérification', en: 'Preview and check' }

const HINT: Text = {
  fr: 'En Markdown. Aucun nombre ne se tape : « Chercher un chiffre » donne ce qui l’écrit. Rien n’est public avant la publication.',
  en: 'In Markdown. No number is typed: “Find a figure” gives what writes it. Nothing is public before it is published.'
}

function Notices({ frame, restored, readOnly, notice, action }: EditorProps & { readonly action: string }) {
  const { language } = frame
  const tx = (text: Text): string => word(text, language)
  return (
    <>
      {readOnly && <p class="notice care gap">{tx(readOnly)}</p>}
      {notice && (
        <div class={`notice ${notice.weight} gap`} role={notice.weight === 'grave' ? 'alert' : 'status'}>
          <p>{tx(notice.text)}</p>
          {notice.canRestore && (
            <p class="buttons">
              <button class="button small" form="writing" name="more" value="restore">
                {tx({ fr: 'Remettre ce chapitre, avec ce texte', en: 'Put this chapter back, with this text' })}
              </button>
            </p>
          )}
        </div>
      )}
      {restored !== undefined && (
        <p class="notice care gap" role="status">
          {tx({
            fr: `Voici ce que vous aviez écrit (${restored}), pas encore enregistré.`,
            en: `This is what you had written (${restored}), not saved yet.`
          })}{' '}
          <a href={`${action}?${language === 'fr' ? 'brouillon=non' : 'draft=no'}`}>
            {tx({ fr: 'Repartir de ce qui est enregistré', en: 'Start again from what is saved' })}
          </a>
        </p>
      )}
    </>
  )
}
