/**
 * A producer's file in: plan first, apply second. Planning changes nothing. Applying publishes one vintage,
 * whole or not at all: its file is written and synced, then its row in the registry is the commit.
 */

import type { Connector } from '../connectors/connector.ts'
import { identifyFile } from '../connectors/files.ts'
import type { Block } from '../domain/indicators/block.ts'
import type { Confidentiality } from '../domain/indicators/cell.ts'
import type { Registry } from '../domain/indicators/registry.ts'
import type { SeriesId } from '../domain/indicators/measure.ts'
import type { ObservationTable } from '../domain/indicators/table.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Mapping } from '../domain/sources/mapping.ts'
import { keepDeclared } from '../domain/sources/declared.ts'
import { changesNothing, changesOf, planImport, type Plan, type Planned } from '../domain/sources/plan.ts'
import type { Reading } from '../domain/sources/reading.ts'
import type { SourceId, Vintage, VintageId } from '../domain/sources/source.ts'
import type { Geography } from '../domain/territories/geography.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import type { CogYear, TerritoryId } from '../domain/territories/territory.ts'
import { vintageId } from '../folder/schema.ts'
import type { SavedMapping } from '../folder/read.ts'
import type { Db } from '../store/database.ts'
import { change } from '../store/journal.ts'
import { whileWriting } from '../store/disk.ts'
import { insertVintage, replaceWithheld, saveMapping } from '../store/registry.ts'
import { findContents, hasVintage, lockVintages, tryLockVintages } from '../store/vintage-rows.ts'
import { openVintageFile, readBlock } from '../store/vintage-read.ts'
import { removeOrphans, vintagePath, writeVintageFile } from '../store/vintages.ts'
import { findConnector, findSource, recogniseSource } from './import-source.ts'
import { mappingRow, vintageRow } from './registry-rows.ts'

export type PlanContext = {
  /** Holds the vintages. */
  readonly home: string
  readonly registry: Registry
  readonly mappings: readonly SavedMapping[]
  readonly geography: Geography
  readonly connectors: readonly Connector[]
}

export type ImportContext = PlanContext & {
  readonly db: Db
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** What statistical secrecy hides of the vintage: decided here, once, and stored with it. */
  readonly decideWithheld: (vintage: Vintage, table: ObservationTable) => Promise<readonly Hidden[]>
}

export type Hidden = {
  readonly series: SeriesId
  readonly period: Period
  readonly where: PerimeterId | TerritoryId
  readonly confidentiality: Confidentiality
}

/** What the person says; each beats what the file suggests. */
export type ImportRequest = {
  readonly source?: string
  readonly edition?: string
  readonly period?: Period
  readonly cog?: CogYear
  readonly mapping?: Mapping
}

export type PlannedFile =
  /** This very file is already published: there is nothing to do. */
  | { readonly status: 'already'; readonly vintage: VintageId; readonly file: Plan['file'] }
  | {
      readonly status: 'planned'
      readonly plan: Plan
      readonly table: ObservationTable
      /** The mapping that a person gave, to be kept for next year. */
      readonly mapping?: Mapping
    }

/**
 * @throws {InvalidInput} when the file cannot be read
 * @throws {NotFound} when there is no such source, with the nearest
 * @throws {Refused} `unknown-source`, `edition-exists`, `already-otherwise`, `same-file`
 */
