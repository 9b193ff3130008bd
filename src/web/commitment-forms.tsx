/** Commitments written through forms: an action or a lead corrected, a proposition judged, the yearly review, an import. */

import { Hono, type Context } from 'hono'
import type { Subject } from '../domain/access/policy.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import type { FormFields, FormProblem } from '../domain/shared/form.ts'
import type { Text } from '../domain/shared/text.ts'
import {
  commitmentSubject,
  openCommitmentForm,
  saveCommitmentForm,
  type CommitmentOutcome
} from '../usecases/commitment-forms.ts'
import { applyLeadImport, planLeadRows, planLeadUpload, type PlannedLeads } from '../usecases/commitment-import.ts'
import { markReviewed, reviewPage } from '../usecases/commitment-review.ts'
import { namesOf } from '../usecases/commitments.ts'
import { forgetDraft, keepDraft, openDraft } from '../usecases/drafts.ts'
import { fieldLabel, fieldText, valueWords } from '../usecases/journal.ts'
import { parseRows, planDigest } from '../usecases/table-plan.ts'
import { behalfOf } from '../usecases/signature.ts'
import { ActionFormPage, JudgementFormPage, LeadFormPage } from '../view/commitment-forms.tsx'
import { LeadImportPage } from '../view/commitment-import.tsx'
import { promise } from '../view/commitment-messages.ts'
import { ActionWordingPage, PropositionWordingPage } from '../view/commitment-wording.tsx'
import { ReviewPage } from '../view/commitment-review.tsx'
import { ConflictPage, shownConflict } from '../view/conflict.tsx'
import { pathTo } from '../view/paths.ts'
import { accessOf, fieldsOf, formToken, signedIn } from './access.ts'
import { commitmentContext } from './commitments.tsx'
import { forgetForm, openForm, readForm } from './drafts.ts'
import { frameOf, languageOf } from './frame.ts'
import { guarded } from './guard.ts'
import { CHANGED_SINCE, LARGEST_SPREADSHEET, NO_FILE, tooLarge } from './import-refusals.ts'
import type { PortalEnv } from './portal.ts'

export const commitmentForms = new Hono<PortalEnv>()

type Shown = {
  readonly fields: FormFields
  readonly problems: readonly FormProblem[]
  readonly restored?: string
}

const REVIEW = ['/propositions/revue', '/en/propositions/review']

commitmentForms.on('GET', REVIEW, guarded('commitment.review'), (c) => sendReview(c, {}, []))

commitmentForms.on('POST', REVIEW, guarded('commitment.review'), async (c) => {
  const fields = await readForm(c)
  const outcome = await markReviewed({ ...formContext(c), today: c.get('portal').today }, fields)
  if (outcome.status === 'saved') return c.redirect(pathTo('reviewCommitments', languageOf(c.req.path)), 303)
  return sendReview(c, fields, [{ field: 'reason', text: outcome.status === 'none' ? NONE_SEEN : NO_REASON }])
})

const IMPORT = ['/propositions/pistes/importer', '/en/propositions/leads/import']

commitmentForms.on('GET', IMPORT, guarded('commitment.import'), (c) => sendImport(c, {}))

/** With a file: reads it, and keeps its rows as a draft. Without: applies the plan that was read. */
commitmentForms.on('POST', IMPORT, guarded('commitment.import'), async (c) => {
  const { file } = await fieldsOf(c)
  const context = formContext(c)
  try {
    if (file instanceof File && file.size > 0) {
      if (file.size > LARGEST_SPREADSHEET) return await sendImport(c, { problem: tooLarge(LARGEST_SPREADSHEET) })
      const bytes = new Uint8Array(await file.arrayBuffer())
      const planned = await planLeadUpload(context, { name: file.name, bytes })
      const kept = { rows: JSON.stringify(planned.rows), file: file.name }
      await keepDraft(draftingOf(c), kept, accessOf(c).now())
      return await sendImport(c, { planned, name: file.name })
    }
    const fields = await readForm(c)
    const draft = (await openDraft(draftingOf(c)))?.fields
    const rows = draft && parseRows(draft['rows'] ?? '')
    if (!rows) return await sendImport(c, { problem: NO_FILE })
    const planned = await planLeadRows(context, rows)
    const name = draft['file'] ?? ''
    if (planDigest(planned) !== fields['digest']) return await sendImport(c, { planned, name, problem: CHANGED_SINCE })
    await applyLeadImport(context, planned, fields)
  } catch (error) {
    if (!(error instanceof Refused || error instanceof InvalidInput)) throw error
    return sendImport(c, { problem: error.text })
  }
  await forgetDraft(draftingOf(c))
  return c.redirect(pathTo('leads', languageOf(c.req.path)), 303)
})

const ACTION = ['/propositions/actions/:id/edit', '/en/propositions/actions/:id/edit']

commitmentForms.on('GET', ACTION, guarded('commitment.edit', subjectOf('action')), async (c) => {
  const { fields } = await openCommitmentForm(accessOf(c).db, 'action', idOf(c))
  return sendAction(c, { ...(await openForm(c, fields)), problems: [] })
})

