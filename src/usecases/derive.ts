/** Members of the perimeters that a geometry defines: slow to find, hence found when a folder is loaded, and kept. */

import { chooseCommunes, type Contour } from '../domain/territories/geometry.ts'
import type { Perimeter, PerimeterId } from '../domain/territories/perimeter.ts'
import type { Atlas } from '../domain/territories/resolve.ts'
import type { CommuneCode } from '../domain/territories/territory.ts'
import type { Settings } from '../domain/indicators/settings.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { readArea, readContours } from '../folder/outlines.ts'

type Defined = { readonly settings: Settings; readonly perimeters: readonly Perimeter[] }

/**
 * Finer outlines are listed first: a commune is drawn by the first file that has it, in the COG year of that file.
 *
 * @throws {InvalidInput} when an outline cannot be read, or chooses no commune
 */
export async function deriveMembers(
  { settings, perimeters }: Defined,
  readAsset: (path: string) => Promise<Uint8Array>
): Promise<Atlas['derived']> {
  const [first, ...others] = settings.contours
  const derived = new Map<PerimeterId, { readonly communes: readonly CommuneCode[]; readonly cog: number }>()
  const wanted = perimeters.filter(({ definition }) => definition.kind === 'geometry')
  if (wanted.length === 0) return derived
  if (!first) {
    throw new InvalidInput(
      {
        fr: 'un périmètre se définit par une géométrie, et aucun fichier de contours n’est déclaré',
        en: 'a perimeter is defined by a geometry, and no file of outlines is declared'
      },
      { file: 'observatory.yaml' }
    )
  }
  const contours = new Map<CommuneCode, Contour>()
  for (const { file } of [first, ...others.filter(({ cog }) => cog === first.cog)]) {
    for (const contour of readContours(file, await readAsset(file))) {
      if (!contours.has(contour.commune)) contours.set(contour.commune, contour)
    }
  }
  for (const { id, definition } of wanted) {
    if (definition.kind !== 'geometry') continue
    const area = readArea(definition.file, await readAsset(definition.file))
    const choices = chooseCommunes(contours.values(), area, definition)
    const communes = choices.filter(({ chosen }) => chosen).map(({ commune }) => commune)
    if (communes.length === 0) {
      throw new InvalidInput(
        { fr: `ne choisit aucune commune de ${first.file}`, en: `chooses no commune of ${first.file}` },
        { file: definition.file }
      )
    }
    derived.set(id, { communes: communes.toSorted(), cog: first.cog })
  }
  return derived
}
