import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { mayEver } from '../../src/domain/access/policy.ts'
import { findVisitor, signIn, signOut } from '../../src/usecases/access.ts'
import {
  accountSheet,
  close,
  endSession,
  grantRole,
  resetFactors,
  withdrawRole
} from '../../src/usecases/access-accounts.ts'
import { enterDemonstration, isDemonstration } from '../../src/usecases/access-demonstration.ts'
import { changePassword } from '../../src/usecases/access-factors.ts'
import {
  accept,
  firstLink,
  invite,
  inviteAgain,
  openInvitations,
  withdraw
} from '../../src/usecases/access-invitations.ts'
import { askRecovery, recover } from '../../src/usecases/access-recovery.ts'
import {
  HERE,
  OBSERVATORY,
  PASSWORD,
  administrator,
  newcomer,
  openOffice,
  sessionOf,
  visit,
  wordOf,
  type Office
} from './access-office.ts'

let office: Office
let ada: Awaited<ReturnType<typeof administrator>>

beforeAll(async () => {
  office = await openOffice()
  ada = await administrator(office)
})

afterAll(() => office.database.close())

describe('the first start', () => {
  it('gives a link that makes one administrator, once; then none', async () => {
    const fresh = await openOffice()
    const earlier = wordOf((await firstLink(fresh.access)) ?? '')
    const word = wordOf((await firstLink(fresh.access)) ?? '')
    const given = { email: 'eve@exemple.fr', name: 'Ève', password: PASSWORD }
    await expect(accept(fresh.access, earlier, given, HERE)).rejects.toThrow('Ce lien ne fonctionne pas')
    const cookies = await accept(fresh.access, word, given, HERE)
    const visitor = await visit(fresh, cookies)
    expect(visitor.actor).toMatchObject({ grants: [{ role: 'administrator' }], usedSecondFactor: false })
    expect(mayEver(visitor.actor, 'invitation.send')).toBe(false)
    expect(await firstLink(fresh.access)).toBeUndefined()
    await expect(accept(fresh.access, word, { ...given, email: 'x@exemple.fr' }, HERE)).rejects.toThrow('Ce lien')
    await fresh.database.close()
  })

  it('keeps the link working when the password is not taken', async () => {
    const fresh = await openOffice()
    const word = wordOf((await firstLink(fresh.access)) ?? '')
    const given = { email: 'eve@exemple.fr', name: 'Ève', password: 'motdepasse2026!' }
    await expect(accept(fresh.access, word, given, HERE)).rejects.toThrow('ceux qu’on essaie en premier')
    await accept(fresh.access, word, { ...given, password: PASSWORD }, HERE)
    await fresh.database.close()
  })
})

describe('signing in', () => {
  it('opens a session that its cookie alone carries', async () => {
    const outcome = await signIn(office.access, 'Ada@exemple.fr', PASSWORD, HERE)
    const cookies = outcome.status === 'signed-in' ? outcome.cookies : []
    expect(cookies.join()).toMatch(/HttpOnly; SameSite=Lax/)
    const cookie = sessionOf(cookies) ?? ''
    expect(await visit(office, cookies)).toMatchObject({ account: { name: 'Ada' } })
    expect(await findVisitor(office.access, cookie.replace(/^./, 'x'), false)).toMatchObject({ kind: 'anonymous' })
    expect(await findVisitor(office.access, `${cookie.split('.')[0]}.forged`, false)).toMatchObject({
      kind: 'anonymous'
    })
    const visitor = await visit(office, cookies)
    if (visitor.kind === 'account') await signOut(office.access, visitor.session)
    expect(await visit(office, cookies)).toMatchObject({ kind: 'anonymous' })
  })

  it('answers alike for a wrong password and for an account that is not there', async () => {
    const answers = await Promise.all([
      signIn(office.access, 'ada@exemple.fr', 'not this one at all', at(1)),
      signIn(office.access, 'nobody@exemple.fr', 'not this one at all', at(2)),
      signIn(office.access, 'not an address', 'not this one at all', at(3)),
      signIn(office.access, 'ada@exemple.fr', 'x'.repeat(1_000_000), at(4))
    ])
    expect(answers).toEqual(Array(4).fill({ status: 'refused' }))
  })

  it('makes whoever tries a thousand times wait, and not the owner elsewhere', async () => {
    const statuses = new Set<string>()
    for (let i = 0; i < 1000; i += 1)
      statuses.add((await signIn(office.access, 'ada@exemple.fr', 'guess', at(9))).status)
    expect([...statuses]).toEqual(['refused', 'wait'])
    expect(await signIn(office.access, 'ada@exemple.fr', PASSWORD, at(9))).toMatchObject({ status: 'wait' })
    expect(await signIn(office.access, 'ada@exemple.fr', PASSWORD, at(10))).toMatchObject({ status: 'signed-in' })
    office.clock.ms += 61_000
    expect(await signIn(office.access, 'ada@exemple.fr', PASSWORD, at(9))).toMatchObject({ status: 'signed-in' })
  })

  it('ends by itself after seven days', async () => {
    const outcome = await signIn(office.access, 'ada@exemple.fr', PASSWORD, HERE)
    const cookies = outcome.status === 'signed-in' ? outcome.cookies : []
    office.clock.ms += 8 * 24 * 3600 * 1000
    expect(await visit(office, cookies)).toMatchObject({ kind: 'anonymous' })
    office.clock.ms -= 8 * 24 * 3600 * 1000
  })
})

