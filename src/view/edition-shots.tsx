/** Photographs of an edition replaced, taken out and put back: plain forms. */

import { PHOTOGRAPH_TYPES } from '../domain/editions/photograph.ts'
import type { Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { Section } from './layout.tsx'
import { formatNumber } from './number.ts'
import type { RecordForm } from './record-form.tsx'

export type RemovedShot = { readonly name: string; readonly digest: string; readonly size: number }

export function RemovedShots({
  form: { frame, token },
  here,
  removed,
  mayPutBack
}: {
  readonly form: RecordForm
  readonly here: string
  readonly removed: readonly RemovedShot[]
  readonly mayPutBack: boolean
}) {
  const { language } = frame
  const tx = (text: Text): string => word(text, language)
  if (removed.length === 0) return null
  return (
    <Section
      title={tx({ fr: 'Retirées ou remplacées', en: 'Removed or replaced' })}
      notes={[
        tx({
          fr: 'Gardées, pour être remises à leur place. Le journal dit quand et par qui.',
          en: 'Kept, to be put back in their place. The journal tells when and by whom.'
        })
      ]}
    >
      <ul class="facts">
        {removed.map(({ name, digest, size }) => (
          <li>
            <code>{name}</code>{' '}
            <span class="quiet">
              {formatNumber(Math.ceil(size / 1024), { language, decimals: 0 })} {tx({ fr: 'ko', en: 'kB' })},{' '}
              {digest.slice(0, 8)}
            </span>
            {mayPutBack && (
              <form method="post" action={here} class="buttons">
                <input type="hidden" name="token" value={token} />
                <input type="hidden" name="name" value={name} />
                <input type="hidden" name="digest" value={digest} />
                <button class="button small" name="change" value="restore">
                  {tx({ fr: 'Remettre', en: 'Put back' })}
                  <span class="unseen"> {name}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** One of the edition: replaced by another file, or taken out. */
export function ShotForms({
  form: { frame, token },
  here,
  name
}: {
  readonly form: RecordForm
  readonly here: string
  readonly name: string
}) {
  const tx = (text: Text): string => word(text, frame.language)
  const id = `file-${name}`
  return (
    <details class="data">
      <summary>
        {tx({ fr: 'Remplacer ou retirer', en: 'Replace or remove' })}
        <span class="unseen"> {name}</span>
      </summary>
      <form method="post" action={here} enctype="multipart/form-data">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="name" value={name} />
        <p class="field">
          <label for={id}>{tx({ fr: 'Fichier qui prend sa place', en: 'File that takes its place' })}</label>
          <input id={id} name="file" type="file" accept={Object.values(PHOTOGRAPH_TYPES).join(',')} />
        </p>
        <p class="buttons">
          <button class="button small" name="change" value="replace">
            {tx({ fr: 'Remplacer', en: 'Replace' })}
          </button>
          <button class="button small" name="change" value="remove">
            {tx({ fr: 'Retirer', en: 'Remove' })}
          </button>
        </p>
      </form>
    </details>
  )
}
