import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeMailer } from '../../src/jobs/mail.ts'
import { invitationMail } from '../../src/usecases/access-mail.ts'

type Letter = { readonly to: readonly string[]; readonly text: string }

const letters: Letter[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    void text(stream).then((raw) => {
      letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: raw })
      done()
    })
  }
})
let url: string

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  url = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})

afterAll(() => new Promise<void>((done) => server.close(() => done())))

describe('a letter', () => {
  it('reaches a mail server, in two languages, with its link whole', async () => {
    const link = `https://observatoire.exemple.fr/invitation/${'w'.repeat(43)}`
    const send = makeMailer({ url, from: 'Observatoire <ne-pas-repondre@exemple.fr>' })
    await send(invitationMail('ada@exemple.fr', { fr: 'Été', en: 'Summer' }, { role: 'member' }, link))
    const [letter] = letters
    expect(letter?.to).toEqual(['ada@exemple.fr'])
    expect(decode(letter?.text ?? '')).toContain(link)
    expect(decode(letter?.text ?? '')).toContain('with the role: member')
    expect(letter?.text).toMatch(/^From: Observatoire <ne-pas-repondre@exemple.fr>$/m)
  })

  it('gives no header to whoever writes a line end into a subject', async () => {
    const send = makeMailer({ url, from: 'x@exemple.fr' })
    await send({ to: 'ada@exemple.fr', subject: 'A\r\nBcc: eve@exemple.fr', body: 'B' })
    const letter = letters.at(-1)
    expect(letter?.to).toEqual(['ada@exemple.fr'])
    expect(letter?.text).not.toMatch(/^Bcc:/im)
  })

  it('rejects when no server answers, for the caller to say so', async () => {
    const send = makeMailer({ url: 'smtp://127.0.0.1:9', from: 'x@exemple.fr' })
    await expect(send({ to: 'a@exemple.fr', subject: 'A', body: 'B' })).rejects.toThrow()
  })
})

/** Quoted-printable. */
function decode(raw: string): string {
  const joined = raw.replace(/=\r?\n/g, '')
  return decodeURIComponent(joined.replace(/%/g, '%25').replace(/=([0-9A-F]{2})/g, '%$1'))
}
