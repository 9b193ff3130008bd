/** A table of claims: what it would add and change in the register. */

import type { Text } from '../domain/shared/text.ts'
import type { Claim } from '../domain/sources/claim.ts'
import { word } from './access-form.tsx'
import { claimAmount } from './claim-text.ts'
import { documentTrail, Quoted } from './conflicts.tsx'
import { pathTo } from './paths.ts'
import type { RecordForm } from './record-form.tsx'
import { SpreadsheetImport, type PlannedSpreadsheet } from './spreadsheet-import.tsx'

type Cell = string | number | null

export type ClaimImportProps = RecordForm & {
  readonly problem?: Text
  readonly planned?: Pick<PlannedSpreadsheet, 'file' | 'digest' | 'refused' | 'unchanged'> & {
    readonly added: readonly Claim[]
    readonly changed: readonly {
      readonly claim: Claim
      readonly columns: readonly { readonly column: string; readonly before: Cell; readonly after: Cell }[]
    }[]
  }
}

export function ClaimImportPage({ problem, planned, ...form }: ClaimImportProps) {
  const { language } = form.frame
  const title = word({ fr: 'Importer des affirmations', en: 'Import claims' }, language)
  return (
    <SpreadsheetImport
      form={form}
      words={{ title, columns: COLUMNS, file: FILE, accept: '.csv,.txt,text/csv', isFeminine: true }}
      here={pathTo('importClaims', language)}
      back={pathTo('documents', language)}
      trail={[...documentTrail(language), [pathTo('documents', language), DOCUMENTS[language]]]}
      problem={problem}
      planned={
        planned && {
          ...planned,
          changed: planned.changed.map(({ claim: { id }, columns }) => ({
            head: <a href={pathTo('claims', language, id)}>{id}</a>,
            lines: columns.map(({ column, before, after }) => `${column} : ${before ?? '∅'} → ${after ?? '∅'}`)
          })),
          added: planned.added.map((claim) => ({
            head: (
              <>
                <Quoted text={claim.quote} language={language} />
                <span class="sub">{claim.id}</span>
              </>
            ),
            lines: [`${claim.subject}, ${claim.measure}`, claimAmount(claim, language), claim.document]
          }))
        }
      }
    />
  )
}

const DOCUMENTS: Text = { fr: 'Documents et affirmations', en: 'Documents and claims' }
const FILE: Text = { fr: 'Table (CSV, 4 Mo au plus)', en: 'Table (CSV, 4 MB at most)' }
const COLUMNS: Text = {
  fr: 'Les colonnes sont celles de la table que donne la page d’un document ; au moins id, document, quote, subject, measure, value, unit, kind. Une affirmation déjà connue est remplacée entière ; un document inconnu entre sous son identifiant, à décrire ensuite.',
  en: 'The columns are those of the table that the page of a document gives; at least id, document, quote, subject, measure, value, unit, kind. A claim that is known already is replaced whole; a document that is not known comes in under its identifier, to be described later.'
}
