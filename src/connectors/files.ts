/**
 * Any file that holds a table, opened by its content whatever its name says: CSV (any separator, UTF-8,
 * Windows-1252, UTF-16), XLSX, Parquet, GeoJSON, alone or in a zip or a gzip. Rows come as cells of text
 * with their line, in order, as often as asked.
 */

import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { InvalidInput, type Place } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { chunksOf, diskFile, heldFile, hold, LIMITS, tooLarge, unpack, type ByteFile, type Chunks } from './bytes.ts'
import { detectSeparator, splitRows, type RowCallback } from './csv.ts'
import { decode, detectEncoding, type Encoding } from './encoding.ts'
import { openJson } from './json.ts'
import { openParquet } from './parquet.ts'
import { isWorkbook, openWorkbook, type Merged } from './xlsx.ts'
import { readZip, type ZipMember } from './zip.ts'

/** What a person may decide where the content leaves a choice. */
export type OpenOptions = {
  /** Of a zip, by its name. */
  readonly member?: string
  /** Of a workbook, by its name. */
  readonly sheet?: string
  readonly encoding?: Encoding
  readonly separator?: string
}

export type TableRow = { readonly cells: readonly string[]; readonly line: number }

/** What one format gives once opened. */
type Opened = {
  readonly format: 'csv' | 'xlsx' | 'parquet' | 'json'
  readonly eachRow: (callback: RowCallback) => void | Promise<void>
  readonly place: Place
  readonly remarks?: readonly Text[]
  readonly merged?: readonly Merged[]
  readonly sheets?: readonly string[]
  readonly members?: readonly string[]
  readonly encoding?: Encoding
  readonly separator?: string
}

export type TableFile = Required<Omit<Opened, 'encoding' | 'separator'>> & {
  /** Without its folders. */
  readonly name: string
  /** Of the file as received. */
  readonly bytes: number
  readonly sha256: string
  /** Present for a text. */
  readonly encoding?: Encoding
  readonly separator?: string
  /** The first rows, to look for the header in. */
  readonly head: readonly TableRow[]
  /** Empty lines are passed over. The cells are the callback's own: it may keep them. */
  readonly eachRow: (callback: RowCallback) => Promise<void>
}

const HEAD_ROWS = 60

/** Texts up to this size are kept unpacked between two readings. */
const KEPT = 64 * 1024 * 1024

/** @throws {InvalidInput} when there is no such file, it is empty, truncated, too large, or holds no table */
export async function openTable(path: string, options: OpenOptions = {}): Promise<TableFile> {
  const name = basename(path)
  const { file, sha256 } = await openFile(path, { file: name })
  const opened = await open(file, name, { file: name }, options)
  const eachRow = async (callback: RowCallback): Promise<void> => opened.eachRow(callback)
  const head = await readHead(eachRow)
  if (head.length === 0) {
    throw new InvalidInput(
      { fr: 'aucune ligne. Attendu au moins une ligne d’en-têtes', en: 'no line. Expected at least a line of headers' },
      opened.place
    )
  }
  return { remarks: [], merged: [], sheets: [], members: [], ...opened, name, bytes: file.bytes, sha256, head, eachRow }
}

/** The file as received: what a vintage keeps of it. @throws {InvalidInput} as `openTable` */
export async function identifyFile(path: string): Promise<Pick<TableFile, 'name' | 'bytes' | 'sha256'>> {
  const name = basename(path)
  const { file, sha256 } = await openFile(path, { file: name })
  return { name, bytes: file.bytes, sha256 }
}

/** What a zip holds, as its table of contents says. @throws {InvalidInput} when it is truncated or damaged */
export async function zipMembers(path: string): Promise<readonly string[]> {
  const place = { file: basename(path) }
  const { file } = await openFile(path, place)
  return (await readZip(file, place)).map(({ name }) => name)
}

/** A text cell's place, for messages. `column` is its name, or its number from 1. */
export function placeOf(file: { readonly place: Place }, line: number, column?: string | number): Place {
  return column === undefined ? { ...file.place, line } : { ...file.place, line, column }
}

async function openFile(path: string, place: Place): Promise<{ readonly file: ByteFile; readonly sha256: string }> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) {
    throw new InvalidInput(
      found
        ? { fr: 'c’est un dossier. Attendu un fichier', en: 'it is a folder. Expected a file' }
        : { fr: `fichier introuvable : ${path}`, en: `no such file: ${path}` },
      place
    )
  }
  if (found.size === 0) {
    throw new InvalidInput(
      {
        fr: 'fichier vide : 0 octet. Attendu une table ; le télécharger de nouveau',
        en: 'empty file: 0 bytes. Expected a table; download it again'
      },
      place
    )
  }
  if (found.size > LIMITS.fileBytes) throw tooLarge(LIMITS.fileBytes, place, found.size)
  const file = diskFile(path, found.size)
  const hash = createHash('sha256')
  for await (const chunk of chunksOf(file)) hash.update(chunk)
  return { file, sha256: hash.digest('hex') }
}

async function open(file: ByteFile, name: string, place: Place, options: OpenOptions): Promise<Opened> {
  const start = await file.slice(0, 512)
  const is = (signature: string): boolean => start.toString('latin1', 0, signature.length) === signature
  if (is('PK\x03\x04') || is('PK\x05\x06')) return openZip(file, await readZip(file, place), place, options)
  if (is('PAR1')) return { format: 'parquet', place, ...(await openParquet(file, place)) }
  if (is('\x1f\x8b')) {
    const chunks = await keep(() => unpack(chunksOf(file), 'gzip', { place }))
    return openText(chunks, name.replace(/\.gz$/i, ''), place, options)
  }
  const other = OTHER_FORMATS.find(({ signature }) => signature.test(start.toString('latin1')))
  if (other) throw new InvalidInput(other.text, place)
  return openText(() => chunksOf(file), name, place, options)
}

