/** The form of what a proposition or an action is called, and what it is for: an old title stays readable. */

import type { Child } from 'hono/jsx'
import type { Action, Proposition } from '../domain/commitments/commitment.ts'
import { TITLE_CHANGES } from '../domain/commitments/wording-form.ts'
import type { Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { optionsOf, Whole, type FormProps } from './commitment-forms.tsx'
import { promise } from './commitment-messages.ts'
import { Section } from './layout.tsx'
import { pathTo, wordingPart } from './paths.ts'
import { Proposals, RecordField } from './record-form.tsx'

export function ActionWordingPage({ action, ...props }: FormProps & { readonly action: Action }) {
  const here = pathTo('commitmentActions', props.frame.language, action.id)
  return (
    <Wording props={props} name={action.title} here={here}>
      <Both props={props} name="aim" label={AIM} />
    </Wording>
  )
}

export function PropositionWordingPage({
  proposition,
  documents,
  ...props
}: FormProps & {
  readonly proposition: Proposition
  readonly documents: readonly { readonly id: string; readonly title: string }[]
}) {
  const here = pathTo('commitments', props.frame.language, proposition.id)
  return (
    <Wording
      props={props}
      name={proposition.titles[0]?.title ?? proposition.id}
      here={here}
      place={
        <>
          <RecordField
            form={props}
            name="document"
            label={{ fr: 'Document où ce titre se lit', en: 'Document in which this title is read' }}
            hint={{ fr: 'Son identifiant au registre.', en: 'Its identifier in the register.' }}
            list="documents"
            required
          />
          <RecordField form={props} name="where" label={{ fr: 'Où dans le document', en: 'Where in it' }} required />
          <Proposals id="documents" values={documents.map(({ id, title }) => ({ id, name: title }))} />
        </>
      }
    >
      <Both props={props} name="aim" label={AIM} required />
      <Both props={props} name="expected" label={EXPECTED} required />
    </Wording>
  )
}

type WordingProps = {
  readonly props: FormProps
  readonly name: string
  readonly here: string
  readonly place?: Child
  readonly children?: Child
}

function Wording({ props, name, here, place, children }: WordingProps) {
  const { language } = props.frame
  return (
    <Whole
      props={props}
      name={name}
      here={here}
      action={`${here}/${wordingPart(language)}`}
      title={promise('wording', language)}
      isReviewed={false}
    >
      <Section id="naming" title={word({ fr: 'Titre', en: 'Title' }, language)} notes={[word(TITLE_NOTE, language)]}>
        <RecordField form={props} name="title" label={{ fr: 'Titre', en: 'Title' }} hint={AS_WRITTEN} required />
        <RecordField
          form={props}
          name="how"
          label={{ fr: 'Si le titre change', en: 'If the title changes' }}
          options={optionsOf(TITLE_CHANGES, CHANGES, language)}
        />
        <RecordField
          form={props}
          name="from"
          label={{ fr: 'Nouveau titre à compter du', en: 'New title as of' }}
          hint={FROM_HINT}
          type="date"
        />
        {place}
      </Section>
      <Section id="aim" title={promise('aim', language)}>
        {children}
      </Section>
    </Whole>
  )
}

function Both({
  props,
  name,
  label,
  required
}: {
  readonly props: FormProps
  readonly name: string
  readonly label: Text
  readonly required?: boolean
}) {
  const optional = required ? { fr: '', en: '' } : { fr: ' (facultatif)', en: ' (optional)' }
  return (
    <>
      <RecordField
        form={props}
        name={`${name}.fr`}
        label={{ fr: `${label.fr}, en français${optional.fr}`, en: `${label.en}, in French${optional.en}` }}
        type="area"
        rows={3}
        {...(required && { required })}
      />
      <RecordField
        form={props}
        name={`${name}.en`}
        label={{ fr: `${label.fr}, en anglais${optional.fr}`, en: `${label.en}, in English${optional.en}` }}
        type="area"
        rows={3}
        {...(required && { required })}
      />
    </>
  )
}

const AIM: Text = { fr: 'But', en: 'Aim' }
const EXPECTED: Text = { fr: 'Résultat attendu', en: 'Expected outcome' }
const AS_WRITTEN: Text = {
  fr: 'Tel que le document le donne, dans sa langue.',
  en: 'As the document gives it, in its language.'
}
const TITLE_NOTE: Text = {
  fr: 'Un nouveau titre prend la place de l’ancien à compter d’un jour ; l’ancien reste lu, avec ses dates.',
  en: 'A new title takes the place of the old one as of a day; the old one is still read, with its dates.'
}
const FROM_HINT: Text = {
  fr: 'Ce jour, ou un jour passé. Vide si le titre ne change pas, ou pour une coquille.',
  en: 'This day, or one gone by. Empty if the title does not change, or for a misprint.'
}
const CHANGES = {
  new: { fr: 'c’est un nouveau titre, l’ancien reste lu', en: 'it is a new title, the old one is still read' },
  mend: { fr: 'c’est une coquille que l’on corrige', en: 'it mends a misprint' }
} as const satisfies Record<(typeof TITLE_CHANGES)[number], Text>
