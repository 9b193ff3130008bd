import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAccount, findAccountByEmail, listSessions } from '../../src/store/access.ts'
import { insertJob } from '../../src/store/queue.ts'
import { close } from '../../src/usecases/access-accounts.ts'
import { askAddressFor, askOwnAddress, confirmAddress, stopAddress } from '../../src/usecases/access-address.ts'
import { accept, invite } from '../../src/usecases/access-invitations.ts'
import { askRecovery, recover } from '../../src/usecases/access-recovery.ts'
import { notify, ownNotifications } from '../../src/usecases/notifications.ts'
import {
  administrator,
  HERE,
  newcomer,
  OBSERVATORY,
  openOffice,
  PASSWORD,
  wordOf,
  type Office
} from './access-office.ts'

let office: Office
let ada: Awaited<ReturnType<typeof administrator>>

beforeAll(async () => {
  office = await openOffice()
  ada = await administrator(office)
}, 60_000)

afterAll(() => office.database.close())

function wordIn(to: string): string {
  const letter = office.sent.findLast((mail) => mail.to === to)
  return /\/(?:adresse|en\/address)\/(?:stop\/)?([\w-]+)/.exec(letter?.body ?? '')?.[1] ?? ''
}

function asked(email: string, password = PASSWORD) {
  return { email, password, observatory: OBSERVATORY }
}

describe('another address', () => {
  it('is confirmed by a link sent there, once; the present one is told before and after', async () => {
    const bob = await newcomer(office, ada.actor, 'bob@exemple.fr')
    await askOwnAddress(office.access, bob, asked('Robert@exemple.fr'), HERE)
    expect(office.sent.slice(-2).map(({ to }) => to)).toEqual(['bob@exemple.fr', 'robert@exemple.fr'])
    expect((await findAccount(office.access.db, bob.account.id))?.email).toBe('bob@exemple.fr')
    const word = wordIn('robert@exemple.fr')
    await confirmAddress(office.access, word, OBSERVATORY)
    expect((await findAccount(office.access.db, bob.account.id))?.email).toBe('robert@exemple.fr')
    expect(office.sent.slice(-2).map(({ to }) => to)).toEqual(['bob@exemple.fr', 'robert@exemple.fr'])
    await expect(confirmAddress(office.access, word, OBSERVATORY)).rejects.toThrow('Ce lien')
  })

  it('is stopped from the present one, which ends every session; its own link then does nothing', async () => {
    const eve = await newcomer(office, ada.actor, 'eve@exemple.fr')
    await askOwnAddress(office.access, eve, asked('thief@exemple.fr'), HERE)
    const word = wordIn('thief@exemple.fr')
    await expect(stopAddress(office.access, word)).rejects.toThrow('Ce lien')
    await stopAddress(office.access, wordIn('eve@exemple.fr'))
    await expect(confirmAddress(office.access, word, OBSERVATORY)).rejects.toThrow('Ce lien')
    expect(await listSessions(office.access.db, eve.account.id, office.access.now())).toEqual([])
  })

  it('leaves nothing to whoever reads the earlier mailbox: no recovery opens, whatever the clock says', async () => {
    const flo = await newcomer(office, ada.actor, 'flo@exemple.fr')
    await askRecovery(office.access, 'flo@exemple.fr', 'fr', OBSERVATORY, HERE).done
    const recovery = wordOf(office.sent.at(-1)?.body ?? '')
    await askOwnAddress(office.access, flo, asked('florence@exemple.fr'), HERE)
    const word = wordIn('florence@exemple.fr')
    office.clock.ms -= 2 * 24 * 3600 * 1000
    await expect(confirmAddress(office.access, word, OBSERVATORY)).rejects.toThrow('Ce lien')
    office.clock.ms += 2 * 24 * 3600 * 1000
    await confirmAddress(office.access, word, OBSERVATORY)
    await expect(recover(office.access, recovery, 'huit lampes sous la voûte')).rejects.toThrow('Ce lien')
  })

  it('that passes to another person opens none of the private data of the one before', async () => {
    const leaver = await newcomer(office, ada.actor, 'contact@exemple.fr')
    await sql`insert into person (id, name, example) values ('leaver', 'Exemple', true)`.execute(office.access.db)
    await sql`update account set person = 'leaver' where id = ${leaver.account.id}`.execute(office.access.db)
    await close(office.access, ada.actor, leaver.account.id)
    const next = await newcomer(office, ada.actor, 'contact@exemple.fr')
    expect(next.account.id).toBe(leaver.account.id)
    expect(next.actor.person).toBeUndefined()
  })

  it('asks for the password, dies after a day, and says nothing of who has an account', async () => {
    const gus = await newcomer(office, ada.actor, 'gus@exemple.fr')
    await expect(askOwnAddress(office.access, gus, asked('x@exemple.fr', 'guess'), HERE)).rejects.toThrow(
      'mot de passe'
    )
    await askOwnAddress(office.access, gus, asked('ada@exemple.fr'), HERE)
    expect(office.sent.at(-1)?.to).toBe('gus@exemple.fr')
    await askOwnAddress(office.access, gus, asked('gustave@exemple.fr'), HERE)
    const word = wordIn('gustave@exemple.fr')
    office.clock.ms += 25 * 3600_000
    await expect(confirmAddress(office.access, word, OBSERVATORY)).rejects.toThrow('Ce lien')
  })

  it('is asked by an administrator for another, and by nobody else', async () => {
    const hal = await newcomer(office, ada.actor, 'hal@exemple.fr')
    const wanted = { email: 'hal2@exemple.fr', observatory: OBSERVATORY }
    await expect(askAddressFor(office.access, hal.actor, ada.account.id, wanted)).rejects.toThrow()
    await askAddressFor(office.access, ada.actor, hal.account.id, wanted)
    await confirmAddress(office.access, wordIn('hal2@exemple.fr'), OBSERVATORY)
    expect(await findAccountByEmail(office.access.db, 'hal2@exemple.fr')).toMatchObject({ id: hal.account.id })
  })
})

