/** Pages of plain text: a title, what it is about, sections with their titles in the margin. */

import type { Child } from 'hono/jsx'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Frame } from './layout.tsx'
import { typeset } from './messages.ts'
import { TitledPage } from './titled-page.tsx'

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
    <TitledPage frame={frame} title={title[language]} description={words} lead={words}>
      {children}
    </TitledPage>
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
