/** The blocks of an edition as HTML: every number opens its figure, at the foot of the site. */

import { raw } from 'hono/html'
import type { Block, Chapter, ChartKind, Inline, Mention } from '../domain/editions/edition.ts'
import { answerTo, indicatorBehind, narrowName, statedClaim, type FrozenEdition } from '../domain/editions/frozen.ts'
import { mentionKey } from '../domain/editions/answer.ts'
import { dayWords } from '../domain/shared/day.ts'
import type { Language } from '../domain/shared/text.ts'
import { atPeriod } from '../view/period-text.ts'
import { typeset } from '../view/messages.ts'
import { claimsNoted, claimText } from './claim-words.ts'
import { Promised } from './commitments.tsx'
import { inlineDrawing } from './drawing.ts'
import { citedByKey, figureAnchor } from './lineage.tsx'
import { creditLine, numberText, sentenceText, sourceLines, whereAndWhen } from './words.ts'

/** What the blocks of a page need to know of the whole. */
export type Setting = {
  readonly frozen: FrozenEdition
  readonly chapter: Chapter
  /** Where each identifier stands: `territoire.html#population`. */
  readonly addresses: ReadonlyMap<string, string>
  readonly language: Language
}

export function settingOf(frozen: FrozenEdition, chapter: Chapter, addresses: Setting['addresses']): Setting {
  return { frozen, chapter, addresses, language: frozen.edition.language }
}

export function Blocks({ blocks, setting }: { readonly blocks: readonly Block[]; readonly setting: Setting }) {
  return (
    <>
      {blocks.map((block) => (
        <One block={block} setting={setting} />
      ))}
    </>
  )
}

function One({ block, setting }: { readonly block: Block; readonly setting: Setting }) {
  const { frozen, chapter, language } = setting
  switch (block.kind) {
    case 'heading':
      return block.depth === 2 ? (
        <h2 id={block.id}>
          <Inlines of={block.of} setting={setting} />
        </h2>
      ) : (
        <h3 id={block.id}>
          <Inlines of={block.of} setting={setting} />
        </h3>
      )
    case 'paragraph':
      return (
        <p class="reading">
          <Inlines of={block.of} setting={setting} />
        </p>
      )
    case 'list': {
      const items = block.items.map((item) => (
        <li>
          <Blocks blocks={item} setting={setting} />
        </li>
      ))
      return block.ordered ? <ol class="reading">{items}</ol> : <ul class="reading">{items}</ul>
    }
    case 'panel':
      return (
        <Panel heading={headingOf(block, chapter)} title={block.title} mentions={block.mentions} setting={setting} />
      )
    case 'sentence': {
      const answer = answerTo(frozen, block.mention)
      return (
        <p class="reading told">
          {sentenceText(answer, indicatorBehind(frozen, answer), language)}{' '}
          <FigureLink mention={block.mention} setting={setting} />
        </p>
      )
    }
    case 'chart':
      return (
        <figure class="drawing" id={block.id}>
          <Drawn chart={block.chart} name={`${chapter.id}/${block.id}`} mention={block.mention} frozen={frozen} />
          <figcaption>
            <FigureLink mention={block.mention} setting={setting} />
          </figcaption>
        </figure>
      )
    case 'table':
      return <Table title={block.title} rows={block.rows} setting={setting} />
    case 'commitments':
      return <Promised block={block} frozen={frozen} />
    case 'focus': {
      const Heading = headingOf(block, chapter)
      return (
        <section class="focus">
          <Heading>{block.title}</Heading>
          <Blocks blocks={block.blocks} setting={setting} />
        </section>
      )
    }
    case 'quotation':
      return (
        <figure class="said">
          <blockquote>
            <Blocks blocks={block.blocks} setting={setting} />
          </blockquote>
          <figcaption>
            {block.author}, {block.office}, {dayWords(block.day)[language]}, {block.occasion}
          </figcaption>
        </figure>
      )
    case 'entry':
      return (
        <section class="entry" id={block.id}>
          <h2>
            <span class="letter" aria-hidden="true">
              {block.letter}
            </span>{' '}
            {block.title}
          </h2>
          <Blocks blocks={block.blocks} setting={setting} />
        </section>
      )
    case 'photograph':
      return (
        <figure class="photograph">
          <img src={`photographies/${block.file}`} alt={block.alternative} loading="lazy" />
          <figcaption>{creditLine(block)}</figcaption>
        </figure>
      )
  }
}

