/** How long private data of people are kept once they are of no use; what is due is removed, and reported. */

import type { Text } from '../shared/text.ts'

/** Why a person may be written to, or named beside an organisation. */
export const PURPOSES = ['newsletter', 'events', 'directory'] as const
export type Purpose = (typeof PURPOSES)[number]

export const REQUEST_KINDS = ['access', 'export', 'rectification', 'erasure'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

/** Months, from the day that each tells. */
export const RETENTION = {
  contact: {
    months: 24,
    text: {
      fr: 'adresse et téléphone, après la fin du dernier mandat et la fermeture du compte',
      en: 'e-mail and telephone, after the end of the last office and the closing of the account'
    }
  },
  consent: {
    months: 36,
    text: { fr: 'accord retiré, comme preuve du retrait', en: 'consent withdrawn, as proof of the withdrawal' }
  },
  'doubt-address': {
    months: 6,
    text: {
      fr: 'adresse de qui a signalé un doute, après la réponse ou le refus',
      en: 'address of who reported a doubt, after its answer or refusal'
    }
  },
  request: {
    months: 60,
    text: { fr: 'demande répondue, comme preuve de la réponse', en: 'request answered, as proof of the answer' }
  },
  'late-form': {
    months: 1,
    text: {
      fr: 'formulaire envoyé après la fin de la session, jamais repris',
      en: 'form sent after the end of the session, never taken up again'
    }
  },
  unproven: {
    months: 1,
    text: { fr: 'demande dont l’adresse n’a pas été prouvée', en: 'request whose address was not proved' }
  }
} as const satisfies Record<string, { readonly months: number; readonly text: Text }>

export type Retained = keyof typeof RETENTION

/** The last day that is too old: what ended on it or before is due. The last of a shorter month stands for its missing days. */
export function lastDue(kind: Retained, today: string): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 - RETENTION[kind].months, 1))
  const daysInMonth = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(day, daysInMonth))
  return first.toISOString().slice(0, 10)
}
