/** `perimeters/<id>.yaml`: a named set of communes, by definition. */

import * as z from 'zod'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { cogYear, communeCode, day, entry, path, perimeterId, territoryId, text, words } from './schema.ts'

const definition = z.discriminatedUnion('kind', [
  entry({ kind: z.literal('list'), cog: cogYear, communes: z.array(communeCode).min(1) }),
  entry({ kind: z.literal('membership'), territory: territoryId }),
  entry({
    kind: z.literal('geometry'),
    file: path,
    rule: z.enum(['inside', 'touches']),
    minShareHa: z.number().min(0).exactOptional()
  }),
  entry({ kind: z.enum(['union', 'intersection', 'difference']), of: z.array(perimeterId).min(1) })
])

/** Keys in the order they are written. */
export const perimeter: z.ZodType<Perimeter> = entry({
  id: perimeterId,
  label: text,
  short: text,
  nature: z.array(entry({ from: day.exactOptional(), text, source: words.exactOptional() })).min(1),
  validFrom: day.exactOptional(),
  validTo: day.exactOptional(),
  definition,
  note: text.exactOptional(),
  source: words.exactOptional()
})
