import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { change, findEntries } from '../../src/store/journal.ts'
import { findVerdicts } from '../../src/store/edition-verdicts.ts'
import { openDesk, type DeskOffice } from './desk-office.ts'
import { makeRole, tokenOf, type Browser } from './office.ts'
import { plain } from './plain.ts'

const CHAPTERS = {
  habitants: `# Les habitants

Le pôle compte :figure{of=population on=pma at=2018}, contre :figure{of=population on=pma at=2013} en 2013.

Lens-Liévin compte :figure{of=population on=call at=2018}.
`,
  logements: '# Les logements\n\nOn compte :figure{of=dwellings on=pma at=2018} au pôle.\n'
}
const QUEUE = '/editions/essai/chiffres/institut-invente'
const SIGNED = { actor: 'command', reason: 'test' } as const

let office: DeskOffice
let writer: Browser
let producer: Browser

beforeAll(async () => {
  office = await openDesk(CHAPTERS)
  writer = (await makeRole(office, 'study-officer')).browser
  producer = (await makeRole(office, 'producer', { organisation: 'institut-invente' })).browser
  const asked = { answerBy: office.dayAt(14) }
  const sent = await writer.post('/editions/essai/submit', asked, { from: '/avis/settings' })
  if (sent.status !== 303) throw new Error(plain(await sent.text()))
}, 240_000)

afterAll(() => office.database.close())

