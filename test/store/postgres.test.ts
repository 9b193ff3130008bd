import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isRunning, makeCheckout, makeHome, type Checkout, type Visit } from './postgres-clients.ts'

const isRoot = process.getuid?.() === 0
/** The account that every Unix has for those who own nothing. */
const NOBODY = 65534

let checkout: Checkout
let homes = 0
const here: Visit[] = []

beforeAll(async () => {
  checkout = await makeCheckout()
})

afterEach(async () => {
  await Promise.all(here.splice(0).map((visit) => visit.leave()))
})

afterAll(() => checkout.remove())

async function visit(home: string, uid?: number): Promise<Visit> {
  const made = await checkout.visit(home, uid)
  here.push(made)
  return made
}

/** Waits for the processes of a killed server, which need a moment to notice. */
async function gone(pid: number): Promise<void> {
  while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 10))
}

const accounts = isRoot
  ? [
      { account: 'root', uid: undefined },
      { account: 'an ordinary user', uid: NOBODY }
    ]
  : [{ account: 'an ordinary user', uid: undefined }]

describe.each(accounts)('the embedded server, as $account', ({ uid }) => {
  const newHome = (name = `home-${(homes += 1)}`): string => makeHome(join(checkout.folder, name), { uid })

  it('is started by the first command, shared by the next, and stopped by the last to leave', async () => {
    const home = newHome()
    const first = await visit(home, uid)
    const second = await visit(home, uid)
    expect(second.server).toBe(first.server)
    await first.leave()
    expect(isRunning(first.server)).toBe(true)
    await second.leave()
    expect(isRunning(first.server)).toBe(false)
    expect((await visit(home, uid)).visit).toBe(3)
  })

  it('is made once when several commands start together on an empty home', async () => {
    const home = newHome()
    const visits = await Promise.all([1, 2, 3, 4].map(() => visit(home, uid)))
    expect(new Set(visits.map(({ server }) => server)).size).toBe(1)
    expect(readdirSync(join(home, 'postgres')).sort()).toEqual(['data', 'run', 'server.log'])
  })

  it('serves whoever arrives at the very moment the last one leaves', async () => {
    const home = newHome()
    let last = await visit(home, uid)
    for (let round = 2; round <= 8; round += 1) {
      const [next] = await Promise.all([visit(home, uid), last.leave()])
      expect(next.visit).toBe(round)
      last = next
    }
  })

  it('is adopted by the next command after kill -9 of the one that started it', async () => {
    const home = newHome()
    const killed = await visit(home, uid)
    await killed.end('SIGKILL')
    expect(isRunning(killed.server)).toBe(true)
    const heir = await visit(home, uid)
    expect(heir.server).toBe(killed.server)
    await heir.leave()
    expect(isRunning(killed.server)).toBe(false)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('is stopped when its last command receives %s', async (signal) => {
    const { server, end } = await visit(newHome(), uid)
    await end(signal)
    await gone(server)
  })

  it('keeps every acknowledged row when the server itself is killed', async () => {
    const home = newHome()
    const { server, end } = await visit(home, uid)
    process.kill(server, 'SIGKILL')
    await end('SIGKILL')
    expect((await visit(home, uid)).visit).toBe(2)
    expect(readdirSync(join(home, 'postgres', 'run')).filter((name) => !name.endsWith('.lock'))).toHaveLength(1)
  })

  it('starts over a postmaster.pid whose number now belongs to another process', async () => {
    const home = newHome()
    await (await visit(home, uid)).leave()
    const file = join(home, 'postgres', 'data', 'postmaster.pid')
    const other = await visit(newHome(), uid)
    writeFileSync(file, `${other.pid}\n${join(home, 'postgres', 'data')}\n1\n5432\n/nowhere\n\n1 1\nready\n`)
    const next = await visit(home, uid)
    expect(next.visit).toBe(2)
    expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^${next.server}\n`))
  })

  it('starts over the postmaster.pid of a process that is gone', async () => {
    const home = newHome()
    await (await visit(home, uid)).leave()
    const stale = `999999999\n${join(home, 'postgres', 'data')}\n1\n5432\n/nowhere\n\n1 1\nready\n`
    writeFileSync(join(home, 'postgres', 'data', 'postmaster.pid'), stale)
    expect((await visit(home, uid)).visit).toBe(2)
  })

  it('restarts when somebody emptied the folder of its socket', async () => {
    const home = newHome()
    const first = await visit(home, uid)
    rmSync(first.host, { recursive: true })
    const second = await visit(home, uid)
    expect(second.server).not.toBe(first.server)
    expect(second.visit).toBe(2)
  })

  it('restarts when its home was renamed under it', async () => {
    const home = newHome()
    await visit(home, uid)
    const renamed = `${home}-renamed`
    renameSync(home, renamed)
    expect((await visit(renamed, uid)).visit).toBe(2)
  })

  it.each(['with spaces and a “quote"', 'with, a comma', 'in Éleu’s \\ folder'])('runs in a path %s', async (name) => {
    expect((await visit(newHome(`${name} ${uid}`), uid)).visit).toBe(1)
  })

  it('keeps its socket in a short private folder when the path is too long for one', async () => {
    const long = newHome(`${'long/'.repeat(5)}${'x'.repeat(80)}/${'y'.repeat(80)}/${uid}`)
    const { host, server, leave } = await visit(long, uid)
    expect(host.length).toBeLessThan(80)
    expect(statSync(host).mode & 0o777).toBe(0o700)
    await leave()
    expect(isRunning(server)).toBe(false)
    expect(existsSync(host)).toBe(false)
  })

  it('runs under a home that only its owner may enter', async () => {
    const home = makeHome(join(checkout.folder, `private-${uid}`), { uid, mode: 0o700 })
    expect((await visit(home, uid)).visit).toBe(1)
  })

  it('lets nobody else in: no port, and a socket in a folder of mode 700', async () => {
    const { host, server } = await visit(newHome(), uid)
    expect(statSync(host).mode & 0o777).toBe(0o700)
    expect(readFileSync(`/proc/${server}/cmdline`, 'utf8')).toContain('\0listen_addresses=\0')
  })

  it('removes what a command left that was killed while it made the data', async () => {
    const home = newHome()
    const half = makeHome(join(home, 'postgres', 'data.999999999.abcd'), { uid })
    if (uid !== undefined) makeHome(join(home, 'postgres'), { uid })
    await visit(home, uid)
    expect(existsSync(half)).toBe(false)
  })

  it('says where it may not write', async () => {
    const file = join(newHome(), 'file')
    writeFileSync(file, '')
    await expect(visit(join(file, 'home'), uid)).rejects.toThrow(/ne peut être écrit dans .*CHEVALEMENT_HOME/)
  })

  it('refuses data of another PostgreSQL, and says what to do', async () => {
    const home = newHome()
    await (await visit(home, uid)).leave()
    writeFileSync(join(home, 'postgres', 'data', 'PG_VERSION'), '12\n')
    await expect(visit(home, uid)).rejects.toThrow(/PostgreSQL 12.*« dump »/)
  })
})

describe.skipIf(!isRoot)('the embedded server of root', () => {
  const aside = (home: string): string => realpathSync(join(home, 'postgres'))
  const newPrivateHome = (): string => makeHome(join(checkout.folder, `home-${(homes += 1)}`), { mode: 0o700 })

  it('runs under an account without privileges', async () => {
    const { server } = await visit(makeHome(join(checkout.folder, `home-${(homes += 1)}`)))
    expect(statSync(`/proc/${server}`).uid).toBeGreaterThan(0)
  })

  it('keeps data and socket where that account may enter when the home is closed to it', async () => {
    const home = newPrivateHome()
    await visit(home)
    expect(lstatSync(join(home, 'postgres')).isSymbolicLink()).toBe(true)
    expect(aside(home)).toMatch(/^\/var\/lib\/chevalement\//)
  })

  it('runs from a checkout that the account may not enter, by a copy of the binaries', async () => {
    const closed = makeHome(join(checkout.folder, 'closed'), { mode: 0o700 })
    for (const name of ['client.mjs', 'node_modules']) {
      cpSync(join(checkout.folder, name), join(closed, name), { recursive: true, verbatimSymlinks: true })
    }
    const said = execFileSync(process.execPath, [join(closed, 'client.mjs'), join(closed, 'home')], { input: '' })
    expect(JSON.parse(said.toString('utf8'))).toMatchObject({ visit: 1 })
  })

  it('gives a copied home data of its own', async () => {
    const home = newPrivateHome()
    await visit(home)
    const copy = `${home}-copy`
    cpSync(home, copy, { recursive: true, verbatimSymlinks: true, mode: 0 })
    makeHome(copy, { mode: 0o700 })
    expect((await visit(copy)).visit).toBe(1)
    expect(aside(copy)).not.toBe(aside(home))
  })

  it('forgets the data of a home that was deleted and made again', async () => {
    const home = newPrivateHome()
    await (await visit(home)).leave()
    const old = aside(home)
    rmSync(home, { recursive: true })
    makeHome(home, { mode: 0o700 })
    expect((await visit(home)).visit).toBe(1)
    expect(existsSync(old)).toBe(false)
  })

  it('forgets the data of a temporary home that was deleted', async () => {
    const home = newPrivateHome()
    await (await visit(home)).leave()
    const old = aside(home)
    rmSync(home, { recursive: true })
    await visit(newPrivateHome())
    expect(existsSync(old)).toBe(false)
  })

  it('opens the data of an ordinary user under the account of that user', async () => {
    const home = makeHome(join(checkout.folder, `home-${(homes += 1)}`), { uid: NOBODY })
    await (await visit(home, NOBODY)).leave()
    const { server, visit: number } = await visit(home)
    expect(number).toBe(2)
    expect(statSync(`/proc/${server}`).uid).toBe(NOBODY)
  })

  it('tells an ordinary user whose registry it is', async () => {
    const home = makeHome(join(checkout.folder, `home-${(homes += 1)}`))
    await (await visit(home)).leave()
    await expect(visit(home, NOBODY)).rejects.toThrow(/appartient à un autre compte/)
  })

  it('says that the disk is full', async (context) => {
    const home = join(checkout.folder, `home-${(homes += 1)}`)
    mkdirSync(home)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=755', 'tmpfs', home], { stdio: 'ignore' })
    } catch {
      context.skip('this machine lets nobody mount a small disk')
    }
    try {
      await expect(visit(home)).rejects.toThrow(/Le disque de .* est plein/)
      expect(readdirSync(join(home, 'postgres'))).toEqual([])
    } finally {
      execFileSync('umount', [home])
    }
  })
})
