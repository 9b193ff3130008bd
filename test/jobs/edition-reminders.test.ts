import { afterAll, beforeAll, expect, it } from 'vitest'
import { editionHands } from '../../src/cli/edition-hands.ts'
import { makeMailer } from '../../src/jobs/mail.ts'
import { askForReview } from '../../src/usecases/edition-jobs.ts'
import { chooseSetting } from '../../src/usecases/notifications.ts'
import { listJobs } from '../../src/store/queue.ts'
import { instantAt } from '../../src/domain/shared/time-zone.ts'
import type { Workshop } from '../../src/usecases/queue.ts'
import { makeWorkshop, workAll } from '../usecases/workshop-of-letters.ts'
import { openDesk, type DeskOffice } from '../web/desk-office.ts'
import { makeRole } from '../web/office.ts'
import { plain } from '../web/plain.ts'
import { decode, makeMailServer } from './smtp.ts'

const SOUND = { habitants: '# Les habitants\n\nLe pôle compte :figure{of=population on=pma at=2018}.\n' }
const server = makeMailServer()

let office: DeskOffice
let workshop: Workshop

beforeAll(async () => {
  await server.start()
  office = await openDesk(SOUND)
  const { access, portal } = office
  const bare = makeWorkshop(office, makeMailer({ url: server.url(), from: 'Observatoire <x@exemple.fr>' }))
  workshop = { ...bare, hands: editionHands({ home: '', portal, access }) }
}, 240_000)

afterAll(async () => {
  await office.database.close()
  await server.stop()
})

it('reminds producers seven days and two days before the last one, and tells those who write the day after, each once', async () => {
  const { access } = office
  const officer = await makeRole(office, 'study-officer')
  const french = await makeRole(office, 'producer', { organisation: 'institut-invente' })
  const english = await makeRole(office, 'producer', { organisation: 'institut-invente' })
  const quiet = await makeRole(office, 'producer', { organisation: 'institut-invente' })
  await chooseSetting(access, english.account, { language: 'en', cadences: {} })
  await chooseSetting(access, quiet.account, { language: 'fr', cadences: { 'edition.reminder': 'none' } })
  const day = office.dayAt(10)
  const sent = await officer.browser.post('/editions/essai/submit', { answerBy: day }, { from: '/avis/settings' })
  expect(sent.status).toBe(303)
  await work(0)
  server.letters.length = 0

  // A start of the portal asks again, and asks for nothing twice.
  expect(await reminders()).toHaveLength(3)
  for (let i = 0; i < 2; i += 1) await askForReview(access.db, access.now())
  await work(0)
  expect(await reminders()).toHaveLength(3)

  await work(3)
  expect(to(french.account)).toEqual([expect.stringContaining('Des chiffres attendent toujours votre réponse')])
  expect(to(english.account)).toEqual([expect.stringContaining('Figures still wait for your answer')])
  expect(to(english.account)[0]).toMatch(/1 figure, until[^]*List-Unsubscribe|List-Unsubscribe[^]*1 figure, until/)
  expect([to(quiet.account), to(officer.account)]).toEqual([[], []])
  expect(await notices(quiet)).toContain('Des chiffres attendent toujours votre réponse')
  await askForReview(access.db, access.now())
  await work(3)
  expect(to(french.account)).toHaveLength(1)

  await work(8)
  expect(to(french.account)).toHaveLength(2)
  await work(11)
  expect(to(french.account)).toHaveLength(2)
  const [over, ...more] = to(officer.account)
  expect(more).toEqual([])
  expect(over).toContain('Le délai de réponse des producteurs est passé')
  expect(over).toContain('1 chiffre sans réponse (institut-invente')
  expect(await reminders()).toEqual([])
}, 240_000)

/** Everything that is due late on that day. */
async function work(days: number): Promise<void> {
  office.clock.ms = instantAt('Europe/Paris', office.dayAt(0), 23 + 24 * days).getTime()
  await workAll(workshop)
}

async function reminders() {
  return (await listJobs(office.access.db, 100)).filter(({ kind }) => kind === 'edition-reminder')
}

function to(account: string): readonly string[] {
  const letters = server.letters.filter(({ to: [address] }) => address === `${account}@exemple.fr`)
  return letters.map(({ text }) => decode(text))
}

async function notices({ browser }: Awaited<ReturnType<typeof makeRole>>): Promise<string> {
  return plain(await (await browser.get('/avis')).text())
}
