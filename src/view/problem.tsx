/** When there is no page: what happened, what was perhaps meant, where to go. */

import { HitList, type Hit } from './hit-list.tsx'
import { Page, SearchForm, type Frame } from './layout.tsx'
import { say, typeset, type Message } from './messages.ts'
import { pathTo } from './paths.ts'

export type ProblemProps = {
  readonly frame: Frame
  readonly title: Message
  readonly text: string
  readonly proposed: readonly Hit[]
}

export function ProblemPage({ frame, title, text, proposed }: ProblemProps) {
  const { language } = frame
  return (
    <Page frame={frame} title={say(title, language)}>
      <div class="problem">
        <h1>{say(title, language)}</h1>
        <p class="standfirst">{typeset(sentenceOf(text), language)}</p>
        {proposed.length > 0 && (
          <div class="wide-gap">
            <h2>{say('perhaps', language)}</h2>
            <HitList hits={proposed} caption={say('perhaps', language)} />
          </div>
        )}
        <div class="wide-gap reading">
          <SearchForm language={language} />
        </div>
        <p class="gap">
          <a href={pathTo('home', language)}>{say('backHome', language)}</a>
        </p>
      </div>
    </Page>
  )
}

/** What the domain says of an error begins without a capital: elsewhere it follows the name of a file. */
function sentenceOf(text: string): string {
  const [first = ''] = text
  return `${first.toUpperCase()}${text.slice(first.length)}${/[.!?…]$/.test(text) ? '' : '.'}`
}
