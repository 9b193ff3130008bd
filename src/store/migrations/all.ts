/** Every migration, in order. One that has been released is never edited: a change is a new one. */

import type { Migration } from 'kysely'
import { up as registry } from './0001-registry.ts'
import { up as asWritten } from './0002-as-written.ts'
import { up as packedSeries } from './0003-packed-series.ts'
import { up as journal } from './0004-journal.ts'
import { up as organisations } from './0005-organisations.ts'
import { up as access } from './0006-access.ts'
import { up as letters } from './0009-letters.ts'
import { up as claims } from './0010-claims.ts'
import { up as attempts } from './0011-attempts.ts'
import { up as editions } from './0012-editions.ts'
import { up as lateForms } from './0014-late-forms.ts'
import { up as commitments } from './0013-commitments.ts'
import { up as editionWarnings } from './0015-edition-warnings.ts'
import { up as editionFreezing } from './0017-edition-freezing.ts'
import { up as commitmentWording } from './0018-commitment-wording.ts'
import { up as freezingTries } from './0020-freezing-tries.ts'
import { up as rowSecurity } from './0007-row-security.ts'
import { up as doubts } from './0008-doubts.ts'

export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-registry': { up: registry },
  '0002-as-written': { up: asWritten },
  '0003-packed-series': { up: packedSeries },
  '0004-journal': { up: journal },
  '0005-organisations': { up: organisations },
  '0006-access': { up: access },
  '0007-row-security': { up: rowSecurity },
  '0008-doubts': { up: doubts },
  '0009-letters': { up: letters },
  '0010-claims': { up: claims },
  '0011-attempts': { up: attempts },
  '0012-editions': { up: editions },
  '0013-commitments': { up: commitments },
  '0014-late-forms': { up: lateForms },
  '0015-edition-warnings': { up: editionWarnings },
  '0017-edition-freezing': { up: editionFreezing },
  '0018-commitment-wording': { up: commitmentWording },
  '0020-freezing-tries': { up: freezingTries }
}
