/** Two records of one organisation: suggested, then side by side with both histories, before they are merged. */

import type { OrganisationList } from '../domain/organisations/list.ts'
import type { Organisation, Participation } from '../domain/organisations/organisation.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { tell } from './directory-messages.ts'
import { ChangeList, type ShownChange } from './journal.tsx'
import { Section } from './layout.tsx'
import { pathTo } from './paths.ts'
import { ProblemList, Proposals, RecordField, type RecordForm } from './record-form.tsx'
import { TitledPage } from './titled-page.tsx'

type Side = { readonly id: string; readonly name: string }

export type MergeProps = RecordForm & {
  readonly pairs: readonly (readonly [Side, Side])[]
  readonly organisations: readonly Side[]
  readonly preview?: {
    readonly kept: Organisation
    readonly duplicate: Organisation
    readonly merged: Organisation
    readonly lists: readonly OrganisationList[]
    readonly histories: { readonly kept: readonly ShownChange[]; readonly duplicate: readonly ShownChange[] }
  }
}

export function MergePage(props: MergeProps) {
  const { pairs, organisations, preview, ...form } = props
  const { frame, token, fields } = form
  const { language } = frame
  const here = pathTo('mergeOrganisations', language)
  const title = word({ fr: 'Fusionner deux fiches', en: 'Merge two records' }, language)
  return (
    <TitledPage
      frame={frame}
      title={title}
      trail={[[pathTo('directory', language), tell('directory', language)]]}
      lead={word(LEAD, language)}
    >
      <ProblemList form={form} />
      <form class="row wide-gap" action={here}>
        <RecordField
          form={form}
          name="kept"
          list="known"
          required
          label={{ fr: 'Fiche à garder', en: 'Record to keep' }}
        />
        <RecordField form={form} name="duplicate" list="known" required label={{ fr: 'Doublon', en: 'Duplicate' }} />
        <button class="button solid">
          {word({ fr: 'Voir ce que cela donnerait', en: 'See what it would make' }, language)}
        </button>
        <Proposals id="known" values={organisations} />
      </form>
      {preview && (
        <>
          <Section
            id="after"
            title={word({ fr: 'Après la fusion', en: 'After the merge' }, language)}
            notes={[word(AFTER_NOTE, language)]}
          >
            <Compared {...preview} organisations={organisations} language={language} />
            <form method="post" action={here} class="record wide-gap">
              <input type="hidden" name="token" value={token} />
              <input type="hidden" name="kept" value={fields['kept'] ?? ''} />
              <input type="hidden" name="duplicate" value={fields['duplicate'] ?? ''} />
              <RecordField form={form} name="reason" required label={{ fr: 'Pourquoi', en: 'Why' }} />
              <p class="buttons">
                <button class="button solid">{word({ fr: 'Fusionner', en: 'Merge' }, language)}</button>
                <a
                  class="button"
                  href={`${here}?kept=${encodeURIComponent(fields['duplicate'] ?? '')}&duplicate=${encodeURIComponent(fields['kept'] ?? '')}`}
                >
                  {word({ fr: 'Garder plutôt l’autre', en: 'Keep the other instead' }, language)}
                </a>
              </p>
            </form>
          </Section>
          <Section
            id="histories"
            title={word({ fr: 'Les deux histoires', en: 'Both histories' }, language)}
            notes={[word(HISTORIES_NOTE, language)]}
          >
            {([preview.kept, preview.duplicate] as const).map((one, i) => (
              <div class={i > 0 ? 'wide-gap' : undefined}>
                <h3>{nameOf(one)}</h3>
                <ChangeList changes={i === 0 ? preview.histories.kept : preview.histories.duplicate} frame={frame} />
              </div>
            ))}
          </Section>
        </>
      )}
      <Section id="alike" title={word({ fr: 'Fiches qui se ressemblent', en: 'Records that are alike' }, language)}>
        {pairs.length === 0 ? (
          <p class="note">
            {word(
              { fr: 'Aucune : pas deux noms semblables dans le registre.', en: 'None: no two names are alike.' },
              language
            )}
          </p>
        ) : (
          <ul class="hits">
            {pairs.map(([one, other]) => (
              <li>
                <a href={`${here}?kept=${one.id}&duplicate=${other.id}`}>
                  {one.name} / {other.name}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </TitledPage>
  )
}

function Compared({
  kept,
  duplicate,
  merged,
  lists,
  organisations,
  language
}: {
  readonly kept: Organisation
  readonly duplicate: Organisation
  readonly merged: Organisation
  readonly lists: readonly OrganisationList[]
  readonly organisations: readonly Side[]
  readonly language: Language
}) {
  const called = (id: string): string => organisations.find((one) => one.id === id)?.name ?? id
  const rows: readonly (readonly [Text, (one: Organisation) => readonly string[]])[] = [
    [{ fr: 'Noms', en: 'Names' }, ({ names }) => names.map(({ name }) => name)],
    [{ fr: 'Autres noms', en: 'Other names' }, ({ aliases }) => aliases],
    [
      { fr: 'Listes', en: 'Lists' },
      ({ participations }) => participations.map((one) => partWords(one, lists, language))
    ],
    [
      { fr: 'Prédécesseurs', en: 'Predecessors' },
      ({ predecessors }) => predecessors.map((one) => called(one.organisation))
    ],
    [{ fr: 'Territoire', en: 'Territory' }, ({ territory }) => (territory ? [territory] : [])],
    [{ fr: 'Contact', en: 'Contact' }, ({ contact }) => Object.values(contact ?? {})]
  ]
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={word({ fr: 'Comparaison', en: 'Comparison' }, language)}>
      <table class="table">
        <thead>
          <tr>
            <td></td>
            <th scope="col">{word({ fr: 'à garder', en: 'to keep' }, language)}</th>
            <th scope="col">{word({ fr: 'doublon', en: 'duplicate' }, language)}</th>
            <th scope="col">{word({ fr: 'après la fusion', en: 'after the merge' }, language)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, of]) => (
            <tr>
              <th scope="row">{word(label, language)}</th>
              {[kept, duplicate, merged].map((one) => (
                <td>{of(one).join(' ; ') || '–'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function nameOf({ names, id }: Organisation): string {
  return names.at(-1)?.name ?? id
}

/** The list says the role already; a part that no list is made of says it after what it is a part in. */
function partWords({ in: part, role }: Participation, lists: readonly OrganisationList[], language: Language): string {
  const list = lists.find(({ participation }) => participation.in === part && participation.role === role)
  return list ? word(list.label, language) : `${ROLE_WORDS[role]?.[language] ?? role} (${part})`
}

const ROLE_WORDS: Readonly<Record<string, Text>> = {
  partner: { fr: 'partenaire', en: 'partner' },
  signatory: { fr: 'signataire', en: 'signatory' },
  funder: { fr: 'financeur', en: 'funder' },
  member: { fr: 'membre', en: 'member' }
}
const LEAD: Text = {
  fr: 'Une fiche continue avec ce que les deux savaient ; l’autre garde son contenu et son histoire, et mène à la première.',
  en: 'One record goes on with what both knew; the other keeps its content and its history, and leads to the first.'
}
const AFTER_NOTE: Text = {
  fr: 'Mandats et successions qui renvoyaient au doublon renvoient à la fiche gardée.',
  en: 'Offices and successions that led to the duplicate lead to the record that is kept.'
}
const HISTORIES_NOTE: Text = {
  fr: 'Aucune n’est perdue : chacune reste à son adresse.',
  en: 'Neither is lost: each stays at its address.'
}
