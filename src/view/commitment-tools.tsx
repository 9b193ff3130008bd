/** What whoever may write a proposition or an action does from its page. */

import type { Language } from '../domain/shared/text.ts'
import { Act } from './access-form.tsx'
import { promise } from './commitment-messages.ts'
import { tell } from './directory-messages.ts'
import { pathTo, wordingPart } from './paths.ts'

/** A change that its author may take back. */
export type OwnChange = { readonly entry: number; readonly token: string }

export type CommitmentTools = {
  /** What became of an action, how a proposition is judged. */
  readonly edit: boolean
  readonly reword: boolean
  readonly undo?: OwnChange
}

export function Tools({
  may: { edit, reword, undo },
  label,
  here,
  language
}: {
  readonly may: CommitmentTools
  /** Of the first form. */
  readonly label: string
  readonly here: string
  readonly language: Language
}) {
  return (
    <>
      {edit && (
        <a class="button small" href={`${here}/edit`}>
          {label}
        </a>
      )}
      {reword && (
        <a class="button small" href={`${here}/${wordingPart(language)}`}>
          {promise('wording', language)}
        </a>
      )}
      {undo && (
        <Act
          action={`${pathTo('register', language)}/${undo.entry}/undo`}
          token={undo.token}
          label={tell('undoMine', language)}
        />
      )}
    </>
  )
}