describe('an invitation', () => {
  it('gives the role that it names, once', async () => {
    const bob = await newcomer(office, ada.actor, 'bob@exemple.fr', { role: 'carrier', territory: '62498' })
    expect(bob.actor.grants).toMatchObject([{ role: 'carrier', territory: '62498' }])
    const word = wordOf(office.sent.at(-1)?.body ?? '')
    await expect(accept(office.access, word, { email: '', name: 'Bob', password: PASSWORD }, HERE)).rejects.toThrow()
    await expect(invite(office.access, ada.actor, asked('bob@exemple.fr'), OBSERVATORY)).rejects.toThrow(
      'déjà un compte'
    )
  })

  it('expires, can be withdrawn, and is renewed by another link', async () => {
    await invite(office.access, ada.actor, asked('late@exemple.fr'), OBSERVATORY)
    const first = wordOf(office.sent.at(-1)?.body ?? '')
    const id =
      (await openInvitations(office.access, ada.actor)).find(({ email }) => email === 'late@exemple.fr')?.id ?? ''
    await inviteAgain(office.access, ada.actor, id, OBSERVATORY)
    const second = wordOf(office.sent.at(-1)?.body ?? '')
    const given = { email: '', name: 'Late', password: PASSWORD }
    await expect(accept(office.access, first, given, HERE)).rejects.toThrow('Ce lien')
    office.clock.ms += 8 * 24 * 3600 * 1000
    await expect(accept(office.access, second, given, HERE)).rejects.toThrow('Ce lien')
    office.clock.ms -= 8 * 24 * 3600 * 1000
    await withdraw(office.access, ada.actor, id)
    await expect(accept(office.access, second, given, HERE)).rejects.toThrow('Ce lien')
    await expect(withdraw(office.access, ada.actor, id)).rejects.toThrow('l’état de la fiche')
  })

  it('is refused to whoever may not invite, and for an organisation that is not in the register', async () => {
    const carol = await newcomer(office, ada.actor, 'carol@exemple.fr')
    await expect(invite(office.access, carol.actor, asked('x@exemple.fr'), OBSERVATORY)).rejects.toThrow(
      'aucun de vos rôles'
    )
    await expect(
      invite(office.access, ada.actor, { ...asked('x@exemple.fr'), organisation: 'nowhere' }, OBSERVATORY)
    ).rejects.toThrow('pas dans le registre')
    await expect(
      invite(office.access, ada.actor, { ...asked('x@exemple.fr'), role: 'reader' }, OBSERVATORY)
    ).rejects.toThrow('Le rôle')
  })

  it('takes names of any script and refuses what a mail header could take for its own', async () => {
    await invite(office.access, ada.actor, asked('rtl@exemple.fr'), OBSERVATORY)
    const word = wordOf(office.sent.at(-1)?.body ?? '')
    const given = { email: '', password: PASSWORD }
    await expect(accept(office.access, word, { ...given, name: 'A\r\nBcc: x@y.fr' }, HERE)).rejects.toThrow('Le nom')
    await expect(accept(office.access, word, { ...given, name: 'A\u202Egpj.exe' }, HERE)).rejects.toThrow('Le nom')
    const cookies = await accept(office.access, word, { ...given, name: 'مريم 🌻' }, HERE)
    expect(await visit(office, cookies)).toMatchObject({ account: { name: 'مريم 🌻' } })
    await expect(
      invite(office.access, ada.actor, asked('a@exemple.fr\r\nBcc: b@exemple.fr'), OBSERVATORY)
    ).rejects.toThrow('adresse électronique')
  })
})

