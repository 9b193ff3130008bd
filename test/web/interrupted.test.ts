import { expect, it } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { change } from '../../src/store/journal.ts'
import { findRegister, replaceRegister } from '../../src/store/organisations.ts'
import { makeOrganisation } from '../domain/organisations/make.ts'
import { makeRelay, terminate } from '../store/interrupted.ts'
import { makeBrowser, makeRole, makeWebApp, openWebOffice, tokenOf } from './office.ts'

const EDIT = '/organisations/pma/edit'

it('a portal over a server of one’s own answers after its connections were ended, and says when it cannot', async () => {
  const office = await openWebOffice()
  const { url } = office.database
  const relay = await makeRelay(url)
  const database = await openDatabase({ database: relay.url, home: '' })
  const access = { ...office.access, db: database.db }
  const pma = makeOrganisation('pma', { names: [{ name: 'Pôle métropolitain' }] })
  await change(database.db, { actor: 'command' }, (t) =>
    replaceRegister(t, { organisations: [pma], lists: [], people: [] })
  )
  const there = { ...office, access, app: makeWebApp({ ...office, access }) }
  const { browser } = await makeRole(there, 'study-officer')
  try {
    const form = await (await browser.get(EDIT)).text()
    const version = /name="version" value="(\d+)"/.exec(form)?.[1] ?? ''
    const token = tokenOf(form)
    const fields = { kind: 'local', version, 'names.0.name': 'Pôle métropolitain', site: 'https://un.example' }
    await terminate(url)
    expect((await browser.get(EDIT)).status).toBe(200)
    await terminate(url)
    expect((await browser.post(EDIT, fields, { token })).status).toBe(303)

    await relay.cut()
    const refused = await browser.post(EDIT, { ...fields, version: '2', site: 'https://deux.example' }, { token })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2'])
    const told = await refused.text()
    expect(told).toContain('Réessayez')
    expect(told).toContain('revenir en arrière rend ce que vous aviez écrit')
    expect((await browser.get(EDIT)).status).toBe(503)
    // What asks nothing of the registry goes on for who is not signed in.
    expect((await makeBrowser(there).get('/methode')).status).toBe(200)

    await relay.mend()
    expect((await browser.get(EDIT)).status).toBe(200)
    expect((await findRegister(database.db)).organisations[0]?.contact?.site).toBe('https://un.example')
    expect(office.logged.filter((line) => line.includes('Error'))).toEqual([])
  } finally {
    await database.close()
    await relay.close()
    await office.database.close()
  }
}, 240_000)
