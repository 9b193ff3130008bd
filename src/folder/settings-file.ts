/** `observatory.yaml`: what the observatory says once for all of itself. */

import * as z from 'zod'
import type { Settings } from '../domain/indicators/settings.ts'
import { isTimeZone } from '../domain/shared/time-zone.ts'
import { cogYear, entry, indicatorId, language, name, path, perimeterId, text, words } from './schema.ts'

/** The form of the folder that this version writes; it reads all earlier ones. */
const FOLDER_FORMAT = 1

const NO_ZONE = {
  fr: 'ce n’est pas un fuseau : attendu un nom comme Europe/Paris',
  en: 'not a time zone: expected a name such as Europe/Paris'
}

const settingsFile = entry({
  format: z.literal(FOLDER_FORMAT),
  name: text,
  description: text,
  languages: z.array(language).min(1),
  demonstration: z.boolean(),
  publisher: entry({ name: words, address: words, contact: words, director: words }).exactOptional(),
  doubts: entry({ workingDays: z.int().min(1).max(120) }).exactOptional(),
  timeZone: words.refine(isTimeZone, { params: NO_ZONE }).exactOptional(),
  comparisons: z.array(perimeterId),
  contours: z.array(entry({ file: path, cog: cogYear, attribution: text })),
  perimeters: z.array(perimeterId),
  themes: z.array(entry({ id: name, label: text })),
  indicators: z.array(indicatorId)
})

export const settings: z.ZodType<Settings> = settingsFile.transform(({ format: _, ...rest }) => rest)

export function settingsDocument(value: Settings): unknown {
  const document: Readonly<Record<string, unknown>> = { format: FOLDER_FORMAT, ...value }
  return Object.fromEntries(
    Object.keys(settingsFile.shape).flatMap((key) => (key in document ? [[key, document[key]]] : []))
  )
}
