/** Another address for an account: asked for, confirmed, stopped. */

import type { Text } from '../domain/shared/text.ts'
import { Field, FormPage, word, type FormProps } from './access-form.tsx'
import type { Language } from '../domain/shared/text.ts'

export function AddressForm({
  action,
  token,
  language,
  asksPassword
}: {
  readonly action: string
  readonly token: string
  readonly language: Language
  readonly asksPassword: boolean
}) {
  const say = (text: Text): string => word(text, language)
  return (
    <>
      <h2>{say({ fr: 'Changer d’adresse', en: 'Change the address' })}</h2>
      <p class="note">
        {say({
          fr: 'La nouvelle adresse confirme par un lien, valable un jour ; l’actuelle en est avertie et peut tout arrêter.',
          en: 'The new address confirms by a link, good for a day; the present one is told and can stop it.'
        })}
      </p>
      <form method="post" action={action} class="lines">
        <input type="hidden" name="token" value={token} />
        <Field
          id="new-address"
          label={say({ fr: 'Nouvelle adresse', en: 'New address' })}
          type="email"
          inputmode="email"
          autocomplete={asksPassword ? 'email' : 'off'}
        />
        {asksPassword && (
          <Field
            id="proof"
            label={say({ fr: 'Mot de passe actuel', en: 'Present password' })}
            type="password"
            autocomplete="current-password"
          />
        )}
        <button class="button" type="submit">
          {say({ fr: 'Envoyer les lettres', en: 'Send the letters' })}
        </button>
      </form>
    </>
  )
}

export type AddressPageProps = FormProps & {
  readonly action: string
  readonly status: 'asked' | 'confirm' | 'stop' | 'confirmed' | 'stopped'
}

export function AddressPage({ frame, token, action, status }: AddressPageProps) {
  const say = (text: Text): string => word(text, frame.language)
  const button = status === 'confirm' || status === 'stop' ? BUTTONS[status] : undefined
  return (
    <FormPage frame={frame} title={{ fr: 'Adresse du compte', en: 'Address of the account' }} lead={LEADS[status]}>
      {button && (
        <form method="post" action={action} class="buttons">
          <input type="hidden" name="token" value={token} />
          <button class="button solid" type="submit">
            {say(button)}
          </button>
        </form>
      )}
    </FormPage>
  )
}

const BUTTONS: Readonly<Record<'confirm' | 'stop', Text>> = {
  confirm: { fr: 'C’est bien mon adresse', en: 'This is my address' },
  stop: { fr: 'Arrêter le changement', en: 'Stop the change' }
}

const LEADS: Readonly<Record<AddressPageProps['status'], Text>> = {
  asked: {
    fr: 'Deux lettres partent : ouvrez le lien reçu à la nouvelle adresse. D’ici là rien ne change.',
    en: 'Two letters are on their way: open the link received at the new address. Nothing changes until then.'
  },
  confirm: {
    fr: 'Cette adresse deviendra celle du compte : pour se connecter, et pour les lettres.',
    en: 'This address will become that of the account: to sign in, and for letters.'
  },
  stop: {
    fr: 'L’adresse restera la même, et toutes les sessions du compte seront fermées : changez ensuite le mot de passe.',
    en: 'The address stays as it is, and every session of the account ends: change the password next.'
  },
  confirmed: { fr: 'C’est fait : l’adresse du compte a changé.', en: 'Done: the address of the account has changed.' },
  stopped: {
    fr: 'C’est arrêté ; les sessions sont fermées. Reconnectez-vous, et changez le mot de passe.',
    en: 'It is stopped; sessions have ended. Sign in again, and change the password.'
  }
}
