/** People of the register, for those who keep it: listed, added, corrected, linked to their account. */

import { Hono, type Context } from 'hono'
import { may, type Subject } from '../domain/access/policy.ts'
import type { FieldConflict } from '../domain/journal/conflict.ts'
import type { Mandate } from '../domain/organisations/person.ts'
import { dayWords } from '../domain/shared/day.ts'
import { Refused } from '../domain/shared/errors.ts'
import type { FormFields } from '../domain/shared/form.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { fieldLabel, valueWords } from '../usecases/journal.ts'
import { openRegisterChoices } from '../usecases/organisation-forms.ts'
import {
  addPersonForm,
  allPeople,
  openPerson,
  personSubject,
  savePersonForm,
  setAccount,
  type PersonOutcome,
  type PersonSheet
} from '../usecases/people.ts'
import { behalfOf } from '../usecases/signature.ts'
import { ConflictPage, shownConflict } from '../view/conflict.tsx'
import { tell } from '../view/directory-messages.ts'
import { pathTo } from '../view/paths.ts'
import { PeoplePage, PersonFormPage, type PersonFormProps } from '../view/people.tsx'
import { accessOf, formToken, signedIn } from './access.ts'
import { forgetForm, openForm, readForm } from './drafts.ts'
import { frameOf, languageOf } from './frame.ts'
import { guarded } from './guard.ts'
import type { PortalEnv } from './portal.ts'

export const people = new Hono<PortalEnv>()

people.on('GET', ['/personnes', '/en/people'], guarded('person.list'), async (c) =>
  c.html(<PeoplePage frame={frameOf(c)} people={await allPeople(asking(c))} />)
)

const ADD = ['/personnes/add', '/en/people/add']

people.on('GET', ADD, guarded('person.create'), async (c) => formPage(c, { ...(await openForm(c, {})), problems: [] }))

people.on('POST', ADD, guarded('person.create'), async (c) => {
  const fields = await readForm(c)
  if (fields['more'] !== undefined) return formPage(c, { fields, problems: [] })
  return answer(c, await addPersonForm(asking(c), fields), { fields })
})

const EDIT = ['/personnes/:id/edit', '/en/people/:id/edit']

people.on('GET', EDIT, guarded('person.edit', namedPerson), async (c) => {
  const sheet = await openPerson(asking(c), idOf(c))
  return formPage(c, { ...(await openForm(c, sheet.fields)), problems: [] }, sheet)
})

people.on('POST', EDIT, guarded('person.edit', namedPerson), async (c) => {
  const fields = await readForm(c)
  const sheet = await openPerson(asking(c), idOf(c))
  if (fields['more'] !== undefined) return formPage(c, { fields, problems: [] }, sheet)
  return answer(c, await savePersonForm(asking(c), idOf(c), fields, accessOf(c).now()), { fields }, sheet)
})

people.on(
  'POST',
  ['/personnes/:id/account', '/en/people/:id/account'],
  guarded('person.link', namedPerson),
  async (c) => {
    const { account = '', link } = await readForm(c)
    try {
      await setAccount(asking(c), idOf(c), { account, isLinked: link === 'yes' }, accessOf(c).now())
    } catch (error) {
      if (!(error instanceof Refused) || error.reason !== 'other-person') throw error
      const sheet = await openPerson(asking(c), idOf(c))
      return formPage(c, { fields: sheet.fields, problems: [{ field: 'account-choice', text: error.text }] }, sheet)
    }
    return c.redirect(`${pathTo('people', languageOf(c.req.path), idOf(c))}/edit#account`, 303)
  }
)

type Shown = Pick<PersonFormProps, 'fields' | 'problems' | 'restored'>

async function answer(
  c: Context<PortalEnv>,
  outcome: PersonOutcome,
  { fields }: Pick<Shown, 'fields'>,
  sheet?: PersonSheet
): Promise<Response> {
  if (outcome.status === 'problems') return formPage(c, { fields, problems: outcome.problems }, sheet)
  if (outcome.status === 'conflict') return conflictPage(c, outcome, fields, sheet)
  await forgetForm(c)
  return c.redirect(`${pathTo('people', languageOf(c.req.path), outcome.id)}/edit`, 303)
}

function conflictPage(
  c: Context<PortalEnv>,
  { read, conflicts }: PersonOutcome & { readonly status: 'conflict' },
  fields: FormFields,
  sheet: PersonSheet | undefined
): Response | Promise<Response> {
  const language = languageOf(c.req.path)
  const action = `${pathTo('people', language, idOf(c))}/edit`
  const page = (
    <ConflictPage
      frame={frameOf(c)}
      token={formToken(c)}
      trail={[
        [pathTo('people', language), tell('people', language)],
        [action, sheet?.name ?? '']
      ]}
      leave={`${action}?${language === 'fr' ? 'brouillon=non' : 'draft=no'}`}
      action={action}
      fields={{ ...fields, read }}
      conflicts={conflicts.map((one) => ({ ...shownConflict(one, fieldLabel, officeWords), label: labelOf(one) }))}
    />
  )
  return c.html(page, 409)
}

async function formPage(c: Context<PortalEnv>, shown: Shown, sheet?: PersonSheet): Promise<Response> {
  const { actor } = signedIn(c)
  const { organisations } = await openRegisterChoices(accessOf(c).db, c.get('portal').today)
  const mayLink = sheet && may(actor, 'person.link', { owner: sheet.id, state: 'active' }).allowed
  const page = (
    <PersonFormPage
      frame={frameOf(c)}
      token={formToken(c)}
      subject={sheet && { id: sheet.id, name: sheet.name }}
      organisations={organisations}
      behalf={behalfOf(actor)}
      {...shown}
      {...(mayLink && { accounts: { own: sheet.accounts, unlinked: sheet.unlinked } })}
    />
  )
  return c.html(page, shown.problems.length > 0 ? 422 : 200)
}

function asking(c: Context<PortalEnv>) {
  return { db: accessOf(c).db, actor: signedIn(c).actor }
}

function idOf(c: Context<PortalEnv>): string {
  return c.req.param('id') ?? ''
}

function namedPerson(c: Context<PortalEnv>): Subject | Promise<Subject> {
  const access = c.get('access')
  return access ? personSubject(access.db, idOf(c)) : {}
}

function labelOf({ field, base, mine, theirs }: FieldConflict): Text {
  const office = [theirs, mine, base].find(isMandate)?.office
  return office ? { fr: `mandat : ${office.fr}`, en: `office: ${office.en}` } : fieldLabel(field)
}

function officeWords(value: unknown): Text {
  if (!isMandate(value)) return { fr: valueWords(value, 'fr'), en: valueWords(value, 'en') }
  const { organisation, office, from, to, attested, source } = value
  const words = (language: Language): string =>
    [
      office[language],
      organisation,
      from && `${SINCE[language]} ${dayWords(from)[language]}`,
      to && `${UNTIL[language]} ${dayWords(to)[language]}`,
      attested && `${ATTESTED[language]} ${dayWords(attested)[language]}`,
      source
    ]
      .filter(Boolean)
      .join(', ')
  return { fr: words('fr'), en: words('en') }
}

function isMandate(value: unknown): value is Mandate {
  return typeof value === 'object' && value !== null && 'office' in value
}

const SINCE = { fr: 'depuis le', en: 'from' }
const UNTIL = { fr: 'jusqu’au', en: 'to' }
const ATTESTED = { fr: 'attesté le', en: 'attested on' }
