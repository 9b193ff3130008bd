/** The letters that accounts need. How a letter leaves is somebody else's work: `SendMail`. */

import { ROLES } from '../domain/access/role.ts'
import type { Grant } from '../domain/access/actor.ts'
import type { Language, Text } from '../domain/shared/text.ts'

export type Mail = {
  readonly to: string
  readonly subject: string
  /** Plain text. */
  readonly body: string
}

/** Rejects when the mail server does not take the letter. */
export type SendMail = (mail: Mail) => Promise<void>

/** In both languages: nothing is known yet of who reads. */
export function invitationMail(to: string, observatory: Text, grant: Grant, link: string): Mail {
  const role = ROLES[grant.role].label
  return {
    to,
    subject: `${observatory.fr} : invitation`,
    body: `Bonjour,

Vous êtes invité à ouvrir un compte sur « ${observatory.fr} », avec le rôle : ${role.fr}.
Ce lien sert une fois, pendant sept jours :

${link}

Si vous n’attendiez pas cette invitation, ne faites rien.

---

You are invited to open an account on “${observatory.en}”, with the role: ${role.en}.
The link above works once, for seven days. If you did not expect it, do nothing.
`
  }
}

export function recoveryMail(to: string, observatory: Text, link: string, language: Language): Mail {
  const body = {
    fr: `Bonjour,

Quelqu’un, vous sans doute, a demandé un nouveau mot de passe pour votre compte sur « ${observatory.fr} ».
Ce lien sert une fois, pendant une heure :

${link}

Si ce n’est pas vous, ne faites rien : votre mot de passe reste le même.
`,
    en: `Hello,

Someone, probably you, asked for a new password for your account on “${observatory.en}”.
This link works once, for one hour:

${link}

If it was not you, do nothing: your password stays the same.
`
  }[language]
  const subject = { fr: `${observatory.fr} : nouveau mot de passe`, en: `${observatory.en}: new password` }[language]
  return { to, subject, body }
}
