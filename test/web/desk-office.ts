/** A portal where issues are asked of an invented producer, over figures of the example. */

import { change } from '../../src/store/journal.ts'
import { replaceEditions } from '../../src/store/editions.ts'
import { insertOrganisation } from '../../src/store/organisations.ts'
import { makeEditionReader } from '../../src/usecases/edition-reader.ts'
import { makeApp } from '../../src/web/app.tsx'
import type { Portal } from '../../src/web/portal.ts'
import { makeOrganisation } from '../domain/organisations/make.ts'
import { openPortal } from './example-portal.ts'
import { openWebOffice, type WebOffice } from './office.ts'

const DAY_MS = 86_400_000

export type DeskOffice = WebOffice & {
  readonly portal: () => Portal
  /** So many days after the test began, `YYYY-MM-DD`. */
  readonly dayAt: (days: number) => string
}

/** @param chapters Markdown by name; in an issue « essai », whose figures are all of `institut-invente` */
export async function openDesk(chapters: Readonly<Record<string, string>>): Promise<DeskOffice> {
  const [bare, office] = await Promise.all([openPortal(), openWebOffice()])
  const { db } = office.access
  // It bears the name of the producer of the data.
  const institute = { ...makeOrganisation('institut-invente'), aliases: ['Insee', 'INSEE'] }
  await insertOrganisation(db, institute)
  const settings = `language: fr
title: Une édition d’essai
subtitle: Pour ceux qui la vérifient
publisher: Observatoire d’essai
day: 2026-11-22
licence: Licence Ouverte 2.0
chapters: [${Object.keys(chapters).join(', ')}]
`
  const files = Object.entries(chapters).map(([name, text]) => ({ name: `${name}.md`, text }))
  await change(db, { actor: 'command', reason: 'test' }, (t) =>
    replaceEditions(t, [{ id: 'essai', files: [{ name: 'edition.yaml', text: settings }, ...files] }])
  )
  const organisations = {
    ...bare.organisations,
    register: () => Promise.resolve({ organisations: [institute], lists: [], people: [] })
  }
  const start = office.clock.ms
  const dayAt = (days: number): string => new Date(start + days * DAY_MS).toISOString().slice(0, 10)
  const editions = makeEditionReader(db)
  const portal = (): Portal => ({
    ...bare,
    ...{ organisations, editions },
    today: new Date(office.clock.ms).toISOString().slice(0, 10)
  })
  const app = makeApp({ portal, log: (line) => office.logged.push(line), access: () => office.access })
  return { ...office, app, portal, dayAt }
}
