/** Letters by SMTP, one at a time: the queue that tries again is not here yet. */

import type { Transporter } from 'nodemailer'
import type { SendMail } from '../usecases/access-mail.ts'

/** Milliseconds: an administrator waits for the answer. */
const PATIENCE_MS = 10_000

export type MailServer = {
  /** `smtp://user:password@host:587`, or `smtps://…:465`. */
  readonly url: string
  /** The sender of every letter. */
  readonly from: string
}

/** One connection for each letter: the server may have restarted since the last. */
export function makeMailer(server: MailServer): SendMail {
  let transport: Promise<Transporter> | undefined
  return async ({ to, subject, body }) => {
    await (await (transport ??= connect(server))).sendMail({ to: { name: '', address: to }, subject, text: body })
  }
}

/** Loaded with the first letter. */
async function connect({ url, from }: MailServer): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport(
    {
      url,
      connectionTimeout: PATIENCE_MS,
      greetingTimeout: PATIENCE_MS,
      socketTimeout: PATIENCE_MS,
      // A letter is words: it never reads a file or an address to be made.
      disableFileAccess: true,
      disableUrlAccess: true
    },
    { from }
  )
}
