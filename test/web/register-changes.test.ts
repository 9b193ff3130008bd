import { afterEach, describe, expect, it } from 'vitest'
import { insertInvitation, setSending } from '../../src/store/access-links.ts'
import { change } from '../../src/store/journal.ts'
import { findRegister, replaceRegister } from '../../src/store/organisations.ts'
import { makeOrganisation, makePerson } from '../domain/organisations/make.ts'
import { makeRole, openWebOffice, tokenOf, type Browser, type WebOffice } from './office.ts'

const pma = makeOrganisation('pma', { names: [{ name: 'Pôle métropolitain de l’Artois' }], aliases: ['PMA'] })
const copy = makeOrganisation('pole-2', {
  names: [{ name: 'Pôle métropolitain de l’ Artois' }],
  aliases: ['Pôle'],
  participations: [
    { in: 'pic', role: 'partner', source: 'Livret' },
    { in: 'erbm', role: 'signatory', source: 'Engagement' }
  ]
})

const open: WebOffice[] = []

afterEach(async () => {
  for (const office of open.splice(0)) await office.database.close()
})

async function makeOffice(): Promise<WebOffice> {
  const office = await openWebOffice()
  open.push(office)
  const lists = [
    {
      ...{ id: 'pic-partners', label: { fr: 'Partenaires de la PIC', en: 'Partners of the PIC' }, source: 'Livret' },
      participation: { in: 'pic', role: 'partner' }
    }
  ]
  const people = [makePerson('ada', [{ organisation: copy.id }])]
  await change(office.access.db, { actor: 'command' }, (t) =>
    replaceRegister(t, { organisations: [pma, copy], lists, people })
  )
  return office
}

describe('two records of one organisation', () => {
  const MERGE = '/annuaire/fusionner'

  it('are suggested, shown with both histories, then merged with a reason', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    expect(await (await browser.get(MERGE)).text()).toContain(`${MERGE}?kept=pma&amp;duplicate=pole-2`)
    const from = `${MERGE}?kept=pma&duplicate=pole-2`
    const preview = await (await browser.get(from)).text()
    expect(preview).toContain('PMA ; Pôle métropolitain de l’ Artois ; Pôle')
    expect(preview).toContain('<td>Partenaires de la PIC ; signataire (erbm)</td>')
    expect(preview.match(/Ajout de l’organisme/g)).toHaveLength(2)
    const pair = { kept: 'pma', duplicate: 'pole-2' }
    expect((await browser.post(MERGE, pair, { from })).status).toBe(422)
    const merged = await browser.post(MERGE, { ...pair, reason: 'Même SIREN' }, { from })
    expect(merged.headers.get('location')).toBe('/organisations/pma')
    const { organisations, people } = await findRegister(office.access.db)
    expect(organisations[1]?.mergedInto).toBe('pma')
    expect(people[0]?.mandates[0]?.organisation).toBe('pma')
    expect(
      await (await browser.post(MERGE, { ...pair, reason: 'encore' }, { from: '/annuaire/ajouter' })).text()
    ).toContain('déjà été fusionné')
  })

  it('is taken back from the journal, of all or of one record, whole, by whoever made it', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const before = await findRegister(office.access.db)
    const fields = { kept: 'pma', duplicate: 'pole-2', reason: 'Même SIREN' }
    for (const path of ['/journal/registre', '/journal/registre?organisation=pma']) {
      await browser.post(MERGE, fields, { from: `${MERGE}?kept=pma&duplicate=pole-2` })
      const page = await (await browser.get(path)).text()
      // Once for all that was written together.
      const undo = [...page.matchAll(/action="(\/journal\/registre\/\d+\/undo)"/g)].map(([, action = '']) => action)
      expect(undo).toHaveLength(1)
      const other = await makeRole(office, 'administrator')
      expect(await (await other.browser.get(path)).text()).not.toContain('/undo"')
      expect((await other.browser.post(undo[0] ?? '', {}, { from: '/annuaire/ajouter' })).status).toBe(403)
      expect((await browser.post(undo[0] ?? '', {}, { from: path })).status).toBe(303)
      expect(await findRegister(office.access.db)).toEqual(before)
    }
  })
})

