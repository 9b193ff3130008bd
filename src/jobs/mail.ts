/** Letters by SMTP, one at a time, as the queue hands them out. */

import type { Transporter } from 'nodemailer'
import { Refused } from '../domain/shared/errors.ts'
import type { Mail } from '../usecases/letters.ts'
import { Letter } from '../view/letter.tsx'

/** Milliseconds: a letter that waits for its server keeps the others waiting. */
const PATIENCE_MS = 10_000

export type MailServer = {
  /** `smtp://user:password@host:587`, or `smtps://…:465`. */
  readonly url: string
  /** The sender of every letter. */
  readonly from: string
}

/**
 * @param id the same at each try
 * @throws {Refused} 'mail-refused' when the server says that it will never take it; any other error when it may yet
 */
export type Deliver = (mail: Mail, id: string) => Promise<void>

/** One connection for each letter: the server may have restarted since the last. */
export function makeMailer(server: MailServer): Deliver {
  let transport: Promise<Transporter> | undefined
  return async ({ to, subject, body, language, stop }, id) => {
    const sender = await (transport ??= connect(server))
    const letter = {
      to: { name: '', address: to },
      subject,
      text: body,
      html: String(Letter({ subject, body, language })),
      messageId: `<${id}@${domainOf(server.from)}>`,
      headers: {
        'Auto-Submitted': 'auto-generated',
        'Content-Language': language === 'both' ? 'fr, en' : language,
        ...(stop !== undefined && {
          'List-Unsubscribe': `<${stop}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
        })
      }
    }
    try {
      await sender.sendMail(letter)
    } catch (error) {
      throw refusalOf(error) ?? error
    }
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

/** A letter that is refused for what it is, or for whom it is for; not one that meets a wrong password of ours. */
function refusalOf(error: unknown): Refused | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return undefined
  const isForGood = ['EENVELOPE', 'EMESSAGE'].includes(String(error.code)) && Number(error.responseCode) >= 500
  if (!isForGood) return undefined
  return new Refused(
    'mail-refused',
    {
      fr: `Le serveur de courriel refuse cette lettre pour de bon : ${error.message}`,
      en: `The mail server refuses this letter for good: ${error.message}`
    },
    { cause: error }
  )
}

/** Of `Name <sender@example.org>`. */
function domainOf(from: string): string {
  return /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'
}
