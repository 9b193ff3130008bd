/** A spreadsheet of leads: what it would add and change among them. */

import type { CommitmentSet } from '../domain/commitments/commitment.ts'
import type { LeadPlan } from '../domain/commitments/lead-import.ts'
import type { Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { LEAD_WORDS, promise } from './commitment-messages.ts'
import { commitmentTrail } from './commitment-page.tsx'
import { writtenIn } from './passage.tsx'
import { pathTo } from './paths.ts'
import type { RecordForm } from './record-form.tsx'
import { ANY_TABLE, SpreadsheetImport } from './spreadsheet-import.tsx'

export type LeadImportProps = RecordForm & {
  readonly today: string
  readonly problem?: Text
  readonly planned?: {
    readonly file: string
    readonly digest: string
    readonly set: CommitmentSet
    readonly plan: LeadPlan
    /** Of each change, a sentence for each field. */
    readonly changes: readonly { readonly text: string; readonly fields: readonly Text[] }[]
  }
}

export function LeadImportPage({ today, problem, planned, ...form }: LeadImportProps) {
  const { language } = form.frame
  return (
    <SpreadsheetImport
      form={form}
      words={{ title: promise('importLeads', language), columns: COLUMNS, ...ANY_TABLE, isFeminine: true }}
      here={pathTo('importLeads', language)}
      back={pathTo('leads', language)}
      trail={[
        ...commitmentTrail(planned?.set, { today }, language),
        [pathTo('leads', language), promise('leads', language)]
      ]}
      problem={problem}
      planned={
        planned && {
          ...planned.plan,
          file: planned.file,
          digest: planned.digest,
          changed: planned.changes.map(({ text, fields }) => ({
            head: text,
            lines: fields.map((one) => word(one, language))
          })),
          added: planned.plan.added.map(({ text, origin, fate }) => ({
            head: text,
            lines: [LEAD_WORDS[fate][language], origin]
          }))
        }
      }
      lang={writtenIn(language)}
    />
  )
}

const COLUMNS: Text = {
  fr: 'Colonnes lues : piste, origine ; et, s’il y en a, identifiant, proposition (son numéro), responsable, sort (inconnu, notée, reprise, faite, abandonnée), action, raison, revue (un jour). Une piste sans sort est inconnue. Ce que le tableau ne dit pas reste comme il est.',
  en: 'Columns that are read: lead, origin; and, if any, id, proposition (its number), owner, fate (unknown, recorded, adopted, done, abandoned), action, reason, reviewed on (a day). A lead without a fate is unknown. What the spreadsheet does not say stays as it is.'
}
