/** `chevalement verify` */

import { verifyObservatory } from '../usecases/verify.ts'
import { saveMark } from '../store/service.ts'
import { answer } from './answer.ts'
import type { Execute, ExitCode } from './command.ts'
import { teller, withObservatory } from './session.ts'

export const verify: Execute = (request) =>
  withObservatory<ExitCode>(request, async (session) => {
    const found = await verifyObservatory({ ...session, progress: teller(request) })
    const intact = found.problems.every(({ kind }) => kind !== 'journal')
    await saveMark(session.db, 'verification', new Date(), { intact, ...found.journal })
    const { vintages, observations, perimeters, assets, journal, problems } = found
    const checked = {
      fr: `${vintages} millésimes, ${observations} observations, ${perimeters} périmètres, ${assets} fichiers, ${journal.entries} écritures au journal (${journal.hash.slice(0, 16)}…)`,
      en: `${vintages} vintages, ${observations} observations, ${perimeters} perimeters, ${assets} files, ${journal.entries} journal entries (${journal.hash.slice(0, 16)}…)`
    }
    const list = (language: 'fr' | 'en', colon: string): string =>
      problems.map(({ about, text }) => `\n- ${about}${colon} ${text[language]}`).join('')
    answer(
      request,
      { ok: problems.length === 0, ...found },
      problems.length === 0
        ? { fr: `Tout est en ordre : ${checked.fr}`, en: `All is in order: ${checked.en}` }
        : {
            fr: `${problems.length} ${problems.length > 1 ? 'défauts' : 'défaut'} (${checked.fr})${list('fr', '\u00a0:')}`,
            en: `${problems.length} faults (${checked.en})${list('en', ':')}`
          }
    )
    return problems.length === 0 ? 0 : 1
  })
