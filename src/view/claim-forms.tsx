/** What an officer makes of a claim: the reading that the original gives, the figure that it is about, a change taken back. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { amountOf, rawAmountOf, type Claim } from '../domain/sources/claim.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { Field, word } from './access-form.tsx'
import { rawAmount } from './claim-text.ts'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { valueText } from './value.tsx'

/** What was typed in the form that is to be put right. */
export type ClaimEdit = {
  readonly form: 'reading' | 'link'
  readonly problem: Text
  readonly fields: Readonly<Record<string, string>>
}

export type ClaimFormsProps = {
  readonly claim: Claim
  readonly token: string
  /** What of the claim was read: another has changed it when it is no longer so. */
  readonly seen: string
  readonly language: Language
  readonly edit?: ClaimEdit
}

export function ReadingForm({ claim, token, seen, language, edit }: ClaimFormsProps) {
  const own = edit?.form === 'reading' ? edit : undefined
  const { value, max } = amountOf(claim) ?? {}
  const write = (number: number | undefined): string =>
    number === undefined ? '' : String(number).replace('.', language === 'fr' ? ',' : '.')
  const fields = own?.fields ?? { value: write(value), max: write(max), reason: '' }
  return (
    <details class="data gap" open={own !== undefined}>
      <summary>{word(VALIDATE, language)}</summary>
      <form method="post" action={`${pathTo('claims', language, claim.id)}/reading`} class="lines gap">
        {own && <Problem text={own.problem} language={language} />}
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="seen" value={seen} />
        {rawAmountOf(claim) && (
          <p class="note">
            {word(KEPT, language)} {rawAmount(claim, language)}
          </p>
        )}
        <Field
          id="value"
          label={word({ fr: 'Ce que l’original imprime', en: 'What the original prints' }, language)}
          hint={word({ fr: 'En chiffres, comme 1 344 203 ou 646,9', en: 'In digits, such as 1344203' }, language)}
          value={fields['value'] ?? ''}
          maxlength={30}
        />
        <Field
          id="max"
          label={word({ fr: 'Haut de la fourchette', en: 'Upper end of the range' }, language)}
          hint={word({ fr: 'Seulement s’il y en a une', en: 'Only where there is one' }, language)}
          value={fields['max'] ?? ''}
          maxlength={30}
          optional
        />
        <p class="field">
          <label for="reading-reason">{word({ fr: 'Ce que vous avez vu', en: 'What you saw' }, language)}</label>
          <span class="hint" id="reading-hint">
            {word(
              {
                fr: 'La page, l’exemplaire ; montré à tous, avec votre nom. Une décision prise sur l’ancienne valeur se rouvre.',
                en: 'The page, the copy; shown to all, with your name. A decision on the former value opens again.'
              },
              language
            )}
          </span>
          <textarea
            id="reading-reason"
            name="reason"
            rows={3}
            required
            maxlength={2000}
            aria-describedby="reading-hint"
          >
            {fields['reason'] ?? ''}
          </textarea>
        </p>
        <p>
          <button class="button solid" type="submit">
            {word({ fr: 'Valider cette lecture', en: 'Validate this reading' }, language)}
          </button>
        </p>
      </form>
    </details>
  )
}

export type LinkFormProps = ClaimFormsProps & {
  /** Figures that may be meant: the one proposed, then those of another perimeter or period that would match. */
  readonly proposals: readonly Figure[]
  readonly nameOf: (figure: Figure) => string
  readonly indicators: readonly Pick<Indicator, 'id' | 'label'>[]
  readonly perimeters: readonly Pick<Perimeter, 'id' | 'label'>[]
}

