/** A spreadsheet of organisations: sent, read as a plan row by row, then applied whole or not at all. */

import type { ImportPlan } from '../domain/organisations/import.ts'
import { FORMS, KINDS } from '../domain/organisations/form.ts'
import type { Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { tell } from './directory-messages.ts'
import { Page, Section, Trail } from './layout.tsx'
import { say } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { RecordField, type RecordForm } from './record-form.tsx'

export type ImportProps = RecordForm & {
  /** Why the file could not be read, or the plan not be applied. */
  readonly problem?: Text
  readonly planned?: {
    readonly file: string
    readonly digest: string
    readonly plan: ImportPlan
    /** Of each change, a sentence for each field. */
    readonly changes: readonly { readonly id: string; readonly name: string; readonly fields: readonly Text[] }[]
  }
}

export function ImportPage(props: ImportProps) {
  const { problem, planned, ...form } = props
  const { frame, token } = form
  const { language } = frame
  const here = pathTo('importOrganisations', language)
  const title = word({ fr: 'Importer un tableau', en: 'Import a spreadsheet' }, language)
  return (
    <Page frame={frame} title={title}>
      <Trail
        links={[
          [pathTo('home', language), say('home', language)],
          [pathTo('directory', language), tell('directory', language)]
        ]}
        here={title}
      />
      <div class="title">
        <h1>{title}</h1>
      </div>
      <p class="standfirst">{word(LEAD, language)}</p>
      {problem && (
        <p class="notice grave gap" role="alert">
          {word(problem, language)}
        </p>
      )}
      {planned && <Plan form={form} planned={planned} here={here} />}
      <Section
        id="send"
        title={word(
          planned ? { fr: 'Un autre fichier', en: 'Another file' } : { fr: 'Le fichier', en: 'The file' },
          language
        )}
        notes={[word(COLUMNS_NOTE, language)]}
      >
        <form method="post" action={here} enctype="multipart/form-data" class="record">
          <input type="hidden" name="token" value={token} />
          <p class="field">
            <label for="file">
              {word(
                { fr: 'Tableau (CSV ou XLSX, 10 Mo au plus)', en: 'Spreadsheet (CSV or XLSX, 10 MB at most)' },
                language
              )}
            </label>
            <input id="file" name="file" type="file" required accept=".csv,.txt,.xlsx,text/csv" />
          </p>
          <p class="buttons">
            <button class="button solid">
              {word({ fr: 'Lire sans rien changer', en: 'Read, changing nothing' }, language)}
            </button>
          </p>
        </form>
      </Section>
    </Page>
  )
}

function Plan({
  form,
  planned: { file, digest, plan, changes },
  here
}: {
  readonly form: RecordForm
  readonly planned: NonNullable<ImportProps['planned']>
  readonly here: string
}) {
  const { language } = form.frame
  const count = (many: number): string => formatNumber(many, { language, decimals: 0 })
  const { added, refused, unchanged } = plan
  const isEmpty = added.length + changes.length === 0
  return (
    <>
      <dl class="identity">
        {(
          [
            [{ fr: 'ajoutés', en: 'added' }, added.length],
            [{ fr: 'changés', en: 'changed' }, changes.length],
            [{ fr: 'déjà ainsi', en: 'so already' }, unchanged],
            [{ fr: 'lignes refusées', en: 'rows refused' }, refused.length]
          ] as const
        ).map(([label, many]) => (
          <div>
            <dt>{word(label, language)}</dt>
            <dd>{count(many)}</dd>
          </div>
        ))}
      </dl>
      {refused.length > 0 && (
        <Section
          id="refused"
          title={word({ fr: 'Refusées', en: 'Refused' }, language)}
          notes={[word(REFUSED_NOTE, language)]}
        >
          <table class="table">
            <caption class="unseen">{word({ fr: 'Lignes refusées', en: 'Rows refused' }, language)}</caption>
            <tbody>
              {refused.map(({ line, text }) => (
                <tr>
                  <th scope="row" class="keep">
                    {word({ fr: `ligne ${line}`, en: `line ${line}` }, language)}
                  </th>
                  <td>{word(text, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
      {changes.length > 0 && (
        <Section id="changed" title={word({ fr: 'Changés', en: 'Changed' }, language)}>
          <table class="table">
            <caption class="unseen">{word({ fr: 'Fiches changées', en: 'Records changed' }, language)}</caption>
            <tbody>
              {changes.map(({ id, name, fields }) => (
                <tr>
                  <th scope="row">
                    <a href={pathTo('organisations', language, id)}>{name}</a>
                  </th>
                  <td>
                    {fields.map((field) => (
                      <span class="sub">{word(field, language)}</span>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
      {added.length > 0 && (
        <Section id="added" title={word({ fr: 'Ajoutés', en: 'Added' }, language)}>
          <table class="table">
            <caption class="unseen">{word({ fr: 'Organismes ajoutés', en: 'Organisations added' }, language)}</caption>
            <tbody>
              {added.map(({ id, kind, names, forms, aliases }) => (
                <tr>
                  <th scope="row">
                    {names[0]?.name}
                    <span class="sub">{id}</span>
                  </th>
                  <td>
                    {KINDS[kind][language]}
                    <span class="sub">
                      {[forms[0] && FORMS[forms[0].form][language], ...aliases].filter(Boolean).join(', ')}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
      <Section id="apply" title={word({ fr: 'Appliquer', en: 'Apply' }, language)}>
        {refused.length > 0 ? (
          <p class="notice care">{word(CORRECT_FIRST, language)}</p>
        ) : isEmpty ? (
          <p class="notice">{word(NOTHING_TO_DO, language)}</p>
        ) : (
          <form method="post" action={here} class="record">
            <input type="hidden" name="token" value={form.token} />
            <input type="hidden" name="digest" value={digest} />
            <RecordField
              form={{ ...form, fields: { reason: file } }}
              name="reason"
              label={{ fr: 'Pourquoi, et d’où vient ce tableau', en: 'Why, and where this spreadsheet comes from' }}
            />
            <p class="buttons">
              <button class="button solid">{word({ fr: 'Appliquer tout', en: 'Apply all' }, language)}</button>
              <a class="button" href={pathTo('directory', language)}>
                {word({ fr: 'Ne rien changer', en: 'Change nothing' }, language)}
              </a>
            </p>
          </form>
        )}
      </Section>
    </>
  )
}

const LEAD: Text = {
  fr: 'Le tableau est d’abord lu : vous voyez ligne à ligne ce qu’il ajouterait et changerait. Puis tout s’applique, ou rien.',
  en: 'The spreadsheet is read first: you see row by row what it would add and change. Then all is applied, or nothing.'
}
const COLUMNS_NOTE: Text = {
  fr: 'Colonnes lues : nom, domaine ; et, s’il y en a, identifiant, forme juridique, autres noms (séparés par « ; »), site, adresse. Ce que le tableau ne dit pas reste comme il est.',
  en: 'Columns that are read: name, field; and, if any, identifier, legal form, other names (separated by “;”), website, address. What the spreadsheet does not say stays as it is.'
}
const REFUSED_NOTE: Text = {
  fr: 'La colonne, ce qui y a été trouvé, ce qui était attendu.',
  en: 'The column, what was found there, what was expected.'
}
const CORRECT_FIRST: Text = {
  fr: 'Des lignes sont refusées : rien ne s’applique. Corrigez-les dans le tableau, et renvoyez-le.',
  en: 'Rows are refused: nothing is applied. Mend them in the spreadsheet, and send it again.'
}
const NOTHING_TO_DO: Text = {
  fr: 'Le registre dit déjà tout cela : il n’y a rien à appliquer.',
  en: 'The register says all of this already: there is nothing to apply.'
}
