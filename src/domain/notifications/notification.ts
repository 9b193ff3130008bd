/** What people are told of, from a closed list, and how often by e-mail. */

import type { Text } from '../shared/text.ts'
import { addDays } from '../shared/day.ts'
import { dayThere, instantAt } from '../shared/time-zone.ts'

export const CADENCES = ['at-once', 'daily', 'weekly', 'none'] as const
/** How often letters leave; in the product everything is told at once. */
export type Cadence = (typeof CADENCES)[number]

type KindDefinition = {
  /** What happened, before the name of what it happened to. */
  readonly headline: Text
  /** Until the person chooses otherwise. */
  readonly cadence: Cadence
}

/** A later module adds a line here, and nothing else. */
export const NOTIFICATION_KINDS = {
  'doubt.received': { headline: { fr: 'Un doute est signalé', en: 'A doubt is reported' }, cadence: 'at-once' },
  'doubt.answered': { headline: { fr: 'Un doute a sa réponse', en: 'A doubt is answered' }, cadence: 'at-once' },
  'doubt.late': { headline: { fr: 'Un doute attend au-delà du délai', en: 'A doubt is overdue' }, cadence: 'at-once' },
  'edition.asked': {
    headline: { fr: 'Des chiffres attendent votre validation', en: 'Figures wait for your validation' },
    cadence: 'at-once'
  },
  'edition.reminder': {
    headline: { fr: 'Des chiffres attendent toujours votre réponse', en: 'Figures still wait for your answer' },
    cadence: 'at-once'
  },
  'edition.over': {
    headline: {
      fr: 'Le délai de réponse des producteurs est passé',
      en: 'The last day for producers to answer has gone by'
    },
    cadence: 'at-once'
  },
  'edition.not-frozen': {
    headline: { fr: 'Une édition n’a pas pu être figée', en: 'An issue could not be frozen' },
    cadence: 'at-once'
  },
  'edition.refused': {
    headline: { fr: 'Un chiffre d’une édition est refusé', en: 'A figure of an edition is refused' },
    cadence: 'at-once'
  },
  'invitation.accepted': {
    headline: { fr: 'Une invitation est acceptée', en: 'An invitation is accepted' },
    cadence: 'daily'
  },
  'organisation.changed': {
    headline: { fr: 'Une fiche d’organisme a changé', en: 'The record of an organisation changed' },
    cadence: 'daily'
  },
  'data-request.received': {
    headline: { fr: 'Une demande sur des données personnelles', en: 'A request about personal data' },
    cadence: 'at-once'
  },
  'data-request.answered': {
    headline: { fr: 'Votre demande sur vos données a sa réponse', en: 'Your request about your data is answered' },
    cadence: 'at-once'
  },
  'edition.changed': {
    headline: {
      fr: 'Des chiffres d’une édition publiée ont changé',
      en: 'Figures of a published edition have changed'
    },
    cadence: 'daily'
  },
  'edition.void': {
    headline: {
      fr: 'Des chiffres validés ont changé, et sont à revoir',
      en: 'Figures that were validated have changed, and are to be seen again'
    },
    cadence: 'at-once'
  },
  'edition.corrected': {
    headline: { fr: 'Un erratum corrige un de vos chiffres', en: 'An erratum corrects one of your figures' },
    cadence: 'at-once'
  }
} as const satisfies Record<string, KindDefinition>

export type NotificationKind = keyof typeof NOTIFICATION_KINDS

export const NOTIFICATION_KIND_NAMES = Object.keys(NOTIFICATION_KINDS).filter(isNotificationKind)

export type Notification = {
  readonly id: string
  readonly kind: NotificationKind
  /** Of what it happened to: a public name, nothing personal. */
  readonly label: Text
  /** The French address of the page to open; its twin is the English one. */
  readonly path: string
  readonly createdAt: Date
  readonly readAt: Date | undefined
}

/** What a person chose; a kind that is absent keeps its own cadence. */
export type Choices = Readonly<Partial<Record<NotificationKind, Cadence>>>

export function cadenceOf(choices: Choices, kind: NotificationKind): Cadence {
  return choices[kind] ?? NOTIFICATION_KINDS[kind].cadence
}

/** Six in the morning where the observatory is: the next day, or the next Monday. */
export function nextDigest(cadence: 'daily' | 'weekly', after: Date, zone: string): Date {
  for (let day = dayThere(zone, after); ; day = addDays(day, 1)) {
    const at = instantAt(zone, day, DIGEST_HOUR)
    if (at > after && (cadence === 'daily' || new Date(`${day}T00:00:00Z`).getUTCDay() === MONDAY)) return at
  }
}

const DIGEST_HOUR = 6
const MONDAY = 1

export function isNotificationKind(text: string): text is NotificationKind {
  return Object.hasOwn(NOTIFICATION_KINDS, text)
}

export function isCadence(text: string): text is Cadence {
  return CADENCES.some((cadence) => cadence === text)
}
