/** The form of an organisation: what it was and is called, what it follows, what it takes part in, and where. */

import { FORMS, FORM_NAMES, KINDS, KIND_NAMES } from '../domain/organisations/form.ts'
import type { Organisation } from '../domain/organisations/organisation.ts'
import type { OrganisationList } from '../domain/organisations/list.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { tell } from './directory-messages.ts'
import { Section } from './layout.tsx'
import { say } from './messages.ts'
import { pathTo } from './paths.ts'
import { Proposals, RecordField, RecordRows, type Cell, type RecordForm } from './record-form.tsx'
import { RecordPage } from './record-page.tsx'

export type Choices = {
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  readonly lists: readonly OrganisationList[]
}

export type OrganisationFormProps = RecordForm & {
  /** Undefined for one that is being added. */
  readonly subject: { readonly id: string; readonly name: string } | undefined
  readonly choices: Choices
  readonly perimeters: readonly { readonly id: string; readonly name: string }[]
  readonly behalf: readonly string[]
  /** Records much like the one that is being added. */
  readonly alike?: readonly Organisation[]
}

export function OrganisationFormPage(props: OrganisationFormProps) {
  const { frame, subject, choices, perimeters, behalf, alike = [], ...rest } = props
  const { language } = frame
  const form = { frame, ...rest }
  const action = subject ? `${pathTo('organisations', language, subject.id)}/edit` : pathTo('newOrganisation', language)
  const title = subject
    ? word({ fr: `Corriger : ${subject.name}`, en: `Correct: ${subject.name}` }, language)
    : word({ fr: 'Ajouter un organisme', en: 'Add an organisation' }, language)
  const back = subject ? pathTo('organisations', language, subject.id) : pathTo('directory', language)
  const named = (id: string): string => choices.organisations.find((one) => one.id === id)?.name ?? id
  return (
    <RecordPage
      form={form}
      title={title}
      lead={word(LEAD, language)}
      trail={[
        [pathTo('home', language), say('home', language)],
        [pathTo('directory', language), tell('directory', language)],
        ...(subject ? ([[back, subject.name]] as const) : [])
      ]}
      action={action}
      back={back}
      kept={['version']}
      behalf={behalf}
      names={named}
    >
      {alike.length > 0 && <Alike alike={alike} language={language} />}
      <Section id="identity" title={word({ fr: 'Ce que c’est', en: 'What it is' }, language)}>
        {!subject && (
          <RecordField
            form={form}
            name="id"
            label={{ fr: 'Identifiant', en: 'Identifier' }}
            hint={{
              fr: 'Laissé vide, il est fait du nom. Il ne change plus ensuite.',
              en: 'Left empty, it is made from the name. It never changes afterwards.'
            }}
          />
        )}
        <RecordField
          form={form}
          name="kind"
          label={{ fr: 'Domaine', en: 'Field' }}
          options={KIND_NAMES.map((kind) => [kind, KINDS[kind][language]])}
        />
      </Section>
      <Section
        id="names-section"
        title={word({ fr: 'Noms', en: 'Names' }, language)}
        notes={[word(NAMES_NOTE, language)]}
      >
        <RecordRows form={form} table="names" legend={{ fr: 'Nom', en: 'Name' }} cells={[NAME, ...SPAN]} />
        <RecordField
          form={form}
          name="aliases"
          type="area"
          label={{ fr: 'Autres noms et sigles', en: 'Other names and abbreviations' }}
          hint={{ fr: 'Un par ligne : on le cherche sous chacun.', en: 'One a line: it is found by each.' }}
        />
      </Section>
      <Section id="forms-section" title={word({ fr: 'Forme juridique', en: 'Legal form' }, language)}>
        <RecordRows
          form={form}
          table="forms"
          legend={{ fr: 'Forme', en: 'Form' }}
          cells={[
            {
              cell: 'form',
              label: { fr: 'Forme juridique', en: 'Legal form' },
              wide: true,
              options: [['', '–'], ...FORM_NAMES.map((one) => [one, FORMS[one][language]] as const)]
            },
            ...SPAN
          ]}
        />
      </Section>
      <Section
        id="succession"
        title={word({ fr: 'Ce qu’il prolonge', en: 'What it follows' }, language)}
        notes={[word(SUCCESSION_NOTE, language)]}
      >
        <RecordRows
          form={form}
          table="predecessors"
          legend={{ fr: 'Prédécesseur', en: 'Predecessor' }}
          cells={[
            {
              cell: 'organisation',
              label: { fr: 'Organisme', en: 'Organisation' },
              list: 'organisation-names',
              wide: true
            },
            {
              cell: 'kind',
              label: { fr: 'Comment', en: 'How' },
              options: [
                ['becomes', word({ fr: 'devient celui-ci', en: 'becomes this one' }, language)],
                ['absorbed', word({ fr: 'rejoint celui-ci', en: 'joins this one' }, language)]
              ]
            },
            { cell: 'on', label: { fr: 'Le', en: 'On' }, type: 'date' },
            SOURCE
          ]}
        />
      </Section>
      <Section id="lists" title={word({ fr: 'Listes', en: 'Lists' }, language)} notes={[word(LISTS_NOTE, language)]}>
        <RecordRows
          form={form}
          table="participations"
          legend={{ fr: 'Participation', en: 'Part' }}
          cells={[
            {
              cell: 'list',
              label: { fr: 'Liste', en: 'List' },
              wide: true,
              options: [['', '–'], ...partChoices(form, choices.lists, language)]
            },
            ...SPAN
          ]}
        />
      </Section>
      <Section id="place" title={word({ fr: 'Territoire et contact', en: 'Territory and contact' }, language)}>
        <RecordField
          form={form}
          name="territory"
          list="perimeter-names"
          label={{ fr: 'Territoire', en: 'Territory' }}
          hint={{
            fr: 'Un périmètre de l’observatoire, ou le code d’une commune.',
            en: 'A perimeter of the observatory, or the code of a commune.'
          }}
        />
        <RecordField form={form} name="site" type="url" label={{ fr: 'Site', en: 'Website' }} />
        <RecordField form={form} name="address" label={{ fr: 'Adresse postale', en: 'Postal address' }} />
        <RecordField
          form={form}
          name="note.fr"
          type="area"
          label={{ fr: 'Note, en français', en: 'Note, in French' }}
        />
        <RecordField
          form={form}
          name="note.en"
          type="area"
          label={{ fr: 'Note, en anglais', en: 'Note, in English' }}
        />
      </Section>
      <Proposals id="organisation-names" values={choices.organisations} />
      <Proposals id="perimeter-names" values={perimeters} />
    </RecordPage>
  )
}

