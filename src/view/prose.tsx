/** Pages of plain text: a title, what it is about, sections with their titles in the margin. */

import type { Child } from 'hono/jsx'
import type { Language, Text } from '../domain/shared/text.ts'
import { Page, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { pathTo } from './paths.ts'

export type ProseProps = {
  readonly frame: Frame
  readonly title: Text
  readonly lead: Text
  readonly children?: Child
}

export function ProsePage({ frame, title, lead, children }: ProseProps) {
  const { language } = frame
  const words = typeset(lead[language], language)
  return (
    <Page frame={frame} title={title[language]} description={words}>
      <Trail links={[[pathTo('home', language), say('home', language)]]} here={title[language]} />
      <div class="title">
        <h1>{title[language]}</h1>
      </div>
      <p class="standfirst">{words}</p>
      {children}
    </Page>
  )
}

export function Paragraphs({ texts, language }: { readonly texts: readonly Text[]; readonly language: Language }) {
  return (
    <>
      {texts.map((text) => (
        <p class="reading">{typeset(text[language], language)}</p>
      ))}
    </>
  )
}

/** A table of words: heads, then rows whose first cell names the row. */
export function WordTable({ caption, ...rest }: TableProps) {
  return (
    <table class="table words gap">
      <caption class="unseen">{caption}</caption>
      <TableRows {...rest} />
    </table>
  )
}

type TableRowsProps = { readonly heads: readonly string[]; readonly rows: readonly (readonly Child[])[] }

export type TableProps = TableRowsProps & { readonly caption: string }

export function TableRows({ heads, rows }: TableRowsProps) {
  return (
    <>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...others]) => (
          <tr>
            <th scope="row">{first}</th>
            {others.map((cell) => (
              <td>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </>
  )
}
