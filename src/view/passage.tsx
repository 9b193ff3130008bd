/** Words left in the language they were written in: an observatory's registers quote French sources by their title. */

import type { Language } from '../domain/shared/text.ts'
import { typeset } from './messages.ts'

/** The language that names, titles and laws are written in, where they have one form only. */
const WRITTEN: Language = 'fr'

/** For the element that holds nothing but such words; undefined where the page speaks their language. */
export function writtenIn(language: Language): Language | undefined {
  return language === WRITTEN ? undefined : WRITTEN
}

/** A name or a title, marked on a page in another language: a screen reader then says it as it is said. */
export function AsWritten({ text, language }: { readonly text: string; readonly language: Language }) {
  return <span lang={writtenIn(language)}>{typeset(text, WRITTEN)}</span>
}

/** Editions such as 2022-01 stay on one line, and are copied as they are written. */
export function Unbroken({ text }: { readonly text: string }) {
  return <>{text.split(/(\d{4}-\w+)/).map((piece, i) => (i % 2 === 1 ? <span class="keep">{piece}</span> : piece))}</>
}

/** A sentence of the page, whose “quotations” are as written. */
export function Quoting({ text, language }: { readonly text: string; readonly language: Language }) {
  if (language === WRITTEN) return <>{typeset(text, language)}</>
  return (
    <>
      {text
        .split(/(?<=“)([^”]*)(?=”)/)
        .map((piece, i) => (i % 2 === 1 ? <AsWritten text={piece} language={language} /> : typeset(piece, language)))}
    </>
  )
}
