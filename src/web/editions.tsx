/** Issues of the booklet: their list for all; for those who work on them their desk, the steps they go, the check report. */

import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { may, mayEver } from '../domain/access/policy.ts'
import { USUAL_ANSWER_DAYS, EDITION_STEPS, type EditionStep } from '../domain/editions/transition.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import { addDays } from '../domain/shared/day.ts'
import { dayThere, instantAt } from '../domain/shared/time-zone.ts'
import type { Text } from '../domain/shared/text.ts'
import { isCheckedSoon, subjectOfEdition, titleIn, type DeskContext } from '../usecases/edition-desk.ts'
import {
  approveEdition,
  publishEdition,
  reopenEdition,
  submitEdition,
  withdrawEdition,
  type Stepper
} from '../usecases/edition-flow.ts'
import { askToFreeze } from '../usecases/edition-freezing.ts'
import { editionPage, listEditions } from '../usecases/edition-page.ts'
import { publicIssues } from '../usecases/edition-published.ts'
import { editionReport } from '../usecases/edition-report.ts'
import { csvText } from '../view/csv.ts'
import { CheckPage, checkRows } from '../view/edition-check.tsx'
import { isOnItsWay } from '../view/edition-freezing.tsx'
import { CheckingPage } from '../view/edition-checking.tsx'
import { EditionDeskPage, EditionsPage } from '../view/edition-desk.tsx'
import { editionPath } from '../view/paths.ts'
import { accessOf, formToken, signedIn } from './access.ts'
import { fileName, sendCsv } from './downloads.ts'
import { deskOver } from './edition-desk.ts'
import { clockOf } from './edition-files.tsx'
import { sendIssue } from './edition-published.tsx'
import { frameOf, languageOf, zoneOf } from './frame.ts'
import { guarded } from './guard.ts'
import { OF_THE_MINUTE } from './organisations.tsx'
import type { PortalEnv } from './portal.ts'
import { form } from './sign-in.tsx'

export const editions = new Hono<PortalEnv>()

editions.on('GET', ['/editions', '/en/editions'], guarded('page.read'), async (c) => {
  const { editions: reader } = c.get('portal')
  const { actor } = c.get('visitor')
  const [issues, written] = await Promise.all([publicIssues(reader, clockOf(c)), listEditions(reader)])
  const page = (
    <EditionsPage
      frame={frameOf(c)}
      issues={issues.map(({ issue: { edition }, publication }) => ({
        ...{ id: edition.id, title: edition.title, subtitle: edition.subtitle },
        on: dayThere(zoneOf(c), publication.embargo ?? publication.publishedAt)
      }))}
      written={written.filter((one) => may(actor, 'edition.read-draft', subjectOfEdition(one)).allowed)}
      mayBegin={c.get('access') !== undefined && mayEver(actor, 'edition.write')}
    />
  )
  return c.html(page, 200, OF_THE_MINUTE)
})

/** The page of all once it is out; before, the desk of those who work on it. */
editions.on('GET', ['/editions/:id', '/en/editions/:id'], guarded('page.read'), async (c) => {
  const id = c.req.param('id')
  const { editions: reader } = c.get('portal')
  const isOut = (await publicIssues(reader, clockOf(c))).some(({ publication }) => publication.edition === id)
  const { actor } = c.get('visitor')
  if (isOut || !may(actor, 'edition.read-draft', subjectOfEdition(await reader.find(id))).allowed) return sendIssue(c)
  return c.redirect(editionPath(languageOf(c.req.path), id, 'desk'), 303)
})

editions.on('GET', ['/editions/:id/suivi', '/en/editions/:id/desk'], guarded('edition.read-draft', readBy), (c) =>
  sendDesk(c)
)

const STEPS = {
  submit: async (c, stepper, given) => {
    await submitEdition(deskContext(c), stepper, idOf(c), { answerBy: given['answerBy'] ?? '' })
  },
  approve: (c, stepper) => approveEdition(deskContext(c), stepper, idOf(c)),
  freeze: async (c, { actor }) => {
    await askToFreeze(deskContext(c), actor, idOf(c))
    c.get('hurry')()
  },
  publish: async (c, stepper, given) => {
    await publishEdition(deskContext(c), stepper, idOf(c), embargoOf(c, given))
    c.get('portal').published.forget()
  },
  withdraw: async (c, stepper, given) => {
    await withdrawEdition(deskContext(c), stepper, idOf(c), { reason: given['reason'] ?? '' })
    c.get('portal').published.forget()
  },
  reopen: (c, stepper, given) => reopenEdition(deskContext(c), stepper, idOf(c), { reason: given['reason'] ?? '' })
} as const satisfies Record<
  EditionStep,
  (c: Context<PortalEnv>, stepper: Stepper, given: Readonly<Record<string, string>>) => Promise<void>
>