commitmentForms.on('POST', ACTION, guarded('commitment.edit', subjectOf('action')), async (c) => {
  const fields = await readForm(c)
  if (fields['more'] !== undefined) return sendAction(c, { fields, problems: [] })
  const outcome = await saveCommitmentForm(formContext(c), 'action', idOf(c), fields)
  const back = pathTo('commitmentActions', languageOf(c.req.path), idOf(c))
  return answer(c, outcome, {
    fields,
    form: c.req.path,
    back,
    again: (problems) => sendAction(c, { fields, problems }, 422)
  })
})

const LEAD = ['/propositions/pistes/:id/edit', '/en/propositions/leads/:id/edit']

commitmentForms.on('GET', LEAD, guarded('commitment.edit', subjectOf('lead')), async (c) => {
  const { fields } = await openCommitmentForm(accessOf(c).db, 'lead', idOf(c))
  return sendLead(c, { ...(await openForm(c, fields)), problems: [] })
})

commitmentForms.on('POST', LEAD, guarded('commitment.edit', subjectOf('lead')), async (c) => {
  const fields = await readForm(c)
  if (fields['more'] !== undefined) return sendLead(c, { fields, problems: [] })
  const outcome = await saveCommitmentForm(formContext(c), 'lead', idOf(c), fields)
  const back = pathTo('leads', languageOf(c.req.path))
  return answer(c, outcome, {
    fields,
    form: c.req.path,
    back,
    again: (problems) => sendLead(c, { fields, problems }, 422)
  })
})

const JUDGE = ['/propositions/:id/edit', '/en/propositions/:id/edit']

commitmentForms.on('GET', JUDGE, guarded('commitment.review'), async (c) => {
  const { fields } = await openCommitmentForm(accessOf(c).db, 'judgement', idOf(c))
  return sendJudgement(c, { ...(await openForm(c, fields)), problems: [] })
})

commitmentForms.on('POST', JUDGE, guarded('commitment.review'), async (c) => {
  const fields = await readForm(c)
  if (fields['more'] !== undefined) return sendJudgement(c, { fields, problems: [] })
  const outcome = await saveCommitmentForm(formContext(c), 'judgement', idOf(c), fields)
  const back = pathTo('commitments', languageOf(c.req.path), idOf(c))
  return answer(c, outcome, {
    ...{ fields, form: c.req.path, back },
    again: (problems) => sendJudgement(c, { fields, problems }, 422)
  })
})

const ACTION_WORDING = ['/propositions/actions/:id/titre', '/en/propositions/actions/:id/title']

commitmentForms.on('GET', ACTION_WORDING, guarded('commitment.reword'), async (c) => {
  const { fields } = await openCommitmentForm(accessOf(c).db, 'actionWording', idOf(c))
  return sendActionWording(c, { ...(await openForm(c, fields)), problems: [] })
})

commitmentForms.on('POST', ACTION_WORDING, guarded('commitment.reword'), async (c) => {
  const fields = await readForm(c)
  const outcome = await saveCommitmentForm(formContext(c), 'actionWording', idOf(c), fields)
  const back = pathTo('commitmentActions', languageOf(c.req.path), idOf(c))
  return answer(c, outcome, {
    ...{ fields, form: c.req.path, back },
    again: (problems) => sendActionWording(c, { fields, problems }, 422)
  })
})

const WORDING = ['/propositions/:id/titre', '/en/propositions/:id/title']

commitmentForms.on('GET', WORDING, guarded('commitment.reword'), async (c) => {
  const { fields } = await openCommitmentForm(accessOf(c).db, 'propositionWording', idOf(c))
  return sendWording(c, { ...(await openForm(c, fields)), problems: [] })
})

commitmentForms.on('POST', WORDING, guarded('commitment.reword'), async (c) => {
  const fields = await readForm(c)
  const outcome = await saveCommitmentForm(formContext(c), 'propositionWording', idOf(c), fields)
  const back = pathTo('commitments', languageOf(c.req.path), idOf(c))
  return answer(c, outcome, {
    ...{ fields, form: c.req.path, back },
    again: (problems) => sendWording(c, { fields, problems }, 422)
  })
})

type Way = {
  readonly fields: FormFields
  /** Its address. */
  readonly form: string
  readonly back: string
  readonly again: (problems: readonly FormProblem[]) => Promise<Response>
}

async function answer(c: Context<PortalEnv>, outcome: CommitmentOutcome, way: Way): Promise<Response> {
  switch (outcome.status) {
    case 'saved':
      await forgetForm(c)
      return c.redirect(way.back, 303)
    case 'problems':
      return way.again(outcome.problems)
    case 'conflict': {
      const { base, version, conflicts } = outcome
      const language = languageOf(c.req.path)
      const page = (
        <ConflictPage
          frame={frameOf(c)}
          token={formToken(c)}
          trail={[
            [pathTo('commitments', language), promise('commitments', language)],
            [way.back, idOf(c)]
          ]}
          leave={way.back}
          action={way.form}
          fields={{ ...way.fields, base: String(base), version: String(version) }}
          conflicts={conflicts.map((one) => shownConflict(one, fieldLabel, wordsOf))}
        />
      )
      return c.html(page, 409)
    }
  }
}

