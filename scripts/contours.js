/**
 * Makes the outlines of `examples/bassin-minier/contours` from IGN ADMIN EXPRESS COG 2018 (Licence Ouverte 2.0),
 * simplified so that neighbours keep one common border. Wants the open data beside the checkout:
 * `node scripts/contours.js ../shared/data/03_contours`.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import mapshaper from 'mapshaper'

const [from] = process.argv.slice(2)
if (!from) {
  console.error('usage: node scripts/contours.js FOLDER_OF_OUTLINES')
  process.exit(2)
}
const to = 'examples/bassin-minier/contours'

/** Features whose `id` is the commune code, borders shared, coordinates on a grid of about ten metres. */
async function write(name, input, commands, options = '') {
  const output = await mapshaper.applyCommands(
    `-i in.geojson ${commands} -filter-fields code -rename-layers communes -o out.topojson format=topojson id-field=code ${options}`,
    { 'in.geojson': input }
  )
  const topology = JSON.parse(output['out.topojson'])
  // The code stands as the id already.
  for (const geometry of topology.objects.communes.geometries) delete geometry.properties
  const text = JSON.stringify(topology)
  writeFileSync(join(to, name), text)
  console.log(name, text.length)
}

const local = ['59', '62'].flatMap(
  (department) => JSON.parse(readFileSync(join(from, `communes_dep${department}_2018.geojson`), 'utf8')).features
)
await write('communes-59-62.topojson', JSON.stringify({ type: 'FeatureCollection', features: local }), '')
await write(
  'communes-france.topojson',
  gunzipSync(readFileSync(join(from, 'communes_france_2018_simplifie.geojson.gz'))),
  '-simplify 2% weighted keep-shapes',
  'quantization=6000'
)
