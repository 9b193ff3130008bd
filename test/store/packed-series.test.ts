import { describe, expect, it } from 'vitest'
import { packManifest, unpackManifest } from '../../src/store/packed-series.ts'

const manifest = {
  id: 'museums@2018',
  rows: 5,
  series: [
    { series: 'admissions', column: 'total', levels: ['COM'], periods: ['2017', '2018'] },
    { series: 'admissions:museum=1', column: 'total', levels: ['COM'], periods: ['2018'] },
    { series: 'admissions:museum=2', column: 'payant', levels: ['COM'], periods: ['2017', '2018'] }
  ]
}

describe('the series of a manifest', () => {
  it('come back as they were packed', () => {
    const packed = packManifest(manifest)
    expect(unpackManifest(packed.manifest, packed.series)).toEqual(manifest)
  })

  it('share their levels and periods', () => {
    const { series } = packManifest(manifest)
    expect(series.levels).toEqual([['COM']])
    expect(series.periods).toEqual([['2017', '2018'], ['2018']])
  })

  it('stay in a manifest that holds its own', () => {
    expect(unpackManifest(manifest, null)).toBe(manifest)
  })
})
