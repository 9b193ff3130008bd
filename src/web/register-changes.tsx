/** What is done to several records of the register at once: two merged, a spreadsheet applied; and taking a change back. */

import { Hono, type Context } from 'hono'
import type { Subject } from '../domain/access/policy.ts'
import { addDays } from '../domain/shared/day.ts'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import type { FormFields } from '../domain/shared/form.ts'
import type { Entry } from '../domain/journal/entry.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { authorOf } from '../usecases/access-invitations.ts'
import { forgetDraft, keepDraft, openDraft } from '../usecases/drafts.ts'
import { fieldText, parseDay } from '../usecases/journal.ts'
import { applyMerge } from '../usecases/organisation-changes.ts'
import { isOrganisationId, organisationSubject } from '../usecases/organisation-forms.ts'
import { mergePreview, mergeSuggestions } from '../usecases/organisation-merge.ts'
import { applyOrganisationImport, planRows, planUpload, type PlannedImport } from '../usecases/organisations-import.ts'
import { organisationsMeant, registerJournal } from '../usecases/register-journal.ts'
import { entrySubject, undoChange } from '../usecases/register-undo.ts'
import { signatureOf } from '../usecases/signature.ts'
import { parseRows, planDigest } from '../usecases/table-plan.ts'
import { ImportPage } from '../view/organisation-import.tsx'
import { MergePage } from '../view/organisation-merge.tsx'
import { pathTo } from '../view/paths.ts'
import { RegisterJournalPage } from '../view/register-journal.tsx'
import { accessOf, fieldsOf, formToken, signedIn } from './access.ts'
import { readForm } from './drafts.ts'
import { frameOf, languageOf, zoneOf } from './frame.ts'
import { guarded } from './guard.ts'
import { CHANGED_SINCE, LARGEST_SPREADSHEET, NO_FILE, tooLarge } from './import-refusals.ts'
import type { PortalEnv } from './portal.ts'
import { queryOf } from './queries.ts'

export const registerChanges = new Hono<PortalEnv>()

const MERGE = ['/annuaire/fusionner', '/en/directory/merge']

registerChanges.on('GET', MERGE, guarded('organisation.merge', oneOfThem), (c) =>
  mergePage(c, { kept: c.req.query('kept') ?? '', duplicate: c.req.query('duplicate') ?? '' })
)

registerChanges.on('POST', MERGE, guarded('organisation.merge', oneOfThem), async (c) => {
  const fields = await readForm(c)
  const { kept = '', duplicate = '', reason = '' } = fields
  if (!isOrganisationId(kept) || !isOrganisationId(duplicate)) return mergePage(c, fields, UNNAMED)
  if (reason.trim() === '') return mergePage(c, fields, NO_REASON)
  try {
    await applyMerge(contextOf(c, fields), kept, duplicate)
  } catch (error) {
    if (!(error instanceof Refused || error instanceof InvalidInput || error instanceof NotFound)) throw error
    return mergePage(c, fields, error.text)
  }
  return c.redirect(pathTo('organisations', languageOf(c.req.path), kept), 303)
})

async function mergePage(c: Context<PortalEnv>, fields: FormFields, given?: Text): Promise<Response> {
  const { db } = accessOf(c)
  const { kept = '', duplicate = '' } = fields
  const suggested = await mergeSuggestions(db, c.get('portal').today)
  let problem = given
  const preview = await previewOf()
  const page = (
    <MergePage
      frame={frameOf(c)}
      token={formToken(c)}
      fields={fields}
      problems={problem ? [{ field: given === NO_REASON ? 'reason' : 'kept', text: problem }] : []}
      {...suggested}
      {...(preview && { preview })}
    />
  )
  return c.html(page, problem ? 422 : 200)

  async function previewOf() {
    if (kept === '' || duplicate === '') return undefined
    try {
      return await mergePreview(db, kept, duplicate)
    } catch (error) {
      if (!(error instanceof Refused || error instanceof NotFound)) throw error
      problem ??= error.text
      return undefined
    }
  }
}

const IMPORT = ['/annuaire/importer', '/en/directory/import']

registerChanges.on('GET', IMPORT, guarded('organisation.import'), (c) => importPage(c, {}))

/** With a file: reads it, and keeps its rows as a draft. Without: applies the plan that was read. */
registerChanges.on('POST', IMPORT, guarded('organisation.import'), async (c) => {
  const { file } = await fieldsOf(c)
  if (file instanceof File && file.size > 0) return planFile(c, file)
  const fields = await readForm(c)
  const drafting = draftingOf(c)
  const draft = (await openDraft(drafting))?.fields
  const rows = draft && parseRows(draft['rows'] ?? '')
  if (!rows) return importPage(c, { problem: NO_FILE })
  const planned = await planRows(accessOf(c).db, rows)
  const name = draft['file'] ?? ''
  if (planDigest(planned) !== fields['digest']) return importPage(c, { planned, name, problem: CHANGED_SINCE })
  try {
    await applyOrganisationImport(contextOf(c, fields), planned)
  } catch (error) {
    if (!(error instanceof Refused || error instanceof InvalidInput)) throw error
    return importPage(c, { planned, name, problem: error.text })
  }
  await forgetDraft(drafting)
  return c.redirect(pathTo('register', languageOf(c.req.path)), 303)
})

