/** A spreadsheet of leads: sent, read as a plan row by row, then applied whole or not at all. */

import type { CommitmentSet } from '../domain/commitments/commitment.ts'
import type { LeadPlan } from '../domain/commitments/lead-import.ts'
import type { Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { LEAD_WORDS, promise } from './commitment-messages.ts'
import { commitmentTrail } from './commitment-page.tsx'
import { wholeText } from './commitment-text.ts'
import { Page, Section, Trail } from './layout.tsx'
import { writtenIn } from './passage.tsx'
import { pathTo } from './paths.ts'
import { RecordField, type RecordForm } from './record-form.tsx'

export type LeadImportProps = RecordForm & {
  readonly today: string
  /** Why the file could not be read, or the plan not be applied. */
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
  const { frame, token } = form
  const { language } = frame
  const here = pathTo('importLeads', language)
  const title = promise('importLeads', language)
  return (
    <Page frame={frame} title={title}>
      <Trail
        links={[
          ...commitmentTrail(planned?.set, { today }, language),
          [pathTo('leads', language), promise('leads', language)]
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
      <Section id="send" title={word({ fr: 'Le fichier', en: 'The file' }, language)} notes={[word(COLUMNS, language)]}>
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
  readonly planned: NonNullable<LeadImportProps['planned']>
  readonly here: string
}) {
  const { language } = form.frame
  const { added, refused, unchanged } = plan
  const counts: readonly (readonly [Text, number])[] = [
    [{ fr: 'ajoutées', en: 'added' }, added.length],
    [{ fr: 'changées', en: 'changed' }, changes.length],
    [{ fr: 'déjà ainsi', en: 'so already' }, unchanged],
    [{ fr: 'lignes refusées', en: 'rows refused' }, refused.length]
  ]
  return (
    <>
      <dl class="identity">
        {counts.map(([label, many]) => (
          <div>
            <dt>{word(label, language)}</dt>
            <dd>{wholeText(many, language)}</dd>
          </div>
        ))}
      </dl>
      <Rows
        id="refused"
        title={word({ fr: 'Refusées', en: 'Refused' }, language)}
        rows={refused.map(({ line, text }) => [
          word({ fr: `ligne ${line}`, en: `line ${line}` }, language),
          [word(text, language)]
        ])}
      />
      <Rows
        id="changed"
        title={word({ fr: 'Changées', en: 'Changed' }, language)}
        rows={changes.map(({ text, fields }) => [text, fields.map((one) => word(one, language))])}
        lang={writtenIn(language)}
      />
      <Rows
        id="added"
        title={word({ fr: 'Ajoutées', en: 'Added' }, language)}
        rows={added.map(({ text, origin, fate }) => [text, [LEAD_WORDS[fate][language], origin]])}
        lang={writtenIn(language)}
      />
      <Section id="apply" title={word({ fr: 'Appliquer', en: 'Apply' }, language)}>
        {refused.length > 0 ? (
          <p class="notice care">{word(CORRECT_FIRST, language)}</p>
        ) : added.length + changes.length === 0 ? (
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
              <a class="button" href={pathTo('leads', language)}>
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
  rows,
  lang
}: {
  readonly id: string
  readonly title: string
  readonly rows: readonly (readonly [string, readonly string[]])[]
  readonly lang?: string | undefined
}) {
  if (rows.length === 0) return null
  return (
    <Section id={id} title={title}>
      <table class="table">
        <caption class="unseen">{title}</caption>
        <tbody>
          {rows.map(([head, lines]) => (
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

const LEAD: Text = {
  fr: 'Le tableau est d’abord lu : vous voyez ligne à ligne ce qu’il ajouterait et changerait. Puis tout s’applique, ou rien.',
  en: 'The spreadsheet is read first: you see row by row what it would add and change. Then all is applied, or nothing.'
}
const COLUMNS: Text = {
  fr: 'Colonnes lues : piste, origine ; et, s’il y en a, identifiant, proposition (son numéro), responsable, sort (inconnu, notée, reprise, faite, abandonnée), action, raison, revue (un jour). Une piste sans sort est inconnue. Ce que le tableau ne dit pas reste comme il est.',
  en: 'Columns that are read: lead, origin; and, if any, id, proposition (its number), owner, fate (unknown, recorded, adopted, done, abandoned), action, reason, reviewed on (a day). A lead without a fate is unknown. What the spreadsheet does not say stays as it is.'
}
const CORRECT_FIRST: Text = {
  fr: 'Des lignes sont refusées : rien ne s’applique. Corrigez-les dans le tableau, et renvoyez-le.',
  en: 'Rows are refused: nothing is applied. Mend them in the spreadsheet, and send it again.'
}
const NOTHING_TO_DO: Text = {
  fr: 'Le registre dit déjà tout cela : il n’y a rien à appliquer.',
  en: 'The register says all of this already: there is nothing to apply.'
}
