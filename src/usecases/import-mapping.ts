/** The mapping of a table as a person reads and corrects it: YAML, with the reasons and the questions above. */

import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Proposal } from '../connectors/proposal.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { Language } from '../domain/shared/text.ts'
import type { Mapping } from '../domain/sources/mapping.ts'
import { mappingDocument, parseMapping } from '../folder/mapping-file.ts'
import { readYaml, writeYaml } from '../folder/yaml.ts'

/** @throws {InvalidInput} naming the key and the line of what is wrong */
export async function readMappingFile(path: string): Promise<Mapping> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new InvalidInput(
      { fr: 'correspondance illisible ou introuvable', en: 'mapping unreadable or not found' },
      { file: path },
      { cause }
    )
  })
  return parseMapping(readYaml(basename(path), text))
}

/** What to write beside the file, correct, and give back as `--mapping`. */
export function proposalText(proposal: Proposal, language: Language): string {
  const { reasons, questions, left, confidence, mapping } = proposal
  const words = WORDS[language]
  const lines = [
    `${words.title} (${words.confidence} ${Math.round(confidence * 100)} %)`,
    ...reasons.map((text) => `- ${text[language]}`),
    ...questions.map((text) => `? ${text[language]}`),
    ...(left.length > 0 ? [`${words.left} ${left.join(', ')}`] : [])
  ]
  return `${lines.map((line) => `# ${line}`).join('\n')}\n${writeYaml(mappingDocument(mapping))}`
}

const WORDS = {
  fr: {
    title: 'Correspondance proposée : à lire et à corriger',
    confidence: 'confiance',
    left: 'Colonnes laissées de côté :'
  },
  en: { title: 'Proposed mapping: to be read and corrected', confidence: 'confidence', left: 'Columns left out:' }
} as const