for (const step of Object.keys(STEPS) as readonly EditionStep[]) {
  const { action, from } = EDITION_STEPS[step]
  const paths = [`/editions/:id/${step}`, `/en/editions/:id/${step}`]
  // The role is asked here, the state where the step is taken: whoever comes second is told so on the page.
  const guard = guarded(action, () => ({ state: from[0] }))
  editions.on('POST', paths, guard, async (c) => {
    const { actor, account } = signedIn(c)
    const given = await form(c, z.record(z.string(), z.string()))
    try {
      await STEPS[step](c, { actor, name: account.name }, given)
    } catch (error) {
      if (!(error instanceof InvalidInput || error instanceof Refused)) throw error
      return sendDesk(c, { problem: error.text, given })
    }
    return c.redirect(editionPath(languageOf(c.req.path), idOf(c), 'desk'), 303)
  })
}

editions.on(
  'GET',
  ['/editions/:id/verifier', '/en/editions/:id/check'],
  guarded('edition.read-draft', readBy),
  async (c) => {
    if (!(await isCheckedSoon(deskContext(c), idOf(c)))) {
      const title = titleIn(idOf(c), await c.get('portal').editions.files(idOf(c)))
      c.header('Refresh', '2')
      return c.html(<CheckingPage frame={frameOf(c)} id={idOf(c)} title={title} />, 200, OF_THE_MINUTE)
    }
    const report = await editionReport(deskContext(c), idOf(c))
    return c.html(<CheckPage frame={frameOf(c)} {...report} />, 200, OF_THE_MINUTE)
  }
)

editions.on(
  'GET',
  ['/editions/:id/verifier.csv', '/en/editions/:id/check.csv'],
  guarded('edition.read-draft', readBy),
  async (c) => {
    const report = await editionReport(deskContext(c), idOf(c))
    const language = languageOf(c.req.path)
    const name = fileName([{ fr: 'verification', en: 'check' }[language], idOf(c)])
    return sendCsv(c, name, csvText(checkRows(report, language)))
  }
)

type Again = { readonly problem: Text; readonly given: Readonly<Record<string, string>> }

async function sendDesk(c: Context<PortalEnv>, again?: Again): Promise<Response> {
  const page = await editionPage(deskContext(c), idOf(c), { isHurried: true })
  const { actor } = signedIn(c)
  const { state } = page.edition
  const { today } = c.get('portal')
  const zone = zoneOf(c)
  const mayDo = (step: EditionStep): boolean => may(actor, EDITION_STEPS[step].action, { state }).allowed
  const view = (
    <EditionDeskPage
      frame={frameOf(c)}
      token={formToken(c)}
      {...page}
      may={{
        submit: mayDo('submit'),
        approve: mayDo('approve'),
        freeze: mayDo('freeze'),
        publish: mayDo('publish'),
        reopen: mayDo('reopen'),
        withdraw: mayDo('withdraw')
      }}
      today={today}
      answerBy={addDays(today, USUAL_ANSWER_DAYS)}
      embargo={onClocks(page.embargo, zone)}
      zone={zone}
      {...again}
    />
  )
  // Without a script the page comes back by itself.
  if (isOnItsWay(page.freezing) || page.isChecking) c.header('Refresh', '2')
  return c.html(view, again ? 422 : 200, OF_THE_MINUTE)
}

/** What desks are worked on in, of this request. */
export function deskContext(c: Context<PortalEnv>): DeskContext {
  return { access: accessOf(c), ...deskOver(c.get('portal')) }
}

/** What the policy asks of the issue of the address. */
export async function readBy(c: Context<PortalEnv>) {
  return subjectOfEdition(await c.get('portal').editions.find(idOf(c)))
}

export function idOf(c: Context<PortalEnv>): string {
  return c.req.param('id') ?? ''
}

/** An hour on the clocks of the observatory. @throws {InvalidInput} for a day without its hour, or the other way round */
function embargoOf(c: Context<PortalEnv>, { day = '', hour = '' }: Readonly<Record<string, string>>): Date | undefined {
  if (day === '' && hour === '') return undefined
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(hour) ?? []
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day))
  if (isDay && hours !== undefined && minutes !== undefined) {
    return instantAt(zoneOf(c), day, Number(hours) + Number(minutes) / 60)
  }
  throw new InvalidInput({
    fr: 'L’embargo a un jour et une heure : donnez les deux, ou aucun',
    en: 'The embargo has a day and an hour: give both, or none'
  })
}

function onClocks(embargo: string | undefined, zone: string): { readonly day: string; readonly hour: string } {
  if (embargo === undefined) return { day: '', hour: '' }
  const at = new Date(embargo)
  const style = { timeStyle: 'short', timeZone: zone, hourCycle: 'h23' } as const
  return { day: dayThere(zone, at), hour: new Intl.DateTimeFormat('en-GB', style).format(at) }
}