describe('the journal of those who keep the register', () => {
  it('tells who, why, on whose behalf, and takes back one’s own last change', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'member', { organisation: 'pma' })
    const edit = '/organisations/pma/edit'
    await browser.post(
      edit,
      { kind: 'state', 'names.0.name': 'Pôle métropolitain de l’Artois', aliases: 'PMA', reason: 'Sigle' },
      { from: edit }
    )
    const path = '/journal/registre?organisation=pma'
    const page = await (await browser.get(path)).text()
    expect(page).toMatch(/domaine.: collectivités et leurs groupements → État et ses services[\s\S]*Sigle/)
    expect(page).toMatch(/pour Pôle métropolitain de l’Artois/)
    const [, at = '', told] = /<time datetime="([^"]+)">([^<]+)</.exec(page) ?? []
    const clock = new Intl.DateTimeFormat('fr-FR', { timeStyle: 'short', timeZone: 'Europe/Paris' })
    expect(told).toBe(clock.format(new Date(at)))
    const undo = /action="(\/journal\/registre\/\d+\/undo)"/.exec(page)?.[1] ?? ''
    const other = await makeRole(office, 'study-officer')
    expect((await other.browser.post(undo, {}, { from: '/annuaire/ajouter' })).status).toBe(403)
    expect((await browser.post(undo, {}, { from: path })).status).toBe(303)
    expect((await findRegister(office.access.db)).organisations[0]?.kind).toBe('local')
    expect((await browser.post(undo, {}, { from: path })).status).toBe(403)
  })

  it('tells rights by what they are and whose, and what the program did in words', async () => {
    const office = await makeOffice()
    const { browser, account } = await makeRole(office, 'administrator')
    const other = await makeRole(office, 'member', { organisation: 'pma' })
    const sheet = `/acces/accounts/${other.account}`
    const [, end = ''] = /action="([^"]*\/roles\/[^"]*\/end)"/.exec(await (await browser.get(sheet)).text()) ?? []
    expect((await browser.post(end, {}, { from: sheet })).status).toBe(303)
    const page = await (await browser.get('/journal/registre')).text()
    expect(page).toMatch(/Correction du rôle «.membre, member.»/)
    expect(page).toMatch(/Ajout du compte «.administrator.»/)
    expect(page).not.toContain(account)
    await office.database.db
      .transaction()
      .execute((transaction) =>
        change(transaction, { actor: 'command', reason: 'load' }, () =>
          transaction.insertInto('person').values({ id: 'zoe', name: 'Zoé Exemple', example: true }).execute()
        )
      )
    expect(await (await browser.get('/journal/registre')).text()).toMatch(
      /une commande sur la machine[\s\S]*motif.: chargement d’un dossier/
    )
  })

  it('is asked for an organisation by its name: accents are of no consequence, several are a choice', async () => {
    const office = await makeOffice()
    await office.access.db
      .updateTable('organisation')
      .set({ names: '[{"name":"École des mines"}]', aliases: '[]' })
      .where('id', '=', 'pole-2')
      .execute()
    const { browser } = await makeRole(office, 'study-officer')
    const journal = async (organisation: string): Promise<string> =>
      (await browser.get(`/journal/registre?organisation=${encodeURIComponent(organisation)}`)).text()
    const found = await journal('ecole DES mines')
    expect(found).toContain('<h1>Journal : École des mines</h1>'.replace(' :', '\u00a0:'))
    expect(found).toMatch(/Ajout de l’organisme/)
    const unknown = await journal('Zanzibar')
    expect(unknown).toMatch(/Aucun organisme[^<]*Zanzibar/)
    const { browser: member } = await makeRole(office, 'member', { organisation: 'pma' })
    expect((await member.get('/journal/registre?organisation=pma')).status).toBe(200)
    expect(
      (await member.get(`/journal/registre?organisation=${encodeURIComponent('pole metropolitain')}`)).status
    ).toBe(200)
    expect((await member.get('/journal/registre?organisation=ecole')).status).toBe(403)
    await office.access.db
      .updateTable('organisation')
      .set({ names: '[{"name":"Pôle du Nord"}]' })
      .where('id', '=', 'pole-2')
      .execute()
    const choice = await journal('pole')
    expect(choice).toMatch(/href="[^"]*organisation=pma[^"]*">Pôle métropolitain de l’Artois</)
    expect(choice).toMatch(/href="[^"]*organisation=pole-2[^"]*">Pôle du Nord</)
    expect(choice).not.toMatch(/Ajout de l’organisme/)
  })

  it('names an invitation by its role and whom it is for, and tells its sending in words', async () => {
    const office = await makeOffice()
    const { db } = office.access
    const now = office.access.now()
    const invitation = {
      id: crypto.randomUUID(),
      email: 'lea@exemple.fr',
      name: 'Léa',
      grant: { role: 'editor' as const }
    }
    await change(db, { actor: 'command' }, async (t) => {
      await insertInvitation(t, 'digest', { ...invitation, createdAt: now, expiresAt: now })
      await setSending(t, invitation.id, 'queued')
    })
    await change(db, { actor: 'system' }, (t) => setSending(t, invitation.id, 'sent'))
    const { browser } = await makeRole(office, 'administrator')
    const page = await (await browser.get('/journal/registre')).text()
    expect(page).toMatch(/Correction de l’invitation «.rédacteur, Léa.»[\s\S]*envoi.: en chemin → envoyée/)
    expect(page).not.toContain(invitation.id)
  })

  it('is not for a member to read whole, nor of another organisation', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'member', { organisation: 'pma' })
    expect((await browser.get('/journal/registre')).status).toBe(403)
    expect((await browser.get('/journal/registre?organisation=pole-2')).status).toBe(403)
  })
})