async function planFile(c: Context<PortalEnv>, file: File): Promise<Response> {
  if (file.size > LARGEST_SPREADSHEET) return importPage(c, { problem: tooLarge(LARGEST_SPREADSHEET) })
  try {
    const { db, now } = accessOf(c)
    const planned = await planUpload(db, file.name, new Uint8Array(await file.arrayBuffer()))
    await keepDraft(draftingOf(c), { rows: JSON.stringify(planned.rows), file: file.name }, now())
    return await importPage(c, { planned, name: file.name })
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    return importPage(c, { problem: error.text })
  }
}

function importPage(
  c: Context<PortalEnv>,
  given: { readonly planned?: PlannedImport; readonly name?: string; readonly problem?: Text }
): Response | Promise<Response> {
  const { planned, name = '', problem } = given
  const page = (
    <ImportPage
      frame={frameOf(c)}
      token={formToken(c)}
      fields={{}}
      problems={[]}
      {...(problem && { problem })}
      {...(planned && {
        planned: {
          file: name,
          digest: planDigest(planned),
          plan: planned.plan,
          changes: planned.plan.changed.map(({ organisation: { id, names }, fields }) => ({
            id,
            name: names.at(-1)?.name ?? id,
            fields: fields.map(fieldText)
          }))
        }
      })}
    />
  )
  return c.html(page, problem ? 422 : 200)
}

registerChanges.on(
  'GET',
  ['/journal/registre', '/en/journal/register'],
  guarded('journal.read', organisationAsked),
  async (c) => {
    const { today } = c.get('portal')
    const to = parseDay(queryOf(c, 'end') ?? today)
    const organisation = c.req.query('organisation') || undefined
    const from = parseDay(queryOf(c, 'from') ?? addDays(to, organisation === undefined ? -7 : -3650))
    const author = authorOf(signedIn(c).actor)
    const page = await registerJournal(accessOf(c).db, { from, to, today, zone: zoneOf(c), organisation, author })
    return c.html(<RegisterJournalPage frame={frameOf(c)} token={formToken(c)} {...page} />)
  }
)

registerChanges.on(
  'POST',
  ['/journal/registre/:entry/undo', '/en/journal/register/:entry/undo'],
  guarded('journal.undo', namedEntry),
  async (c) => {
    const { db, now } = accessOf(c)
    const context = { db, now, actor: signedIn(c).actor, perimeters: perimetersOf(c), indicators: indicatorsOf(c) }
    const undone = await undoChange(context, Number(c.req.param('entry')))
    return c.redirect(pageOf(undone, languageOf(c.req.path)), 303)
  }
)

/** What was added is gone, and has no page any more. */
function pageOf({ relation, key, action }: Entry, language: Language): string {
  const isThere = action !== 'insert'
  if (relation === 'organisation' && isThere) return pathTo('organisations', language, key)
  if (relation === 'claim' && isThere) return pathTo('claims', language, key)
  if (relation === 'proposition') return pathTo('commitments', language, key)
  if (relation === 'commitment_action') return pathTo('commitmentActions', language, key)
  if (relation === 'commitment_lead') return pathTo('leads', language)
  if (relation === 'role_grant') return pathTo('access', language)
  return relation === 'person' && isThere ? `${pathTo('people', language, key)}/edit` : pathTo('directory', language)
}

/** A list asked for one organisation is that organisation’s. */
async function organisationAsked(c: Context<PortalEnv>): Promise<Subject> {
  const access = c.get('access')
  const text = c.req.query('organisation')
  if (!access || !text) return {}
  const [id = text, ...others] = await organisationsMeant(access.db, text)
  // Of several, the page tells the names alone.
  return others.length > 0 ? { organisations: [id, ...others] } : organisationSubject(access.db, id)
}

function namedEntry(c: Context<PortalEnv>): Subject | Promise<Subject> {
  const access = c.get('access')
  return access ? entrySubject(access.db, Number(c.req.param('entry'))) : {}
}

/** Both are there to be merged: their states are judged when they are. */
function oneOfThem(): Subject {
  return { state: 'active' }
}

function contextOf(c: Context<PortalEnv>, fields: FormFields) {
  return { db: accessOf(c).db, perimeters: perimetersOf(c), authorship: signatureOf(signedIn(c).actor, fields) }
}

function perimetersOf(c: Context<PortalEnv>): ReadonlySet<string> {
  return new Set<string>(c.get('portal').observatory.registry.perimeters.keys())
}

function indicatorsOf(c: Context<PortalEnv>): ReadonlySet<string> {
  return new Set<string>(c.get('portal').observatory.registry.indicators.keys())
}

function draftingOf(c: Context<PortalEnv>) {
  return { db: accessOf(c).db, actor: signedIn(c).actor, form: pathTo('importOrganisations', 'fr') }
}

const UNNAMED: Text = { fr: 'Choisissez deux fiches du registre.', en: 'Choose two records of the register.' }
const NO_REASON: Text = {
  fr: 'attendu pourquoi ces deux fiches n’en font qu’une',
  en: 'expected why these two are one'
}
