/** A letter as simple HTML: paragraphs, links that say where they go, each part in its language. */

import type { Language } from '../domain/shared/text.ts'
import { raw } from 'hono/html'

export type LetterProps = {
  readonly subject: string
  /** Plain text; paragraphs apart by an empty line, a link alone on its line. */
  readonly body: string
  readonly language: Language | 'both'
}

/** Without picture, style sheet or script: nothing tells that it was read. */
export function Letter({ subject, body, language }: LetterProps) {
  const parts = language === 'both' ? body.split(/^---$/m) : [body]
  const first = language === 'both' ? 'fr' : language
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={first}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{subject}</title>
        </head>
        <body style="max-width:36em;margin:0 auto;padding:1em;font:1rem/1.5 sans-serif">
          {parts.map((part, i) => (
            <div lang={i === 0 ? first : 'en'}>
              {paragraphs(part).map((text) => (
                <p>{lines(text)}</p>
              ))}
            </div>
          ))}
        </body>
      </html>
    </>
  )
}

function paragraphs(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/)
    .map((one) => one.trim())
    .filter(Boolean)
}

function lines(text: string) {
  return text.split('\n').map((line, i) => (
    <>
      {i > 0 && <br />}
      {/^https?:\/\/\S+$/.test(line) ? (
        <a href={line} style="overflow-wrap:anywhere">
          {line}
        </a>
      ) : (
        line
      )}
    </>
  ))
}