/** Before the first part of a chapter, what has a title is a part itself: no level is skipped. Inside another, never. */
function headingOf(block: Block, { blocks }: Chapter): 'h2' | 'h3' {
  const at = blocks.indexOf(block)
  return at === -1 || blocks.slice(0, at).some(({ kind }) => kind === 'heading' || kind === 'entry') ? 'h3' : 'h2'
}

/** A map is a file beside the page; so is whatever is drawn for a telephone, which a wider screen does not load. */
function Drawn(props: {
  readonly chart: ChartKind
  readonly name: string
  readonly mention: Mention
  readonly frozen: FrozenEdition
}) {
  const { chart, name, mention, frozen } = props
  const { drawings, edition } = frozen
  const answer = answerTo(frozen, mention)
  const wide = drawings[name] ?? ''
  const [, title = ''] = /<title[^>]*>([^<]*)/.exec(wide) ?? []
  const sentence = sentenceText(answer, indicatorBehind(frozen, answer), edition.language)
  const alternative = `${unescaped(title)}. ${sentence}`
  const narrow = drawings[narrowName(name)]
  const file = (drawing: string, svg: string, look: 'wide' | 'narrow') => {
    const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
    const shown = narrow === undefined ? undefined : look
    return (
      <img class={shown} src={drawingPath(drawing)} alt={alternative} width={width} height={height} loading="lazy" />
    )
  }
  return (
    <>
      {chart === 'map'
        ? file(name, wide, 'wide')
        : raw(inlineDrawing(wide, name.replace('/', '-'), narrow === undefined ? '' : 'wide'))}
      {narrow !== undefined && file(narrowName(name), narrow, 'narrow')}
    </>
  )
}

/** Where the file of a drawing lies in the site. */
export function drawingPath(name: string): string {
  return `dessins/${name.replaceAll(/[^\w-]+/g, '-')}.svg`
}