describe('the queue of a producer', { timeout: 120_000 }, () => {
  it('comes in groups by chapter, indicator or source, with how far the answers have come', async () => {
    const page = await read(QUEUE)
    expect(plain(page)).toContain('0 sur 4 ont une réponse ; 4 à regarder.')
    expect(groupsOf(page)).toEqual(['Les habitants 0 sur 3', 'Les logements 0 sur 1'])
    expect(groupsOf(await read(`${QUEUE}?par=indicateur`))).toHaveLength(2)
    expect(groupsOf(await read(`${QUEUE}?par=source`))).toHaveLength(1)
    expect(plain(await read('/en/editions/essai/figures/institut-invente?by=indicator'))).toContain(
      '0 of 4 have an answer'
    )
    expect(page).toContain('insee_base_cc_comparateur')
    expect(page).toContain('formule, lignes et méthode')
  })

  it('is read one group at a time, with ways to the others; all of them on one page are to read and print', async () => {
    const [first, second] = [await read(QUEUE), await read(`${QUEUE}?groupe=logements`)]
    expect([rowsOf(first), rowsOf(second)]).toEqual([3, 1])
    expect(first).toContain('Groupe suivant : Les logements')
    expect(second).toContain('Groupe précédent : Les habitants')
    expect(second).toMatch(/groupe=logements" aria-current="true"/)
    const whole = await read(`${QUEUE}?groupe=*`)
    expect([rowsOf(whole), whole.includes('type="radio"')]).toEqual([4, false])
    expect(rowsOf(await read(`${QUEUE}?groupe=nulle-part`))).toBe(3)
  })

  it('validates nothing that nobody says to have looked at, and gives back what was chosen', async () => {
    const { fields, token } = await groupAt(QUEUE)
    const chosen = { ...fields, 'figures.1.answer': 'refused', 'figures.2.answer': '', comment: 'Révisé en mars.' }
    const refused = await producer.post(QUEUE, chosen, { token })
    expect(refused.status).toBe(422)
    const again = await refused.text()
    expect(plain(again)).toContain('cochez « J’ai vu chacun des chiffres que je valide »')
    expect(again).toContain('Révisé en mars.')
    expect(again).toMatch(/name="figures\.1\.answer" value="refused" checked/)
    expect(again).toMatch(/name="figures\.2\.answer" value="" checked/)
    expect(await findVerdicts(office.access.db, 'essai')).toEqual([])
    const later = { ...chosen, 'figures.0.answer': '', 'figures.1.answer': '' }
    expect(plain(await (await producer.post(QUEUE, later, { token })).text())).toContain('gardés pour plus tard')
  })

  it('keeps a group at once: one word for all that are refused, those left aside wait, each a row of the journal', async () => {
    const { db } = office.access
    const { fields, token } = await groupAt(QUEUE)
    const refusals = { 'figures.1.answer': 'refused', 'figures.2.answer': 'refused' }
    const said = { ...fields, ...refusals, comment: 'Révisés en mars.', looked: 'yes' }
    const sent = await producer.post(QUEUE, said, { token })
    expect(sent.status).toBe(303)
    const verdicts = await findVerdicts(db, 'essai')
    expect(verdicts.map(({ decision, comment }) => `${decision} ${comment ?? ''}`.trim()).toSorted()).toEqual([
      'refused Révisés en mars.',
      'refused Révisés en mars.',
      'validated'
    ])
    const entries = await findEntries(db, { relations: ['edition_verdict'], limit: 10 })
    expect(new Set(entries.map(({ at }) => at)).size).toBe(1)
    expect(entries).toHaveLength(3)
    const told = await read(sent.headers.get('location') ?? '')
    expect(told).toContain('Validés : 1 ; Refusés : 2.')
    expect(told).toContain('<h2>Les logements</h2>')
    expect(plain(told)).toContain('3 sur 4 ont une réponse')
    expect(groupsOf(told)).toEqual(['Les habitants 3 sur 3', 'Les logements 0 sur 1'])
    const news = plain(await (await writer.get('/avis')).text())
    expect(news.match(/Un chiffre d’une édition est refusé/g)).toHaveLength(1)
    expect(news).toContain('et 1 de plus')
  })

  it('keeps what the organisation said itself from those who answer for it, and tells them who said it', async () => {
    const path = `${QUEUE}?montrer=repondu`
    const { fields } = await groupAt(path)
    const { browser: validator } = await makeRole(office, 'validator')
    const before = await findVerdicts(office.access.db, 'essai')
    const told = { ...fields, 'figures.0.answer': 'validated', 'figures.1.answer': 'validated', looked: 'yes' }
    const sent = await validator.post(path, { ...told, origin: 'Courriel du 3 mars' }, { from: '/avis/settings' })
    expect(sent.status).toBe(422)
    expect(plain(await sent.text())).toMatch(/L’organisme a déjà répondu lui-même pour un de ces chiffres \([^)]+, le /)
    expect(await findVerdicts(office.access.db, 'essai')).toEqual(before)
    const page = await (await validator.get(path)).text()
    expect(page).toContain('L’organisme a répondu lui-même')
    expect(page).not.toContain('type="radio"')
  })

  it('takes an answer back, one or all that are shown; only the organisation takes back its own', async () => {
    const path = `${QUEUE}?montrer=repondu`
    const { fields, token } = await groupAt(path)
    const one = await producer.post(path, { ...fields, 'figures.1.answer': 'withdrawn' }, { token })
    expect(one.status).toBe(303)
    expect(await findVerdicts(office.access.db, 'essai')).toHaveLength(2)
    const { browser: validator } = await makeRole(office, 'validator')
    const left = await groupAt(path)
    const theirs = { ...left.fields, decide: 'withdraw' }
    const other = await validator.post(path, theirs, { from: '/avis/settings' })
    expect(other.status).toBe(422)
    expect(await findVerdicts(office.access.db, 'essai')).toHaveLength(2)
    expect((await producer.post(path, theirs, { token: left.token })).status).toBe(303)
    expect(await findVerdicts(office.access.db, 'essai')).toEqual([])
  })

  it('shows first what has changed since the answer, with what was answered for', async () => {
    const { db } = office.access
    const { fields, token } = await groupAt(`${QUEUE}?groupe=logements`)
    expect((await producer.post(QUEUE, { ...fields, looked: 'yes' }, { token })).status).toBe(303)
    await change(db, SIGNED, (t) => t.updateTable('edition_verdict').set({ stamp: 'A:298001 / 1' }).execute())
    const page = await read(QUEUE)
    expect(groupsOf(page)[0]).toBe('Changés depuis votre réponse : à revoir 0 sur 1')
    expect(plain(page)).toMatch(/à revoir : la valeur a changé depuis.*validé le .* pour 298 001/)
    expect(page).toContain('1 dont la valeur a changé depuis votre réponse')
  })

  it('takes nothing of a value that is no more what was seen, nor once the issue is elsewhere', async () => {
    const { fields, token } = await groupAt(`${QUEUE}?montrer=tout&groupe=habitants`)
    const seen = { ...fields, looked: 'yes' }
    const old = await producer.post(QUEUE, { ...seen, 'figures.2.stamp': 'A:1 / 1' }, { token })
    expect([old.status, (await old.text()).includes('rien n’a été gardé')]).toEqual([422, true])
    expect(await findVerdicts(office.access.db, 'essai')).toHaveLength(1)
    await change(office.access.db, SIGNED, (t) => t.updateTable('edition').set({ state: 'draft' }).execute())
    expect((await producer.post(QUEUE, seen, { token })).status).toBe(403)
  })
})

/** With one kind of space. */
async function read(path: string): Promise<string> {
  return (await (await producer.get(path)).text()).replaceAll('&#39;', '’').replace(/(?:&nbsp;|\s)+/g, ' ')
}

/** Figures that are shown. */
function rowsOf(page: string): number {
  return page.match(/class="queued"/g)?.length ?? 0
}

/** Titles of the list of groups, with their progress. */
function groupsOf(page: string): readonly string[] {
  const [, list = ''] = /<nav[^>]*aria-label="Groupes">(.*?)<\/nav>/s.exec(page) ?? []
  return [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, item = '']) => item.replace(/<[^>]*>/g, '').trim())
}

/** What a browser sends of the group that is read when nothing was touched. */
async function groupAt(
  path: string
): Promise<{ readonly fields: Readonly<Record<string, string>>; readonly token: string }> {
  const page = await (await producer.get(path)).text()
  const form = /<form method="post"[^>]*chiffres[^>]*>(.*?)<\/form>/s.exec(page)?.[1] ?? ''
  const hidden = form.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)
  const radios = form.matchAll(/type="radio" name="([^"]*)" value="([^"]*)" checked/g)
  const pairs = [...hidden, ...radios].map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')])
  return { fields: Object.fromEntries(pairs) as Record<string, string>, token: tokenOf(page) }
}
