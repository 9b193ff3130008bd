import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refused } from '../../src/domain/shared/errors.ts'
import { makeMailer } from '../../src/jobs/mail.ts'
import { invitationMail } from '../../src/usecases/access-mail.ts'
import { decode, makeMailServer } from './smtp.ts'

const server = makeMailServer((address) => address.startsWith('gone'))

beforeAll(() => server.start())
afterAll(() => server.stop())

describe('a letter', () => {
  it('reaches a mail server, in two languages, as text and as HTML, with its link whole', async () => {
    const link = `https://observatoire.exemple.fr/invitation/${'w'.repeat(43)}`
    const send = makeMailer({ url: server.url(), from: 'Observatoire <ne-pas-repondre@exemple.fr>' })
    await send(invitationMail('ada@exemple.fr', { fr: 'Été', en: 'Summer' }, { role: 'member' }, link), '7.a')
    const [letter] = server.letters
    expect(letter?.to).toEqual(['ada@exemple.fr'])
    const read = decode(letter?.text ?? '')
    expect(read).toContain(link)
    expect(read).toContain(`<a href="${link}"`)
    expect(read).toMatch(/<div lang="fr">[^]*<div lang="en">[^]*with the role: member/)
    expect(letter?.text).toMatch(/^From: Observatoire <ne-pas-repondre@exemple.fr>$/m)
    expect(letter?.text).toMatch(/^Message-ID: <7.a@exemple.fr>$/m)
    expect(letter?.text).not.toMatch(/^List-Unsubscribe/m)
  })

  it('gives no header to whoever writes a line end into a subject, and no tag to whoever writes one into a name', async () => {
    const send = makeMailer({ url: server.url(), from: 'x@exemple.fr' })
    const body = 'Population <script>alert(1)</script>'
    await send({ to: 'ada@exemple.fr', language: 'fr', subject: 'A\r\nBcc: eve@exemple.fr', body }, '8.a')
    const letter = server.letters.at(-1)
    expect(letter?.to).toEqual(['ada@exemple.fr'])
    expect(letter?.text.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/im)
    expect(decode(letter?.text ?? '')).toContain('&lt;script&gt;')
  })

  it('tells mailboxes how to stop it in one click', async () => {
    const stop = 'https://exemple.fr/avis/stop/abc.def'
    const send = makeMailer({ url: server.url(), from: 'x@exemple.fr' })
    await send({ to: 'ada@exemple.fr', language: 'fr', subject: 'A', body: 'B', stop }, '9.a')
    const read = decode(server.letters.at(-1)?.text ?? '')
    expect(read).toMatch(/^List-Unsubscribe: <https:\/\/exemple.fr\/avis\/stop\/abc.def>$/m)
    expect(read).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m)
  })

  it('tells a mailbox that will never be there from a server that is not there now', async () => {
    const mail = { to: 'gone@exemple.fr', language: 'fr', subject: 'A', body: 'B' } as const
    const refused = makeMailer({ url: server.url(), from: 'x@exemple.fr' })(mail, '10.a')
    await expect(refused).rejects.toThrow(Refused)
    const down = makeMailer({ url: 'smtp://127.0.0.1:9', from: 'x@exemple.fr' })(mail, '10.a')
    await expect(down).rejects.not.toThrow(Refused)
  })
})
