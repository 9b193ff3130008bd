/**
 * What many pages share, found before anybody waits for it: the blocks behind the indicators, the figures that all
 * territories are compared with, outlines, compressed files. One step at a time, each when no reader is being answered.
 */

import { setImmediate } from 'node:timers/promises'
import { LANGUAGES } from '../domain/shared/text.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import { drawnEdition } from '../usecases/edition-desk.ts'
import { warmSearch } from '../usecases/search.ts'
import { territoryPage } from '../usecases/territory-page.ts'
import { pathTo } from '../view/paths.ts'
import { fileAs } from './compress.ts'
import { deskOver } from './edition-desk.ts'
import { shapesFor } from './maps.ts'
import type { Portal } from './portal.ts'

export type Step = () => Promise<unknown>

export type Pace = {
  /** Resolves once no reader is being answered. */
  readonly quiet: () => Promise<unknown>
  /** Stopped, or of an observatory that another has replaced. */
  readonly isOver: () => boolean
}

/** A step that fails is passed over: the page that needs it meets the same fault, and says it. */
export async function takeSteps(steps: readonly Step[], { quiet, isOver }: Pace): Promise<void> {
  for (const step of steps) {
    await quiet()
    if (isOver()) return
    try {
      await step()
    } catch {
      continue
    }
  }
}

/** Communes of the first perimeter whose pages are drawn ahead: by then the code that draws them runs as fast as it ever will. */
const DRAWN = 150

/** @param draw a page, as a reader would ask for it: code that has run before runs faster */
export function stepsFor(portal: Portal, draw: (path: string) => Promise<unknown>): readonly Step[] {
  const { observatory, assets } = portal
  const { settings } = observatory.folder
  const [first] = settings.perimeters
  const communes = first === undefined ? [] : observatory.places.place(first, undefined).version.communes
  const pages = communes.slice(0, DRAWN).map((code) => pathTo('territories', 'fr', parsePerimeterId(code)))
  const files = [...assets.files.values()].flatMap((asset) => [() => asFile(asset, 'br'), () => asFile(asset, 'gzip')])
  return [
    ...['/', '/en', ...pages.slice(0, 1)].map((path) => () => draw(path)),
    ...settings.perimeters.map((id) => async () => {
      const { answer } = await territoryPage(observatory, settings, id)
      await shapesFor(portal, answer.version)
    }),
    // The pages that are read most: kept as they will be sent.
    ...settings.perimeters.flatMap((id) =>
      LANGUAGES.map((language) => () => draw(pathTo('territories', language, id)))
    ),
    () => warmEditions(portal),
    ...pages.slice(1).map((path) => () => draw(path)),
    () => warmSearch(observatory),
    ...files
  ]
}

/** Those that are worked on: their first check reads and draws everything that they cite. */
async function warmEditions(portal: Portal): Promise<void> {
  const desk = deskOver(portal)
  for (const { id, state } of await portal.editions.list()) {
    if (state !== 'published') await drawnEdition(desk, id).catch(() => undefined)
  }
}

async function asFile(...asked: Parameters<typeof fileAs>): Promise<unknown> {
  return fileAs(...asked)
}

/** The same portal is made ready once; another observatory, by an import or a load, anew. */
export function makeWarmer(
  draw: (path: string) => Promise<unknown>,
  quiet: Pace['quiet']
): { readonly keepWarm: (portal: Portal) => void; readonly stop: () => void } {
  let current: Portal['observatory'] | 'stopped' | undefined
  return {
    keepWarm(portal) {
      const { observatory } = portal
      if (observatory === current || current === 'stopped') return
      current = observatory
      void takeSteps(stepsFor(portal, draw), { quiet, isOver: () => current !== observatory })
    },
    stop() {
      current = 'stopped'
    }
  }
}

/** Counts those who are being answered. */
export function makeTurnstile(): { readonly enter: () => () => void; readonly quiet: () => Promise<void> } {
  let inside = 0
  let waiting: (() => void)[] = []
  return {
    enter() {
      inside += 1
      return () => {
        inside -= 1
        if (inside > 0) return
        for (const go of waiting) go()
        waiting = []
      }
    },
    async quiet() {
      // Whoever has knocked meanwhile comes first.
      await setImmediate()
      while (inside > 0) await new Promise<void>((go) => waiting.push(go))
    }
  }
}
