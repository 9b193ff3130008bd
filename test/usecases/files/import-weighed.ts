/** A whole import, planned and published, that tells at its end what it took. */

import type { Mapping } from '../../../src/domain/sources/mapping.ts'
import { openDatabase } from '../../../src/store/database.ts'
import { loadGeography } from '../../../src/store/geography.ts'
import { applyPlan, planFile } from '../../../src/usecases/import.ts'
import { series } from '../../make.ts'
import { importContext, populationMapping } from '../import-observatory.ts'

const [database = '', home = '', root = '', path = ''] = process.argv.slice(2)
const mapping: Mapping = populationMapping({
  period: { column: 'ANNEE' },
  values: {
    layout: 'long',
    name: 'VAR',
    series: { POP: series('population'), EMP: series('jobs'), DENS: series('density') },
    value: 'VAL'
  }
})
const { db, close } = await openDatabase({ database, home })
const context = await importContext(db, home, loadGeography(root))
const planned = await planFile(context, path, { source: 'communes', edition: '2026', mapping })
const applied = await applyPlan(context, planned, { keepRest: true })
await close()
const rows = applied.status === 'published' ? applied.vintage.rows : 0
process.stdout.write(JSON.stringify({ rows, megabytes: process.resourceUsage().maxRSS / 1024 }))