export async function planFile(context: PlanContext, path: string, request: ImportRequest = {}): Promise<PlannedFile> {
  const file = await identifyFile(path)
  const { registry, geography } = context
  const source =
    request.source === undefined ? await recogniseSource(context, path) : findSource(registry, request.source)
  const vintages = vintagesOf(registry, source.id)
  const same = vintages.filter((one) => one.file.sha256 === file.sha256)
  const { period, cog, edition = request.mapping?.edition } = request
  const known = same.find((one) => (edition ?? one.edition) === one.edition) ?? same[0]
  const isAgain = known !== undefined && refusesAgain(known, { ...request, ...(edition !== undefined && { edition }) })
  if (isAgain && !request.mapping) return { status: 'already', vintage: known.id, file }

  const mapping = request.mapping ?? context.mappings.find((saved) => saved.source === source.id)?.mapping
  const connector = findConnector(context, source, request.mapping)
  const whole = await connector.read(path, {
    geography,
    ...(period !== undefined && { period }),
    ...(cog !== undefined && { cog }),
    ...(edition !== undefined && { edition }),
    ...(mapping && { mapping })
  })
  const reading = connector.id === 'table' ? whole : keepDeclared(whole, registry.measures)
  const planned = async (published: readonly Vintage[], vintage?: VintageId): Promise<Planned> =>
    planImport({
      ...{ source: source.id, vintage, file, reading, geography },
      published: await readPublished(context.home, published, reading.table),
      measures: registry.measures
    })
  if (isAgain) {
    refuseOtherReading(known, (await planned([known])).plan)
    return { status: 'already', vintage: known.id, file }
  }
  const { plan, table } = await planned(vintages, nameVintage(source.id, reading, registry))
  return { status: 'planned', plan, table, ...(request.mapping && { mapping: request.mapping }) }
}

export type Applied =
  | { readonly status: 'unchanged'; readonly vintage: VintageId }
  | { readonly status: 'published'; readonly vintage: Vintage; readonly plan: Plan; readonly withheld: number }

/**
 * Publishes what was planned. A vintage that was published meanwhile is refused, never overwritten.
 *
 * @throws {Refused} `edition-unknown`, `undeclared-series`, `rows-refused` unless `keepRest`, `nothing-to-publish`,
 *   `edition-exists`, `disk-full`, `not-writable`
 */
export async function applyPlan(
  context: ImportContext,
  planned: PlannedFile,
  { keepRest = false }: { readonly keepRest?: boolean } = {}
): Promise<Applied> {
  if (planned.status === 'already') return { status: 'unchanged', vintage: planned.vintage }
  const { plan, table, mapping } = planned
  refuseUnlessSound(plan, keepRest)
  const id = plan.vintage
  if (id === undefined) throw editionUnknown(plan)
  return whileWriting(context.home, () => publish(context, id, { plan, table, ...(mapping && { mapping }) }))
}

async function publish(
  { db, home, today, decideWithheld }: ImportContext,
  id: VintageId,
  { plan, table, mapping }: { readonly plan: Plan; readonly table: ObservationTable; readonly mapping?: Mapping }
): Promise<Applied> {
  const signed = { actor: 'command', reason: `import ${id}` } as const
  return change(db, signed, async (transaction): Promise<Applied> => {
    await lockVintages(transaction)
    if (await hasVintage(transaction, id)) throw editionExists(id, plan.edition)
    const written = await writeVintageFile(home, table, { vintage: id, cog: plan.cog })
    const notice = joinTexts(plan.remarks)
    const vintage: Vintage = {
      id,
      source: plan.source,
      edition: plan.edition,
      file: plan.file,
      cog: plan.cog,
      series: plan.series.map(({ series, periods, column, levels }) => ({ series, periods, column, levels })),
      rows: written.rows,
      content: written.content,
      ...(notice && { notice }),
      receivedOn: today
    }
    const hidden = await decideWithheld(vintage, table)
    await insertVintage(transaction, vintageRow({ ...vintage, changes: changesOf(plan) }))
    await replaceWithheld(
      transaction,
      vintage.id,
      hidden.map(({ where, ...rest }) => ({ vintage: vintage.id, perimeter: where, ...rest }))
    )
    if (mapping) await saveMapping(transaction, mappingRow({ source: plan.source, mapping: forNextYear(mapping) }))
    return { status: 'published', vintage, plan, withheld: hidden.length }
  })
}

/**
 * Removes what an import that was killed left behind. Nothing while one is under way: between its file and its row
 * a vintage is no orphan.
 */
export async function cleanVintages(db: Db, home: string): Promise<readonly string[]> {
  return db.transaction().execute(async (transaction) => {
    if (!(await tryLockVintages(transaction))) return []
    return removeOrphans(home, await findContents(transaction))
  })
}

