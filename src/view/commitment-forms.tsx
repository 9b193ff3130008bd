/** The forms of commitments: what became of an action or of a lead, how a proposition is judged. */

import type { Child } from 'hono/jsx'
import {
  ACTION_STATES,
  BEARINGS,
  EVIDENCE_KINDS,
  LEAD_FATES,
  VERDICTS,
  type Action,
  type Lead,
  type Proposition
} from '../domain/commitments/commitment.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import {
  BEARING_WORDS,
  EVIDENCE_WORDS,
  LEAD_WORDS,
  promise,
  STATE_WORDS,
  VERDICT_WORDS
} from './commitment-messages.ts'
import { commitmentTrail } from './commitment-page.tsx'
import { Section } from './layout.tsx'
import { writtenIn } from './passage.tsx'
import { pathTo } from './paths.ts'
import { Proposals, RecordField, RecordRows, type RecordForm } from './record-form.tsx'
import { RecordPage } from './record-page.tsx'

type Choice = { readonly id: string; readonly name: string }

/** What the fields propose. */
export type CommitmentChoices = {
  readonly organisations: readonly Choice[]
  readonly actions: readonly Choice[]
  readonly propositions: readonly Choice[]
  readonly behalf: readonly string[]
}

export type FormProps = RecordForm & { readonly today: string; readonly choices: CommitmentChoices }

export function ActionFormPage({ action, ...props }: FormProps & { readonly action: Action }) {
  const { frame, choices } = props
  const { language } = frame
  const here = pathTo('commitmentActions', language, action.id)
  return (
    <Whole props={props} name={action.title} here={here}>
      <Section id="fate" title={promise('state', language)} notes={[word(STATE_NOTE, language)]}>
        <RecordField
          form={props}
          name="state"
          label={{ fr: 'État', en: 'State' }}
          options={optionsOf(ACTION_STATES, STATE_WORDS, language)}
        />
        <RecordField form={props} name="why" label={WHY} hint={WHY_HINT} type="area" rows={2} />
        <RecordField
          form={props}
          name="mergedInto"
          label={{ fr: 'Fusionnée avec', en: 'Merged with' }}
          hint={{ fr: 'Une autre action, comme p1-a2.', en: 'Another action, such as p1-a2.' }}
          list="actions"
        />
        <RecordField
          form={props}
          name="start"
          label={{ fr: 'Début', en: 'Start' }}
          hint={{
            fr: 'Une année, un mois ou un jour : 2016, 2016-03, 2016-03-08.',
            en: 'A year, a month or a day: 2016, 2016-03, 2016-03-08.'
          }}
        />
        <RecordField
          form={props}
          name="carriers"
          label={{ fr: 'Porteurs', en: 'Carriers' }}
          hint={ONE_A_LINE}
          type="area"
          rows={2}
        />
        <RecordField
          form={props}
          name="partners"
          label={{ fr: 'Partenaires', en: 'Partners' }}
          hint={ONE_A_LINE}
          type="area"
          rows={3}
        />
        <RecordField
          form={props}
          name="account.fr"
          label={{ fr: 'Ce qui est rapporté, en français', en: 'What is reported, in French' }}
          type="area"
          rows={3}
        />
        <RecordField
          form={props}
          name="account.en"
          label={{ fr: 'Ce qui est rapporté, en anglais', en: 'What is reported, in English' }}
          type="area"
          rows={3}
        />
      </Section>
      <EvidenceRows form={props} />
      <Proposals id="actions" values={choices.actions} />
    </Whole>
  )
}

export function LeadFormPage({ lead, ...props }: FormProps & { readonly lead: Lead }) {
  const { frame, choices } = props
  const { language } = frame
  return (
    <Whole
      props={props}
      name={lead.text}
      here={pathTo('leads', language)}
      action={`${pathTo('leads', language, lead.id)}/edit`}
    >
      <Section id="fate" title={promise('fate', language)} notes={[word(LEAD_NOTE, language)]}>
        <RecordField
          form={props}
          name="fate"
          label={{ fr: 'Sort', en: 'Fate' }}
          options={optionsOf(LEAD_FATES, LEAD_WORDS, language)}
        />
        <RecordField form={props} name="why" label={WHY} hint={WHY_HINT} type="area" rows={2} />
        <RecordField
          form={props}
          name="action"
          label={{ fr: 'Action qui la reprend', en: 'Action that takes it over' }}
          list="actions"
        />
        <RecordField
          form={props}
          name="proposition"
          label={{ fr: 'Proposition', en: 'Proposition' }}
          list="propositions"
        />
        <RecordField form={props} name="owner" label={{ fr: 'Responsable', en: 'Owner' }} list="organisations" />
      </Section>
      <EvidenceRows form={props} />
      <Proposals id="actions" values={choices.actions} />
      <Proposals id="propositions" values={choices.propositions} />
      <Proposals id="organisations" values={choices.organisations} />
    </Whole>
  )
}

