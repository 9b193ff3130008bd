/** `chevalement dump FOLDER` */

import { dumpFolder } from '../usecases/dump.ts'
import { saveMark } from '../store/service.ts'
import { answer } from './answer.ts'
import type { Execute, ExitCode } from './command.ts'
import { withRegistry } from './session.ts'

export const dump: Execute = (request) =>
  withRegistry<ExitCode>(request, async (session) => {
    const folder = request.operand('FOLDER')
    const dumped = await dumpFolder(session, folder)
    const { files, vintages } = dumped
    await saveMark(session.db, 'dump', new Date(), { files, vintages })
    answer(request, dumped, {
      fr: `${folder} contient l’observatoire : ${files} fichiers, dont ${vintages} millésimes`,
      en: `${folder} holds the observatory: ${files} files, ${vintages} vintages among them`
    })
    return 0
  })
