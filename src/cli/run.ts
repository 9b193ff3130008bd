/** The command line: finds the command, checks its words, runs it, and ends with 0 done, 1 refused, 2 wrong usage. */

import { parseArgs } from 'node:util'
import { parseConfig } from '../config.ts'
import { InvalidInput, ObservatoryError } from '../domain/shared/errors.ts'
import { nearest } from '../domain/shared/nearest.ts'
import { LANGUAGES, type Language, type Text } from '../domain/shared/text.ts'
import { readVersion, ROOT } from '../root.ts'
import { COMMON_OPTIONS, type Command, type Io, type Option, type Request } from './command.ts'
import { COMMANDS } from './commands.ts'
import { commandHelp, programHelp, usageLine } from './help.ts'

/** @returns the exit code: 0 done, 1 refused with a message, 2 wrong usage */
export async function run(argv: readonly string[], env: NodeJS.ProcessEnv, io: Io): Promise<0 | 1 | 2> {
  const answer = { language: languageOf(argv), json: argv.includes('--json') }
  try {
    return await dispatch(argv, env, io, answer)
  } catch (error) {
    if (error instanceof WrongUsage) {
      const { fr, en } = error.usage
      const text = { fr: `${error.text.fr}\nUsage : ${fr}`, en: `${error.text.en}\nUsage: ${en}` }
      io.err(answer.json ? errorJson('wrong-usage', error.text[answer.language]) : `${text[answer.language]}\n`)
      return 2
    }
    if (error instanceof ObservatoryError) {
      const place = error instanceof InvalidInput ? error.place : undefined
      const sentence = error.text[answer.language]
      io.err(answer.json ? errorJson(error.code, sentence, place) : `${sentence}\n`)
      return 1
    }
    const sentence = FAULT[answer.language]
    io.err(answer.json ? errorJson('fault', sentence) : `${sentence}\n`)
    if (env['DEBUG']) io.err(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return 1
  }
}

async function dispatch(
  [name, ...words]: readonly string[],
  env: NodeJS.ProcessEnv,
  io: Io,
  { language, json }: { readonly language: Language; readonly json: boolean }
): Promise<0 | 1 | 2> {
  if (name === '--version') {
    io.out(json ? `${JSON.stringify({ version: readVersion() })}\n` : `chevalement ${readVersion()}\n`)
    return 0
  }
  if (name === undefined || name.startsWith('-') || name === 'help') {
    const help = programHelp(COMMANDS, language)
    const isAsked = name === 'help' || name === '--help' || name === '-h' || words.includes('--help')
    ;(isAsked ? io.out : io.err)(help)
    return isAsked ? 0 : 2
  }
  const command = COMMANDS.find((candidate) => candidate.name === name)
  if (!command) throw unknownCommand(name)
  if (words.includes('--help') || words.includes('-h')) {
    io.out(commandHelp(command, language))
    return 0
  }
  const request = parseRequest(command, words)
  const config = parseConfig(env, ROOT)
  const execute = await command.load()
  return execute({ ...request, json, language, config, at: instant(env), io })
}

/** `SOURCE_DATE_EPOCH`, seconds since 1970, stands for now where the same work must give the same bytes. */
function instant(env: NodeJS.ProcessEnv): Date {
  const given = env['SOURCE_DATE_EPOCH']
  const seconds = given !== undefined && /^\d{1,11}$/.test(given) ? Number(given) : Date.now() / 1000
  return new Date(seconds * 1000)
}

class WrongUsage extends Error {
  readonly text: Text
  readonly usage: Text

  constructor(text: Text, usage: Text) {
    super(text.en)
    this.text = text
    this.usage = usage
  }
}

function unknownCommand(name: string): WrongUsage {
  const names = COMMANDS.map((command) => command.name)
  const near = nearest(name, names)
  const hint = near ? { fr: ` ; peut-être « ${near} »`, en: `; did you mean "${near}"?` } : { fr: '', en: '' }
  return new WrongUsage(
    { fr: `Commande inconnue « ${name} »${hint.fr}`, en: `Unknown command "${name}"${hint.en}` },
    { fr: `chevalement ${names.join(' | ')}`, en: `chevalement ${names.join(' | ')}` }
  )
}

type Parsed = Pick<Request, 'operand' | 'option' | 'isSet'>

/** @throws {WrongUsage} */
function parseRequest(command: Command, words: readonly string[]): Parsed {
  const wrong = (text: Text): WrongUsage => new WrongUsage(text, usageLine(command))
  const options: readonly Option[] = [...command.options, ...COMMON_OPTIONS]
  const { values, positionals } = readWords(words, options, wrong)
  for (const { name, required } of options) {
    if (!required || values.has(name)) continue
    throw wrong({ fr: `Il manque --${name}`, en: `--${name} is missing` })
  }
  const lang = values.get('lang')
  if (lang !== undefined && !LANGUAGES.some((language) => language === lang)) {
    throw wrong({ fr: `--lang vaut « ${lang} » : attendu fr ou en`, en: `--lang is "${lang}": expected fr or en` })
  }
  const expected = command.operands.length
  if (positionals.length < command.operands.filter(({ optional }) => !optional).length) {
    const name = command.operands[positionals.length]?.name ?? ''
    throw wrong({ fr: `Il manque ${name}`, en: `${name} is missing` })
  }
  if (positionals.length > expected && !command.rest) {
    const extra = positionals[expected] ?? ''
    throw wrong({ fr: `Mot en trop « ${extra} »`, en: `Unexpected word "${extra}"` })
  }
  const operands = new Map(command.operands.map(({ name }, i) => [name, positionals[i] ?? '']))
  const last = command.operands.at(-1)
  if (command.rest && last) operands.set(last.name, positionals.slice(expected - 1).join(' '))
  return {
    operand: (name) => operands.get(name) ?? '',
    option: (name) => values.get(name),
    isSet: (name) => values.has(name)
  }
}

function readWords(
  words: readonly string[],
  options: readonly Option[],
  wrong: (text: Text) => WrongUsage
): { readonly values: ReadonlyMap<string, string>; readonly positionals: readonly string[] } {
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      options.map(({ name, value }) => [name, { type: value ? 'string' : 'boolean' } as const])
    ),
    strict: false,
    tokens: true
  })
  const values = new Map<string, string>()
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const option = options.find(({ name }) => name === token.name)
    if (!option) {
      const near = nearest(
        token.name,
        options.map(({ name }) => name)
      )
      const hint = near ? { fr: ` ; peut-être --${near}`, en: `; did you mean --${near}?` } : { fr: '', en: '' }
      throw wrong({
        fr: `Option inconnue « ${token.rawName} »${hint.fr}`,
        en: `Unknown option "${token.rawName}"${hint.en}`
      })
    }
    if (option.value && (token.value === undefined || (token.value.startsWith('--') && !token.inlineValue))) {
      throw wrong({ fr: `--${option.name} attend ${option.value}`, en: `--${option.name} expects ${option.value}` })
    }
    if (!option.value && token.value !== undefined) {
      throw wrong({ fr: `--${option.name} ne prend pas de valeur`, en: `--${option.name} takes no value` })
    }
    if (values.has(option.name)) {
      throw wrong({ fr: `--${option.name} est donné deux fois`, en: `--${option.name} is given twice` })
    }
    values.set(option.name, token.value ?? '')
  }
  return { values, positionals }
}

/** Read before anything is checked, so that even a wrong usage is told in the language asked. */
function languageOf(argv: readonly string[]): Language {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const found = argv[at]?.split('=')[1] ?? argv[at + 1]
  return at >= 0 && found === 'en' ? 'en' : 'fr'
}

const FAULT: Text = {
  fr: 'Une erreur du programme a arrêté la commande ; DEBUG=1 devant elle en montre le détail',
  en: 'A fault of the program stopped the command; DEBUG=1 before it shows the detail'
}

function errorJson(code: string, message: string, place?: object): string {
  const hasPlace = place !== undefined && Object.keys(place).length > 0
  return `${JSON.stringify({ error: { code, message, ...(hasPlace && { place }) } }, null, 2)}\n`
}
