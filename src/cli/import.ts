/** `chevalement import FILE`: prints the plan; `--apply` publishes it as one vintage. */

import { readFile } from 'node:fs/promises'
import { CONNECTORS } from '../connectors/all.ts'
import { proposeMapping } from '../connectors/proposal.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import { parsePeriod } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Mapping } from '../domain/sources/mapping.ts'
import { mappingDocument, parseMapping } from '../folder/mapping-file.ts'
import { readYaml, writeYaml } from '../folder/yaml.ts'
import { applyPlan, cleanVintages, planFile, type ImportRequest, type PlannedFile } from '../usecases/import.ts'
import type { OpenObservatory } from '../usecases/open.ts'
import { hiddenOf } from '../usecases/secrecy.ts'
import { answer } from './answer.ts'
import type { Execute, ExitCode, Request } from './command.ts'
import { planJson, planLines } from './plan-lines.ts'
import { withObservatory, type Session } from './session.ts'

export const importFile: Execute = async (request) => {
  const asked = await parseAsked(request)
  return withObservatory<ExitCode>(request, async (session) => {
    await cleanVintages(session.db, session.home)
    const { observatory } = session
    const context = {
      ...session,
      registry: observatory.registry,
      mappings: observatory.folder.mappings,
      connectors: CONNECTORS,
      decideWithheld: (...[vintage, table]: Parameters<Decide>) =>
        Promise.resolve(hiddenOf({ ...observatory.folder, atlas: observatory.atlas }, vintage, table))
    }
    const path = request.operand('FILE')
    if (needsMapping(observatory, asked)) return propose(request, path, session, asked)
    const planned = await planFile(context, path, asked).catch(async (cause: unknown) => {
      const isUnknown = cause instanceof Refused && cause.reason === 'unknown-source'
      if (isUnknown && !asked.mapping) await propose(request, path, session, asked, cause)
      throw cause
    })
    if (!request.isSet('apply')) {
      tellPlan(request, planned)
      return 0
    }
    // A person who is refused reads why, line by line, before the sentence that refuses.
    if (!request.json && planned.status === 'planned' && planned.plan.rows.refused > 0) {
      request.io.err(`${planLines(planned.plan, request.language).join('\n')}\n`)
    }
    const applied = await applyPlan(context, planned, { keepRest: request.isSet('keep-rest') })
    if (applied.status === 'unchanged') {
      tellPlan(request, planned)
      return 0
    }
    const { vintage, withheld } = applied
    answer(
      request,
      { status: 'published', vintage, plan: planJson(applied.plan), withheld },
      {
        fr: `${vintage.id} est publié : ${vintage.rows} observations${withheld > 0 ? `, ${withheld} chiffres retenus par le secret statistique` : ''}`,
        en: `${vintage.id} is published: ${vintage.rows} observations${withheld > 0 ? `, ${withheld} figures withheld by statistical secrecy` : ''}`
      }
    )
    return 0
  })
}

type Decide = (vintage: Parameters<typeof hiddenOf>[1], table: Parameters<typeof hiddenOf>[2]) => void

/** @throws {InvalidInput} */
async function parseAsked({ option }: Request): Promise<ImportRequest> {
  const [source, edition, period, cog, mapping] = ['source', 'edition', 'period', 'cog', 'mapping'].map(option)
  return {
    ...(source !== undefined && { source }),
    ...(edition !== undefined && { edition }),
    ...(period !== undefined && { period: parsePeriod(period) }),
    ...(cog !== undefined && { cog: parseYear(cog) }),
    ...(mapping !== undefined && { mapping: await readMapping(mapping) })
  }
}

function parseYear(text: string): number {
  if (/^\d{4}$/.test(text)) return Number(text)
  throw new InvalidInput({
    fr: `« ${text} » n’est pas une année du COG : attendu quatre chiffres, comme 2021`,
    en: `"${text}" is not a COG year: expected four digits, such as 2021`
  })
}

