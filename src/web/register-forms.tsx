/** The register written through forms: an organisation added, corrected, two of them merged, a change taken back. */

import { Hono, type Context } from 'hono'
import type { Subject } from '../domain/access/policy.ts'
import type { Text } from '../domain/shared/text.ts'
import { fieldLabel, kindText, valueWords } from '../usecases/journal.ts'
import {
  addOrganisationForm,
  openOrganisationForm,
  openRegisterChoices,
  organisationSubject,
  saveOrganisationForm,
  unknownOrganisation,
  type FormOutcome
} from '../usecases/organisation-forms.ts'
import { behalfOf } from '../usecases/signature.ts'
import { ConflictPage, shownConflict } from '../view/conflict.tsx'
import { OrganisationFormPage, type OrganisationFormProps } from '../view/organisation-form.tsx'
import { tell } from '../view/directory-messages.ts'
import { pathTo } from '../view/paths.ts'
import { accessOf, formToken, signedIn } from './access.ts'
import { forgetForm, openForm, readForm } from './drafts.ts'
import { frameOf, languageOf } from './frame.ts'
import { guarded } from './guard.ts'
import type { PortalEnv } from './portal.ts'

export const registerForms = new Hono<PortalEnv>()

const ADD = ['/annuaire/ajouter', '/en/directory/add']

registerForms.on('GET', ADD, guarded('organisation.create'), async (c) => {
  const opened = await openForm(c, { kind: 'local', 'names.0.name': c.req.query('nom') ?? c.req.query('name') ?? '' })
  return formPage(c, { ...opened, problems: [], subject: undefined })
})

registerForms.on('POST', ADD, guarded('organisation.create'), async (c) => {
  const fields = await readForm(c)
  if (fields['more'] !== undefined) return formPage(c, { fields, problems: [], subject: undefined })
  return answer(c, await addOrganisationForm(contextOf(c), fields), { fields, subject: undefined })
})

const EDIT = ['/organisations/:id/edit', '/en/organisations/:id/edit']

registerForms.on('GET', EDIT, guarded('organisation.edit', namedOrganisation), async (c) => {
  const { id, name, fields } = await opened(c)
  return formPage(c, { ...(await openForm(c, fields)), problems: [], subject: { id, name } })
})

registerForms.on('POST', EDIT, guarded('organisation.edit', namedOrganisation), async (c) => {
  const { id, name } = await opened(c)
  const fields = await readForm(c)
  const subject = { id, name }
  if (fields['more'] !== undefined) return formPage(c, { fields, problems: [], subject })
  return answer(c, await saveOrganisationForm(contextOf(c), id, fields), { fields, subject })
})

type Shown = Pick<OrganisationFormProps, 'fields' | 'subject'>

async function answer(c: Context<PortalEnv>, outcome: FormOutcome, shown: Shown): Promise<Response> {
  switch (outcome.status) {
    case 'saved':
      await forgetForm(c)
      return c.redirect(pathTo('organisations', languageOf(c.req.path), outcome.id), 303)
    case 'problems':
      return formPage(c, { ...shown, problems: outcome.problems }, 422)
    case 'alike':
      return formPage(c, { ...shown, problems: [], alike: outcome.alike }, 422)
    case 'conflict': {
      const { base, version, conflicts } = outcome
      const language = languageOf(c.req.path)
      const here = pathTo('organisations', language, shown.subject?.id ?? '')
      const page = (
        <ConflictPage
          frame={frameOf(c)}
          token={formToken(c)}
          trail={[
            [pathTo('directory', language), tell('directory', language)],
            [here, shown.subject?.name ?? '']
          ]}
          leave={here}
          action={`${here}/edit`}
          fields={{ ...shown.fields, base: String(base), version: String(version) }}
          conflicts={conflicts.map((one) => shownConflict(one, fieldLabel, wordsOf))}
        />
      )
      return c.html(page, 409)
    }
  }
}

async function formPage(
  c: Context<PortalEnv>,
  given: Shown & Pick<OrganisationFormProps, 'problems' | 'alike' | 'restored'>,
  status: 200 | 422 = 200
): Promise<Response> {
  const { observatory, today } = c.get('portal')
  const language = languageOf(c.req.path)
  const perimeters = [...observatory.registry.perimeters.values()].map(({ id, label }) => ({
    id,
    name: label[language]
  }))
  const page = (
    <OrganisationFormPage
      frame={frameOf(c)}
      token={formToken(c)}
      choices={await openRegisterChoices(accessOf(c).db, today)}
      perimeters={perimeters}
      behalf={behalfOf(signedIn(c).actor)}
      {...given}
    />
  )
  return c.html(page, status)
}

async function opened(c: Context<PortalEnv>) {
  const id = c.req.param('id') ?? ''
  return { id, ...(await openOrganisationForm(accessOf(c).db, id, c.get('portal').today)) }
}

function contextOf(c: Context<PortalEnv>) {
  const perimeters = new Set<string>(c.get('portal').observatory.registry.perimeters.keys())
  return { db: accessOf(c).db, actor: signedIn(c).actor, perimeters }
}

/** Asked by the guard about the stored record. */
async function namedOrganisation(c: Context<PortalEnv>): Promise<Subject> {
  const access = c.get('access')
  if (!access) return {}
  const id = c.req.param('id') ?? ''
  const subject = await organisationSubject(access.db, id)
  // Whoever is signed in may know it: the register is public.
  if (subject.state === undefined && c.get('visitor').actor.kind === 'account') throw unknownOrganisation(id)
  return subject
}

/** A value in full: what is chosen between is read whole. */
function wordsOf(value: unknown, field: string): Text {
  const shown = field === 'kind' ? kindText(value) : value
  return { fr: valueWords(shown, 'fr'), en: valueWords(shown, 'en') }
}
