import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { breaksCrossed } from '../../src/domain/indicators/change.ts'
import { parseIndicatorId } from '../../src/domain/indicators/request.ts'
import { Refused } from '../../src/domain/shared/errors.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import { ROOT } from '../../src/root.ts'
import { loadGeography } from '../../src/store/geography.ts'
import { findEntries } from '../../src/store/journal.ts'
import { dumpFolder } from '../../src/usecases/dump.ts'
import { loadFolder, type LoadContext } from '../../src/usecases/load.ts'
import { openRegistry } from '../../src/usecases/registry.ts'
import { makeDatabase } from '../database.ts'
import { copyRelease, temporaryFolder } from '../folder/spoil.ts'

const FILE = 'indicators/population.yaml'
const BREAK = `breaks:
  - at: 2019
    label: { fr: Nouvelle méthodologie, en: New method }
    note: { fr: Les années 2011 et 2019 ne se comparent pas., en: 2011 and 2019 do not compare. }
`
const LIFTED = `    lifted: { fr: Le producteur a recalculé la série., en: The producer computed the series anew. }
`

describe('the warning of a break of method', { timeout: 60_000 }, () => {
  it('is never lifted by leaving it out, nor by --replace', async () => {
    const { load } = await makeObservatory(BREAK)
    await expect(load('')).rejects.toSatisfy((error) => error instanceof Refused && error.reason === 'break-dropped')
    await expect(load('')).rejects.toThrow('indicators/population.yaml n’avertit plus de la rupture de 2019')
  })

  it('is lifted with a reason, which the journal keeps, and a dump gives back', async () => {
    const { context, load } = await makeObservatory(BREAK)
    expect(await crossed(context)).toEqual(['2019'])
    await load(BREAK + LIFTED)
    expect(await crossed(context)).toEqual([])
    const entries = await findEntries(context.db, { relations: ['indicator'], limit: 100 })
    expect(entries.at(-1)).toMatchObject({ key: 'population', action: 'update', reason: 'load' })
    expect(JSON.stringify(entries.at(-1)?.after)).toContain('The producer computed the series anew.')
    const dumped = join(await temporaryFolder(), 'dumped')
    await dumpFolder(context, dumped)
    expect(await readFile(join(dumped, FILE), 'utf8')).toMatch(
      /lifted:\s+fr: Le producteur a recalculé la série\.|lifted: { fr: Le producteur a recalculé la série\./
    )
    // And it can be given back.
    await load(BREAK)
    expect(await crossed(context)).toEqual(['2019'])
  })
})

async function makeObservatory(
  breaks: string
): Promise<{ readonly context: LoadContext; readonly load: (breaks: string) => Promise<unknown> }> {
  const { db, close } = await makeDatabase()
  onTestFinished(close)
  const context = { db, home: await temporaryFolder(), geography: loadGeography(ROOT) }
  const load = async (told: string): Promise<unknown> => {
    const root = await copyRelease()
    const file = join(root, FILE)
    await writeFile(file, (await readFile(file, 'utf8')) + told)
    return loadFolder(context, root, { replace: true })
  }
  await load(breaks)
  return { context, load }
}

async function crossed({ db }: LoadContext): Promise<readonly string[]> {
  const { registry } = await openRegistry(db)
  const { breaks = [] } = registry.indicators.get(parseIndicatorId('population')) ?? {}
  return breaksCrossed(breaks, parsePeriod('2011'), parsePeriod('2019')).map(({ at }) => at)
}
