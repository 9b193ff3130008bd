/** What the queue of the portal does of editions: issues frozen, their files made, their figures asked again. */

import { z } from 'zod'
import { makeEditionFiles, openEditionFiles, type Press } from '../jobs/edition-files.ts'
import { parquetOfColumns } from '../store/table-parquet.ts'
import type { Db } from '../store/database.ts'
import type { Access } from '../usecases/access.ts'
import { freezeAsked } from '../usecases/edition-freezing.ts'
import { askForFiles, findFilesJob } from '../usecases/edition-jobs.ts'
import type { EditionFiles } from '../usecases/edition-published.ts'
import { askForReminders, remind } from '../usecases/edition-reminders.ts'
import { reviewEditions } from '../usecases/edition-warnings.ts'
import type { Workshop } from '../usecases/queue.ts'
import { lookOf } from '../web/assets.ts'
import { plainFaces } from '../web/drawings.ts'
import { deskOver } from '../web/edition-desk.ts'
import type { Portal } from '../web/portal.ts'

const FILES = z.object({ digest: z.string() })
const REMINDER = z.object({ edition: z.string(), day: z.string() })
const FREEZING = z.object({ edition: z.string() })

export function editionHands({
  home,
  portal,
  access
}: {
  readonly home: string
  readonly portal: () => Portal | Promise<Portal>
  readonly access: Access
}): Workshop['hands'] {
  return {
    async 'edition-files'(_transaction, payload) {
      const { editions, assets } = await portal()
      const press: Press = { look: () => lookOf(assets.appearance), fonts: plainFaces, parquet: parquetOfColumns }
      await makeEditionFiles({ home, editions, press }, FILES.parse(payload).digest)
    },
    async 'edition-freeze'(transaction, payload) {
      const { edition } = FREEZING.parse(payload)
      await freezeAsked({ access, ...deskOver(await portal()) }, transaction, edition)
    },
    async 'edition-reminder'(transaction, payload) {
      await remind({ access, ...deskOver(await portal()) }, transaction, REMINDER.parse(payload))
    },
    async 'edition-review'(transaction) {
      const { observatory, editions, organisations } = await portal()
      const now = access.now()
      await reviewEditions(transaction, { observatory, editions, organisations, now })
      for (const one of await editions.list()) await askForReminders(transaction, observatory, one, now)
    }
  }
}

/** The files of editions under a home; what is missing is asked of the queue. */
export function filesUnder({ db, home }: { readonly db: Db; readonly home: string }, now: () => Date): EditionFiles {
  return openEditionFiles(home, {
    ask: (digest) => askForFiles(db, digest, now()),
    find: (digest) => findFilesJob(db, digest)
  })
}
