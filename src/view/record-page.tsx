/** The page that changes one record: what is wrong with it, its fields, why and on whose behalf, the way back. */

import type { Child } from 'hono/jsx'
import { word } from './access-form.tsx'
import { Page, Section, Trail } from './layout.tsx'
import { DraftNotice, KeptForm, ProblemList, RecordField, type RecordForm } from './record-form.tsx'

export type RecordPageProps = {
  readonly form: RecordForm
  readonly title: string
  /** Where the title takes more than words. */
  readonly heading?: Child
  readonly lead?: string
  readonly trail: readonly (readonly [string, string])[]
  /** The last of the trail, where the title names again the record before it. */
  readonly here?: string
  readonly action: string
  /** Where leaving leads. */
  readonly back: string
  /** Fields that are sent back as they came: by them, who changed it meanwhile is found. */
  readonly kept: readonly string[]
  /** Identifiers of the organisations that one may sign for. */
  readonly behalf: readonly string[]
  readonly names: (organisation: string) => string
  /** Asked beside the signature. */
  readonly also?: Child
  /** Below the form: what is not sent with it. */
  readonly after?: Child
  readonly children?: Child
}

export function RecordPage(props: RecordPageProps) {
  const { form, title, heading = title, lead, trail, here = title, action, back, kept } = props
  const { behalf, names, also, after, children } = props
  const { language } = form.frame
  return (
    <Page frame={form.frame} title={title}>
      <Trail links={trail} here={here} />
      <div class="title">
        <h1>{heading}</h1>
      </div>
      {lead !== undefined && <p class="standfirst">{lead}</p>}
      <DraftNotice form={form} action={action} />
      <ProblemList form={form} />
      <KeptForm form={form} action={action}>
        {kept.map((name) => (
          <input type="hidden" name={name} value={form.fields[name] ?? ''} />
        ))}
        {children}
        <Section id="why" title={word({ fr: 'Enregistrer', en: 'Save' }, language)}>
          {also}
          {behalf.length > 0 && (
            <RecordField
              form={form}
              name="behalf"
              label={{ fr: 'Pour le compte de', en: 'On behalf of' }}
              options={behalf.map((id) => [id, names(id)])}
            />
          )}
          <RecordField
            form={form}
            name="reason"
            label={{ fr: 'Pourquoi ce changement', en: 'Why this change' }}
            hint={{
              fr: 'Gardé dans le journal. Demandé quand un fait daté est réécrit ou retiré.',
              en: 'Kept in the journal. Asked when a dated fact is rewritten or removed.'
            }}
          />
          <p class="buttons">
            <button class="button solid" name="save" value="yes">
              {word({ fr: 'Enregistrer', en: 'Save' }, language)}
            </button>
            <a class="button" href={back}>
              {word({ fr: 'Revenir sans enregistrer', en: 'Back without saving' }, language)}
            </a>
          </p>
        </Section>
      </KeptForm>
      {after}
    </Page>
  )
}
