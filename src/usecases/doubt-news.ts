/** Who is told of a doubt, within the transaction of what happens to it. */

import type { Doubt } from '../domain/indicators/doubt.ts'
import { NotFound, Refused } from '../domain/shared/errors.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Db } from '../store/database.ts'
import { findReporter } from '../store/doubts.ts'
import { change } from '../store/journal.ts'
import type { Access } from './access.ts'
import type { Mail } from './letters.ts'
import { notify } from './notifications.ts'
import type { OpenObservatory } from './open.ts'

export type NewsContext = { readonly access: Access; readonly observatory: OpenObservatory }

type News = NewsContext & {
  readonly transaction: Db
  readonly doubt: Doubt
  /** The account that acts. */
  readonly by?: string
}

/** Those who let doubts through: study officers. */
export async function tellReceived({ transaction, doubt, by, ...context }: News): Promise<void> {
  const notice = noticeOf(context, doubt, by)
  await notify(transaction, { kind: 'doubt.received', to: { role: 'study-officer' }, ...notice }, context.access.now())
}

/** Who is to answer, unless they gave it to themselves. */
export async function tellAssigned({ transaction, doubt, by, ...context }: News): Promise<void> {
  if (doubt.officer === undefined) return
  const to = { accounts: [doubt.officer] }
  await notify(transaction, { kind: 'doubt.received', to, ...noticeOf(context, doubt, by) }, context.access.now())
}

export async function tellLate({ transaction, doubt, ...context }: News): Promise<void> {
  const to = doubt.officer === undefined ? ({ role: 'administrator' } as const) : { accounts: [doubt.officer] }
  await notify(transaction, { kind: 'doubt.late', to, ...noticeOf(context, doubt) }, context.access.now())
}

/** Who had reported it: the program alone knows who that is. */
export async function tellReporter({ transaction, doubt, by, ...context }: News): Promise<void> {
  const { access } = context
  const reporter = await change(transaction, { actor: 'system' }, () => findReporter(transaction, doubt.id))
  if (!reporter) return
  const { account, email, language } = reporter
  const notice = noticeOf(context, doubt, by)
  if (account !== undefined && doubt.status === 'answered') {
    await notify(transaction, { kind: 'doubt.answered', to: { accounts: [account] }, ...notice }, access.now())
  }
  if (email !== undefined && access.send) {
    const link = new URL(`${language === 'en' ? '/en/doubts' : '/doutes'}/${doubt.id}`, access.settings.origin).href
    const mail = reporterMail(email, doubt, { label: notice.label, observatory: access.settings.name, link, language })
    await access.send({ transaction, mail })
  }
}

function noticeOf(context: Pick<NewsContext, 'observatory'>, doubt: Doubt, by?: string) {
  const path = `/doutes/${encodeURIComponent(doubt.id)}`
  return { label: labelOf(context, doubt), path, ...(by !== undefined && { by }) }
}

/** « Taux de vacance, Lens, 2022 ». */
function labelOf({ observatory }: Pick<NewsContext, 'observatory'>, { about }: Doubt): Text {
  const { indicator, perimeter, period } = about
  const what = observatory.registry.indicators.get(indicator)?.label ?? { fr: indicator, en: indicator }
  const where = placeOf(observatory, perimeter)
  return { fr: `${what.fr}, ${where.fr}, ${period}`, en: `${what.en}, ${where.en}, ${period}` }
}

function placeOf({ places }: OpenObservatory, perimeter: Doubt['about']['perimeter']): Text {
  try {
    return places.place(perimeter, undefined).label
  } catch (error) {
    if (error instanceof NotFound || error instanceof Refused) return { fr: perimeter, en: perimeter }
    throw error
  }
}

function reporterMail(
  to: string,
  { status }: Doubt,
  told: { readonly label: Text; readonly observatory: string; readonly link: string; readonly language: Language }
): Mail {
  const { label, observatory, link, language } = told
  const what = label[language]
  const isAnswered = status === 'answered'
  const lines: Readonly<Record<Language, readonly string[]>> = {
    fr: isAnswered
      ? ['Bonjour,', `Le doute que vous avez signalé a reçu sa réponse : ${what}.`, link, FORGET.fr]
      : ['Bonjour,', `Le doute que vous avez signalé n’a pas été publié : ${what}.`, SECRET.fr, FORGET.fr],
    en: isAnswered
      ? ['Hello,', `The doubt that you reported has been answered: ${what}.`, link, FORGET.en]
      : ['Hello,', `The doubt that you reported was not published: ${what}.`, SECRET.en, FORGET.en]
  }
  const subject = {
    fr: `${observatory} : ${isAnswered ? 'votre doute a sa réponse' : 'votre doute n’est pas publié'}`,
    en: `${observatory}: ${isAnswered ? 'your doubt is answered' : 'your doubt is not published'}`
  }[language]
  return { to, language, subject, body: `${lines[language].join('\n\n')}\n` }
}

const SECRET: Text = {
  fr: 'Le motif se lit à l’adresse du lien secret que vous avez reçu en le signalant.',
  en: 'The reason is at the address of the secret link that you received when you reported it.'
}
const FORGET: Text = {
  fr: 'Le lien secret que vous avez reçu en le signalant permet d’effacer votre adresse ; sans lui, demandez-le à la page « Mes données ».',
  en: 'The secret link that you received when you reported it lets you erase your address; without it, ask on the page “My data”.'
}
