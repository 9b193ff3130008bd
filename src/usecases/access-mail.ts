/** The letters that accounts need. How a letter leaves is the work of the queue. */

import { ROLES } from '../domain/access/role.ts'
import type { Grant } from '../domain/access/actor.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Mail } from './letters.ts'

/** In both languages: nothing is known yet of who reads. */
export function invitationMail(to: string, observatory: Text, grant: Grant, link: string): Mail {
  const role = ROLES[grant.role].label
  return {
    to,
    language: 'both',
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
  return { to, language, subject, body }
}

/** To the address that is to become the account's: whoever reads it there opens the link. */
export function newAddressMail(to: string, observatory: Text, link: string, language: Language): Mail {
  const body = {
    fr: `Bonjour,

Quelqu’un, vous sans doute, veut que cette adresse soit celle de son compte sur « ${observatory.fr} ».
Ce lien le confirme ; il sert une fois, pendant un jour :

${link}

Si ce n’est pas vous, ne faites rien : cette adresse ne servira à rien.
`,
    en: `Hello,

Someone, probably you, wants this address to be that of their account on “${observatory.en}”.
This link confirms it; it works once, for a day:

${link}

If it was not you, do nothing: this address will serve for nothing.
`
  }[language]
  const subject = { fr: `${observatory.fr} : confirmez cette adresse`, en: `${observatory.en}: confirm this address` }
  return { to, language, subject: subject[language], body }
}

/** To the present address, which learns of it and can stop it; the new one is not told here. */
export function addressAskedMail(to: string, observatory: Text, link: string, language: Language): Mail {
  const body = {
    fr: `Bonjour,

Un changement de l’adresse de votre compte sur « ${observatory.fr} » a été demandé.
Rien ne change avant que la nouvelle adresse ne confirme. Si ce n’est pas vous, ce lien arrête tout et ferme vos sessions :

${link}
`,
    en: `Hello,

A change of the address of your account on “${observatory.en}” was asked for.
Nothing changes before the new address confirms. If it was not you, this link stops it and ends your sessions:

${link}
`
  }[language]
  const subject = {
    fr: `${observatory.fr} : changement d’adresse demandé`,
    en: `${observatory.en}: change of address asked for`
  }
  return { to, language, subject: subject[language], body }
}

/** To both, once it is done. */
export function addressChangedMail(to: string, observatory: Text, language: Language): Mail {
  const body = {
    fr: `Bonjour,

L’adresse de votre compte sur « ${observatory.fr} » a changé. Les lettres partent désormais à la nouvelle.
Si ce n’est pas vous, prévenez l’administrateur de l’observatoire.
`,
    en: `Hello,

The address of your account on “${observatory.en}” has changed. Letters now go to the new one.
If it was not you, tell the administrator of the observatory.
`
  }[language]
  const subject = { fr: `${observatory.fr} : adresse changée`, en: `${observatory.en}: address changed` }[language]
  return { to, language, subject, body }
}
