/** What somebody was told, how often they want letters, and the one click that stops them. */

import {
  CADENCES,
  cadenceOf,
  NOTIFICATION_KINDS,
  NOTIFICATION_KIND_NAMES,
  type Cadence,
  type Choices,
  type Notification,
  type NotificationKind
} from '../domain/notifications/notification.ts'
import { LANGUAGES, type Language, type Text } from '../domain/shared/text.ts'
import { Act, FormPage, word, type FormProps } from './access-form.tsx'
import { hourText } from './edition-hour.ts'
import { pathTo } from './paths.ts'

export function NotificationsPage({
  frame,
  token,
  notifications
}: FormProps & {
  /** The latest first. */
  readonly notifications: readonly Notification[]
}) {
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  const here = pathTo('notifications', language)
  const unread = notifications.filter(({ readAt }) => readAt === undefined).length
  return (
    <FormPage frame={frame} title={{ fr: 'Avis', en: 'Notifications' }}>
      <div class="buttons">
        <a class="button small" href={`${here}/settings`}>
          {say({ fr: 'Choisir ce que je reçois', en: 'Choose what I receive' })}
        </a>
        {unread > 0 && (
          <Act
            action={`${here}/read`}
            token={token}
            label={say({ fr: 'Tout marquer comme lu', en: 'Mark all as read' })}
          />
        )}
      </div>
      {notifications.length === 0 ? (
        <p class="standfirst">
          {say({
            fr: 'Aucun avis. Quand quelque chose vous concerne, c’est dit ici, et par courriel si vous le voulez.',
            en: 'No notification. What concerns you is told here, and by e-mail if you want it.'
          })}
        </p>
      ) : (
        <ul class="facts notices">
          {notifications.map(({ id, kind, label, createdAt, readAt }) => (
            <li class={readAt === undefined ? 'unread' : undefined}>
              <a href={`${here}/${id}/open`}>
                {say(NOTIFICATION_KINDS[kind].headline)}
                {language === 'fr' ? '\u00a0: ' : ': '}
                {say(label)}
              </a>{' '}
              <span class="hint">
                {hourText(createdAt, frame.zone, language)}
                {readAt === undefined && ` · ${say({ fr: 'non lu', en: 'unread' })}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </FormPage>
  )
}

export type SettingsProps = FormProps & {
  readonly email: string
  readonly choices: Choices
  /** Of letters. */
  readonly letters: Language
  readonly isSaved: boolean
}

export function NotificationSettingsPage({ frame, token, problem, email, choices, letters, isSaved }: SettingsProps) {
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  const here = pathTo('notifications', language)
  return (
    <FormPage
      frame={frame}
      title={{ fr: 'Ce que je reçois', en: 'What I receive' }}
      lead={{
        fr: `Dans le portail, tout est dit aussitôt. Les lettres vont à ${email}.`,
        en: `In the portal everything is told at once. Letters go to ${email}.`
      }}
      problem={problem}
    >
      {isSaved && (
        <p class="notice" role="status">
          {say({ fr: 'Vos choix sont gardés.', en: 'Your choices are kept.' })}
        </p>
      )}
      <form method="post" action={`${here}/settings`} class="lines">
        <input type="hidden" name="token" value={token} />
        {NOTIFICATION_KIND_NAMES.map((kind) => (
          <p class="field">
            <label for={kind}>{say(NOTIFICATION_KINDS[kind].headline)}</label>
            <select id={kind} name={kind}>
              {CADENCES.map((cadence) => (
                <option value={cadence} selected={cadence === cadenceOf(choices, kind)}>
                  {say(CADENCE_TEXTS[cadence])}
                </option>
              ))}
            </select>
          </p>
        ))}
        <p class="field">
          <label for="language">{say({ fr: 'Langue des lettres', en: 'Language of letters' })}</label>
          <select id="language" name="language">
            {LANGUAGES.map((one) => (
              <option value={one} lang={one} selected={one === letters}>
                {{ fr: 'français', en: 'English' }[one]}
              </option>
            ))}
          </select>
        </p>
        <button class="button solid" type="submit">
          {say({ fr: 'Garder ces choix', en: 'Keep these choices' })}
        </button>
      </form>
      <p>
        <a href={here}>{say({ fr: 'Retour aux avis', en: 'Back to notifications' })}</a>
      </p>
    </FormPage>
  )
}

export type StopProps = Omit<FormProps, 'token'> & {
  /** The address that this page answers at: its button posts there. */
  readonly action: string
  readonly stopped: NotificationKind | 'digests'
  readonly status: 'ask' | 'stopped' | 'all-stopped'
}

/** Opened from a letter, by somebody who need not sign in. */
export function StopPage({ frame, action, stopped, status }: StopProps) {
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  const what = stopped === 'digests' ? DIGESTS : NOTIFICATION_KINDS[stopped].headline
  return (
    <FormPage frame={frame} title={{ fr: 'Ne plus recevoir ces lettres', en: 'Stop these letters' }}>
      {status === 'ask' ? (
        <>
          <p class="standfirst">« {say(what)} »</p>
          <p>
            {say({
              fr: 'Ces avis resteront dans le portail ; plus aucune lettre ne partira. Un choix se change à tout moment.',
              en: 'These notifications stay in the portal; no letter leaves any more. A choice can be changed at any time.'
            })}
          </p>
          <form method="post" action={action} class="buttons">
            <button class="button solid" type="submit">
              {say({ fr: 'Ne plus les recevoir', en: 'Stop them' })}
            </button>
            <button class="button" type="submit" name="all" value="1">
              {say({ fr: 'Ne plus recevoir aucune lettre', en: 'Stop all letters' })}
            </button>
          </form>
        </>
      ) : (
        <>
          <p class="notice" role="status">
            {say(
              status === 'stopped'
                ? {
                    fr: 'C’est fait : ces lettres ne partiront plus.',
                    en: 'Done: these letters will not leave any more.'
                  }
                : {
                    fr: 'C’est fait : plus aucun avis ne part par courriel.',
                    en: 'Done: no notification leaves by e-mail any more.'
                  }
            )}
          </p>
          <p>
            <a href={`${pathTo('notifications', language)}/settings`}>
              {say({ fr: 'Revoir tous mes choix (il faut se connecter)', en: 'See all my choices (one must sign in)' })}
            </a>
          </p>
        </>
      )}
    </FormPage>
  )
}

const DIGESTS: Text = { fr: 'Résumés du jour et de la semaine', en: 'Daily and weekly digests' }

const CADENCE_TEXTS: Readonly<Record<Cadence, Text>> = {
  'at-once': { fr: 'une lettre aussitôt', en: 'a letter at once' },
  daily: { fr: 'un résumé chaque matin', en: 'a digest each morning' },
  weekly: { fr: 'un résumé chaque lundi', en: 'a digest each Monday' },
  none: { fr: 'aucune lettre', en: 'no letter' }
}
