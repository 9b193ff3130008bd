/** The fates of some promises as one bar, and the same numbers as a table: those that are listed nowhere included. */

import { FATES, type Counted, type Fate } from '../domain/commitments/summary.ts'
import type { Language } from '../domain/shared/text.ts'
import { FATE_WORDS, promise } from './commitment-messages.ts'
import { wholeText } from './commitment-text.ts'
import { colon } from './figure-links.ts'
import { typeset } from './messages.ts'

type Part = { readonly key: Fate | 'unlisted'; readonly label: string; readonly count: number }

const FILLS: Readonly<Record<Part['key'], string>> = {
  done: 'var(--green)',
  'under-way': 'var(--seq-3)',
  merged: 'var(--seq-1)',
  abandoned: 'var(--brick)',
  unknown: 'var(--peer)',
  unlisted: 'url(#unlisted)'
}

export type FatesProps = {
  readonly id: string
  readonly caption: string
  readonly counted: Pick<Counted, 'tally' | 'gap'>
  readonly language: Language
}

/** The picture is said by the table that follows it. */
export function FatePicture({ id, caption, counted, language }: FatesProps) {
  const parts = partsOf(counted, language)
  const all = parts.reduce((sum, { count }) => sum + count, 0)
  return (
    <figure>
      <FateBar counted={counted} caption={caption} language={language} />
      <table class="table gap reading" id={id}>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{promise('fate', language)}</th>
            <th scope="col" class="n">
              {promise('count', language)}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ key, label, count }) => (
            <tr>
              <th scope="row">
                <Swatch part={key} /> {label}
              </th>
              <td class="n">{wholeText(count, language)}</td>
            </tr>
          ))}
          <tr class="total">
            <th scope="row">{promise('total', language)}</th>
            <td class="n">{wholeText(all, language)}</td>
          </tr>
        </tbody>
      </table>
    </figure>
  )
}

/** Says its numbers by itself, where no table follows. Zero has no width. */
export function FateBar({ counted, caption, language }: Omit<FatesProps, 'id'>) {
  const parts = partsOf(counted, language)
  const all = Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0)
  )
  const shown = parts.filter(({ count }) => count > 0)
  const starts = shown.map((_, i) => shown.slice(0, i).reduce((sum, { count }) => sum + count, 0))
  const says = shown.map(({ label, count }) => `${count} ${label}`).join(', ')
  return (
    <svg viewBox="0 0 600 24" width="100%" role="img" aria-label={`${caption}. ${says}`}>
      <defs>
        <Hatch />
      </defs>
      {shown.map(({ key, count }, i) => (
        <rect
          x={((600 * (starts[i] ?? 0)) / all).toFixed(1)}
          y="0"
          width={((600 * count) / all).toFixed(1)}
          height="24"
          fill={FILLS[key]}
          stroke="var(--paper)"
          stroke-width="2"
        />
      ))}
    </svg>
  )
}

/** What the bar says, for the eye: a swatch, a number and its word. */
export function FateKey({ counted, language }: Pick<FatesProps, 'counted' | 'language'>) {
  return (
    <p class="note key">
      {partsOf(counted, language)
        .filter(({ count }) => count > 0)
        .map(({ key, label, count }) => (
          <>
            <Swatch part={key} /> {label}
            {colon(language)}
            {wholeText(count, language)}
          </>
        ))}
    </p>
  )
}

function Swatch({ part }: { readonly part: Part['key'] }) {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <rect width="12" height="12" fill={FILLS[part]} stroke="var(--edge)" />
    </svg>
  )
}

function Hatch() {
  return (
    <pattern id="unlisted" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill="var(--paper)" />
      <rect width="2" height="6" fill="var(--hatch)" />
    </pattern>
  )
}

function partsOf({ tally, gap = 0 }: FatesProps['counted'], language: Language): readonly Part[] {
  return [
    ...FATES.map((key) => ({ key, label: typeset(FATE_WORDS[key][language], language), count: tally[key] })),
    ...(gap > 0 ? [{ key: 'unlisted' as const, label: promise('unlisted', language), count: gap }] : [])
  ]
}