describe('administrators', () => {
  it('cannot leave, nor lose the role, while there is no other', async () => {
    const mine = ada.account.grants[0]?.id ?? ''
    await expect(withdrawRole(office.access, ada.actor, mine)).rejects.toThrow('dernier administrateur')
    await expect(close(office.access, ada.actor, ada.account.id)).rejects.toThrow('dernier administrateur')
    expect((await accountSheet(office.access, ada.actor, ada.account.id)).account.grants).toHaveLength(1)
  })

  it('who demote each other at the same time leave one', async () => {
    const eve = await newcomer(office, ada.actor, 'eve@exemple.fr', { role: 'administrator' })
    const grants = [ada, eve].map(({ account }) => account.grants[0]?.id ?? '')
    const outcomes = await Promise.allSettled([
      withdrawRole(office.access, ada.actor, grants[1] ?? ''),
      withdrawRole(office.access, eve.actor, grants[0] ?? '')
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { rows } = await sql`select from role_grant where role = 'administrator' and until is null`.execute(
      office.access.db
    )
    expect(rows).toHaveLength(1)
    // Whoever is left gives the role back: other tests rely on it.
    const [left, lost] = outcomes[0].status === 'fulfilled' ? [ada, eve] : [eve, ada]
    await grantRole(office.access, left.actor, lost.account.id, {
      role: 'administrator',
      organisation: '',
      territory: ''
    })
  })

  it('close the account of a leaver at once, and what it signed stays', async () => {
    const leaver = await newcomer(office, ada.actor, 'leaver@exemple.fr')
    const outcome = await signIn(office.access, 'leaver@exemple.fr', PASSWORD, at(20))
    await close(office.access, ada.actor, leaver.account.id)
    expect(await visit(office, outcome.status === 'signed-in' ? outcome.cookies : [])).toMatchObject({
      kind: 'anonymous'
    })
    expect(await signIn(office.access, 'leaver@exemple.fr', PASSWORD, at(21))).toMatchObject({ status: 'refused' })
    const { rows } = await sql<{ actor: string }>`
      select distinct actor from journal.entry where relation = 'account' and key = ${leaver.account.id}`.execute(
      office.access.db
    )
    expect(rows.map(({ actor }) => actor).sort()).toEqual(
      [`account:${ada.account.id}`, `account:${leaver.account.id}`].sort()
    )
  })

  it('reset a factor that was lost; others cannot', async () => {
    const dora = await newcomer(office, ada.actor, 'dora@exemple.fr')
    await expect(resetFactors(office.access, dora.actor, dora.account.id)).rejects.toThrow('aucun de vos rôles')
    await resetFactors(office.access, ada.actor, dora.account.id)
  })
})

describe('what is another’s', () => {
  it('is refused by its forged identifier: account, session', async () => {
    const mallory = await newcomer(office, ada.actor, 'mallory@exemple.fr')
    await expect(accountSheet(office.access, mallory.actor, ada.account.id)).rejects.toThrow('pas la vôtre')
    await expect(endSession(office.access, mallory.actor, ada.session.id)).rejects.toThrow('pas la vôtre')
    await endSession(office.access, mallory.actor, mallory.session.id)
    await expect(endSession(office.access, mallory.actor, mallory.session.id)).rejects.toThrow('fermée')
  })
})

describe('a password', () => {
  it('is changed by whoever knows it, and ends the other sessions', async () => {
    const fred = await newcomer(office, ada.actor, 'fred@exemple.fr')
    await expect(changePassword(office.access, fred, 'wrong', 'cinq gaillettes au fond', HERE)).rejects.toThrow(
      'actuel'
    )
    await changePassword(office.access, fred, PASSWORD, 'cinq gaillettes au fond', HERE)
    const { sessions } = await accountSheet(office.access, fred.actor, fred.account.id)
    expect(sessions).toMatchObject([{ id: fred.session.id, address: HERE.address, agent: 'test' }])
    expect(await signIn(office.access, 'fred@exemple.fr', PASSWORD, at(30))).toMatchObject({ status: 'refused' })
  })

  it('is recovered by a link that serves once; a request says nothing of who has an account', async () => {
    const gina = await newcomer(office, ada.actor, 'gina@exemple.fr')
    const before = office.sent.length
    await askRecovery(office.access, 'nobody@exemple.fr', 'fr', OBSERVATORY, at(40)).done
    expect(office.sent).toHaveLength(before)
    await askRecovery(office.access, 'gina@exemple.fr', 'en', OBSERVATORY, at(40)).done
    const mail = office.sent.at(-1)
    expect(mail).toMatchObject({ to: 'gina@exemple.fr', subject: 'Observatory: new password' })
    const word = wordOf(mail?.body ?? '')
    await expect(recover(office.access, word, 'short')).rejects.toThrow('trop court')
    await recover(office.access, word, 'six chevalets contre le vent')
    await expect(recover(office.access, word, 'sept chevalets contre le vent')).rejects.toThrow('Ce lien')
    expect(await findVisitor(office.access, sessionOf([]), false)).toMatchObject({ kind: 'anonymous' })
    expect((await accountSheet(office.access, ada.actor, gina.account.id)).sessions).toEqual([])
  })

  it('is recovered even while somebody tries the account from elsewhere', async () => {
    for (let i = 0; i < 8; i += 1) await signIn(office.access, 'fred@exemple.fr', 'guess', at(50))
    await askRecovery(office.access, 'fred@exemple.fr', 'fr', OBSERVATORY, at(50)).done
    expect(office.sent.at(-1)).toMatchObject({ to: 'fred@exemple.fr' })
  })

  it('answers alike when its letter cannot be kept, and tells it to the log', async () => {
    const down = { ...office.access, send: () => Promise.reject(new Error('no route to mail')) }
    await askRecovery(down, 'fred@exemple.fr', 'fr', OBSERVATORY, at(60)).done
    expect(office.logged.at(-1)).toContain('no route to mail')
  })
})

describe('the journal', () => {
  it('holds neither password, nor secret, nor the word of a link', async () => {
    const { rows } = await sql<{ text: string }>`
      select coalesce(before::text, '') || coalesce(after::text, '') as text from journal.entry
      where relation in ('account', 'credential', 'invitation', 'second_factor')`.execute(office.access.db)
    const all = rows.map(({ text }) => text).join('\n')
    expect(all).not.toContain('fred@exemple.fr')
    const hashes = await sql<{ password: string }>`select password from credential`.execute(office.access.db)
    expect(hashes.rows.filter(({ password }) => all.includes(password))).toEqual([])
  })
})

describe('one-click accounts', () => {
  const way = { peer: '127.0.0.1', host: 'localhost:3000', isForwarded: false }

  it.each([
    ['the folder is no demonstration', { demonstration: false }, way],
    ['the request comes from elsewhere', { demonstration: true }, { ...way, peer: '192.0.2.7' }],
    ['the request shows no address', { demonstration: true }, { ...way, peer: undefined }],
    ['another server passed it on', { demonstration: true }, { ...way, isForwarded: true }],
    ['a foreign name leads to this machine', { demonstration: true }, { ...way, host: 'rebound.example:3000' }]
  ])('are not offered when %s', (_, access, asked) => {
    expect(isDemonstration(access, asked)).toBe(false)
  })

  it('sign in by role, end with the demonstration, and count for no administrator', async () => {
    const demo = await openOffice({ demonstration: true })
    const cookies = await enterDemonstration(demo.access, 'administrator', way, HERE)
    expect(await findVisitor(demo.access, sessionOf(cookies), true)).toMatchObject({
      actor: { grants: [{ role: 'administrator' }], usedSecondFactor: true }
    })
    expect(await findVisitor(demo.access, sessionOf(cookies), false)).toMatchObject({ kind: 'anonymous' })
    await enterDemonstration(demo.access, 'administrator', way, HERE)
    expect(await firstLink(demo.access)).toBeDefined()
    await expect(enterDemonstration(office.access, 'member', way, HERE)).rejects.toThrow('démonstration')
    await demo.database.close()
  })
})

function asked(email: string) {
  return { email, role: 'member', organisation: '', territory: '' }
}

function at(n: number) {
  return { address: `198.51.100.${n}`, agent: 'test' }
}
