/** `chevalement edition ID [--each PERIMETER] [--out FOLDER]` */

import { blocks } from '../domain/editions/problem.ts'
import { renderTypst } from '../edition/typst.ts'
import { filesOf } from '../jobs/edition-files.ts'
import { typesetPdf } from '../jobs/typeset.ts'
import { findCommitments } from '../store/commitments.ts'
import { claimContextOf, makeClaimReader } from '../usecases/claims.ts'
import { writtenSource } from '../usecases/edition-source.ts'
import { checkEdition } from '../usecases/editions.ts'
import { freezeEdition, photographsIn, sealEdition } from '../usecases/edition-freeze.ts'
import { frozenTables } from '../usecases/edition-rows.ts'
import { watchObservatory } from '../usecases/live.ts'
import { sha256 } from '../usecases/open.ts'
import { parquetOfColumns } from '../store/table-parquet.ts'
import { problemLine } from '../view/edition-problems.ts'
import { lookOf } from '../web/assets.ts'
import { plainFaces } from '../web/drawings.ts'
import { drawEdition } from '../web/edition-drawings.tsx'
import { answer } from './answer.ts'
import type { Execute, ExitCode } from './command.ts'
import { withObservatory } from './session.ts'
import { writeSite } from './site-files.ts'

/** Checks, and with a folder writes the site, the PDF and the data from one frozen value. Faults refuse it whole. */
export const edition: Execute = (request) =>
  withObservatory<ExitCode>(request, async (session) => {
    const { io, language, option, operand } = request
    const { today } = session
    const { observatory, basemaps, appearance, readAsset } = await (
      await watchObservatory(session, session.observatory, () => performance.now())
    )()
    const { files, read } = await writtenSource({ db: session.db, files: observatory.folder.files }, operand('EDITION'))
    const book = {
      context: claimContextOf(session.db, observatory, today),
      reader: makeClaimReader(session.db),
      commitments: () => findCommitments(session.db)
    }
    const found = await checkEdition(observatory, files, read, operand('EDITION'), book, option('each'))
    const { language: written } = found.edition
    const {
      drawings,
      points,
      problems: undrawn
    } = await drawEdition({ observatory, basemaps }, found.edition, {
      palette: new Map(Object.entries(appearance.palettes.light)),
      faces: '',
      address: '',
      observatory: observatory.folder.settings.name[written],
      language: written
    })
    const checked = { ...found, points, problems: [...found.problems, ...undrawn] }
    const { problems, answers } = checked
    const faults = problems.filter(blocks).length
    const out = option('out')
    if (faults > 0 || out === undefined) {
      if (!request.json) for (const problem of problems) io.out(`${problemLine(problem, language)}\n`)
      answer(
        request,
        { figures: answers.size, faults, problems },
        {
          fr: `${answers.size} chiffres, ${faults} défauts, ${problems.length - faults} points à savoir`,
          en: `${answers.size} figures, ${faults} faults, ${problems.length - faults} points to know`
        }
      )
      return faults > 0 ? 1 : 0
    }
    const frozen = freezeEdition(observatory, checked, drawings, today)
    const photographs = new Map<string, Uint8Array>()
    for (const [name, path] of photographsIn(checked)) photographs.set(name, await readAsset(path))
    const digests = [...photographs].map(([name, bytes]) => [name, sha256(bytes)] as const)
    const rows = await frozenTables(observatory, frozen)
    const archived = { frozen, rows, photographs: Object.fromEntries(digests), verdicts: [] }
    const sealed = sealEdition(archived)
    const { digest } = sealed
    // Hundreds of pages made from a template are read on a screen.
    const pdf =
      frozen.edition.each === undefined
        ? await typesetPdf(renderTypst(frozen, photographs, digest), await plainFaces())
        : undefined
    const press = { look: () => lookOf(appearance), parquet: parquetOfColumns }
    const pages = await filesOf({ archived, ...sealed }, photographs, press, pdf)
    await writeSite(out, pages)
    answer(
      request,
      { out, files: pages.size, figures: answers.size, digest },
      {
        fr: `${out} contient l’édition « ${frozen.edition.title} » : ${pages.size} fichiers, ${answers.size} chiffres, empreinte ${digest}`,
        en: `${out} holds the edition "${frozen.edition.title}": ${pages.size} files, ${answers.size} figures, digest ${digest}`
      }
    )
    return 0
  })
