/** The glossary: one word for one thing, each linked to those it rests on. */

import type { Child } from 'hono/jsx'
import type { Language } from '../domain/shared/text.ts'
import { GLOSSARY } from './glossary-terms.ts'
import type { Frame } from './layout.tsx'
import { typeset } from './messages.ts'
import { pathTo } from './paths.ts'
import { ProsePage } from './prose.tsx'

export function GlossaryPage({ frame }: { readonly frame: Frame }) {
  const { language } = frame
  const terms = GLOSSARY.toSorted((a, b) => a.term[language].localeCompare(b.term[language], language))
  return (
    <ProsePage
      frame={frame}
      title={{ fr: 'Glossaire', en: 'Glossary' }}
      lead={{
        fr: 'Un mot pour une chose, le même partout sur ce site. Les notions et les lieux du territoire ont leurs pages de A à Z.',
        en: 'One word for one thing, the same all over this site. Notions and places of the territory have their pages from A to Z.'
      }}
    >
      <p class="gap">
        <a href={pathTo('entries', language)}>{{ fr: 'De A à Z', en: 'From A to Z' }[language]}</a>
      </p>
      <dl class="terms wide-gap">
        {terms.map(({ id, term, text }) => (
          <div id={id}>
            <dt>{typeset(term[language], language)}</dt>
            <dd>{linked(text[language], language)}</dd>
          </div>
        ))}
      </dl>
    </ProsePage>
  )
}

/** `[périmètre|perimeter]` becomes a link to `#perimeter`. */
function linked(text: string, language: Language): readonly Child[] {
  return text.split(/(\[[^\]]+\])/).map((part) => {
    const [, words, id] = /^\[([^|]+)\|([a-z-]+)\]$/.exec(part) ?? []
    return words && id ? <a href={`#${id}`}>{typeset(words, language)}</a> : typeset(part, language)
  })
}