/**
 * A file is published again only under another edition, and only when it is read otherwise: at another COG or period,
 * or by a mapping.
 *
 * @returns false when it is to be planned
 * @throws {Refused} `already-otherwise` when an option differs and the edition does not, `same-file` the other way round
 */
function refusesAgain(known: Vintage, { edition = known.edition, cog, period, mapping }: ImportRequest): boolean {
  const other = [
    ...(cog !== undefined && cog !== known.cog ? [`--cog ${cog}`] : []),
    ...(period !== undefined && !known.series.some(({ periods }) => periods.includes(period))
      ? [`--period ${period}`]
      : [])
  ].join(' ')
  if (edition !== known.edition) {
    if (other || mapping) return false
    throw new Refused('same-file', {
      fr: `ce fichier est celui de ${known.id}, à l’octet près : l’édition ${edition} ne dirait rien de plus. Attendu le fichier de cette édition, ou --cog, --period ou --mapping s’il se lit autrement`,
      en: `this file is that of ${known.id}, byte for byte: edition ${edition} would say nothing more. Expected the file of that edition, or --cog, --period or --mapping if it reads otherwise`
    })
  }
  if (!other) return true
  throw new Refused('already-otherwise', {
    fr: `ce fichier est déjà publié, au COG ${known.cog} : ${known.id}. ${other} n’est pas appliqué : un millésime ne se modifie pas. Pour le corriger, donner aussi une autre édition, comme --edition ${edition}.1`,
    en: `this file is already published, at the COG ${known.cog}: ${known.id}. ${other} is not applied: a vintage is never edited. To correct it, give another edition too, such as --edition ${edition}.1`
  })
}

/** Latest edition first. */
function vintagesOf(registry: Registry, source: SourceId): readonly Vintage[] {
  return [...registry.vintages.values()]
    .filter((vintage) => vintage.source === source)
    .sort((a, b) => (a.edition < b.edition ? 1 : -1))
}

/**
 * A mapping may read the same file otherwise: what comes out of it tells.
 *
 * @throws {Refused} `already-otherwise` with what differs
 */
function refuseOtherReading(known: Vintage, plan: Plan): void {
  const [before, now] = [known.series, plan.series].map((list) => new Set(list.map(({ series }) => series)))
  const only = (one: ReadonlySet<SeriesId> = new Set(), other: ReadonlySet<SeriesId> = new Set()): string =>
    [...one].filter((series) => !other.has(series)).join(', ')
  const [more, fewer] = [only(now, before), only(before, now)]
  if (more === '' && fewer === '' && plan.cog === known.cog && changesNothing(plan)) return
  const { added, revised, vanished } = plan.observations
  const differs = {
    fr: [
      ...(plan.cog === known.cog ? [] : [`COG ${plan.cog} au lieu de ${known.cog}`]),
      ...(more ? [`séries en plus : ${more}`] : []),
      ...(fewer ? [`séries en moins : ${fewer}`] : []),
      `valeurs en plus : ${added}, autres : ${revised}, en moins : ${vanished}`
    ].join(' ; '),
    en: [
      ...(plan.cog === known.cog ? [] : [`COG ${plan.cog} in place of ${known.cog}`]),
      ...(more ? [`series besides: ${more}`] : []),
      ...(fewer ? [`series not there: ${fewer}`] : []),
      `values besides: ${added}, other: ${revised}, not there: ${vanished}`
    ].join('; ')
  }
  throw new Refused('already-otherwise', {
    fr: `ce fichier est déjà publié : ${known.id}. Cette correspondance le lit autrement (${differs.fr}) et n’est pas appliquée : un millésime ne se modifie pas. Pour le corriger, donner aussi une autre édition, comme --edition ${known.edition}.1`,
    en: `this file is already published: ${known.id}. This mapping reads it otherwise (${differs.en}) and is not applied: a vintage is never edited. To correct it, give another edition too, such as --edition ${known.edition}.1`
  })
}

