/**
 * Attendance of the Louvre-Lens as the museum and the press gave it: a short list, each value with its address.
 *
 * Made to stand beside the ministry's own series, with which it disagrees for 2015. Lines that only repeat the
 * ministry are left out: that producer answers for itself. Press figures, rounded, are estimates (E).
 */

import type { ObservationStatus } from '../domain/indicators/observation.ts'
import { makeTableBuilder } from '../domain/indicators/table.ts'
import { parsePeriod, type Period } from '../domain/shared/period.ts'
import { territoryOf } from '../domain/territories/territory.ts'
import type { Connector } from './connector.ts'
import { museumSeries } from './culture-museum-attendance.ts'
import { openTable } from './files.ts'
import { findHeader } from './header.ts'
import { readNumber } from './number.ts'
import { makeRowCollector } from './rows.ts'

const SERIES = museumSeries('museum-admissions', '6249801')
const LENS = territoryOf('COM', '62498')

export const louvreLensAttendance: Connector = {
  id: 'louvre-lens-attendance',
  label: { fr: 'Fréquentation du Louvre-Lens', en: 'Attendance of the Louvre-Lens' },
  source: 'louvre-lens',
  recognises: ({ header }) => ['periode_debut', 'periode_fin', 'entrees'].every((name) => header.includes(name)),
  async read(path, { geography, cog, edition }) {
    const file = await openTable(path)
    const header = findHeader(file, ['periode_debut', 'periode_fin', 'entrees', 'precision', 'source'])
    const [from, to, value, precision, source] = [
      header.column('periode_debut'),
      header.column('periode_fin'),
      header.column('entrees'),
      header.column('precision'),
      header.column('source')
    ]
    const builder = makeTableBuilder()
    const rows = makeRowCollector(file, builder)
    let repeated = 0
    let last = ''
    await file.eachRow((row, line) => {
      if (line <= header.line) return
      rows.read()
      if (row.length !== header.names.length && !rows.fits(row, header.names.length, line)) return
      if (/^Ministère de la Culture(?! \/)/.test(row[source] ?? '')) {
        repeated += 1
        return
      }
      const period = periodBetween(row[from] ?? '', row[to] ?? '')
      if (!period) {
        return rows.refuse(line, 'periode_debut', `${row[from] ?? ''} ${row[to] ?? ''}`, {
          fr: 'deux dates AAAA-MM-JJ, la première avant la seconde',
          en: 'two dates YYYY-MM-DD, the first before the second'
        })
      }
      const found = readNumber(row[value] ?? '')
      if ('reason' in found) return rows.refuse(line, 'entrees', row[value] ?? '', found.reason)
      const isRounded = found.status === 'A' && /arrondi/i.test(row[precision] ?? '')
      const status: ObservationStatus = isRounded ? 'E' : found.status
      const [series, territory] = [builder.seriesIndex(SERIES), builder.territoryIndex(LENS)]
      builder.push(series, territory, builder.periodIndex(period), found.value, status)
      rows.pushed(line)
      if (status === 'A' && (row[to] ?? '') > last) last = row[to] ?? ''
    })
    return {
      ...rows.finish(),
      cog: cog ?? geography.latest,
      edition: edition ?? last.slice(0, 4),
      columns: new Map([[SERIES, 'entrees']]),
      remarks: [
        ...file.remarks,
        {
          fr: `lignes qui reprennent le ministère, laissées de côté puisqu’il répond pour lui-même : ${repeated}. Chaque valeur porte son adresse dans le fichier`,
          en: `lines that repeat the ministry, left out since it answers for itself: ${repeated}. Each value has its address in the file`
        }
      ]
    }
  }
}

/** A calendar year, else the days themselves: the first year ran from the opening on. */
function periodBetween(from: string, to: string): Period | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(from) || !/^\d{4}-\d{2}-\d{2}$/.test(to) || from >= to) return undefined
  const year = from.slice(0, 4)
  return parsePeriod(from === `${year}-01-01` && to === `${year}-12-31` ? year : `${from}/${to}`)
}
