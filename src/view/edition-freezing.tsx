/** A freeze that was asked for, as the desk shows it: in line, how far it is, held up. */

import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { hourText } from './edition-hour.ts'

const STEPS = {
  figures: { fr: 'chiffres redemandés, graphiques dessinés', en: 'figures asked again, charts drawn' },
  rows: { fr: 'données prises sous chaque chiffre', en: 'data taken behind each figure' },
  keeping: { fr: 'édition gardée sous son empreinte', en: 'issue kept under its digest' }
} as const satisfies Record<string, Text>

const STEP_NAMES = Object.keys(STEPS)

type OnItsWay =
  | { readonly status: 'waiting' }
  | { readonly status: 'delayed'; readonly until: Date }
  | { readonly status: 'running'; readonly step: keyof typeof STEPS }

export type ShownFreezing = OnItsWay | { readonly status: 'idle' } | { readonly status: 'failed'; readonly why: Text }

/** The page comes back by itself until it is done. */
export function isOnItsWay(freezing: ShownFreezing): freezing is OnItsWay {
  return freezing.status !== 'idle' && freezing.status !== 'failed'
}

export function OnItsWay({
  freezing,
  again,
  zone,
  language
}: {
  readonly freezing: OnItsWay
  /** The address of this very page. */
  readonly again: string
  readonly zone: string
  readonly language: Language
}) {
  const at = freezing.status === 'running' ? STEP_NAMES.indexOf(freezing.step) : -1
  return (
    <>
      <p class={freezing.status === 'delayed' ? 'notice care' : 'notice'} role="status">
        {freezing.status === 'delayed'
          ? `${word(DELAYED, language)} ${hourText(freezing.until, zone, language)}.`
          : word(freezing.status === 'running' ? RUNNING : WAITING, language)}{' '}
        <a href={again}>{word(AGAIN, language)}</a>
      </p>
      <ol class="tags gap" aria-label={word({ fr: 'Avancement', en: 'Progress' }, language)}>
        {Object.values(STEPS).map((text, i) => (
          <li aria-current={i === at ? 'step' : undefined}>
            <span class={i < at ? 'tag good' : i === at ? 'tag care' : 'tag'}>
              {i < at ? '✓ ' : i === at ? '● ' : ''}
              {word(text, language)}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

const WAITING: Text = {
  fr: 'L’édition va être figée : la demande est gardée, et sera faite même si le service redémarre. Cette page se recharge d’elle-même.',
  en: 'The issue is going to be frozen: what you asked is kept, and will be done even if the service starts again. This page reloads by itself.'
}
const RUNNING: Text = {
  fr: 'L’édition est en train d’être figée : cela prend quelques secondes, et reprend si le service redémarre. Cette page se recharge d’elle-même.',
  en: 'The issue is being frozen: it takes some seconds, and begins again if the service starts again. This page reloads by itself.'
}
const DELAYED: Text = {
  fr: 'Une faute du service, qui est notée, a interrompu la demande. Rien n’a changé ; elle est refaite d’elle-même le',
  en: 'A fault of the service, which is noted, held it up. Nothing has changed; it is done again by itself on'
}
const AGAIN: Text = { fr: 'Recharger', en: 'Reload' }
