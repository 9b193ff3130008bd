/** `commitments/<id>.yaml`: a set of propositions with their actions, and the leads they were drawn from. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import {
  ACTION_STATES,
  BEARINGS,
  LEAD_FATES,
  parseCommitmentId,
  VERDICTS,
  type Action,
  type Lead,
  type Proposition
} from '../domain/commitments/commitment.ts'
import {
  commitmentProblems,
  type CommitmentProblem,
  type CommitmentRegister,
  type KnownNames
} from '../domain/commitments/commitment-register.ts'
import { parseOrganisationId } from '../domain/organisations/organisation.ts'
import { parseClaimId } from '../domain/sources/claim.ts'
import { parseDocumentId } from '../domain/sources/document.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { listFiles } from './layout.ts'
import { day, entry, indicatorId, parsed, parseFile, perimeterId, period, text, words } from './schema.ts'
import type { FolderText } from './write.ts'
import { readYaml, writeYaml, type YamlFile } from './yaml.ts'

const id = parsed(parseCommitmentId)
const organisationId = parsed(parseOrganisationId)
const claimId = parsed(parseClaimId)
const documentId = parsed(parseDocumentId)
const number = z.int().min(1).max(999)

/** Keys in the order they are written; what is empty is left out. */
const figure = entry({
  indicator: indicatorId,
  perimeter: perimeterId,
  period,
  from: period.exactOptional()
})
const figures = z.array(figure).exactOptional()

const bearing = z.enum(BEARINGS)
const evidence = z
  .array(
    z.discriminatedUnion('kind', [
      entry({ bearing, kind: z.literal('figure'), figure }),
      entry({ bearing, kind: z.literal('claim'), claim: claimId }),
      entry({ bearing, kind: z.literal('document'), document: documentId, where: words }),
      entry({ bearing, kind: z.literal('note'), note: words })
    ])
  )
  .exactOptional()

const action = entry({
  id,
  number,
  title: words,
  formerTitles: z.array(entry({ title: words, until: day })).exactOptional(),
  aim: text.exactOptional(),
  carriers: z.array(organisationId).exactOptional(),
  partners: z.array(organisationId).exactOptional(),
  start: period.exactOptional(),
  state: z.enum(ACTION_STATES),
  account: text.exactOptional(),
  reason: words.exactOptional(),
  mergedInto: id.exactOptional(),
  evidence,
  figures,
  reviewedOn: day.exactOptional()
})

const proposition = entry({
  id,
  number,
  titles: z.array(entry({ title: words, from: day.exactOptional(), document: documentId, where: words })).min(1),
  aim: text,
  expected: text,
  announced: claimId.exactOptional(),
  figures,
  missing: z.array(text).exactOptional(),
  assessments: z.array(entry({ verdict: z.enum(VERDICTS), by: words, on: period, text })).exactOptional(),
  actions: z.array(action).exactOptional()
})

const lead = entry({
  id,
  text: words,
  origin: words,
  proposition: id.exactOptional(),
  owner: organisationId.exactOptional(),
  fate: z.enum(LEAD_FATES),
  action: id.exactOptional(),
  reason: words.exactOptional(),
  evidence,
  reviewedOn: day.exactOptional()
})

export const commitments = entry({
  id,
  title: text,
  name: words,
  presented: period,
  origin: text,
  document: documentId,
  announcedLeads: claimId.exactOptional(),
  propositions: z.array(proposition),
  leads: z.array(lead).exactOptional()
})

type SetFile = z.output<typeof commitments>

/**
 * An older folder has none.
 *
 * @throws {InvalidInput} with file, line and column of the first thing that is wrong
 */
export async function readCommitments(root: string, known: KnownNames): Promise<CommitmentRegister> {
  const paths = (await listFiles(root)).filter((path) => path.startsWith('commitments/'))
  const files = await Promise.all(paths.map(async (path) => readYaml(path, await readFile(join(root, path), 'utf8'))))
  const parts = files.map((file) => ({ file, value: named(file) }))
  const register = registerOf(parts.map(({ value }) => value))
  const [problem] = commitmentProblems(register, known)
  if (!problem) return register
  for (const { file, value } of parts) {
    const path = pathIn(value, problem)
    if (path) throw new InvalidInput(problem.text, file.placeOf(path))
  }
  throw new InvalidInput(problem.text)
}

