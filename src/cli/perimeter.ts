/** `chevalement perimeter ID` */

import type { Figure } from '../domain/indicators/figure.ts'
import { parsePeriod } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import { describePerimeter, parseDay, type Member, type PerimeterAnswer } from '../usecases/perimeters.ts'
import { withoutNoise } from '../view/figure-json.ts'
import { atPeriod } from '../view/period-text.ts'
import { formatCell } from '../view/number.ts'
import type { Execute, ExitCode } from './command.ts'
import { withObservatoryRead } from './session.ts'

export const perimeter: Execute = (request) => {
  const { operand, option, io, json, language } = request
  const id = parsePerimeterId(operand('ID'))
  const [at, vs] = [option('at'), option('vs')]
  const asked = {
    ...(at !== undefined && { day: parseDay(at) }),
    ...(vs !== undefined && { versus: parsePerimeterId(vs) })
  }
  return withObservatoryRead<ExitCode>(request, async (observatory) => {
    const found = await describePerimeter(observatory, id, asked)
    io.out(
      json ? `${JSON.stringify(perimeterJson(found), null, 2)}\n` : `${perimeterLines(found, language).join('\n')}\n`
    )
    return 0
  })
}

/** The stable form: `area` in km², `communes` by code, sorted. */
function perimeterJson(found: PerimeterAnswer): object {
  const { perimeter: one, day, version, nature, members, area, population, versus } = found
  const codes = (list: readonly Member[]): readonly string[] => list.map(({ commune }) => commune)
  return {
    id: one.id,
    label: one.label,
    nature: nature ?? null,
    at: day,
    version: version.version,
    cog: version.cog,
    derived: version.derived,
    count: members.length,
    communes: codes(members),
    names: Object.fromEntries(members.map(({ commune, name }) => [commune, name])),
    area: valueOf(area),
    population: valueOf(population),
    populationPeriod: population?.period ?? null,
    validFrom: one.validFrom ?? null,
    validTo: one.validTo ?? null,
    note: one.note ?? null,
    source: one.source ?? null,
    ...(versus && {
      versus: { id: versus.perimeter.id, label: versus.perimeter.label, version: versus.version.version },
      shared: codes(versus.shared),
      onlyHere: codes(versus.onlyHere),
      onlyThere: codes(versus.onlyThere)
    })
  }
}

function perimeterLines(found: PerimeterAnswer, language: Language): readonly string[] {
  const { perimeter: one, day, version, nature, members, area, population, versus } = found
  const isFrench = language === 'fr'
  const colon = isFrench ? '\u00a0:' : ':'
  const size = [
    count(members, language),
    ...(population ? [`${shown(population, language)} (${population.period})`] : []),
    ...(area ? [shown(area, language)] : [])
  ]
  return [
    `${one.label[language]}${nature ? `, ${lowerFirst(nature[language])}` : ''}`,
    `  ${upperFirst(atPeriod(parsePeriod(day), language))}${colon} ${size.join(', ')} — ${version.version}`,
    ...(one.note ? [`  ${one.note[language]}`] : []),
    ...(one.source ? [`  ${isFrench ? 'Source' : 'Source'}${colon} ${one.source}`] : []),
    `  ${isFrench ? 'Communes' : 'Communes'}${colon} ${names(members)}`,
    ...(versus
      ? [
          `${isFrench ? 'Avec' : 'With'} ${versus.perimeter.label[language]} (${count([...versus.shared, ...versus.onlyThere], language)})`,
          part(isFrench ? 'En commun' : 'Shared', versus.shared),
          part(isFrench ? 'Seulement ici' : 'Only here', versus.onlyHere),
          part(isFrench ? 'Seulement là' : 'Only there', versus.onlyThere)
        ]
      : [])
  ]

  function part(label: string, list: readonly Member[]): string {
    return `  ${label}${colon} ${list.length}${list.length > 0 ? ` — ${names(list)}` : ''}`
  }
}

/** Enough to recognise it; `--json` gives all of them. */
const NAMED = 12

function names(list: readonly Member[]): string {
  const first = list.slice(0, NAMED).map(({ name }) => name)
  return `${first.join(', ')}${list.length > NAMED ? '…' : ''}`
}

function count(list: readonly Member[], language: Language): string {
  const style = { language, decimals: 0 }
  return formatCell({ status: 'A', value: list.length }, 'communes', style)
}

function shown({ cell, unit, decimals }: Figure, language: Language): string {
  return formatCell(cell, unit, { language, decimals })
}

function valueOf(figure: Figure | undefined): number | null {
  return figure && 'value' in figure.cell ? withoutNoise(figure.cell.value) : null
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