const UNREADABLE: Readonly<Record<string, Text>> = {
  ENOENT: { fr: 'ce fichier n’existe pas', en: 'there is no such file' },
  EISDIR: { fr: 'c’est un dossier. Attendu un fichier', en: 'it is a folder. Expected a file' },
  EACCES: { fr: 'ce compte ne peut pas lire ce fichier', en: 'this account may not read this file' }
}

async function readMapping(path: string): Promise<Mapping> {
  try {
    return parseMapping(readYaml(path, await readFile(path, 'utf8')))
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? UNREADABLE[String(cause.code)] : undefined
    throw why ? new InvalidInput(why, { file: path }, { cause }) : cause
  }
}

/** A source of unknown tables, and nobody has said yet how they read. */
function needsMapping({ registry, folder }: OpenObservatory, { source, mapping }: ImportRequest): boolean {
  if (source === undefined || mapping) return false
  const declared = [...registry.sources.values()].find(({ id }) => id === source)
  return declared?.connector === 'table' && !folder.mappings.some((saved) => saved.source === source)
}

/** The proposal goes to the standard output, to be corrected in a file; what it is worth goes beside it. */
async function propose(
  { io, json, language }: Request,
  path: string,
  { geography, observatory }: Session & { readonly observatory: OpenObservatory },
  said: Pick<ImportRequest, 'period' | 'cog'>,
  unknown?: Refused
): Promise<ExitCode> {
  const proposal = await proposeMapping(path, { geography, measures: observatory.folder.measures, said }).catch(
    (cause: unknown) => {
      if (!unknown || !(cause instanceof InvalidInput)) throw cause
      throw new Refused('unknown-source', {
        fr: `${unknown.text.fr}. Pas de correspondance à proposer non plus : ${cause.text.fr}`,
        en: `${unknown.text.en}. Nor is there a mapping to propose: ${cause.text.en}`
      })
    }
  )
  const { mapping, confidence, reasons, questions, left } = proposal
  const document = mappingDocument(mapping)
  if (json) {
    io.out(
      `${JSON.stringify({ status: 'mapping-proposed', mapping: document, confidence, reasons, questions, left }, null, 2)}\n`
    )
  }
  if (!json) {
    io.out(writeYaml(document))
    for (const text of [...reasons, ...questions]) io.err(`- ${text[language]}\n`)
  }
  if (unknown) {
    throw new Refused('mapping-needed', {
      fr: `${unknown.text.fr}. Si c’est un tableau d’une autre forme : enregistrer la correspondance proposée, la corriger, puis --source ID --mapping FICHIER (et --edition) ; une source nouvelle se déclare dans sources/, avec connector: table`,
      en: `${unknown.text.en}. If it is a table of another form: save the mapping proposed, correct it, then --source ID --mapping FILE (and --edition); a new source is declared in sources/, with connector: table`
    })
  }
  throw new Refused('mapping-needed', {
    fr: 'Ce tableau se lit par une correspondance ; celle qui est proposée se corrige dans un fichier, puis se donne par --mapping FICHIER',
    en: 'This table is read by a mapping; the one proposed is to be corrected in a file, then given by --mapping FILE'
  })
}

function tellPlan(request: Request, planned: PlannedFile): void {
  const { io, json, language } = request
  if (planned.status === 'already') {
    const { vintage, file } = planned
    answer(
      request,
      { status: 'unchanged', vintage, file },
      {
        fr: `${file.name} est déjà publié : ${vintage}. Rien ne change`,
        en: `${file.name} is already published: ${vintage}. Nothing changes`
      }
    )
    return
  }
  const { plan } = planned
  io.out(
    json
      ? `${JSON.stringify({ status: 'planned', plan: planJson(plan) }, null, 2)}\n`
      : `${planLines(plan, language).join('\n')}\n`
  )
}
