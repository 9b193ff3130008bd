/** What the forms of accounts share: a labelled field, the token, what went wrong. */

import type { Child } from 'hono/jsx'
import type { Language, Text } from '../domain/shared/text.ts'
import { Page, type Frame } from './layout.tsx'
import { typeset } from './messages.ts'

export type FormProps = {
  readonly frame: Frame
  /** Against forms that another site would send. */
  readonly token: string
  /** Why what was sent did not do. */
  readonly problem?: Text
}

export function word(text: Text, language: Language): string {
  return typeset(text[language], language)
}

type FieldProps = {
  readonly id: string
  readonly label: string
  readonly type?: string
  readonly value?: string
  readonly autocomplete?: string
  readonly hint?: string
  readonly optional?: boolean
  readonly inputmode?: 'numeric' | 'email'
  readonly maxlength?: number
  /** The id of a list of what may be typed. */
  readonly list?: string
}

export function Field(props: FieldProps) {
  const { id, label, type = 'text', value, autocomplete = 'off', hint, optional = false, inputmode } = props
  return (
    <p class="field">
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <input
        id={id}
        name={id}
        type={type}
        value={value}
        autocomplete={autocomplete}
        inputmode={inputmode}
        list={props.list}
        maxlength={props.maxlength ?? 300}
        required={!optional}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
    </p>
  )
}

/** A button that does one thing, in a form of its own. */
export function Act({
  action,
  token,
  label,
  hidden = {}
}: {
  readonly action: string
  readonly token: string
  readonly label: string
  readonly hidden?: Readonly<Record<string, string>>
}) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="token" value={token} />
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class="button small" type="submit">
        {label}
      </button>
    </form>
  )
}

function Problem({ problem, language }: { readonly problem: Text | undefined; readonly language: Language }) {
  if (!problem) return null
  return (
    <p class="notice grave" role="alert">
      {word(problem, language)}
    </p>
  )
}

/** A page of accounts: a title, what went wrong, then what there is to do. */
export function FormPage({
  frame,
  title,
  name,
  lead,
  problem,
  children
}: {
  readonly frame: Frame
  readonly title: Text
  /** Of a person, which stands in place of the title: in any script, and apart from what is around it. */
  readonly name?: string
  readonly lead?: Text
  readonly problem?: Text | undefined
  readonly children?: Child
}) {
  const { language } = frame
  return (
    <Page frame={frame} title={word(title, language)}>
      <div class="office">
        <h1>{name === undefined ? word(title, language) : <bdi>{name}</bdi>}</h1>
        {lead && <p class="standfirst">{word(lead, language)}</p>}
        <Problem problem={problem} language={language} />
        {children}
      </div>
    </Page>
  )
}