describe('a spreadsheet', () => {
  const IMPORT = '/annuaire/importer'
  const HEADER = 'Nom;Domaine;Autres noms'

  async function send(browser: Browser, lines: readonly string[], name = 'partenaires.csv'): Promise<Response> {
    const body = new FormData()
    body.set('token', tokenOf(await (await browser.get(IMPORT)).text()))
    body.set('file', new File([lines.join('\n')], name))
    return browser.post(IMPORT, {}, { body, token: 'in the body' })
  }

  function digestOf(page: string): string {
    return /name="digest" value="([^"]*)"/.exec(page)?.[1] ?? ''
  }

  it('is a plan row by row first, then applied whole', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const lines = [
      HEADER,
      'Pôle métropolitain de l’Artois;;PMA bis',
      'Ville de Lens;collectivités et leurs groupements;'
    ]
    const plan = await (await send(browser, lines)).text()
    expect(plan).toContain('ville-de-lens')
    expect(plan).toMatch(/autres noms.: PMA → PMA.; PMA bis/)
    expect((await findRegister(office.access.db)).organisations).toHaveLength(2)
    const applied = await browser.post(IMPORT, { digest: digestOf(plan), reason: 'Liste 2026' }, { from: IMPORT })
    expect(applied.status).toBe(303)
    expect((await findRegister(office.access.db)).organisations).toHaveLength(3)
    expect((await browser.post(IMPORT, { digest: digestOf(plan) }, { from: IMPORT })).status).toBe(422)
    expect(await (await browser.get('/journal/registre')).text()).toContain('Annuler tout ce qui a été écrit avec')
  })

  it('with a row that cannot be read is refused whole, with its line and column', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const page = await (await send(browser, [HEADER, 'Ville de Lens;mairie;', 'Ville de Liévin;état;'])).text()
    expect(page).toMatch(/ligne 2[\s\S]*domaine.: trouvé «.mairie.»/)
    expect(digestOf(page)).toBe('')
  })

  it('that is no table, or whose plan is stale, says so and changes nothing', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    expect((await send(browser, ['rien'])).status).toBe(422)
    const plan = await (await send(browser, [HEADER, 'Ville de Lens;collectivités et leurs groupements;'])).text()
    await change(office.access.db, { actor: 'command' }, async (t) => {
      const register = await findRegister(t)
      const lens = makeOrganisation('ville-de-lens', { names: [{ name: 'Ville de Lens' }] })
      await replaceRegister(t, { ...register, organisations: [...register.organisations, lens] })
    })
    const stale = await browser.post(IMPORT, { digest: digestOf(plan) }, { from: IMPORT })
    expect(await stale.text()).toContain('Le registre a changé depuis')
  })
})
