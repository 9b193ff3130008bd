/** A queue that works when a test says so, at the hour that the test says. */

import type { Mail } from '../../src/usecases/letters.ts'
import { workNext, type Workshop } from '../../src/usecases/queue.ts'
import { twinOf } from '../../src/view/paths.ts'
import type { Office } from './access-office.ts'

export function makeWorkshop(office: Pick<Office, 'access'>, deliver: Workshop['deliver']): Workshop {
  const { db, settings, now, log } = office.access
  return {
    db,
    settings,
    observatory: { fr: 'Observatoire', en: 'Observatory' },
    now,
    deliver,
    pathIn: (path, language) => (language === 'fr' ? path : twinOf(path)),
    paths: {
      settings: { fr: '/avis', en: '/en/notifications' },
      stop: { fr: '/avis/stop', en: '/en/notifications/stop' }
    },
    hands: { 'edition-files': idle, 'edition-freeze': idle, 'edition-reminder': idle, 'edition-review': idle },
    log
  }
}

/** Everything that is due. */
export async function workAll(workshop: Workshop): Promise<readonly ('done' | 'failed')[]> {
  const outcomes: ('done' | 'failed')[] = []
  for (;;) {
    const outcome = await workNext(workshop)
    if (outcome === 'idle') return outcomes
    outcomes.push(outcome)
  }
}

export function keepIn(mails: Mail[]): NonNullable<Workshop['deliver']> {
  return (mail) => {
    mails.push(mail)
    return Promise.resolve()
  }
}

function idle(): Promise<void> {
  return Promise.resolve()
}