async function sendAction(c: Context<PortalEnv>, shown: Shown, status: 200 | 422 = 200): Promise<Response> {
  const { value } = await openCommitmentForm(accessOf(c).db, 'action', idOf(c))
  return c.html(<ActionFormPage action={value} {...await formProps(c)} {...shown} />, status)
}

async function sendLead(c: Context<PortalEnv>, shown: Shown, status: 200 | 422 = 200): Promise<Response> {
  const { value } = await openCommitmentForm(accessOf(c).db, 'lead', idOf(c))
  return c.html(<LeadFormPage lead={value} {...await formProps(c)} {...shown} />, status)
}

async function sendJudgement(c: Context<PortalEnv>, shown: Shown, status: 200 | 422 = 200): Promise<Response> {
  const { value } = await openCommitmentForm(accessOf(c).db, 'judgement', idOf(c))
  return c.html(<JudgementFormPage proposition={value} {...await formProps(c)} {...shown} />, status)
}

async function sendActionWording(c: Context<PortalEnv>, shown: Shown, status: 200 | 422 = 200): Promise<Response> {
  const { value } = await openCommitmentForm(accessOf(c).db, 'actionWording', idOf(c))
  return c.html(<ActionWordingPage action={value} {...await formProps(c)} {...shown} />, status)
}

async function sendWording(c: Context<PortalEnv>, shown: Shown, status: 200 | 422 = 200): Promise<Response> {
  const { value } = await openCommitmentForm(accessOf(c).db, 'propositionWording', idOf(c))
  const { documents } = await c.get('portal').claims.register()
  const props = { ...(await formProps(c)), ...shown, documents }
  return c.html(<PropositionWordingPage proposition={value} {...props} />, status)
}

async function sendReview(
  c: Context<PortalEnv>,
  fields: FormFields,
  problems: readonly FormProblem[]
): Promise<Response> {
  const page = await reviewPage(commitmentContext(c), c.req.query('set') || undefined)
  const { today } = c.get('portal')
  const shown = { frame: frameOf(c), token: formToken(c), fields, problems, today }
  return c.html(<ReviewPage {...shown} {...(page && { page })} />, problems.length > 0 ? 422 : 200)
}

async function sendImport(
  c: Context<PortalEnv>,
  { planned, name = '', problem }: { readonly planned?: PlannedLeads; readonly name?: string; readonly problem?: Text }
): Promise<Response> {
  const page = (
    <LeadImportPage
      frame={frameOf(c)}
      token={formToken(c)}
      fields={{}}
      problems={[]}
      today={c.get('portal').today}
      {...(problem && { problem })}
      {...(planned && {
        planned: {
          file: name,
          digest: planDigest(planned),
          set: planned.set,
          plan: planned.plan,
          changes: planned.plan.changed.map(({ lead, fields }) => ({ text: lead.text, fields: fields.map(fieldText) }))
        }
      })}
    />
  )
  return c.html(page, problem ? 422 : 200)
}

async function formProps(c: Context<PortalEnv>) {
  const context = commitmentContext(c)
  const { actions, propositions } = await context.reader.register()
  return {
    frame: frameOf(c),
    token: formToken(c),
    today: context.today,
    choices: {
      organisations: [...(await namesOf(context)).values()],
      actions: actions.map(({ id, title }) => ({ id, name: title })),
      propositions: propositions.map(({ id, titles }) => ({ id, name: titles[0]?.title ?? id })),
      behalf: behalfOf(signedIn(c).actor)
    }
  }
}

function formContext(c: Context<PortalEnv>) {
  const { observatory, today } = c.get('portal')
  const indicators = new Set<string>(observatory.registry.indicators.keys())
  return { db: accessOf(c).db, actor: signedIn(c).actor, indicators, today }
}

function draftingOf(c: Context<PortalEnv>) {
  return { db: accessOf(c).db, actor: signedIn(c).actor, form: pathTo('importLeads', 'fr') }
}

/** Asked by the guard about the stored record. */
function subjectOf(kind: 'action' | 'lead') {
  return (c: Context<PortalEnv>): Subject | Promise<Subject> => {
    const access = c.get('access')
    return access ? commitmentSubject(access.db, kind, idOf(c)) : {}
  }
}

function idOf(c: Context<PortalEnv>): string {
  return c.req.param('id') ?? ''
}

/** A value in full: what is chosen between is read whole. */
function wordsOf(value: unknown): Text {
  return { fr: valueWords(value, 'fr'), en: valueWords(value, 'en') }
}

const NONE_SEEN: Text = {
  fr: 'aucune action n’est cochée : cochez celles que vous avez revues',
  en: 'no action is ticked: tick those that you have reviewed'
}
const NO_REASON: Text = {
  fr: 'attendu comment la revue a été faite : une réunion, un appel aux porteurs',
  en: 'expected how the review was held: a meeting, a call to the carriers'
}
