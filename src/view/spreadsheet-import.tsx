/** A spreadsheet sent by a form: read as a plan row by row, then applied whole or not at all. Whatever its rows are. */

import type { Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { Page, Section, Trail } from './layout.tsx'
import { formatNumber } from './number.ts'
import { RecordField, type RecordForm } from './record-form.tsx'

/** One row of a plan: what it is of, and lines about it. */
export type PlannedRow = { readonly head: unknown; readonly lines: readonly string[] }

export type PlannedSpreadsheet = {
  readonly file: string
  readonly digest: string
  readonly refused: readonly { readonly line: number; readonly text: Text }[]
  readonly unchanged: number
  readonly changed: readonly PlannedRow[]
  readonly added: readonly PlannedRow[]
}

export type SpreadsheetWords = {
  readonly title: string
  /** Columns that are read. */
  readonly columns: Text
  readonly file: Text
  readonly accept: string
  /** « ajoutées », of leads and claims. */
  readonly isFeminine: boolean
}

export function SpreadsheetImport({
  form,
  words,
  here,
  back,
  trail,
  problem,
  planned,
  lang
}: {
  readonly form: RecordForm
  readonly words: SpreadsheetWords
  /** Address of the form. */
  readonly here: string
  /** Where one goes to change nothing. */
  readonly back: string
  readonly trail: readonly (readonly [string, string])[]
  /** Why the file could not be read, or the plan not be applied. */
  readonly problem?: Text | undefined
  readonly planned?: PlannedSpreadsheet | undefined
  /** Of what rows are about, where it is not that of the page. */
  readonly lang?: string | undefined
}) {
  const { frame, token } = form
  const { language } = frame
  return (
    <Page frame={frame} title={words.title}>
      <Trail links={trail} here={words.title} />
      <div class="title">
        <h1>{words.title}</h1>
      </div>
      <p class="standfirst">{word(LEAD, language)}</p>
      {problem && (
        <p class="notice grave gap" role="alert">
          {word(problem, language)}
        </p>
      )}
      {planned && <Plan {...{ form, words, here, back, planned, lang }} />}
      <Section
        id="send"
        title={word(
          planned ? { fr: 'Un autre fichier', en: 'Another file' } : { fr: 'Le fichier', en: 'The file' },
          language
        )}
        notes={[word(words.columns, language)]}
      >
        <form method="post" action={here} enctype="multipart/form-data" class="record">
          <input type="hidden" name="token" value={token} />
          <p class="field">
            <label for="file">{word(words.file, language)}</label>
            <input id="file" name="file" type="file" required accept={words.accept} />
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

type PlanProps = {
  readonly form: RecordForm
  readonly words: SpreadsheetWords
  readonly here: string
  readonly back: string
  readonly planned: PlannedSpreadsheet
  readonly lang: string | undefined
}

function Plan({ form, words, here, back, planned, lang }: PlanProps) {
  const { file, digest, refused, unchanged, changed, added } = planned
  const { language } = form.frame
  const e = words.isFeminine ? 'e' : ''
  const counts: readonly (readonly [Text, number])[] = [
    [{ fr: `ajouté${e}s`, en: 'added' }, added.length],
    [{ fr: `changé${e}s`, en: 'changed' }, changed.length],
    [{ fr: 'déjà ainsi', en: 'so already' }, unchanged],
    [{ fr: 'lignes refusées', en: 'rows refused' }, refused.length]
  ]
  const lines = refused.map(({ line, text }): PlannedRow => ({
    head: word({ fr: `ligne ${line}`, en: `line ${line}` }, language),
    lines: [word(text, language)]
  }))
  return (
    <>
      <dl class="identity">
        {counts.map(([label, many]) => (
          <div>
            <dt>{word(label, language)}</dt>
            <dd>{formatNumber(many, { language, decimals: 0 })}</dd>
          </div>
        ))}
      </dl>
      <Rows
        id="refused"
        title={word({ fr: 'Refusées', en: 'Refused' }, language)}
        notes={[word(REFUSED_NOTE, language)]}
        rows={lines}
      />
      <Rows id="changed" title={word({ fr: `Changé${e}s`, en: 'Changed' }, language)} rows={changed} lang={lang} />
      <Rows id="added" title={word({ fr: `Ajouté${e}s`, en: 'Added' }, language)} rows={added} lang={lang} />
      <Section id="apply" title={word({ fr: 'Appliquer', en: 'Apply' }, language)}>
        {refused.length > 0 ? (
          <p class="notice care">{word(CORRECT_FIRST, language)}</p>
        ) : added.length + changed.length === 0 ? (
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
              <a class="button" href={back}>
                {word({ fr: 'Ne rien changer', en: 'Change nothing' }, language)}
              </a>
            </p>
          </form>
        )}
      </Section>
    </>
  )
}

function Rows({
  id,
  title,
  notes,
  rows,
  lang
}: {
  readonly id: string
  readonly title: string
  readonly notes?: readonly string[]
  readonly rows: readonly PlannedRow[]
  readonly lang?: string | undefined
}) {
  if (rows.length === 0) return null
  return (
    <Section id={id} title={title} {...(notes && { notes })}>
      <table class="table">
        <caption class="unseen">{title}</caption>
        <tbody>
          {rows.map(({ head, lines }) => (
            <tr>
              <th scope="row" lang={lang}>
                {head}
              </th>
              <td>
                {lines.map((line) => (
                  <span class="sub">{line}</span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

/** A table or a workbook, as most registers take it. */
export const ANY_TABLE = {
  file: { fr: 'Tableau (CSV ou XLSX, 10 Mo au plus)', en: 'Spreadsheet (CSV or XLSX, 10 MB at most)' },
  accept: '.csv,.txt,.xlsx,text/csv'
} as const

const LEAD: Text = {
  fr: 'Le tableau est d’abord lu : vous voyez ligne à ligne ce qu’il ajouterait et changerait. Puis tout s’applique, ou rien.',
  en: 'The spreadsheet is read first: you see row by row what it would add and change. Then all is applied, or nothing.'
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
