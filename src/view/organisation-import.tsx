/** A spreadsheet of organisations: what it would add and change in the directory. */

import type { ImportPlan } from '../domain/organisations/import.ts'
import { FORMS, KINDS } from '../domain/organisations/form.ts'
import type { Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { tell } from './directory-messages.ts'
import { say } from './messages.ts'
import { pathTo } from './paths.ts'
import type { RecordForm } from './record-form.tsx'
import { ANY_TABLE, SpreadsheetImport } from './spreadsheet-import.tsx'

export type ImportProps = RecordForm & {
  readonly problem?: Text
  readonly planned?: {
    readonly file: string
    readonly digest: string
    readonly plan: ImportPlan
    /** Of each change, a sentence for each field. */
    readonly changes: readonly { readonly id: string; readonly name: string; readonly fields: readonly Text[] }[]
  }
}

export function ImportPage({ problem, planned, ...form }: ImportProps) {
  const { language } = form.frame
  const title = word({ fr: 'Importer un tableau', en: 'Import a spreadsheet' }, language)
  return (
    <SpreadsheetImport
      form={form}
      words={{ title, columns: COLUMNS, ...ANY_TABLE, isFeminine: false }}
      here={pathTo('importOrganisations', language)}
      back={pathTo('directory', language)}
      trail={[
        [pathTo('home', language), say('home', language)],
        [pathTo('directory', language), tell('directory', language)]
      ]}
      problem={problem}
      planned={
        planned && {
          ...planned.plan,
          file: planned.file,
          digest: planned.digest,
          changed: planned.changes.map(({ id, name, fields }) => ({
            head: <a href={pathTo('organisations', language, id)}>{name}</a>,
            lines: fields.map((field) => word(field, language))
          })),
          added: planned.plan.added.map(({ id, kind, names, forms, aliases }) => ({
            head: (
              <>
                {names[0]?.name}
                <span class="sub">{id}</span>
              </>
            ),
            lines: [
              KINDS[kind][language],
              [forms[0] && FORMS[forms[0].form][language], ...aliases].filter(Boolean).join(', ')
            ]
          }))
        }
      }
    />
  )
}

const COLUMNS: Text = {
  fr: 'Colonnes lues : nom, domaine ; et, s’il y en a, identifiant, forme juridique, autres noms (séparés par « ; »), site, adresse. Ce que le tableau ne dit pas reste comme il est.',
  en: 'Columns that are read: name, field; and, if any, identifier, legal form, other names (separated by “;”), website, address. What the spreadsheet does not say stays as it is.'
}
