/** Two issues compared figure by figure: then, now, by how much and why; what appeared, what vanished. */

import type { IssueLine, IssueLineKind } from '../domain/editions/difference.ts'
import type { Issue } from '../domain/editions/issue.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import type { CsvCell } from './csv.ts'
import { causesText, cellNumber, citedName, citedValue, gapText, shownPart } from './difference-text.ts'
import { frozenFigure } from './edition-errata.tsx'
import { Page, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { editionPath, pathTo } from './paths.ts'
import { periodText } from './period-text.ts'

export const COMPARE_KINDS = ['differs', 'appeared', 'vanished', 'same'] as const

export type CompareProps = {
  readonly frame: Frame
  /** The later one. */
  readonly now: Issue
  readonly then: Issue
  /** Of the two, the one whose page leads here. */
  readonly here: Issue
  readonly lines: readonly IssueLine[]
  /** Shown alone; absent: all but those that say the same. */
  readonly only?: IssueLineKind
  readonly others: readonly { readonly id: string; readonly title: string }[]
}

const KIND_WORDS: Readonly<Record<IssueLineKind, Text>> = {
  differs: { fr: 'ont changé', en: 'have changed' },
  appeared: { fr: 'sont apparus', en: 'have appeared' },
  vanished: { fr: 'ont disparu', en: 'have vanished' },
  same: { fr: 'disent la même chose', en: 'say the same' }
}

export function EditionComparePage({ frame, now, then, here, lines, only, others }: CompareProps) {
  const { language } = frame
  const title = word({ fr: 'Deux éditions, chiffre par chiffre', en: 'Two editions, figure by figure' }, language)
  const other = here === now ? then : now
  const shown = lines.filter(({ kind }) => (only === undefined ? kind !== 'same' : kind === only))
  const own = editionPath(language, here.edition.id, 'compare')
  const count = (kind: IssueLineKind): number => lines.filter((line) => line.kind === kind).length
  return (
    <Page frame={frame} title={title} current="editions">
      <Trail
        links={[
          [pathTo('home', language), say('home', language)],
          [pathTo('editions', language), word({ fr: 'Éditions', en: 'Editions' }, language)],
          [editionPath(language, here.edition.id), here.edition.title]
        ]}
        here={word({ fr: 'Comparer', en: 'Compare' }, language)}
      />
      <div class="title">
        <div>
          <h1>{title}</h1>
          <p class="under">
            <Name issue={then} language={language} /> → <Name issue={now} language={language} />
          </p>
        </div>
        <div class="actions">
          <a class="button small" href={`${own}.csv?${withName(language)}=${encodeURIComponent(other.edition.id)}`}>
            CSV
          </a>
        </div>
      </div>
      <dl class="identity">
        {COMPARE_KINDS.map((kind) => (
          <div>
            <dt>{word(KIND_WORDS[kind], language)}</dt>
            <dd>{formatNumber(count(kind), { language, decimals: 0 })}</dd>
          </div>
        ))}
      </dl>
      <form action={own} class="row gap">
        <p class="field">
          <label for="with">{word({ fr: 'Comparer avec', en: 'Compare with' }, language)}</label>
          <select id="with" name={withName(language)}>
            {others.map(({ id, title: name }) => (
              <option value={id} selected={id === other.edition.id}>
                {name}
              </option>
            ))}
          </select>
        </p>
        <p class="field">
          <label for="only">{word({ fr: 'Montrer les chiffres qui', en: 'Show the figures that' }, language)}</label>
          <select id="only" name={onlyName(language)}>
            <option value="">
              {word({ fr: 'ne sont pas restés les mêmes', en: 'did not stay the same' }, language)}
            </option>
            {COMPARE_KINDS.map((kind) => (
              <option value={kind} selected={kind === only}>
                {word(KIND_WORDS[kind], language)}
              </option>
            ))}
          </select>
        </p>
        <button type="submit" class="button">
          {word({ fr: 'Montrer', en: 'Show' }, language)}
        </button>
      </form>
      {shown.length === 0 ? (
        <p class="notice wide-gap">
          {word({ fr: 'Aucun chiffre n’est dans ce cas.', en: 'No figure is in that case.' }, language)}
        </p>
      ) : (
        <div class="wide-gap scroll" tabindex={0} role="region" aria-label={title}>
          <table class="table">
            <caption class="unseen">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{word({ fr: 'Chiffre', en: 'Figure' }, language)}</th>
                {[then, now].map(({ edition }) => (
                  <th scope="col" class="n" lang={edition.language}>
                    {typeset(edition.title, edition.language)}
                  </th>
                ))}
                <th scope="col" class="n">
                  {word({ fr: 'Écart', en: 'Difference' }, language)}
                </th>
                <th scope="col">{word({ fr: 'Parce que', en: 'Because' }, language)}</th>
              </tr>
            </thead>
            <tbody class="scan">
              {shown.map((line) => (
                <Row line={line} now={now} then={then} language={language} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  )
}

function Name({ issue: { edition }, language }: { readonly issue: Issue; readonly language: Language }) {
  return (
    <a href={editionPath(language, edition.id)} lang={edition.language}>
      {typeset(edition.title, edition.language)}
    </a>
  )
}

function withName(language: Language): string {
  return { fr: 'avec', en: 'with' }[language]
}

export function onlyName(language: Language): string {
  return { fr: 'seulement', en: 'only' }[language]
}

function Row({
  line,
  now,
  then,
  language
}: Pick<CompareProps, 'now' | 'then'> & { readonly line: IssueLine; readonly language: Language }) {
  const cited = 'now' in line ? line.now : line.then
  return (
    <tr>
      <th scope="row">{citedName(cited, language)}</th>
      <td class="n">
        {'then' in line && (
          <a class="figure" href={frozenFigure(then, line.then, language)}>
            {line.kind === 'differs'
              ? shownPart(line.difference.then, line.difference.part, language)
              : citedValue(line.then, language)}
          </a>
        )}
        {line.kind === 'differs' && line.difference.causes.includes('period') && (
          <span class="sub">{periodText(line.then.answer.figure.period, language)}</span>
        )}
      </td>
      <td class="n">
        {'now' in line && (
          <a class="figure" href={frozenFigure(now, line.now, language)}>
            {line.kind === 'differs'
              ? shownPart(line.difference.now, line.difference.part, language)
              : citedValue(line.now, language)}
          </a>
        )}
      </td>
      <td class="n">{line.kind === 'differs' && gapText(line.difference, language)}</td>
      <td>{line.kind === 'differs' ? causesText(line.difference, language) : word(ALONE[line.kind], language)}</td>
    </tr>
  )
}

const ALONE: Readonly<Record<'same' | 'appeared' | 'vanished', Text>> = {
  same: { fr: 'inchangé', en: 'unchanged' },
  appeared: { fr: 'seulement dans la plus récente', en: 'in the later one alone' },
  vanished: { fr: 'seulement dans la plus ancienne', en: 'in the earlier one alone' }
}

/** The same table for programs, what stayed the same included. */
export function compareRows(lines: readonly IssueLine[], language: Language): readonly (readonly CsvCell[])[] {
  const head = [
    'figure',
    'kind',
    'then_period',
    'then',
    'now_period',
    'now',
    'difference',
    'unit',
    'causes',
    'vintages'
  ]
  return [
    head,
    ...lines.map((line) => {
      const [then, now] = ['then' in line ? line.then : undefined, 'now' in line ? line.now : undefined]
      const difference = line.kind === 'differs' ? line.difference : undefined
      const cited = now ?? then
      return [
        cited ? citedName(cited, language) : '',
        line.kind,
        then?.answer.figure.period ?? '',
        then ? cellNumber(difference?.then.cell ?? then.answer.figure.cell) : null,
        now?.answer.figure.period ?? '',
        now ? cellNumber(difference?.now.cell ?? now.answer.figure.cell) : null,
        difference?.gap === undefined ? null : Number(difference.gap.toPrecision(12)),
        difference?.now.unit ?? cited?.answer.figure.unit ?? '',
        difference?.causes.join(' ') ?? '',
        difference?.vintages.join(' ') ?? ''
      ]
    })
  ]
}
