/** What the forms of the register share: fields with what is wrong at each, rows that grow, why, on whose behalf. */

import type { Child } from 'hono/jsx'
import type { FormFields, FormProblem } from '../domain/shared/form.ts'
import type { Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import type { Frame } from './layout.tsx'
import { pathTo } from './paths.ts'

/** A form on its page: what it holds, what is wrong with it, how it is sent. */
export type RecordForm = {
  readonly frame: Frame
  readonly token: string
  /** With `writer`, which says whose form it is once the session has ended. */
  readonly fields: FormFields
  readonly problems: readonly FormProblem[]
  /** Set when what is shown was begun earlier, and not sent. */
  readonly restored?: string
}

type FieldProps = {
  readonly form: RecordForm
  readonly name: string
  readonly label: Text
  readonly hint?: Text
  readonly type?: 'text' | 'date' | 'datetime-local' | 'email' | 'tel' | 'url' | 'area'
  readonly required?: boolean
  /** Of the list of proposals. */
  readonly list?: string
  readonly options?: readonly (readonly [string, string])[]
  readonly rows?: number
}

export function RecordField({ form, name, label, hint, type = 'text', required, list, options, rows = 4 }: FieldProps) {
  const { language } = form.frame
  const value = form.fields[name] ?? ''
  const problem = form.problems.find(({ field }) => field === name)
  const described = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(' ')
  const shared = {
    id: name,
    name,
    required,
    'aria-invalid': problem ? ('true' as const) : undefined,
    'aria-describedby': described || undefined
  }
  return (
    <p class={`field${problem ? ' wrong' : ''}`}>
      <label for={name}>{word(label, language)}</label>
      {hint && (
        <span class="hint" id={`${name}-hint`}>
          {word(hint, language)}
        </span>
      )}
      {options ? (
        <select {...shared}>
          {options.map(([key, text]) => (
            <option value={key} selected={key === value}>
              {text}
            </option>
          ))}
        </select>
      ) : type === 'area' ? (
        <textarea {...shared} rows={rows}>
          {value}
        </textarea>
      ) : (
        <input {...shared} type={type} value={value} list={list} autocomplete="off" maxlength={300} />
      )}
      {problem && (
        <span class="problem-text" id={`${name}-problem`}>
          {word(problem.text, language)}
        </span>
      )}
    </p>
  )
}

export type Cell = Omit<FieldProps, 'form' | 'name'> & { readonly cell: string; readonly wide?: boolean }

/** Rows of a table, and an empty one: a row is taken out by emptying it. */
export function RecordRows({
  form,
  table,
  legend,
  cells,
  most = 60
}: {
  readonly form: RecordForm
  readonly table: string
  readonly legend: Text
  readonly cells: readonly Cell[]
  readonly most?: number
}) {
  const { language } = form.frame
  const isAsked = form.fields['more'] === table
  const numbers = Object.entries(form.fields).flatMap(([name, value]) => {
    const found = name.startsWith(`${table}.`) ? /^[^.]+\.(\d{1,3})\./.exec(name)?.[1] : undefined
    return found === undefined || (value === '' && !isAsked) ? [] : [Number(found)]
  })
  const count = Math.min(Math.max(-1, ...numbers) + 2, most)
  return (
    <div class="rows">
      {Array.from({ length: count - 1 }, (_, i) => (
        <Row form={form} table={table} i={i} cells={cells} legend={`${word(legend, language)} ${i + 1}`} />
      ))}
      <details class="data" open={count === 1 || isAsked}>
        <summary>
          {word({ fr: `Ajouter : ${legend.fr.toLowerCase()}`, en: `Add: ${legend.en.toLowerCase()}` }, language)}
        </summary>
        <Row
          form={form}
          table={table}
          i={count - 1}
          cells={cells}
          legend={word({ fr: 'Ligne à ajouter', en: 'Row to add' }, language)}
        />
        <button class="button small" name="more" value={table} formnovalidate>
          {word({ fr: 'Encore une ligne vide', en: 'One more empty row' }, language)}
        </button>
      </details>
    </div>
  )
}

function Row({
  form,
  table,
  i,
  cells,
  legend
}: {
  readonly form: RecordForm
  readonly table: string
  readonly i: number
  readonly cells: readonly Cell[]
  readonly legend: string
}) {
  return (
    <fieldset class="cells">
      <legend>{legend}</legend>
      {cells.map(({ cell, wide, ...rest }) => (
        <div class={wide ? 'wide' : undefined}>
          <RecordField form={form} name={`${table}.${i}.${cell}`} {...rest} />
        </div>
      ))}
    </fieldset>
  )
}

/** What went wrong, each with a link to its field. */
export function ProblemList({ form }: { readonly form: RecordForm }) {
  const { language } = form.frame
  if (form.problems.length === 0) return null
  return (
    <div class="notice grave gap" role="alert">
      <p>
        <strong>
          {word(
            {
              fr: 'Rien n’est enregistré. Ce que vous avez écrit est toujours là ; à reprendre :',
              en: 'Nothing is saved. What you wrote is still here; to be mended:'
            },
            language
          )}
        </strong>
      </p>
      <ul>
        {form.problems.map(({ field, text }) => (
          <li>
            <a href={`#${field}`}>{word(text, language)}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Says that a draft is shown, with the way to leave it. */
export function DraftNotice({ form, action }: { readonly form: RecordForm; readonly action: string }) {
  const { language } = form.frame
  if (form.restored === undefined) return null
  return (
    <p class="notice care gap" role="status">
      {word(
        {
          fr: `Voici ce que vous aviez commencé à écrire (${form.restored}), pas encore enregistré.`,
          en: `This is what you had begun to write (${form.restored}), not saved yet.`
        },
        language
      )}{' '}
      <a href={`${action}?${language === 'fr' ? 'brouillon=non' : 'draft=no'}`}>
        {word({ fr: 'Repartir de ce qui est enregistré', en: 'Start again from what is saved' }, language)}
      </a>
    </p>
  )
}

/**
 * A form that keeps what is typed: a script saves it while it is written; without one, what is sent after the session
 * ended is kept all the same.
 */
export function KeptForm({
  form,
  action,
  children
}: {
  readonly form: RecordForm
  readonly action: string
  readonly children?: Child
}) {
  const { frame, token } = form
  return (
    <form method="post" action={action} class="record" data-draft={pathTo('drafts', frame.language)} novalidate>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="writer" value={form.fields['writer'] ?? ''} />
      {/* The first button is what the Enter key presses. */}
      <button class="unseen" tabindex={-1} aria-hidden="true" name="save" value="yes" />
      {children}
      <p class="note" role="status" data-kept></p>
      {frame.assets.islands['drafts'] !== undefined && <script type="module" src={frame.assets.islands['drafts']} />}
    </form>
  )
}

export function Proposals({
  id,
  values
}: {
  readonly id: string
  readonly values: readonly { readonly id: string; readonly name: string }[]
}) {
  return (
    <datalist id={id}>
      {values.map((one) => (
        <option value={one.id}>{one.name}</option>
      ))}
    </datalist>
  )
}