/** The inverse: the same bytes for the same register. */
export function commitmentTexts(register: CommitmentRegister): readonly FolderText[] {
  const { sets, propositions, actions, leads } = register
  return sets.map((set) => {
    const own = propositions.filter((one) => one.set === set.id)
    const body = {
      ...set,
      propositions: own.map(({ set: _, ...one }) => ({
        ...one,
        actions: actions.filter(({ proposition: of }) => of === one.id).map(({ proposition: __, ...rest }) => rest)
      })),
      leads: leads.filter((one) => one.set === set.id).map(({ set: _, ...one }) => one)
    }
    return { path: pathOf(set.id), text: writeYaml(inOrder(commitments, body)) }
  })
}

function registerOf(files: readonly SetFile[]): CommitmentRegister {
  const propositions = files.flatMap((file) => file.propositions.map((one) => ({ one, set: file.id })))
  return {
    sets: files.map(({ propositions: _, leads: __, ...set }) => set),
    propositions: propositions.map(({ one: { actions: _, ...rest }, set }): Proposition => ({
      figures: [],
      missing: [],
      assessments: [],
      ...rest,
      set
    })),
    actions: propositions.flatMap(({ one }) =>
      (one.actions ?? []).map((found): Action => ({
        carriers: [],
        partners: [],
        figures: [],
        ...found,
        evidence: found.evidence ?? [],
        proposition: one.id
      }))
    ),
    leads: files.flatMap(({ id: set, leads = [] }) =>
      leads.map((found): Lead => ({ ...found, evidence: found.evidence ?? [], set }))
    )
  }
}

/** Where in its file the thing stands that is wrong; undefined when it is in another. */
function pathIn({ id: set, propositions, leads = [] }: SetFile, problem: CommitmentProblem) {
  const field = problem.field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
  const at = (rows: readonly { readonly id: string }[]): number => rows.findLastIndex((one) => one.id === problem.id)
  switch (problem.kind) {
    case 'sets':
      return set === problem.id ? field : undefined
    case 'propositions':
      return at(propositions) < 0 ? undefined : ['propositions', at(propositions), ...field]
    case 'leads':
      return at(leads) < 0 ? undefined : ['leads', at(leads), ...field]
    case 'actions': {
      const i = propositions.findLastIndex(({ actions = [] }) => at(actions) >= 0)
      const { actions = [] } = propositions[i] ?? {}
      return i < 0 ? undefined : ['propositions', i, 'actions', at(actions), ...field]
    }
  }
}

function named(file: YamlFile): SetFile {
  const found = parseFile(commitments, file)
  if (pathOf(found.id) === file.file) return found
  throw new InvalidInput(
    {
      fr: `« id » : trouvé « ${found.id} », attendu le nom du fichier`,
      en: `"id": found "${found.id}", expected the name of the file`
    },
    file.placeOf(['id'])
  )
}

function pathOf(set: string): string {
  return `commitments/${set}.yaml`
}

/** The registry forgets the order of keys: the form of the file puts it back, inside as well; empty lists are left out. */
function inOrder(form: unknown, value: unknown): unknown {
  if (form instanceof z.ZodExactOptional) return inOrder(form.unwrap(), value)
  if (form instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((one: unknown) => inOrder(form.element, one))
  }
  if (typeof value !== 'object' || value === null) return value
  if (form instanceof z.ZodDiscriminatedUnion) {
    const own = form.options.find((option) => keyOf(option, 'kind') === Reflect.get(value, 'kind'))
    return inOrder(own, value)
  }
  if (!(form instanceof z.ZodObject)) return value
  const shape: Readonly<Record<string, unknown>> = form.shape
  const pairs = Object.entries(shape).flatMap(([key, inner]) => {
    const found: unknown = Reflect.get(value, key)
    const isEmpty = found === undefined || (Array.isArray(found) && found.length === 0 && key !== 'propositions')
    return isEmpty ? [] : [[key, inOrder(inner, found)] as const]
  })
  return Object.fromEntries(pairs)
}

/** The one word that a key of a form may hold. */
function keyOf(form: unknown, key: string): unknown {
  const inner: unknown = form instanceof z.ZodObject ? Reflect.get(form.shape, key) : undefined
  return inner instanceof z.ZodLiteral ? inner.value : undefined
}