const OTHER_FORMATS = [
  {
    signature: /^\xd0\xcf\x11\xe0/,
    text: {
      fr: 'classeur d’avant 2007 (XLS), ou protégé par un mot de passe. Attendu un XLSX : l’ouvrir et l’enregistrer en XLSX sans mot de passe',
      en: 'workbook from before 2007 (XLS), or protected by a password. Expected an XLSX: open it and save it as XLSX with no password'
    }
  },
  {
    signature: /^%PDF/,
    text: {
      fr: 'c’est un PDF. Attendu une table : CSV, XLSX ou Parquet',
      en: 'it is a PDF. Expected a table: CSV, XLSX or Parquet'
    }
  },
  {
    signature: /^(\xef\xbb\xbf)?\s*<(!doctype html|html)/i,
    text: {
      fr: 'c’est une page web, peut-être un message d’erreur téléchargé à la place du fichier. Attendu une table',
      en: 'it is a web page, perhaps an error message downloaded in place of the file. Expected a table'
    }
  }
] as const

async function openZip(
  file: ByteFile,
  members: readonly ZipMember[],
  place: Place,
  options: OpenOptions
): Promise<Opened> {
  if (isWorkbook(members)) {
    const book = await openWorkbook(file, members, place, options.sheet)
    return { format: 'xlsx', ...book, place: { ...place, sheet: book.sheet } }
  }
  const member = chooseMember(members, place, options.member)
  const inside = { file: `${place.file ?? ''}/${member.name}` }
  const names = members.map((m) => m.name)
  if (/\.(xlsx|parquet|zip)$/i.test(member.name)) {
    const held = await hold(member.read(LIMITS.heldBytes), inside)
    return { ...(await open(heldFile(held), member.name, inside, options)), members: names }
  }
  const chunks = await keep(() => member.read())
  return { ...(await openText(chunks, member.name, inside, options)), members: names }
}

function chooseMember(members: readonly ZipMember[], place: Place, asked?: string): ZipMember {
  const tables = members.filter(({ name }) => /\.(csv|txt|tsv|xlsx|parquet|geojson|json)$/i.test(name))
  // INSEE ships each table with the dictionary of its variables.
  const data = tables.filter(({ name }) => !/(^|[/_-])(meta|varmod|lisez|lisezmoi|readme|dictionnaire)/i.test(name))
  const candidates = data.length > 0 ? data : tables
  const found = asked === undefined ? candidates : members.filter(({ name }) => name === asked)
  const [chosen] = found
  if (chosen && found.length === 1) return chosen
  const names = members.map(({ name }) => name).join(', ')
  throw new InvalidInput(
    chosen
      ? {
          fr: `plusieurs tables dans ce zip : ${names}. Attendu le nom de l’une d’elles (member)`,
          en: `several tables in this zip: ${names}. Expected the name of one of them (member)`
        }
      : {
          fr: `pas de table ${asked === undefined ? '' : `« ${asked} » `}dans ce zip. Trouvé : ${names}`,
          en: `no table ${asked === undefined ? '' : `"${asked}" `}in this zip. Found: ${names}`
        },
    place
  )
}

async function openText(chunks: Chunks, name: string, place: Place, options: OpenOptions): Promise<Opened> {
  const decision = await detectEncoding(chunks, place, options.encoding)
  const { encoding, remarks } = decision
  const texts = (): AsyncIterable<string> => decode(chunks(), decision, place)
  const sample = await firstText(texts())
  if (/\.(geo)?json$/i.test(name) || /^\ufeff?\s*(\{\s*"|\[\s*\{)/.test(sample)) {
    const text = await holdText(texts(), place)
    return { format: 'json', place, remarks, encoding, ...openJson(text, place) }
  }
  const separator = options.separator ?? detectSeparator(sample)
  const eachRow = (callback: RowCallback): Promise<void> => splitRows(texts(), separator, place, callback)
  return { format: 'csv', place, remarks, encoding, separator, eachRow }
}

/** Unpacks once a text small enough to be kept; a larger one is unpacked anew at each reading. */
async function keep(chunks: Chunks): Promise<Chunks> {
  const kept: Buffer[] = []
  let total = 0
  for await (const chunk of chunks()) {
    total += chunk.length
    if (total > KEPT) return chunks
    kept.push(chunk)
  }
  return async function* () {
    yield* kept
  }
}

async function holdText(texts: AsyncIterable<string>, place: Place): Promise<string> {
  let whole = ''
  for await (const text of texts) {
    whole += text
    if (whole.length > LIMITS.heldBytes) throw tooLarge(LIMITS.heldBytes, place)
  }
  return whole.replace(/^\ufeff/, '')
}

async function firstText(texts: AsyncIterable<string>): Promise<string> {
  for await (const text of texts) if (text !== '') return text.slice(0, 256 * 1024)
  return ''
}

async function readHead(eachRow: (callback: RowCallback) => Promise<void>): Promise<readonly TableRow[]> {
  const head: TableRow[] = []
  try {
    await eachRow((cells, line) => {
      head.push({ cells, line })
      if (head.length === HEAD_ROWS) throw ENOUGH
    })
  } catch (error) {
    if (error !== ENOUGH) throw error
  }
  return head
}

const ENOUGH = Symbol('enough rows')
