/** What issues are worked on in, over a portal: for requests, for the queue, and for what is made ready ahead. */

import type { DeskContext } from '../usecases/edition-desk.ts'
import { drawEdition } from './edition-drawings.tsx'
import type { Portal } from './portal.ts'

export function deskOver(portal: Portal): Omit<DeskContext, 'access'> {
  const { observatory, basemaps, organisations, claims, commitments, editions, readAsset, today, assets } = portal
  return {
    ...{ observatory, organisations, claims, commitments, editions, readAsset, today },
    draw: (edition) =>
      drawEdition({ observatory, basemaps }, edition, {
        palette: new Map(Object.entries(assets.appearance.palettes.light)),
        faces: '',
        address: '',
        observatory: observatory.folder.settings.name[edition.language],
        language: edition.language
      })
  }
}
