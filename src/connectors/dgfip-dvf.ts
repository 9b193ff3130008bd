/**
 * DGFiP, « Demandes de valeurs foncières »: sales of dwellings by commune and year, counted by B. Mericskay.
 *
 * Alsace, Moselle and Mayotte keep their own land register and are absent. Means rest on as few as one sale. The
 * columns PropMaison and PropAppart hold each other's values: neither is read, since the counts are there.
 */

import { parseSeriesId } from '../domain/indicators/measure.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { periodYear } from '../domain/shared/period.ts'
import { readCommune } from './commune-column.ts'
import type { Connector } from './connector.ts'
import { openTable, placeOf } from './files.ts'
import { findHeader } from './header.ts'
import { readPeriod } from './number.ts'
import { readWide } from './wide.ts'

export const dgfipDvf: Connector = {
  id: 'dgfip-dvf',
  label: { fr: 'DGFiP, valeurs foncières par commune', en: 'DGFiP, property sales by commune' },
  source: 'dgfip-dvf',
  recognises: ({ header }) => ['INSEE_COM', 'nb_mutations'].every((name) => header.includes(name)),
  async read(path, { geography, cog, edition, period: asked }) {
    const file = await openTable(path)
    const header = findHeader(file, ['INSEE_COM', 'annee', ...Object.keys(SERIES)])
    const [code, year] = [header.column('INSEE_COM'), header.column('annee')]
    const first = file.head.find(({ line }) => line > header.line)
    const period = asked ?? readPeriod(first?.cells[year] ?? '')
    if (!period) {
      throw new InvalidInput(
        {
          fr: `« ${first?.cells[year] ?? ''} » n’est pas une année. Attendu une année, comme 2024`,
          en: `"${first?.cells[year] ?? ''}" is not a year. Expected a year, such as 2024`
        },
        placeOf(file, first?.line ?? header.line, 'annee')
      )
    }
    const reading = await readWide({
      file,
      header,
      codes: 'INSEE_COM',
      columns: Object.entries(SERIES).map(([column, series]) => ({ column, series: parseSeriesId(series), period })),
      territory(row) {
        const found = row[year] ?? ''
        if (found === period) return readCommune(row[code] ?? '', 'INSEE_COM')
        const expected = { fr: `${period}, comme les autres lignes`, en: `${period}, as on the other lines` }
        return { column: 'annee', found, expected }
      }
    })
    return {
      ...reading,
      cog: cog ?? Math.min(periodYear(period), geography.latest),
      edition: edition ?? period,
      remarks: [
        ...file.remarks,
        {
          fr: 'ni l’Alsace, ni la Moselle, ni Mayotte ; une commune sans ligne n’a pas eu de vente retenue. Les moyennes portent parfois sur une seule vente',
          en: 'neither Alsace, nor Moselle, nor Mayotte; a commune without a row had no sale kept. Means may rest on a single sale'
        }
      ]
    }
  }
}

const SERIES: Readonly<Record<string, string>> = {
  nb_mutations: 'property-sales',
  NbMaisons: 'house-sales',
  NbApparts: 'flat-sales',
  PrixMoyen: 'mean-price',
  Prixm2Moyen: 'mean-price-m2',
  SurfaceMoy: 'mean-dwelling-area'
}
