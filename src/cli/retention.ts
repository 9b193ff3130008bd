/** `chevalement retention` */

import { dayThere } from '../domain/shared/time-zone.ts'
import { findTimeZone } from '../store/notifications.ts'
import { applyRetention, planRetention } from '../usecases/organisations-personal.ts'
import { answer } from './answer.ts'
import type { Execute, ExitCode } from './command.ts'
import { withRegistry } from './session.ts'

export const retention: Execute = (request) =>
  withRegistry<ExitCode>(request, async ({ db }) => {
    const today = dayThere(await findTimeZone(db), request.at)
    const isApplied = request.isSet('apply')
    const context = { db, authorship: { actor: 'command', reason: 'retention' }, today } as const
    const report = isApplied ? await applyRetention(context) : await planRetention({ db, today })
    const lines = (language: 'fr' | 'en'): string => report.lines.map((one) => `- ${one[language]}\n`).join('')
    const count = report.due.length
    answer(
      request,
      { applied: isApplied, due: report.due },
      {
        fr: `${lines('fr')}${count} ${isApplied ? 'donnée(s) retirée(s)' : 'donnée(s) à retirer ; --apply les retire'}`,
        en: `${lines('en')}${count} ${isApplied ? 'removed' : 'to be removed; --apply removes them'}`
      }
    )
    return 0
  })
