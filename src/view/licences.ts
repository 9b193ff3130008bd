/** Under which licences a figure may be used again: said in every file that takes it out of the portal. */

import { sourceOf, type Registry } from '../domain/indicators/registry.ts'
import type { Language } from '../domain/shared/text.ts'
import type { VintageId } from '../domain/sources/source.ts'

/** Each once, in the order of the vintages; null where there is none. */
export function licencesOf(registry: Registry, vintages: readonly VintageId[], language: Language): string | null {
  const found = vintages.flatMap((id) => {
    const vintage = registry.vintages.get(id)
    return vintage ? [sourceOf(registry, vintage).licence[language]] : []
  })
  return [...new Set(found)].join(' ; ') || null
}
