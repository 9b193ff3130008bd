/** A mail server that tests start, stop, start again, and read. */

import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export type Letter = { readonly to: readonly string[]; readonly text: string }

export type MailServer = {
  readonly url: () => string
  readonly letters: Letter[]
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** @param refuses addresses that it will never take a letter for */
export function makeMailServer(refuses: (address: string) => boolean = () => false): MailServer {
  const letters: Letter[] = []
  let port = 0
  let server: SMTPServer | undefined
  return {
    url: () => `smtp://127.0.0.1:${port}`,
    letters,
    async start() {
      server = new SMTPServer({
        authOptional: true,
        disabledCommands: ['STARTTLS'],
        onRcptTo({ address }, _session, done) {
          done(refuses(address) ? Object.assign(new Error(`no such mailbox ${address}`), { responseCode: 550 }) : null)
        },
        onData(stream, session, done) {
          void text(stream).then((raw) => {
            letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: raw })
            done()
          })
        }
      })
      server.listen(port, '127.0.0.1')
      await once(server.server, 'listening')
      const address = server.server.address()
      port = typeof address === 'object' ? (address?.port ?? 0) : 0
    },
    stop: () => new Promise((done) => (server ? server.close(() => done()) : done()))
  }
}

/** Header lines unfolded, quoted-printable parts read. */
export function decode(raw: string): string {
  const joined = raw.replace(/=\r?\n/g, '').replace(/\r\n[ \t]+/g, ' ')
  return decodeURIComponent(joined.replace(/%/g, '%25').replace(/=([0-9A-F]{2})/g, '%$1'))
}