describe('somebody who left', () => {
  it('is told nothing more, and nothing waits for their address', async () => {
    const { db, now } = office.access
    const ivy = await newcomer(office, ada.actor, 'ivy@exemple.fr')
    const at = now()
    const payload = { words: 'w' }
    await insertJob(db, { kind: 'letter', recipient: 'ivy@exemple.fr', payload, createdAt: at, runAt: at })
    const notice = { kind: 'doubt.late', label: { fr: 'A', en: 'A' }, path: '/' } as const
    await notify(db, { ...notice, to: { accounts: [ivy.account.id] } }, at)
    await close(office.access, ada.actor, ivy.account.id)
    const { rows } =
      await sql`select from job where account = ${ivy.account.id} or recipient = 'ivy@exemple.fr'`.execute(db)
    expect(rows).toEqual([])
    expect(await ownNotifications(office.access, ivy.account.id)).toEqual([])
  })

  it('is invited again, and finds the same account, with the role given now and no other', async () => {
    const kim = await newcomer(office, ada.actor, 'kim@exemple.fr', { role: 'editor' })
    const again = { email: 'kim@exemple.fr', role: 'member', organisation: '', territory: '' }
    await expect(invite(office.access, ada.actor, again, OBSERVATORY)).rejects.toThrow('déjà un compte')
    await close(office.access, ada.actor, kim.account.id)
    await invite(office.access, ada.actor, again, OBSERVATORY)
    const word = wordOf(office.sent.at(-1)?.body ?? '')
    await accept(office.access, word, { email: '', name: 'Kim', password: PASSWORD }, HERE)
    const account = await findAccountByEmail(office.access.db, 'kim@exemple.fr')
    expect(account).toMatchObject({ id: kim.account.id, name: 'Kim', closedAt: undefined, hasCodes: false })
    expect(account?.grants.map(({ role }) => role)).toEqual(['member'])
    const told = await ownNotifications(office.access, ada.account.id)
    const accepted = told.filter(({ kind }) => kind === 'invitation.accepted').map(({ label }) => label.fr)
    expect(accepted).toContain('membre')
  })
})
