/** Two people on one record: field by field, what was read, what the other wrote, what I write; I choose. */

import { mayKeepBoth, type FieldConflict } from '../domain/journal/conflict.ts'
import type { FormFields } from '../domain/shared/form.ts'
import type { Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import type { Frame } from './layout.tsx'
import { TitledPage } from './titled-page.tsx'

export type ConflictProps = {
  readonly frame: Frame
  readonly token: string
  /** Links that lead to the record. */
  readonly trail: readonly (readonly [string, string])[]
  /** Where it is left as it is. */
  readonly leave: string
  /** Of the form, which carries all that was typed, and what it was written over. */
  readonly action: string
  readonly fields: FormFields
  /** With each value in words. */
  readonly conflicts: readonly (Pick<FieldConflict, 'field' | 'clash'> & {
    readonly label: Text
    readonly was: Text
    readonly mine: Text
    readonly theirs: Text
    readonly both: boolean
  })[]
}

export function ConflictPage({ frame, token, trail, leave, action, fields, conflicts }: ConflictProps) {
  const { language } = frame
  const tx = (text: Text): string => word(text, language)
  const title = tx({ fr: 'Quelqu’un a enregistré avant vous', en: 'Somebody saved before you' })
  return (
    <TitledPage frame={frame} title={title} trail={trail} lead={tx(LEAD)}>
      <form method="post" action={action} class="record">
        <input type="hidden" name="token" value={token} />
        {Object.entries(fields)
          .filter(([name]) => !/^(?:token|save|more)$|^choice\./.test(name))
          .map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
        {conflicts.map(({ field, label, clash, was, mine, theirs, both }) => (
          <fieldset class="clash">
            <legend>{tx(label)}</legend>
            <dl class="sheet">
              <div>
                <dt>{tx({ fr: 'Vous aviez lu', en: 'You had read' })}</dt>
                <dd>{tx(was)}</dd>
              </div>
            </dl>
            {clash ? (
              <div class="choose">
                <Choice field={field} value="theirs" label={tx(THEIRS)} text={tx(theirs)} />
                <Choice field={field} value="mine" label={tx(MINE)} text={tx(mine)} />
                {both && <Choice field={field} value="both" label={tx(BOTH)} text={tx(BOTH_NOTE)} />}
              </div>
            ) : (
              <dl class="sheet">
                <div>
                  <dt>{tx(THEIRS)}</dt>
                  <dd>
                    {tx(theirs)} <span class="tag good">{tx({ fr: 'gardé', en: 'kept' })}</span>
                  </dd>
                </div>
              </dl>
            )}
          </fieldset>
        ))}
        <p class="buttons gap">
          <button class="button solid" name="save" value="yes">
            {tx({ fr: 'Enregistrer ces choix', en: 'Save these choices' })}
          </button>
          <a class="button" href={leave}>
            {tx({ fr: 'Laisser ce qui a été enregistré', en: 'Leave what was saved' })}
          </a>
        </p>
      </form>
    </TitledPage>
  )
}

/** A conflict as the page shows it, its values in words. */
export function shownConflict(
  conflict: FieldConflict,
  labelOf: (field: string) => Text,
  wordsOf: (value: unknown, field: string) => Text
): ConflictProps['conflicts'][number] {
  const { field, clash, base, mine, theirs } = conflict
  const both = mayKeepBoth(conflict)
  return {
    field,
    clash,
    both,
    label: labelOf(field),
    was: wordsOf(base, field),
    mine: wordsOf(mine, field),
    theirs: wordsOf(theirs, field)
  }
}

function Choice({
  field,
  value,
  label,
  text
}: {
  readonly field: string
  readonly value: string
  readonly label: string
  readonly text: string
}) {
  return (
    <label>
      <input type="radio" name={`choice.${field}`} value={value} required /> <strong>{label}</strong>{' '}
      <span>{text}</span>
    </label>
  )
}

const LEAD: Text = {
  fr: 'Rien n’est écrasé. Voici, champ par champ, ce qui a changé pendant que vous écriviez ; choisissez là où vos deux versions diffèrent.',
  en: 'Nothing is overwritten. Here is, field by field, what changed while you were writing; choose where your two versions differ.'
}
const THEIRS: Text = { fr: 'L’autre a écrit', en: 'The other wrote' }
const MINE: Text = { fr: 'Vous écrivez', en: 'You write' }
const BOTH: Text = { fr: 'Les deux', en: 'Both' }
const BOTH_NOTE: Text = { fr: 'l’un puis l’autre, sans doublon', en: 'one after the other, without repeats' }
