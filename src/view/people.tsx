/** People for those who keep the register: the list, and one of them with offices, private contact and account. */

import type { Text } from '../domain/shared/text.ts'
import { Act, word } from './access-form.tsx'
import { tell } from './directory-messages.ts'
import { Section, type Frame } from './layout.tsx'
import { say } from './messages.ts'
import { pathTo } from './paths.ts'
import { Proposals, RecordField, RecordRows, type RecordForm } from './record-form.tsx'
import { RecordPage } from './record-page.tsx'
import { TitledPage } from './titled-page.tsx'

export type PeopleProps = {
  readonly frame: Frame
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly example: boolean
    readonly offices: number
    readonly accounts: number
  }[]
}

export function PeoplePage({ frame, people }: PeopleProps) {
  const { language } = frame
  return (
    <TitledPage
      frame={frame}
      title={tell('people', language)}
      trail={[[pathTo('directory', language), tell('directory', language)]]}
      lead={word(PEOPLE_LEAD, language)}
      actions={
        <a class="button small" href={`${pathTo('people', language)}/add`}>
          {word({ fr: 'Ajouter une personne', en: 'Add a person' }, language)}
        </a>
      }
    >
      {people.length === 0 ? (
        <p class="notice wide-gap">{word({ fr: 'Personne encore.', en: 'Nobody yet.' }, language)}</p>
      ) : (
        <table class="table wide-gap">
          <caption class="unseen">{tell('people', language)}</caption>
          <tbody class="scan">
            {people.map(({ id, name, example, offices, accounts }) => (
              <tr>
                <th scope="row">
                  <a href={`${pathTo('people', language, id)}/edit`}>
                    <bdi>{name}</bdi>
                  </a>{' '}
                  {example && <span class="tag">{tell('invented', language)}</span>}
                </th>
                <td>
                  {word({ fr: `mandats : ${offices}`, en: `offices: ${offices}` }, language)}
                  <span class="sub">{accounts > 0 && word({ fr: 'a un compte', en: 'has an account' }, language)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </TitledPage>
  )
}

type Linked = { readonly id: string; readonly name: string; readonly email: string }

export type PersonFormProps = RecordForm & {
  readonly subject: { readonly id: string; readonly name: string } | undefined
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  readonly behalf: readonly string[]
  /** For administrators: the accounts of this person, and those of nobody. */
  readonly accounts?: { readonly own: readonly Linked[]; readonly unlinked: readonly Linked[] }
}

export function PersonFormPage(props: PersonFormProps) {
  const { subject, organisations, behalf, accounts, ...form } = props
  const { language } = form.frame
  const people = pathTo('people', language)
  const action = subject ? `${pathTo('people', language, subject.id)}/edit` : `${people}/add`
  const title = subject?.name ?? word({ fr: 'Ajouter une personne', en: 'Add a person' }, language)
  return (
    <RecordPage
      form={form}
      title={title}
      trail={[
        [pathTo('home', language), say('home', language)],
        [people, tell('people', language)]
      ]}
      action={action}
      back={people}
      kept={subject ? ['read', 'base'] : []}
      behalf={behalf}
      names={(id) => id}
      after={subject && accounts && <Accounts form={form} person={subject.id} accounts={accounts} />}
    >
      <Section id="identity" title={word({ fr: 'Qui', en: 'Who' }, language)}>
        <RecordField form={form} name="name" label={{ fr: 'Nom', en: 'Name' }} />
        <RecordField
          form={form}
          name="example"
          label={{ fr: 'Personne inventée', en: 'Invented person' }}
          options={[
            ['', word({ fr: 'non', en: 'no' }, language)],
            ['yes', word({ fr: 'oui, marquée « exemple »', en: 'yes, marked “example”' }, language)]
          ]}
        />
      </Section>
      <Section
        id="offices"
        title={word({ fr: 'Mandats et fonctions', en: 'Offices' }, language)}
        notes={[word(OFFICES_NOTE, language)]}
      >
        <RecordRows
          form={form}
          table="mandates"
          legend={{ fr: 'Mandat', en: 'Office' }}
          cells={[
            {
              cell: 'organisation',
              label: { fr: 'Organisme', en: 'Organisation' },
              list: 'organisation-names',
              wide: true
            },
            { cell: 'officeFr', label: { fr: 'Fonction, en français', en: 'Office, in French' } },
            { cell: 'officeEn', label: { fr: 'Fonction, en anglais', en: 'Office, in English' } },
            { cell: 'from', label: { fr: 'Depuis le', en: 'From' }, type: 'date' },
            { cell: 'to', label: { fr: 'Jusqu’au, compris', en: 'To, included' }, type: 'date' },
            { cell: 'attested', label: { fr: 'Attesté le', en: 'Attested on' }, type: 'date' },
            { cell: 'source', label: { fr: 'Source', en: 'Source' } }
          ]}
        />
      </Section>
      <Section
        id="contact"
        title={word({ fr: 'Contact privé', en: 'Private contact' }, language)}
        notes={[word(PRIVATE_NOTE, language)]}
      >
        <RecordField
          form={form}
          name="email"
          type="email"
          label={{ fr: 'Adresse électronique', en: 'E-mail address' }}
        />
        <RecordField form={form} name="phone" type="tel" label={{ fr: 'Téléphone', en: 'Telephone' }} />
      </Section>
      <Proposals id="organisation-names" values={organisations} />
    </RecordPage>
  )
}

function Accounts({
  form,
  person,
  accounts: { own, unlinked }
}: {
  readonly form: RecordForm
  readonly person: string
  readonly accounts: NonNullable<PersonFormProps['accounts']>
}) {
  const { language } = form.frame
  const action = `${pathTo('people', language, person)}/account`
  return (
    <Section
      id="account"
      title={word({ fr: 'Compte', en: 'Account' }, language)}
      notes={[word(ACCOUNT_NOTE, language)]}
    >
      <ul class="facts">
        {own.map(({ id, name, email }) => (
          <li>
            <bdi>{name}</bdi>, {email}{' '}
            <Act
              action={action}
              token={form.token}
              hidden={{ account: id, link: 'no' }}
              label={word({ fr: 'Délier', en: 'Unlink' }, language)}
            />
          </li>
        ))}
        {own.length === 0 && <li>{word({ fr: 'Aucun compte.', en: 'No account.' }, language)}</li>}
      </ul>
      {unlinked.length > 0 && (
        <form method="post" action={action} class="row gap">
          <input type="hidden" name="token" value={form.token} />
          <input type="hidden" name="link" value="yes" />
          <div class="field">
            <label for="account-choice">{word({ fr: 'Relier le compte', en: 'Link the account' }, language)}</label>
            <select id="account-choice" name="account">
              {unlinked.map(({ id, name, email }) => (
                <option value={id}>{`${name}, ${email}`}</option>
              ))}
            </select>
          </div>
          <button class="button">{word({ fr: 'Relier', en: 'Link' }, language)}</button>
        </form>
      )}
    </Section>
  )
}

const PEOPLE_LEAD: Text = {
  fr: 'Titulaires de fonctions publiques, et ceux dont le registre garde le contact. Ce qui est privé n’est sur aucune page publique.',
  en: 'Holders of public offices, and those whose contact the register keeps. What is private is on no public page.'
}
const OFFICES_NOTE: Text = {
  fr: 'Publics, aux dates que la source rend certaines. La fin du dernier mandat dans un organisme ferme aussitôt ce qui était tenu en son nom.',
  en: 'Public, on the dates that the source makes certain. The end of the last office in an organisation closes at once what was held on its behalf.'
}
const PRIVATE_NOTE: Text = {
  fr: 'Vu de la personne et de ceux qui tiennent le registre, derrière un second mur dans la base.',
  en: 'Seen by the person and by those who keep the register, behind a second wall in the database.'
}
const ACCOUNT_NOTE: Text = {
  fr: 'Par ce lien, une personne voit et corrige ce qui est à elle.',
  en: 'By this link, a person sees and corrects what is theirs.'
}
