/** A warning of a break is lifted with a reason, which the journal keeps; never by leaving it out of a folder. */

import { Refused } from '../domain/shared/errors.ts'
import type { Folder } from '../folder/read.ts'

type Warned = Pick<Folder, 'indicators'>

/** @throws {Refused} `break-dropped` when an indicator goes on without a break that it had */
export function refuseDroppedBreaks(current: Warned, next: Warned): void {
  for (const { id, breaks } of current.indicators) {
    const one = next.indicators.find((indicator) => indicator.id === id)
    if (!one) continue
    const told = new Set([...one.breaks, ...(one.liftedBreaks ?? [])].map(({ at }) => at))
    const dropped = breaks.find(({ at }) => !told.has(at))
    if (!dropped) continue
    const { at, label } = dropped
    throw new Refused('break-dropped', {
      fr: `indicators/${id}.yaml n’avertit plus de la rupture de ${at} (« ${label.fr} »). Pour lever cet avertissement, laissez la rupture et dites pourquoi : lifted: { fr: …, en: … }`,
      en: `indicators/${id}.yaml no longer warns of the break of ${at} ("${label.en}"). To lift that warning, leave the break and say why: lifted: { fr: …, en: … }`
    })
  }
}
