/** An import that stops between the file of its vintage and its row, says so, and waits to be killed. */

import { parsePeriod } from '../../../src/domain/shared/period.ts'
import { openDatabase } from '../../../src/store/database.ts'
import { loadGeography } from '../../../src/store/geography.ts'
import { applyPlan, planFile } from '../../../src/usecases/import.ts'
import { importContext, populationMapping } from '../import-observatory.ts'

const [database = '', home = '', root = '', path = ''] = process.argv.slice(2)
const { db } = await openDatabase({ database, home })
const context = await importContext(db, home, loadGeography(root))
const planned = await planFile(context, path, {
  source: 'communes',
  edition: '2026',
  period: parsePeriod('2018'),
  mapping: populationMapping()
})
await applyPlan(
  {
    ...context,
    decideWithheld: () => {
      process.stdout.write('written\n')
      return new Promise(() => setTimeout(() => undefined, 60_000))
    }
  },
  planned
)
