/** The schemas of the folder for editors of YAML: JSON Schema of each kind of file, written to `docs/schema`. */

import * as z from 'zod'
import { commitments } from './commitment-files.ts'
import { document, rulings } from './document-files.ts'
import { editionRecord } from './edition-record.ts'
import { indicator, measures } from './indicator-files.ts'
import { mapping } from './mapping-file.ts'
import { settings } from './settings-file.ts'
import { delivery, source } from './source-files.ts'
import { perimeter } from './territory-files.ts'
import { theme } from './theme-file.ts'

const SCHEMAS = {
  observatory: settings,
  measures,
  perimeter,
  source,
  indicator: indicator([]),
  mapping,
  vintage: delivery,
  theme,
  document,
  rulings,
  'edition-record': editionRecord,
  commitments
} as const satisfies Record<string, z.ZodType>

/** By name of file, without `.json`. */
export function jsonSchemas(): ReadonlyMap<string, object> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, schema]) => [
      name,
      z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'ref' })
    ])
  )
}
