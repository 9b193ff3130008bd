/** A table of claims sent by an officer: read as a plan, then applied whole or not at all. */

import { Hono, type Context } from 'hono'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { applyClaimImport, planClaims, textOfTable, type ClaimPlan } from '../usecases/claim-import.ts'
import { forgetDraft, keepDraft, openDraft } from '../usecases/drafts.ts'
import { planDigest } from '../usecases/table-plan.ts'
import { ClaimImportPage } from '../view/claim-import.tsx'
import { pathTo } from '../view/paths.ts'
import { accessOf, fieldsOf, formToken, signedIn } from './access.ts'
import { readForm } from './drafts.ts'
import { frameOf, languageOf } from './frame.ts'
import { guarded } from './guard.ts'
import { CHANGED_SINCE, LARGEST_TABLE, NO_FILE, tooLarge } from './import-refusals.ts'
import type { PortalEnv } from './portal.ts'

export const claimImport = new Hono<PortalEnv>()

const IMPORT = ['/affirmations/importer', '/en/claims/import']

claimImport.on('GET', IMPORT, guarded('claim.import'), (c) => sendImport(c, {}))

/** With a file: reads it, and keeps its text as a draft. Without: applies the plan that was read. */
claimImport.on('POST', IMPORT, guarded('claim.import'), async (c) => {
  const { db, now } = accessOf(c)
  const drafting = { db, actor: signedIn(c).actor, form: pathTo('importClaims', 'fr') }
  const { file } = await fieldsOf(c)
  try {
    if (file instanceof File && file.size > 0) {
      if (file.size > LARGEST_TABLE) return await sendImport(c, { problem: tooLarge(LARGEST_TABLE) })
      const text = await textOfTable(new Uint8Array(await file.arrayBuffer()), file.name)
      const plan = await planClaims(db, text, file.name)
      await keepDraft(drafting, { text, file: file.name }, now())
      return await sendImport(c, { plan, name: file.name })
    }
    const fields = await readForm(c)
    const { text = '', file: name = '' } = (await openDraft(drafting))?.fields ?? {}
    if (text === '') return await sendImport(c, { problem: NO_FILE })
    const plan = await planClaims(db, text, name)
    if (planDigest({ plan }) !== fields['digest']) return await sendImport(c, { plan, name, problem: CHANGED_SINCE })
    await applyClaimImport({ db, actor: signedIn(c).actor }, { text, file: name, plan }, fields)
  } catch (error) {
    if (!(error instanceof Refused || error instanceof InvalidInput)) throw error
    return sendImport(c, { problem: error.text })
  }
  await forgetDraft(drafting)
  return c.redirect(pathTo('documents', languageOf(c.req.path)), 303)
})

function sendImport(
  c: Context<PortalEnv>,
  { plan, name = '', problem }: { readonly plan?: ClaimPlan; readonly name?: string; readonly problem?: Text }
): Response | Promise<Response> {
  const page = (
    <ClaimImportPage
      frame={frameOf(c)}
      token={formToken(c)}
      fields={{}}
      problems={[]}
      {...(problem && { problem })}
      {...(plan && { planned: { ...plan, file: name, digest: planDigest({ plan }) } })}
    />
  )
  return c.html(page, problem ? 422 : 200)
}
