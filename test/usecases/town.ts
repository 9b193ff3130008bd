/** A fictional observatory whose one figure may be changed: read by processes of their own too. */

import type { FigureRequest } from '../../src/domain/indicators/request.ts'
import { parseOrganisationId } from '../../src/domain/organisations/organisation.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import type { DoubtContext } from '../../src/usecases/doubts.ts'
import type { OpenObservatory } from '../../src/usecases/open.ts'
import {
  indicatorId,
  makeIndicator,
  makeInputs,
  makeMeasure,
  makeSource,
  makeVintage,
  perimeter,
  series
} from '../make.ts'
import type { Office } from './access-office.ts'

export const ASKED: FigureRequest = {
  indicator: indicatorId('empty'),
  perimeter: perimeter('00001'),
  period: parsePeriod('2022')
}

export const TODAY = '2026-11-23'

/** One indicator, of one producer, Insee; `value` is that of commune 00001. */
function makeTown(value: number): OpenObservatory {
  const vintage = makeVintage('town@2022', { empty: { 2022: { 1: value, 2: 4, 3: 5 } } })
  const inputs = makeInputs({
    measures: [makeMeasure('empty')],
    sources: [makeSource('town', { producer: { fr: 'Insee', en: 'INSEE' } })],
    indicators: [makeIndicator('empty', { formula: { kind: 'level', terms: [{ series: series('empty'), sign: 1 }] } })],
    vintages: [vintage]
  })
  return {
    registry: inputs.registry,
    places: inputs,
    block: (id: never, wanted: never) => Promise.resolve(inputs.block(id, wanted)),
    atlas: { geography: { latest: 2026 } },
    folder: { files: [], settings: { doubts: { workingDays: 10 }, name: { fr: 'Une ville', en: 'A town' } } }
  } as unknown as OpenObservatory
}

export function contextOf({ access }: Pick<Office, 'access'>, value: number, today = TODAY): DoubtContext {
  const register = {
    organisations: [
      {
        id: parseOrganisationId('insee'),
        kind: 'knowledge' as const,
        names: [{ name: 'Insee' }],
        aliases: [],
        forms: [],
        predecessors: [],
        participations: []
      }
    ],
    lists: [],
    people: []
  }
  return {
    access,
    observatory: makeTown(value),
    today,
    organisations: {
      register: () => Promise.resolve(register),
      changes: () => Promise.resolve([]),
      definition: () => Promise.resolve(undefined),
      firstDay: () => Promise.resolve(undefined)
    }
  }
}