export function JudgementFormPage({ proposition, ...props }: FormProps & { readonly proposition: Proposition }) {
  const { language } = props.frame
  const here = pathTo('commitments', language, proposition.id)
  return (
    <Whole props={props} name={proposition.titles[0]?.title ?? proposition.id} here={here} isReviewed={false}>
      <Section id="readings" title={promise('readings', language)} notes={[word(JUDGEMENT_NOTE, language)]}>
        <RecordRows
          form={props}
          table="assessments"
          legend={{ fr: 'Lecture', en: 'Reading' }}
          cells={[
            {
              cell: 'verdict',
              label: { fr: 'Jugement', en: 'Judgement' },
              options: optionsOf(VERDICTS, VERDICT_WORDS, language)
            },
            { cell: 'by', label: { fr: 'De qui : un organisme ou un document', en: 'Whose: a body or a document' } },
            { cell: 'on', label: { fr: 'Date : 2022 ou 2022-12-04', en: 'Date: 2022 or 2022-12-04' } },
            {
              cell: 'fr',
              label: { fr: 'En une phrase, en français', en: 'In a sentence, in French' },
              type: 'area',
              rows: 2,
              wide: true
            },
            {
              cell: 'en',
              label: { fr: 'En une phrase, en anglais', en: 'In a sentence, in English' },
              type: 'area',
              rows: 2,
              wide: true
            }
          ]}
        />
      </Section>
    </Whole>
  )
}

/** A form of the register of promises: what is wrong, its fields, who signs and why. */
export function Whole({
  props,
  name,
  here,
  action = `${here}/edit`,
  title = promise('edit', props.frame.language),
  isReviewed = true,
  children
}: {
  readonly props: FormProps
  readonly name: string
  readonly here: string
  readonly action?: string
  readonly title?: string
  readonly isReviewed?: boolean
  readonly children?: Child
}) {
  const { frame, today, choices } = props
  const { language } = frame
  return (
    <RecordPage
      form={props}
      title={`${title}, ${name}`}
      heading={
        <>
          {title} <span lang={writtenIn(language)}>« {name} »</span>
        </>
      }
      trail={[...commitmentTrail(undefined, { today }, language), [here, name]]}
      here={title}
      action={action}
      back={here}
      kept={['version']}
      behalf={choices.behalf}
      names={(id) => choices.organisations.find((one) => one.id === id)?.name ?? id}
      also={
        isReviewed && (
          <RecordField
            form={props}
            name="seen"
            label={{ fr: 'Vaut revue de ce jour', en: 'Counts as a review of this day' }}
            options={[
              ['', word({ fr: 'non', en: 'no' }, language)],
              ['yes', word({ fr: 'oui', en: 'yes' }, language)]
            ]}
          />
        )
      }
    >
      {children}
    </RecordPage>
  )
}

function EvidenceRows({ form }: { readonly form: RecordForm }) {
  const { language } = form.frame
  return (
    <Section
      id="evidence"
      title={promise('evidence', language)}
      notes={[promise('evidenceNote', language), word(REF_NOTE, language)]}
    >
      <RecordRows
        form={form}
        table="evidence"
        legend={{ fr: 'Preuve', en: 'Evidence' }}
        cells={[
          {
            cell: 'bearing',
            label: { fr: 'Pour ou contre', en: 'For or against' },
            options: optionsOf(BEARINGS, BEARING_WORDS, language)
          },
          {
            cell: 'kind',
            label: { fr: 'Ce que c’est', en: 'What it is' },
            options: optionsOf(EVIDENCE_KINDS, EVIDENCE_WORDS, language)
          },
          {
            cell: 'ref',
            label: { fr: 'Chiffre, affirmation ou document', en: 'Figure, claim or document' },
            wide: true
          },
          {
            cell: 'words',
            label: { fr: 'Où dans le document, ou la note elle-même', en: 'Where in the document, or the note itself' },
            wide: true
          }
        ]}
      />
    </Section>
  )
}

export function optionsOf<T extends string>(
  names: readonly T[],
  words: Readonly<Record<T, Text>>,
  language: Language
): readonly (readonly [string, string])[] {
  return names.map((one) => [one, words[one][language]])
}

const WHY: Text = { fr: 'Pourquoi elle est abandonnée ou fusionnée', en: 'Why it is abandoned or merged' }
const WHY_HINT: Text = {
  fr: 'Publié tel quel. Demandé pour ce qui est abandonné ou fusionné.',
  en: 'Published as it stands. Asked for what is abandoned or merged.'
}
const ONE_A_LINE: Text = {
  fr: 'Identifiants de l’annuaire, un par ligne.',
  en: 'Identifiers of the directory, one a line.'
}
const STATE_NOTE: Text = {
  fr: '« Lancée », « en cours » et « faite » demandent une preuve ; sans preuve, l’état est « inconnu ».',
  en: '“Launched”, “under way” and “done” ask for evidence; without any, the state is “unknown”.'
}
const LEAD_NOTE: Text = {
  fr: 'Chaque piste a un sort, ou « inconnu ». Ce qu’elle disait ne se réécrit pas.',
  en: 'Each lead has a fate, or “unknown”. What it said is not rewritten.'
}
const JUDGEMENT_NOTE: Text = {
  fr: 'Plusieurs lectures peuvent différer : elles sont toutes publiées. Une lecture vidée disparaît.',
  en: 'Several readings may differ: all are published. A reading that is emptied goes.'
}
const REF_NOTE: Text = {
  fr: 'Un chiffre s’écrit « population pma 2018 » ou « population pma 2018 depuis 2013 », ou par son adresse ; une affirmation et un document, par leur identifiant.',
  en: 'A figure is written “population pma 2018” or “population pma 2018 since 2013”, or by its address; a claim and a document, by their identifier.'
}