export function LinkForm(props: LinkFormProps) {
  const { claim, token, seen, language, edit, proposals, nameOf, indicators, perimeters } = props
  const own = edit?.form === 'link' ? edit : undefined
  const { link } = claim
  const fields = own?.fields ?? { indicator: link?.indicator, perimeter: link?.perimeter, period: link?.period }
  const linked = link && [link.indicator, link.perimeter, link.period].join(' ')
  const byAddress = new Map(proposals.map((figure) => [addressText(figure), figure]))
  const others = [...byAddress].filter(([address]) => address !== linked).map(([, figure]) => figure)
  return (
    <details class="data gap" open={own !== undefined}>
      <summary>{word(LINK, language)}</summary>
      {own && <Problem text={own.problem} language={language} />}
      <LinkShell claim={claim} token={token} seen={seen} language={language}>
        {others.length > 0 && (
          <fieldset class="choices">
            <legend>{word({ fr: 'Rapprochements proposés', en: 'Proposed figures' }, language)}</legend>
            {others.map((figure) => (
              <p>
                <button class="button small" name="proposal" value={addressText(figure)}>
                  {nameOf(figure)}, {figure.perimeter.label[language]}, {periodText(figure.period, language)}
                  {'value' in figure.cell && ` : ${valueText(figure, figure.cell.value, language)}`}
                </button>
              </p>
            ))}
          </fieldset>
        )}
      </LinkShell>
      <LinkShell claim={claim} token={token} seen={seen} language={language}>
        <Choice
          id="indicator"
          label={{ fr: 'Indicateur', en: 'Indicator' }}
          choices={indicators}
          chosen={fields['indicator']}
          language={language}
        />
        <Choice
          id="perimeter"
          label={{ fr: 'Périmètre', en: 'Perimeter' }}
          choices={perimeters}
          chosen={fields['perimeter']}
          language={language}
        />
        <Field
          id="period"
          label={word({ fr: 'Période', en: 'Period' }, language)}
          hint={word({ fr: 'Comme 2018, 2021-Q1 ou 2013/2018', en: 'Such as 2018, 2021-Q1 or 2013/2018' }, language)}
          value={fields['period'] ?? ''}
          maxlength={40}
        />
        <p>
          <button class="button solid" type="submit">
            {word({ fr: 'Relier à ce chiffre', en: 'Link to this figure' }, language)}
          </button>
        </p>
      </LinkShell>
      {link && (
        <LinkShell claim={claim} token={token} seen={seen} language={language}>
          <p>
            <button class="button small" name="proposal" value="none">
              {word({ fr: 'Défaire le lien', en: 'Undo the link' }, language)}
            </button>
          </p>
        </LinkShell>
      )}
    </details>
  )
}

/** The last change of the reader, while nobody has changed the claim since. */
export function UndoForm({
  entry,
  token,
  language
}: {
  readonly entry: number
  readonly token: string
  readonly language: Language
}) {
  return (
    <form method="post" action={`${pathTo('register', language)}/${entry}/undo`} class="gap">
      <input type="hidden" name="token" value={token} />
      <button class="button small">
        {word({ fr: 'Annuler mon dernier changement', en: 'Undo my last change' }, language)}
      </button>
    </form>
  )
}

function LinkShell({
  claim,
  token,
  seen,
  language,
  children
}: Pick<ClaimFormsProps, 'claim' | 'token' | 'seen' | 'language'> & { readonly children?: unknown }) {
  return (
    <form method="post" action={`${pathTo('claims', language, claim.id)}/link`} class="lines gap">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="seen" value={seen} />
      {children}
    </form>
  )
}

function Choice({
  id,
  label,
  choices,
  chosen,
  language
}: {
  readonly id: string
  readonly label: Text
  readonly choices: readonly { readonly id: string; readonly label: Text }[]
  readonly chosen: string | undefined
  readonly language: Language
}) {
  const sorted = choices.toSorted((a, b) => a.label[language].localeCompare(b.label[language], language))
  return (
    <p class="field">
      <label for={id}>{word(label, language)}</label>
      <select id={id} name={id} required>
        <option value="">{word({ fr: 'À choisir', en: 'To be chosen' }, language)}</option>
        {sorted.map((one) => (
          <option value={one.id} selected={one.id === chosen}>
            {word(one.label, language)}
          </option>
        ))}
      </select>
    </p>
  )
}

function Problem({ text, language }: { readonly text: Text; readonly language: Language }) {
  return (
    <p class="notice grave" role="alert">
      {word(text, language)}
    </p>
  )
}

function addressText({ indicator, perimeter, period }: Figure): string {
  return [indicator, perimeter.id, period].join(' ')
}

const VALIDATE: Text = { fr: 'Valider la lecture', en: 'Validate the reading' }
const LINK: Text = { fr: 'Relier à un chiffre', en: 'Link to a figure' }
const KEPT: Text = { fr: 'La lecture brute reste à côté :', en: 'The raw reading stays beside it:' }
