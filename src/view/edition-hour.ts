/** Hours where the observatory is, said with their place. */

import type { Language } from '../domain/shared/text.ts'
import { typeset } from './messages.ts'

/** « 4 décembre 2026, 06:00 (Paris) » */
export function hourText(at: Date, zone: string, language: Language): string {
  const style = { dateStyle: 'long', timeStyle: 'short', timeZone: zone } as const
  const text = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', style).format(at)
  return typeset(`${text} (${placeOf(zone)})`, language)
}

/** « 06:00 », under a heading that says the day. */
export function clockText(at: Date, zone: string, language: Language): string {
  const style = { timeStyle: 'short', timeZone: zone } as const
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', style).format(at)
}

/** « Paris », of Europe/Paris. */
export function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}