/** Before a second record of the same organisation is made. */
function Alike({ alike, language }: { readonly alike: readonly Organisation[]; readonly language: Language }) {
  return (
    <div class="notice care gap" role="alert">
      <p>
        <strong>
          {word(
            { fr: 'Le registre contient déjà ce qui lui ressemble.', en: 'The register holds what is much like it.' },
            language
          )}
        </strong>
      </p>
      <ul>
        {alike.map(({ id, names }) => (
          <li>
            <a href={pathTo('organisations', language, id)}>{names.at(-1)?.name ?? id}</a>
          </li>
        ))}
      </ul>
      <p class="gap">
        <button class="button" name="alike" value="no">
          {word({ fr: 'C’est un autre organisme : l’ajouter', en: 'It is another organisation: add it' }, language)}
        </button>
      </p>
    </div>
  )
}

/** The lists that are computed; and the parts of this record that no list is made of. */
function partChoices(
  { fields }: RecordForm,
  lists: readonly OrganisationList[],
  language: Language
): readonly (readonly [string, string])[] {
  const known = lists.map(
    ({ participation, label }) => [`${participation.in} ${participation.role}`, label[language]] as const
  )
  const own = Object.entries(fields).flatMap(([name, value]) =>
    /^participations\.\d+\.list$/.test(name) ? [value] : []
  )
  const others = [...new Set(own)].filter((value) => value !== '' && !known.some(([key]) => key === value))
  return [...known, ...others.map((value) => [value, value] as const)]
}

const NAME: Cell = { cell: 'name', label: { fr: 'Nom complet', en: 'Full name' }, wide: true }
const SOURCE: Cell = { cell: 'source', label: { fr: 'Source', en: 'Source' }, wide: true }
const SPAN: readonly Cell[] = [
  { cell: 'from', label: { fr: 'Depuis le', en: 'From' }, type: 'date' },
  { cell: 'to', label: { fr: 'Jusqu’au, compris', en: 'To, included' }, type: 'date' },
  SOURCE
]

const LEAD: Text = {
  fr: 'Chaque fait garde ses dates et sa source ; l’ancien n’est pas effacé, il prend fin. Pour retirer une ligne, videz-la.',
  en: 'Each fact keeps its dates and its source; what was is not erased, it ends. To remove a row, empty it.'
}
const NAMES_NOTE: Text = {
  fr: 'Du plus ancien au plus récent. Un nouveau nom donne sa fin au précédent.',
  en: 'Oldest first. A new name gives its end to the one before.'
}
const SUCCESSION_NOTE: Text = {
  fr: '« Devient » : la même lignée sous une autre identité. « Rejoint » : il entre dans un organisme qui avait la sienne.',
  en: '“Becomes”: the same line under another identity. “Joins”: it enters one that had its own.'
}
const LISTS_NOTE: Text = {
  fr: 'Les listes se calculent de là : rien d’autre ne les remplit.',
  en: 'Lists are computed from here: nothing else fills them.'
}