/** Of a drawing that we wrote ourselves: the signs that its markup writes otherwise. */
function unescaped(text: string): string {
  return text
    .replaceAll('&#39;', '’')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

export function Inlines({ of, setting }: { readonly of: readonly Inline[]; readonly setting: Setting }) {
  return (
    <>
      {of.map((one) => (
        <Piece one={one} setting={setting} />
      ))}
    </>
  )
}

function Piece({ one, setting }: { readonly one: Inline; readonly setting: Setting }) {
  const { frozen, chapter, addresses, language } = setting
  switch (one.kind) {
    case 'text':
      return <>{typeset(one.text, language)}</>
    case 'emphasis':
      return (
        <em>
          <Inlines of={one.of} setting={setting} />
        </em>
      )
    case 'strong':
      return (
        <strong>
          <Inlines of={one.of} setting={setting} />
        </strong>
      )
    case 'link':
      return (
        <a href={one.href}>
          <Inlines of={one.of} setting={setting} />
        </a>
      )
    case 'break':
      return <br />
    case 'number': {
      const answer = answerTo(frozen, one.mention)
      return (
        <a class="figure" href={figureHref(one.mention, setting)}>
          {numberText(answer, indicatorBehind(frozen, answer), one, language)}
        </a>
      )
    }
    case 'claim': {
      const stated = statedClaim(frozen, one)
      const place = claimsNoted(chapter).indexOf(one.claim)
      return (
        <>
          <span lang={one.form === 'quote' ? 'fr' : undefined}>{claimText(stated, one.form, language)}</span>
          <NoteCall to={claimAnchor(one.claim)} number={chapter.notes.length + place + 1} language={language} />
        </>
      )
    }
    case 'cross':
      return (
        <a href={addresses.get(one.to)}>
          <Inlines of={one.of} setting={setting} />
        </a>
      )
    case 'note': {
      const number = chapter.notes.findIndex(({ name }) => name === one.name) + 1
      return <NoteCall to={`note-${one.name}`} number={number} language={language} />
    }
  }
}

function NoteCall({
  to,
  number,
  language
}: {
  readonly to: string
  readonly number: number
  readonly language: Language
}) {
  return (
    <sup>
      <a href={`#${to}`} aria-label={`${{ fr: 'note', en: 'note' }[language]} ${number}`}>
        {number}
      </a>
    </sup>
  )
}

/** A claim is a note of its own, whatever names the notes of the chapter bear. */
export function claimAnchor(claim: string): string {
  return `affirmation-${claim}`
}

function Panel({
  heading: Heading,
  title,
  mentions,
  setting
}: {
  readonly heading: 'h2' | 'h3'
  readonly title: string
  readonly mentions: readonly Mention[]
  readonly setting: Setting
}) {
  const { frozen, language } = setting
  return (
    <section class="figures">
      <Heading>{title}</Heading>
      <dl>
        {mentions.map((mention) => {
          const answer = answerTo(frozen, mention)
          const indicator = indicatorBehind(frozen, answer)
          return (
            <div>
              <dt>{indicator.label[language]}</dt>
              <dd>
                <a class="figure" href={figureHref(mention, setting)}>
                  {numberText(answer, indicator, { form: formOf(mention) }, language)}
                </a>
                <span>{whereAndWhen(answer.figure, language)}</span>
                {answer.versus && (
                  <span>
                    {answer.versus.figure.perimeter.label[language]} :{' '}
                    {numberText(answer.versus, indicator, { form: formOf(mention) }, language)}
                  </span>
                )}
                <small>{sourceLines(frozen, answer.figure, language).join(' ; ')}</small>
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}

function Table({
  title,
  rows,
  setting
}: {
  readonly title: string
  readonly rows: readonly (readonly Mention[])[]
  readonly setting: Setting
}) {
  const { frozen, language } = setting
  const [first = []] = rows
  return (
    <div class="scroll" role="region" aria-label={title} tabindex={0}>
      <table class="table">
        <caption>{title}</caption>
        <thead>
          <tr>
            <td></td>
            {first.map((mention) => {
              const answer = answerTo(frozen, mention)
              const indicator = indicatorBehind(frozen, answer)
              return (
                <th scope="col" class="n">
                  {indicator.label[language]}, {atPeriod(answer.figure.period, language)}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const [head] = row
            return (
              <tr>
                <th scope="row">{head && answerTo(frozen, head).figure.perimeter.label[language]}</th>
                {row.map((mention) => {
                  const answer = answerTo(frozen, mention)
                  return (
                    <td class="n">
                      <a class="figure" href={figureHref(mention, setting)}>
                        {numberText(answer, indicatorBehind(frozen, answer), { form: formOf(mention) }, language)}
                      </a>
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** A key figure with a start is a change, in percent where it has one. */
export function formOf({ question }: Mention): 'value' | 'change' {
  return question.from === undefined ? 'value' : 'change'
}

export function FigureLink({
  mention,
  setting
}: {
  readonly mention: Pick<Mention, 'question'>
  readonly setting: Setting
}) {
  return (
    <a href={figureHref(mention, setting)}>
      {{ fr: 'D’où vient ce chiffre', en: 'Where this figure comes from' }[setting.language]}
    </a>
  )
}

/** At the foot of the page, where its lineage stands. */
function figureHref(mention: Pick<Mention, 'question'>, { frozen }: Setting): string {
  const cited = citedByKey(frozen).get(mentionKey(mention))
  return cited ? `#${figureAnchor(cited)}` : ''
}
