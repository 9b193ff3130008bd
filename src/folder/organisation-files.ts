/** `organisations/<id>.yaml`, `organisation-lists.yaml`, `people.yaml`: the public part of the register. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { FORM_NAMES, KIND_NAMES } from '../domain/organisations/form.ts'
import type { OrganisationList } from '../domain/organisations/list.ts'
import { parseOrganisationId, type Organisation } from '../domain/organisations/organisation.ts'
import { parsePersonId, type Person } from '../domain/organisations/person.ts'
import { registerProblems, type Register } from '../domain/organisations/register.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { listFiles } from './layout.ts'
import { day, entry, name, parsed, parseFile, perimeterId, text, url, words } from './schema.ts'
import type { FolderText } from './write.ts'
import { readYaml, writeYaml, type YamlFile } from './yaml.ts'

const organisationId = parsed(parseOrganisationId)

const span = { from: day.exactOptional(), to: day.exactOptional() }
const participation = { in: name, role: name }

/** Keys in the order they are written; what is empty is left out. */
const organisationFile = entry({
  id: organisationId,
  kind: z.enum(KIND_NAMES),
  names: z.array(entry({ name: words, ...span, source: words.exactOptional() })).min(1),
  aliases: z.array(words).exactOptional(),
  forms: z.array(entry({ form: z.enum(FORM_NAMES), ...span, source: words.exactOptional() })).exactOptional(),
  territory: perimeterId.exactOptional(),
  predecessors: z
    .array(
      entry({
        organisation: organisationId,
        kind: z.enum(['becomes', 'absorbed']),
        on: day,
        source: words.exactOptional()
      })
    )
    .exactOptional(),
  participations: z.array(entry({ ...participation, ...span, source: words })).exactOptional(),
  contact: entry({ site: url.exactOptional(), address: words.exactOptional() }).exactOptional(),
  note: text.exactOptional(),
  mergedInto: organisationId.exactOptional()
})

const organisation: z.ZodType<Organisation> = organisationFile.transform((file) => ({
  aliases: [],
  forms: [],
  predecessors: [],
  participations: [],
  ...file
}))

const organisationLists: z.ZodType<readonly OrganisationList[]> = z.array(
  entry({ id: name, label: text, participation: entry(participation), source: words })
)

const mandate = entry({
  organisation: organisationId,
  office: text,
  ...span,
  attested: day.exactOptional(),
  source: words
})

/** Nothing but public offices: an e-mail or a telephone is an unknown key, and refused. */
const people: z.ZodType<readonly Person[]> = z.array(
  entry({
    id: parsed(parsePersonId),
    name: words,
    example: z.literal(true).exactOptional(),
    mandates: z.array(mandate).min(1)
  }).transform((person): Person => ({ ...person, example: person.example ?? false }))
)

const LISTS = 'organisation-lists.yaml'
const PEOPLE = 'people.yaml'

/**
 * The register of a folder; an older folder has none. Perimeters are those that the folder defines.
 *
 * @throws {InvalidInput} with file, line and column of the first thing that is wrong
 */
export async function readRegister(root: string, perimeters: ReadonlySet<string>): Promise<Register> {
  const paths = await listFiles(root)
  const read = async (path: string): Promise<YamlFile> => readYaml(path, await readFile(join(root, path), 'utf8'))
  const files = await Promise.all(paths.filter((path) => path.startsWith('organisations/')).map(read))
  const lists = paths.includes(LISTS) ? await read(LISTS) : undefined
  const persons = paths.includes(PEOPLE) ? await read(PEOPLE) : undefined
  const register: Register = {
    organisations: files.map(namedOrganisation),
    lists: lists ? parseFile(organisationLists, lists) : [],
    people: persons ? parseFile(people, persons) : []
  }
  const [problem] = registerProblems(register, perimeters)
  if (!problem) return register
  const { kind, id, path } = problem
  if (kind === 'organisations') {
    throw new InvalidInput(problem.text, files.find(({ file }) => file === pathOf(id))?.placeOf(path))
  }
  const [file, all] = kind === 'lists' ? ([lists, register.lists] as const) : ([persons, register.people] as const)
  throw new InvalidInput(problem.text, file?.placeOf([all.findIndex((one) => one.id === id), ...path]))
}

/** The inverse: the same bytes for the same register. */
export function registerTexts({ organisations, lists, people: all }: Register): readonly FolderText[] {
  return [
    ...organisations.map((one) => ({ path: pathOf(one.id), text: writeYaml(organisationDocument(one)) })),
    ...(lists.length > 0 ? [{ path: LISTS, text: writeYaml(lists.map(listDocument)) }] : []),
    ...(all.length > 0 ? [{ path: PEOPLE, text: writeYaml(all.map(personDocument)) }] : [])
  ]
}

function pathOf(id: string): string {
  return `organisations/${id}.yaml`
}

function namedOrganisation(file: YamlFile): Organisation {
  const found = parseFile(organisation, file)
  if (pathOf(found.id) === file.file) return found
  throw new InvalidInput(
    {
      fr: `« id » : trouvé « ${found.id} », attendu le nom du fichier`,
      en: `"id": found "${found.id}", expected the name of the file`
    },
    file.placeOf(['id'])
  )
}

/** The registry forgets the order of keys: the form of the file puts it back, inside as well. */
function organisationDocument(value: Organisation): unknown {
  return inOrder(organisationFile, value)
}

function listDocument({ id, label, participation: { in: part, role }, source }: OrganisationList): unknown {
  return { id, label: { fr: label.fr, en: label.en }, participation: { in: part, role }, source }
}

function personDocument({ id, name: called, example, mandates }: Person): unknown {
  return { id, name: called, ...(example && { example }), mandates: mandates.map((one) => inOrder(mandate, one)) }
}

/** The keys of a map in the order of its form, empty lists left out. */
function inOrder(form: z.ZodType, value: unknown): unknown {
  const plain = form instanceof z.ZodExactOptional ? (form.unwrap() as z.ZodType) : form
  if (plain instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((one: unknown) => inOrder(plain.element as z.ZodType, one))
  }
  if (!(plain instanceof z.ZodObject) || typeof value !== 'object' || value === null) return value
  const pairs = Object.entries(plain.shape as Readonly<Record<string, z.ZodType>>).flatMap(([key, inner]) => {
    const found: unknown = Reflect.get(value, key)
    const isEmpty = found === undefined || (Array.isArray(found) && found.length === 0)
    return isEmpty ? [] : [[key, inOrder(inner, found)] as const]
  })
  return Object.fromEntries(pairs)
}
