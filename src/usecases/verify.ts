/** Everything that is kept, checked against itself: what is wrong is told, nothing is mended. */

import { exhaustiveProblems } from '../domain/indicators/breakdown-check.ts'
import { referenceProblems } from '../domain/indicators/references.ts'
import { chainFaultText, type JournalHead } from '../domain/journal/chain.ts'
import { InvalidInput, NotFound, ObservatoryError } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Vintage } from '../domain/sources/source.ts'
import type { Geography } from '../domain/territories/geography.ts'
import { folderTexts } from '../folder/write.ts'
import type { Db } from '../store/database.ts'
import { findChainFault, findHead, findStrays } from '../store/journal-chain.ts'
import { findAsset, findWithheld, type WithheldRow } from '../store/registry.ts'
import { findEditionRecords } from '../store/edition-record.ts'
import { findOrphans, verifyVintageFile, vintagePath } from '../store/vintages.ts'
import { openVintageFile, readBlock, readTable, type VintageFile } from '../store/vintage-read.ts'
import { deriveMembers } from './derive.ts'
import { damagedArchives } from './edition-records.ts'
import { sha256 } from './open.ts'
import { unresolvedPerimeters } from './perimeter-check.ts'
import { openRegistry, type OpenRegistry } from './registry.ts'
import { hiddenOf } from './secrecy.ts'

export type VerifyContext = {
  readonly db: Db
  readonly home: string
  readonly geography: Geography
  readonly progress?: (step: Text) => void
}

export type Problem = {
  /** Stable: scripts rely on it. */
  readonly kind:
    | 'definition'
    | 'vintage-file'
    | 'manifest'
    | 'reference'
    | 'orphan'
    | 'breakdown'
    | 'perimeter'
    | 'asset'
    | 'secrecy'
    | 'edition'
    | 'journal'
  readonly about: string
  readonly text: Text
}

export type Verified = {
  readonly vintages: number
  readonly observations: number
  readonly perimeters: number
  readonly assets: number
  /** To be kept elsewhere: what proves later that no entry before it was rewritten. */
  readonly journal: JournalHead
  readonly problems: readonly Problem[]
}

/** @throws {Refused} `empty` */
export async function verifyObservatory(context: VerifyContext): Promise<Verified> {
  const { db, home, progress = ignore } = context
  const opened = await openRegistry(db)
  const { folder, assets } = opened
  const unsound = await tried('definition', 'registry', () => void folderTexts(folder, ''))
  const problems: Problem[] =
    unsound.length > 0
      ? [...unsound]
      : referenceProblems(folder).map(({ kind, id, path, text }) => ({
          kind: 'reference',
          about: `${kind}/${id}:${path.join('.')}`,
          text
        }))
  for (const vintage of folder.vintages) {
    progress({ fr: `Millésime ${vintage.id}`, en: `Vintage ${vintage.id}` })
    problems.push(...(await vintageProblems(context, opened, vintage)))
  }
  const contents = new Set(folder.vintages.map(({ content }) => content))
  for (const name of await findOrphans(home, contents)) {
    problems.push({
      kind: 'orphan',
      about: name,
      text: {
        fr: 'fichier sans millésime dans le registre ; la prochaine importation l’enlève',
        en: 'file without a vintage in the registry; the next import removes it'
      }
    })
  }
  progress({ fr: 'Fichiers et périmètres dérivés', en: 'Files and derived perimeters' })
  problems.push(...(await assetProblems(db, opened)), ...(await derivedProblems(db, opened)))
  const { perimeters } = opened.registry
  const atlas = { geography: context.geography, perimeters, derived: opened.derived, sha256 }
  for (const { perimeter, text } of unresolvedPerimeters(atlas, folder.perimeters)) {
    problems.push(problem('perimeter', perimeter, text))
  }
  progress({ fr: 'Éditions figées', en: 'Frozen editions' })
  problems.push(...(await editionProblems(db)))
  progress({ fr: 'Journal', en: 'Journal' })
  problems.push(...(await journalProblems(db)))
  return {
    vintages: folder.vintages.length,
    observations: folder.vintages.reduce((total, { rows }) => total + rows, 0),
    perimeters: folder.perimeters.length,
    assets: assets.length,
    journal: await findHead(db),
    problems
  }
}