/** Undefined when neither the file nor the person says the edition. */
function nameVintage(source: SourceId, { edition }: Reading, registry: Registry): VintageId | undefined {
  if (edition === '') return undefined
  const parsed = vintageId.safeParse(`${source}@${edition}`)
  if (!parsed.success) {
    throw new InvalidInput({
      fr: `« ${edition} » n’est pas une édition : attendu des lettres, chiffres, points et tirets, comme 2022-01`,
      en: `"${edition}" is not an edition: expected letters, digits, dots and dashes, such as 2022-01`
    })
  }
  if (registry.vintages.has(parsed.data)) throw editionExists(parsed.data, edition)
  return parsed.data
}

/** Blocks of the source that a table may revise, latest edition first; what a later edition answers is not read. */
async function readPublished(
  home: string,
  vintages: readonly Vintage[],
  { seriesNames, periodNames }: ObservationTable
): Promise<readonly Block[]> {
  const wanted = new Map(seriesNames.map((series) => [series, new Set(periodNames)]))
  const blocks: Block[] = []
  for (const vintage of vintages) {
    const shared = vintage.series.filter(({ series, periods }) => {
      const open = wanted.get(series)
      return periods.filter((period) => open?.delete(period)).length > 0
    })
    if (shared.length === 0) continue
    const file = await openVintageFile(vintagePath(home, vintage.content))
    for (const one of shared) blocks.push(await readBlock(file, one.series))
  }
  return blocks
}

function refuseUnlessSound({ rows, undeclared, observations, unknown }: Plan, keepRest: boolean): void {
  if (undeclared.length > 0) {
    const names = undeclared.join(', ')
    throw new Refused('undeclared-series', {
      fr: `séries que l’observatoire ne déclare pas : ${names}. Les ajouter à measures.yaml (id, label, unit, additive…), ou les ôter de la correspondance`,
      en: `series that the observatory does not declare: ${names}. Add them to measures.yaml (id, label, unit, additive…), or take them out of the mapping`
    })
  }
  if (observations.kept === 0) {
    throw new Refused('nothing-to-publish', {
      fr: `aucune observation à publier. Lignes lues : ${rows.read} ; refusées : ${rows.refused} ; codes inconnus : ${unknown.length}`,
      en: `no observation to publish. Rows read: ${rows.read}; refused: ${rows.refused}; unknown codes: ${unknown.length}`
    })
  }
  if (rows.refused > 0 && !keepRest) {
    throw new Refused('rows-refused', {
      fr: `${rows.refused} ${rows.refused > 1 ? 'lignes' : 'ligne'} sur ${rows.read} ${rows.refused > 1 ? 'sont refusées' : 'est refusée'} : rien n’est publié. Corriger le fichier, ou publier le reste avec --keep-rest`,
      en: `${rows.refused} of ${rows.read} rows ${rows.refused > 1 ? 'are' : 'is'} refused: nothing is published. Mend the file, or publish the rest with --keep-rest`
    })
  }
}

function editionUnknown({ file: { name } }: Plan): Refused {
  return new Refused('edition-unknown', {
    fr: `${name} ne dit pas son édition : rien n’est publié. Attendu --edition, comme 2022-01 (ou edition dans la correspondance)`,
    en: `${name} does not say its edition: nothing is published. Expected --edition, such as 2022-01 (or edition in the mapping)`
  })
}

function editionExists(vintage: VintageId, edition: string): Refused {
  return new Refused('edition-exists', {
    fr: `le millésime ${vintage} est déjà publié, d’un autre fichier : un millésime ne se modifie pas. Attendu une autre édition, comme --edition ${edition}.1`,
    en: `vintage ${vintage} is already published, from another file: a vintage is never edited. Expected another edition, such as --edition ${edition}.1`
  })
}

/** Without what belongs to this very file: next year says its own edition, COG and period. */
function forNextYear({ edition: _edition, cog: _cog, period, ...mapping }: Mapping): Mapping {
  return typeof period === 'object' ? { ...mapping, period } : mapping
}

function joinTexts(texts: readonly Text[]): Text | undefined {
  if (texts.length === 0) return undefined
  return { fr: texts.map(({ fr }) => fr).join('. '), en: texts.map(({ en }) => en).join('. ') }
}
