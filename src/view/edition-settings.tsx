/** The settings of an edition and its chapters; its photographs; a new edition: plain forms. */

import type { Child } from 'hono/jsx'
import { PHOTOGRAPH_TYPES } from '../domain/editions/photograph.ts'
import type { Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { chapterPath } from './edition-editor.tsx'
import { RemovedShots, ShotForms, type RemovedShot } from './edition-shots.tsx'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { say } from './messages.ts'
import { placeOf } from './edition-hour.ts'
import { editionPath, pathTo } from './paths.ts'
import { DraftNotice, KeptForm, ProblemList, RecordField, type RecordForm } from './record-form.tsx'

type Chapters = readonly { readonly id: string; readonly title: string }[]

export type EditionFormProps = {
  readonly form: RecordForm
  readonly edition: { readonly id: string; readonly title: string }
  readonly chapters: Chapters
  /** Undefined: whoever reads may write. */
  readonly readOnly?: Text
}

export function EditionSettingsPage({ form, edition, chapters, readOnly }: EditionFormProps) {
  const { frame } = form
  const { language } = frame
  const tx = (text: Text): string => word(text, language)
  const here = editionPath(language, edition.id, 'settings')
  const title = tx({ fr: 'Réglages et chapitres', en: 'Settings and chapters' })
  return (
    <DeskPage frame={frame} title={title} edition={edition}>
      {readOnly && <p class="notice care gap">{tx(readOnly)}</p>}
      <ProblemList form={form} />
      <DraftNotice form={form} action={here} />
      <Section
        title={tx({ fr: 'Chapitres', en: 'Chapters' })}
        notes={[
          tx({
            fr: 'Dans l’ordre de l’édition. Le nom d’adresse est dans les liens ; le titre est la première ligne du texte.',
            en: 'In the order of the edition. The name is in addresses; the title is the first line of the text.'
          })
        ]}
      >
        <ol class="chapter-list">
          {chapters.map(({ id, title: name }, i) => (
            <li>
              <p>
                <a href={chapterPath(language, edition.id, id)}>{name}</a> <span class="quiet">{id}</span>
              </p>
              {!readOnly && (
                <form method="post" action={here} class="buttons">
                  <input type="hidden" name="token" value={form.token} />
                  <input type="hidden" name="chapter" value={id} />
                  <button class="button small" name="act" value="up" disabled={i === 0}>
                    {tx({ fr: 'Monter', en: 'Up' })}
                    <span class="unseen"> {name}</span>
                  </button>
                  <button class="button small" name="act" value="down" disabled={i === chapters.length - 1}>
                    {tx({ fr: 'Descendre', en: 'Down' })}
                    <span class="unseen"> {name}</span>
                  </button>
                  <details class="data">
                    <summary>
                      {tx({ fr: 'Renommer ou retirer', en: 'Rename or remove' })}
                      <span class="unseen"> {name}</span>
                    </summary>
                    <p class="field">
                      <label for={`name-${id}`}>{tx({ fr: 'Nom dans les adresses', en: 'Name in addresses' })}</label>
                      <input id={`name-${id}`} name="name" value={id} maxlength={60} autocomplete="off" />
                    </p>
                    <p class="buttons">
                      <button class="button small" name="act" value="rename">
                        {tx({ fr: 'Renommer', en: 'Rename' })}
                      </button>
                      <button class="button small" name="act" value="remove">
                        {tx({ fr: 'Retirer ce chapitre', en: 'Remove this chapter' })}
                      </button>
                    </p>
                    <p class="note">
                      {tx({
                        fr: 'Les renvois suivent le nouveau nom. Le texte retiré reste au journal.',
                        en: 'References follow the new name. The text removed stays in the journal.'
                      })}
                    </p>
                  </details>
                </form>
              )}
            </li>
          ))}
        </ol>
        {!readOnly && (
          <form method="post" action={here} class="record gap">
            <input type="hidden" name="token" value={form.token} />
            <RecordField
              form={form}
              name="chapter-title"
              label={{ fr: 'Titre d’un chapitre à ajouter', en: 'Title of a chapter to add' }}
            />
            <p class="buttons">
              <button class="button" name="act" value="add">
                {tx({ fr: 'Ajouter le chapitre', en: 'Add the chapter' })}
              </button>
            </p>
          </form>
        )}
        <p class="gap">
          <a href={editionPath(language, edition.id, 'texts')}>
            {tx({ fr: 'Télécharger tous les textes (zip)', en: 'Download all the texts (zip)' })}
          </a>
        </p>
      </Section>
      <Section title={tx({ fr: 'Réglages', en: 'Settings' })}>
        <KeptForm form={form} action={here}>
          <input type="hidden" name="version" value={form.fields['version'] ?? ''} />
          <RecordField form={form} name="title" label={{ fr: 'Titre', en: 'Title' }} required />
          <RecordField form={form} name="subtitle" label={{ fr: 'Sous-titre', en: 'Subtitle' }} required />
          <RecordField form={form} name="publisher" label={{ fr: 'Éditeur', en: 'Publisher' }} required />
          <RecordField
            form={form}
            name="day"
            type="date"
            label={{ fr: 'Jour', en: 'Day' }}
            hint={{ fr: 'Ce qui est dit l’est à ce jour.', en: 'What is said is as known that day.' }}
            required
          />
          <RecordField
            form={form}
            name="embargo"
            type="datetime-local"
            label={{ fr: 'Embargo jusqu’à', en: 'Embargo until' }}
            hint={{
              fr: `À l’heure de ${placeOf(frame.zone)} ; proposé à la publication. Vide : aucun.`,
              en: `At the hour of ${placeOf(frame.zone)}; proposed when it is published. Empty: none.`
            }}
          />
          <RecordField form={form} name="licence" label={{ fr: 'Licence', en: 'Licence' }} required />
          <RecordField
            form={form}
            name="language"
            label={{ fr: 'Langue', en: 'Language' }}
            options={[
              ['fr', 'Français'],
              ['en', 'English']
            ]}
          />
          {!readOnly && (
            <p class="buttons gap">
              <button class="button solid" name="save" value="yes">
                {tx({ fr: 'Enregistrer les réglages', en: 'Save the settings' })}
              </button>
            </p>
          )}
        </KeptForm>
      </Section>
    </DeskPage>
  )
}

export type PhotographsProps = EditionFormProps & {
  readonly photographs: readonly string[]
  /** Taken out of the edition, to be put back. */
  readonly removed: readonly RemovedShot[]
  /** What shows the photograph that was just added. */
  readonly directive?: string
}

export function EditionPhotographsPage({
  form,
  edition,
  chapters,
  photographs,
  removed,
  readOnly,
  directive
}: PhotographsProps) {
  const { frame } = form
  const { language } = frame
  const tx = (text: Text): string => word(text, language)
  const here = editionPath(language, edition.id, 'photographs')
  return (
    <DeskPage frame={frame} title={tx({ fr: 'Photographies', en: 'Photographs' })} edition={edition}>
      {readOnly && <p class="notice care gap">{tx(readOnly)}</p>}
      <ProblemList form={form} />
      {directive !== undefined && (
        <div class="notice good gap" role="status">
          <p>
            {tx({
              fr: 'La photographie est ajoutée. Dans un chapitre, elle s’écrit :',
              en: 'The photograph is added. In a chapter, it is written:'
            })}
          </p>
          <p>
            <code>{directive}</code>
          </p>
        </div>
      )}
      <Section title={tx({ fr: 'Celles de l’édition', en: 'Those of the edition' })}>
        {photographs.length === 0 ? (
          <p class="note">{tx({ fr: 'Aucune photographie pour l’instant.', en: 'No photograph so far.' })}</p>
        ) : (
          <ul class="shots">
            {photographs.map((name) => (
              <li>
                <img src={`${here}/${encodeURIComponent(name)}`} alt="" loading="lazy" />
                <code>{name}</code>
                {!readOnly && <ShotForms form={form} here={here} name={name} />}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <RemovedShots form={form} here={here} removed={removed} mayPutBack={!readOnly} />
      {!readOnly && (
        <Section title={tx({ fr: 'Ajouter une photographie', en: 'Add a photograph' })}>
          <form method="post" action={here} enctype="multipart/form-data" class="record" novalidate>
            <input type="hidden" name="token" value={form.token} />
            <p class="field">
              <label for="file">{tx({ fr: 'Fichier', en: 'File' })}</label>
              <span class="hint" id="file-hint">
                {tx({ fr: 'JPEG, PNG ou WebP, 10 Mo au plus.', en: 'JPEG, PNG or WebP, 10 MB at most.' })}
              </span>
              <input
                id="file"
                name="file"
                type="file"
                accept={Object.values(PHOTOGRAPH_TYPES).join(',')}
                aria-describedby="file-hint"
              />
            </p>
            <RecordField
              form={form}
              name="alt"
              label={{ fr: 'Ce qu’elle montre', en: 'What it shows' }}
              hint={{ fr: 'Pour qui ne la voit pas.', en: 'For those who do not see it.' }}
              required
            />
            <RecordField form={form} name="credit" label={{ fr: 'Auteur', en: 'Credit' }} required />
            <RecordField form={form} name="licence" label={{ fr: 'Licence', en: 'Licence' }} required />
            <RecordField form={form} name="caption" label={{ fr: 'Légende', en: 'Caption' }} />
            <RecordField
              form={form}
              name="chapter"
              label={{ fr: 'Mettre à la fin du chapitre', en: 'Put at the end of the chapter' }}
              options={[
                ['', tx({ fr: 'aucun', en: 'none' })],
                ...chapters.map(({ id, title }) => [id, title] as const)
              ]}
            />
            <p class="buttons gap">
              <button class="button solid" name="save" value="yes">
                {tx({ fr: 'Ajouter', en: 'Add' })}
              </button>
            </p>
          </form>
        </Section>
      )}
    </DeskPage>
  )
}

export function NewEditionPage({
  form,
  editions
}: {
  readonly form: RecordForm
  /** Those whose chapters can be taken. */
  readonly editions: readonly string[]
}) {
  const { frame } = form
  const { language } = frame
  const tx = (text: Text): string => word(text, language)
  const here = pathTo('newEdition', language)
  return (
    <DeskPage frame={frame} title={tx({ fr: 'Commencer une édition', en: 'Begin an edition' })}>
      <ProblemList form={form} />
      <DraftNotice form={form} action={here} />
      <div class="gap">
        <KeptForm form={form} action={here}>
          <RecordField form={form} name="title" label={{ fr: 'Titre', en: 'Title' }} required />
          <RecordField
            form={form}
            name="id"
            label={{ fr: 'Nom dans les adresses', en: 'Name in addresses' }}
            hint={{ fr: 'Court, comme 2027.', en: 'Short, such as 2027.' }}
            required
          />
          <RecordField
            form={form}
            name="language"
            label={{ fr: 'Langue', en: 'Language' }}
            options={[
              ['fr', 'Français'],
              ['en', 'English']
            ]}
          />
          <RecordField
            form={form}
            name="like"
            label={{ fr: 'Partir de', en: 'Start from' }}
            hint={{
              fr: 'Ses chapitres et ses photographies sont repris ; la vérification dit chaque chiffre dont une période plus récente est connue.',
              en: 'Its chapters and photographs are taken; the check tells each figure that a later period is known of.'
            }}
            options={[
              ['', tx({ fr: 'un chapitre qui guide', en: 'one chapter that guides' })],
              ...editions.map((id) => [id, tx({ fr: `l’édition ${id}`, en: `the edition ${id}` })] as const)
            ]}
          />
          <p class="buttons gap">
            <button class="button solid" name="save" value="yes">
              {tx({ fr: 'Commencer', en: 'Begin' })}
            </button>
          </p>
        </KeptForm>
      </div>
    </DeskPage>
  )
}

function DeskPage({
  frame,
  title,
  edition,
  children
}: {
  readonly frame: Frame
  readonly title: string
  readonly edition?: { readonly id: string; readonly title: string }
  readonly children?: Child
}) {
  const { language } = frame
  return (
    <Page frame={frame} title={edition ? `${title} · ${edition.title}` : title}>
      {frame.assets.desk !== undefined && <link rel="stylesheet" href={frame.assets.desk} />}
      <div class="desk-forms">
        <Trail
          links={[
            [pathTo('home', language), say('home', language)],
            [pathTo('editions', language), word({ fr: 'Éditions', en: 'Editions' }, language)],
            ...(edition ? [[editionPath(language, edition.id, 'write'), edition.title] as const] : [])
          ]}
          here={title}
        />
        <div class="title">
          <h1>{title}</h1>
        </div>
        {children}
      </div>
    </Page>
  )
}