/** Its bytes, what its manifest says of it, its totals, what is withheld of it. */
async function vintageProblems(
  { db, home, geography }: VerifyContext,
  { folder, registry, derived }: OpenRegistry,
  vintage: Vintage
): Promise<readonly Problem[]> {
  const damaged = await tried('vintage-file', vintage.id, () => verifyVintageFile(home, vintage.content))
  if (damaged.length > 0) return damaged
  const file = await openVintageFile(vintagePath(home, vintage.content))
  const manifest = manifestProblems(vintage, file)
  if (manifest.length > 0) return manifest
  const breakdowns = await exhaustiveProblems(vintage, folder.measures, (series) => readBlock(file, series))
  const atlas = { geography, perimeters: registry.perimeters, derived, sha256 }
  const isProtected = folder.sources.some(({ id, disclosure }) => id === vintage.source && disclosure)
  const hidden = isProtected ? hiddenOf({ ...folder, atlas }, vintage, await readTable(file)) : []
  const expected = hidden.map(({ series, period, where }) => `${series}|${period}|${where}`)
  const stored = (await findWithheld(db)).filter((row) => row.vintage === vintage.id).map(keyOf)
  return [
    ...breakdowns.map((text): Problem => ({ kind: 'breakdown', about: vintage.id, text })),
    ...(sameSet(expected, stored)
      ? []
      : [
          problem('secrecy', vintage.id, {
            fr: `${stored.length} chiffres retenus, ${expected.length} attendus par la règle : \`chevalement load\` décide à nouveau`,
            en: `${stored.length} figures withheld, ${expected.length} expected by the rule: \`chevalement load\` decides again`
          })
        ])
  ]
}

function manifestProblems({ id, cog, rows, series }: Vintage, { index }: VintageFile): readonly Problem[] {
  const said = series.map((one) => one.series).toSorted()
  const held = index.series.map((one) => one.series).toSorted()
  const found: Problem[] = []
  const differ = (name: Text, manifest: unknown, content: unknown): void => {
    if (String(manifest) === String(content)) return
    found.push(
      problem('manifest', id, {
        fr: `${name.fr} : le manifeste dit ${String(manifest)}, le fichier ${String(content)}`,
        en: `${name.en}: the manifest says ${String(manifest)}, the file ${String(content)}`
      })
    )
  }
  differ({ fr: 'millésime', en: 'vintage' }, id, index.vintage)
  differ({ fr: 'année du COG', en: 'COG year' }, cog, index.cog)
  differ({ fr: 'observations', en: 'observations' }, rows, index.rows)
  differ({ fr: 'séries', en: 'series' }, said, held)
  return found
}

async function assetProblems(db: Db, { assets }: OpenRegistry): Promise<readonly Problem[]> {
  const found: Problem[] = []
  for (const { path, sha256: expected } of assets) {
    const bytes = await findAsset(db, path)
    if (bytes && sha256(bytes) === expected) continue
    found.push(problem('asset', path, { fr: 'altéré depuis qu’il a été chargé', en: 'altered since it was loaded' }))
  }
  return found
}

async function derivedProblems(db: Db, { folder, derived }: OpenRegistry): Promise<readonly Problem[]> {
  const again = await tryDerive(db, folder)
  if (again instanceof ObservatoryError) return [problem('perimeter', 'contours', again.text)]
  return [...again].flatMap(([id, { communes }]) => {
    const kept = derived.get(id)?.communes ?? []
    if (kept.join() === communes.join()) return []
    return [
      problem('perimeter', id, {
        fr: `sa géométrie donne ${communes.length} communes, ${kept.length} sont gardées`,
        en: `its geometry gives ${communes.length} communes, ${kept.length} are kept`
      })
    ]
  })
}

/** What was frozen against its digest. */
async function editionProblems(db: Db): Promise<readonly Problem[]> {
  return (await damagedArchives(db, await findEditionRecords(db))).map((digest) =>
    problem('edition', digest, {
      fr: 'ce qui a été figé sous cette empreinte n’est plus ce qu’elle dit : reprenez-le d’une sauvegarde',
      en: 'what was frozen under this digest is no longer what it says: take it from a backup'
    })
  )
}

/** Its chain; and whether the tables are what it says of them, which only a whole chain can tell. */
async function journalProblems(db: Db): Promise<readonly Problem[]> {
  const fault = await findChainFault(db)
  if (fault) return [problem('journal', String(fault.entry), chainFaultText(fault))]
  return (await findStrays(db)).map(({ relation, key }) =>
    problem('journal', `${relation}/${key}`, {
      fr: 'n’est pas ce que le journal en dit : écrit sans passer par lui',
      en: 'is not what the journal says of it: written behind its back'
    })
  )
}

async function tryDerive(db: Db, folder: OpenRegistry['folder']): Promise<OpenRegistry['derived'] | ObservatoryError> {
  try {
    return await deriveMembers(folder, async (path) => {
      const bytes = await findAsset(db, path)
      if (bytes) return bytes
      throw new NotFound({ fr: `« ${path} » a disparu du registre`, en: `"${path}" is gone from the registry` })
    })
  } catch (error) {
    if (error instanceof ObservatoryError) return error
    throw error
  }
}

async function tried(
  kind: Problem['kind'],
  about: string,
  check: () => Promise<void> | void
): Promise<readonly Problem[]> {
  try {
    await check()
    return []
  } catch (error) {
    if (error instanceof InvalidInput || error instanceof NotFound) return [problem(kind, about, error.text)]
    throw error
  }
}

function problem(kind: Problem['kind'], about: string, text: Text): Problem {
  return { kind, about, text }
}

function keyOf({ series, period, perimeter }: WithheldRow): string {
  return `${series}|${period}|${perimeter}`
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.toSorted().join('\n') === b.toSorted().join('\n')
}

function ignore(): void {}
