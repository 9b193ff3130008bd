/** `chevalement edition ID [--each PERIMETER] [--out FOLDER]` */

import type { FrozenEdition } from '../domain/editions/frozen.ts'
import { blocks } from '../domain/editions/problem.ts'
import { dataTables, renderPackage } from '../edition/package.ts'
import { renderSite } from '../edition/site.tsx'
import { renderTypst } from '../edition/typst.ts'
import { typesetPdf } from '../jobs/typeset.ts'
import { findCommitments } from '../store/commitments.ts'
import { claimContextOf, makeClaimReader } from '../usecases/claims.ts'
import { writtenSource } from '../usecases/edition-source.ts'
import { checkEdition } from '../usecases/editions.ts'
import { editionDigest, freezeEdition, photographsIn } from '../usecases/edition-freeze.ts'
import { frozenTables } from '../usecases/edition-rows.ts'
import { watchObservatory } from '../usecases/live.ts'
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
    const { io, language, option, operand, today } = request
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
    const { drawings, problems: undrawn } = await drawEdition({ observatory, basemaps }, found.edition, {
      palette: new Map(Object.entries(appearance.palettes.light)),
      faces: '',
      address: '',
      observatory: observatory.folder.settings.name[written],
      language: written
    })
    const checked = { ...found, problems: [...found.problems, ...undrawn] }
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
    const tables = dataTables(frozen, await frozenTables(observatory, frozen))
    const digest = editionDigest(frozen)
    const others = new Map<string, string | Uint8Array>([
      // Hundreds of pages made from a template are read on a screen.
      ...(frozen.edition.each === undefined ? [await booklet(frozen, photographs, digest)] : []),
      [`frozen.json`, `${JSON.stringify(frozen)}\n`],
      ...[...renderPackage(frozen, tables)].map(([path, text]) => [`donnees/${path}`, text] as const),
      ...tables.map(({ name, columns }) => [`donnees/${name}.parquet`, parquetOfColumns(columns)] as const),
      ...[...photographs].map(([name, bytes]) => [`photographies/${name}`, bytes] as const)
    ])
    const pages = renderSite(frozen, await lookOf(appearance), others, digest)
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

async function booklet(
  frozen: FrozenEdition,
  photographs: ReadonlyMap<string, Uint8Array>,
  digest: string
): Promise<readonly [path: string, pdf: Uint8Array]> {
  return [`${frozen.edition.id}.pdf`, await typesetPdf(renderTypst(frozen, photographs, digest), await plainFaces())]
}
