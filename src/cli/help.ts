/** Help and `docs/cli.md`, written from the table of commands. */

import type { Language, Text } from '../domain/shared/text.ts'
import { COMMON_OPTIONS, type Command, type Operand, type Option } from './command.ts'

/** How a command is called: `chevalement figure INDICATOR --on PERIMETER …`. */
export function usageLine(command: Command): Text {
  const words = [
    'chevalement',
    command.name,
    ...command.operands.map(operandText),
    ...command.options.map((option) => (option.required ? optionText(option) : `[${optionText(option)}]`)),
    '[--json]',
    '[--lang fr|en]'
  ].join(' ')
  return { fr: words, en: words }
}

export function programHelp(commands: readonly Command[], language: Language): string {
  const { intro, commandsTitle, more } = WORDS[language]
  const rows = commands.map(({ name, operands, about }) => [
    [name, ...operands.map(operandText)].join(' '),
    about[language]
  ])
  return `${[intro, `${commandsTitle}\n${columns(rows)}`, more].join('\n\n')}\n`
}

export function commandHelp(command: Command, language: Language): string {
  const { usage, operandsTitle, optionsTitle, examplesTitle } = WORDS[language]
  const options = [...command.options, ...COMMON_OPTIONS]
  return `${[
    `chevalement ${command.name}\n  ${command.about[language]}`,
    `${usage}\n  ${usageLine(command)[language]}`,
    ...(command.operands.length > 0
      ? [`${operandsTitle}\n${columns(command.operands.map(({ name, about }) => [name, about[language]]))}`]
      : []),
    `${optionsTitle}\n${columns(options.map((option) => [optionText(option), option.about[language]]))}`,
    `${examplesTitle}\n${command.examples.map((example) => `  npx chevalement ${example}`).join('\n')}`
  ].join('\n\n')}\n`
}

/** The page of the documentation. */
export function commandsPage(commands: readonly Command[]): string {
  const sections = commands.map((command) => {
    const options = command.options.map((option) => `| \`${escapeBar(optionText(option))}\` | ${option.about.en} |`)
    return [
      `## ${command.name}`,
      `${capital(command.about.en)}.`,
      fence(usageLine(command).en),
      ...(options.length > 0 ? [['| option | does |', '| --- | --- |', ...options].join('\n')] : []),
      fence(command.examples.map((example) => `npx chevalement ${example}`).join('\n'))
    ].join('\n\n')
  })
  const common = COMMON_OPTIONS.map((option) => `| \`${escapeBar(optionText(option))}\` | ${option.about.en} |`)
  return `${[
    '# Commands',
    'Written from the table of commands in `src/cli/commands.ts` by `npm run docs`; a test holds the two together.',
    'Exit codes: 0 done, 1 refused with a message, 2 wrong usage. Results go to the standard output, progress and errors to the standard error. `chevalement --version` tells the release. With `--json`, an error is `{"error": {"code", "message", "place"?}}`.',
    ['| every command | does |', '| --- | --- |', ...common].join('\n'),
    ...sections
  ].join('\n\n')}\n`
}

const WORDS = {
  fr: {
    intro: 'Chevalement : les chiffres publics d’un territoire, avec leur périmètre, leur source et leur méthode.',
    commandsTitle: 'Commandes :',
    more: '`chevalement COMMANDE --help` en dit plus, `chevalement --version` dit la version. Codes de sortie : 0 fait, 1 refusé, 2 mauvais usage.',
    usage: 'Usage :',
    operandsTitle: 'Mots :',
    optionsTitle: 'Options :',
    examplesTitle: 'Exemples :'
  },
  en: {
    intro: 'Chevalement: public figures of a territory, with their perimeter, their source and their method.',
    commandsTitle: 'Commands:',
    more: '`chevalement COMMAND --help` says more, `chevalement --version` tells the release. Exit codes: 0 done, 1 refused, 2 wrong usage.',
    usage: 'Usage:',
    operandsTitle: 'Words:',
    optionsTitle: 'Options:',
    examplesTitle: 'Examples:'
  }
} as const satisfies Record<Language, Record<string, string>>

function operandText({ name, optional }: Operand): string {
  return optional ? `[${name}]` : name
}

function optionText({ name, value }: Option): string {
  return value ? `--${name} ${value}` : `--${name}`
}

function columns(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([first = '']) => first.length))
  return rows.map(([first = '', second = '']) => `  ${first.padEnd(width)}  ${second}`).join('\n')
}

function fence(text: string): string {
  return `\`\`\`sh\n${text}\n\`\`\``
}

function escapeBar(text: string): string {
  return text.replaceAll('|', '\\|')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
