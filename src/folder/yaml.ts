/** YAML in, with the place of every value; YAML out, always the same bytes for the same value. */

import { Document, isCollection, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import { InvalidInput, type Place } from '../domain/shared/errors.ts'

export type YamlFile = {
  /** Path in the folder, for messages. */
  readonly file: string
  readonly value: unknown
  /** Where the value at `path` stands; the nearest one above it when there is none. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place
}

/** @throws {InvalidInput} with line and column when `text` is not YAML, or has a key twice */
export function readYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true })
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const [error] = document.errors
  if (error) {
    const found = error.message.split('\n', 1)[0] ?? ''
    throw new InvalidInput(
      { fr: `YAML illisible (${error.code}) : ${found}`, en: `not readable as YAML (${error.code}): ${found}` },
      at(error.pos[0])
    )
  }
  return { file, value: document.toJS(), placeOf: (path) => at(offsetOf(document.contents, path)) }
}

/** The one way to write: two spaces, 100 columns, what is short on one line, long texts folded, no comments. */
export function writeYaml(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false })
  visit(document, {
    Scalar(key, node) {
      if (key !== 'key' && typeof node.value === 'string' && node.value.length > LONG) node.type = 'BLOCK_FOLDED'
    },
    Collection(key, node) {
      const flat = node.items.every((item) => isFlat(isPair(item) ? item.value : item))
      if (key !== null && flat && JSON.stringify(node).length <= LONG) node.flow = true
    }
  })
  return document.toString({ lineWidth: 100, indent: 2 })
}

/** Characters that still fit on one line, indented. */
const LONG = 90

function isFlat(node: unknown): boolean {
  return isScalar(node) || (isCollection(node) && node.items.every((item) => isScalar(item)))
}

function offsetOf(root: unknown, path: readonly PropertyKey[]): number {
  let offset = 0
  let node = root
  for (const step of [undefined, ...path]) {
    if (step !== undefined) {
      const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === step) : undefined
      if (pair && isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset
      node = pair ? pair.value : isSeq(node) && typeof step === 'number' ? node.items[step] : undefined
      if (!node) return offset
    }
    if (isScalar(node) || isMap(node) || isSeq(node)) offset = node.range?.[0] ?? offset
  }
  return offset
}
