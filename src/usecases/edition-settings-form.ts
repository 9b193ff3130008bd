/** The settings of an edition as fields of a form, and back. */

import { dayIn, NOT_A_DAY, EMPTY_FIELD, type FormFields, type FormProblem } from '../domain/shared/form.ts'
import { clockThere, instantAt } from '../domain/shared/time-zone.ts'
import type { EditionSettings } from '../folder/edition-settings.ts'

const WORDS = ['title', 'subtitle', 'publisher', 'licence'] as const

/** @param zone whose clocks the hour of the embargo is told by; stored in UTC */
export function settingsFields(settings: EditionSettings, zone: string): FormFields {
  const { language, title, subtitle, publisher, licence, day, embargo } = settings
  const until = embargo === undefined ? '' : clockThere(zone, new Date(embargo))
  return { language, title, subtitle, publisher, licence, day, embargo: until }
}

/** @param settings those that are stored: their chapters stay */
export function readSettingsForm(
  settings: EditionSettings,
  fields: FormFields,
  zone: string
):
  | { readonly status: 'read'; readonly settings: EditionSettings }
  | { readonly status: 'problems'; readonly problems: readonly FormProblem[] } {
  const said = (field: string): string => (fields[field] ?? '').trim()
  const day = dayIn(said('day'))
  const until = said('embargo')
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(until) && !Number.isNaN(Date.parse(`${until}Z`))
  const problems: readonly FormProblem[] = [
    ...WORDS.filter((field) => said(field) === '').map((field) => ({ field, text: EMPTY_FIELD })),
    ...(day === undefined ? [{ field: 'day', text: NOT_A_DAY }] : []),
    ...(until === '' || isInstant ? [] : [{ field: 'embargo', text: NOT_AN_HOUR }])
  ]
  if (problems.length > 0 || day === undefined) return { status: 'problems', problems }
  const { embargo: _, ...rest } = settings
  return {
    status: 'read',
    settings: {
      ...rest,
      language: said('language') === 'en' ? 'en' : 'fr',
      title: said('title'),
      subtitle: said('subtitle'),
      publisher: said('publisher'),
      licence: said('licence'),
      day,
      ...(until !== '' && { embargo: instantOf(until, zone) })
    }
  }
}

/** @param clock `YYYY-MM-DDTHH:MM` */
function instantOf(clock: string, zone: string): string {
  const [day = '', hour = ''] = clock.split('T')
  const [hours = 0, minutes = 0] = hour.split(':').map(Number)
  return instantAt(zone, day, hours + minutes / 60)
    .toISOString()
    .replace('.000Z', 'Z')
}

const NOT_AN_HOUR = {
  fr: 'attendu un jour et une heure, comme 2026-12-04T10:00',
  en: 'expected a day and an hour, such as 2026-12-04T10:00'
}
