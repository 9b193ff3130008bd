/** What letters say of what happened: one thing at once, or all that waited for the digest. */

import { NOTIFICATION_KINDS, type Notification } from '../domain/notifications/notification.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Recipient } from '../store/notifications.ts'
import type { Mail } from './letters.ts'

export type Addresses = {
  /** Where one click stops such letters. */
  readonly stop: string
  /** Where people choose how often they are written to. */
  readonly settings: string
  /** Of what a notification tells of, in the language of the letter. */
  readonly page: (notification: Notification) => string
}

export function noticeMail(to: Recipient, about: Notification, observatory: Text, addresses: Addresses): Mail {
  const { language } = to
  const colon = language === 'fr' ? ' :' : ':'
  return {
    to: to.email,
    language,
    subject: `${observatory[language]}${colon} ${headline(about, language)}`,
    body: `${GREETING[language]}

${headline(about, language)}${colon} ${about.label[language]}

${addresses.page(about)}
${foot(language, addresses)}`,
    stop: addresses.stop
  }
}

/** @param about at least one, oldest first */
export function digestMail(
  to: Recipient,
  about: readonly Notification[],
  observatory: Text,
  addresses: Addresses
): Mail {
  const { language } = to
  const colon = language === 'fr' ? ' :' : ':'
  const told = about.map((one) => `${headline(one, language)}${colon} ${one.label[language]}\n\n${addresses.page(one)}`)
  return {
    to: to.email,
    language,
    subject: `${observatory[language]}${colon} ${COUNTED[language](about.length)}`,
    body: `${GREETING[language]}\n\n${told.join('\n\n')}\n${foot(language, addresses)}`,
    stop: addresses.stop
  }
}

const GREETING = { fr: 'Bonjour,', en: 'Hello,' } as const

const COUNTED: Readonly<Record<Language, (count: number) => string>> = {
  fr: (count) => (count === 1 ? 'un avis' : `${count} avis`),
  en: (count) => (count === 1 ? 'one notification' : `${count} notifications`)
}

function headline({ kind }: Notification, language: Language): string {
  return NOTIFICATION_KINDS[kind].headline[language]
}

function foot(language: Language, { stop, settings }: Addresses): string {
  return {
    fr: `
Choisir ce que vous recevez et quand :

${settings}

Ne plus recevoir de lettres comme celle-ci, en un clic :

${stop}
`,
    en: `
Choose what you receive and when:

${settings}

Stop letters like this one, in one click:

${stop}
`
  }[language]
}
