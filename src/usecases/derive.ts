/** Members of the perimeters that a geometry defines: slow to find, hence found when a folder is loaded, and kept. */

import { boxOf, chooseCommunes, type Box, type Contour } from '../domain/territories/geometry.ts'
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
  const unread = [first, ...others.filter(({ cog }) => cog === first.cog)]
  const bounds: Box[] = []
  for (const { id, definition } of wanted) {
    if (definition.kind !== 'geometry') continue
    const area = readArea(definition.file, await readAsset(definition.file))
    // The whole country takes long to read, and most geometries lie within the finer file.
    while (!bounds.some((box) => holds(box, boxOf(area)))) {
      const next = unread.shift()
      if (!next) break
      const drawn = readContours(next.file, await readAsset(next.file))
      for (const contour of drawn) if (!contours.has(contour.commune)) contours.set(contour.commune, contour)
      bounds.push(boxOf(drawn.flatMap((contour) => contour.area)))
    }
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

function holds(outer: Box, inner: Box): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]
}
