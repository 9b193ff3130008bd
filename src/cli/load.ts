/** `chevalement load FOLDER` */

import { loadFolder } from '../usecases/load.ts'
import type { Execute, ExitCode } from './command.ts'
import { answer } from './answer.ts'
import { teller, withRegistry } from './session.ts'

export const load: Execute = (request) =>
  withRegistry<ExitCode>(request, async (session) => {
    const folder = request.operand('FOLDER')
    const loaded = await loadFolder({ ...session, progress: teller(request) }, folder, {
      replace: request.isSet('replace')
    })
    const { perimeters, indicators, vintages, observations } = loaded
    answer(request, loaded, {
      fr: `${folder} est chargé : ${perimeters} périmètres, ${indicators} indicateurs, ${vintages} millésimes, ${observations} observations`,
      en: `${folder} is loaded: ${perimeters} perimeters, ${indicators} indicators, ${vintages} vintages, ${observations} observations`
    })
    return 0
  })
