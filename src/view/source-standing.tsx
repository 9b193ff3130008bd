/** On the sheet of a source: doubts about its figures, claims that were ruled on by them. */

import type { Language, Text } from '../domain/shared/text.ts'
import type { Claim } from '../domain/sources/claim.ts'
import type { Document } from '../domain/sources/document.ts'
import type { Decision, Ruling } from '../domain/sources/ruling.ts'
import { word } from './access-form.tsx'
import { quotableClaim, VERDICT_WORDS } from './claim-text.ts'
import { DoubtedFigure, DoubtTag, type DoubtView } from './doubt.tsx'
import { Section } from './layout.tsx'
import { writtenIn } from './passage.tsx'
import { pathTo } from './paths.ts'
import { dayText } from './territory-members.tsx'

export type StandingProps = {
  readonly doubts: readonly DoubtView[]
  readonly ruled: readonly {
    readonly claim: Claim
    readonly document: Document
    readonly decision: Decision<Ruling>
  }[]
}

export function Standing({ doubts, ruled, language }: StandingProps & { readonly language: Language }) {
  return (
    <>
      <Section id="doubts" title={word(WORDS.doubts, language)} notes={[word(WORDS.doubtsNote, language)]}>
        {doubts.length === 0 ? (
          <p class="quiet">{word(WORDS.noDoubt, language)}</p>
        ) : (
          <ul class="facts">
            {doubts.map((doubt) => (
              <li>
                <DoubtedFigure doubt={doubt} language={language} /> <DoubtTag doubt={doubt} language={language} />
                <span class="sub">
                  <a href={pathTo('doubts', language, doubt.id)}>
                    {word(WORDS.reported, language)} {dayText(doubt.receivedOn, language)}
                  </a>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section id="claims" title={word(WORDS.claims, language)} notes={[word(WORDS.claimsNote, language)]}>
        {ruled.length === 0 ? (
          <p class="quiet">{word(WORDS.noClaim, language)}</p>
        ) : (
          <ul class="facts">
            {ruled.map(({ claim, document, decision }) => (
              <li>
                <a href={pathTo('claims', language, claim.id)} lang={writtenIn(language)}>
                  {quotableClaim(claim, document, 'fr')}
                </a>
                {decision.status !== 'open' && (
                  <span class="sub">
                    {word(VERDICT_WORDS[decision.decided.verdict], language)}, {dayText(decision.decided.on, language)}
                    {decision.status === 'reopened' && `. ${word(WORDS.reopened, language)}`}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}

const WORDS = {
  doubts: { fr: 'Doutes sur ses chiffres', en: 'Doubts about its figures' },
  doubtsNote: {
    fr: 'Signalés par des lecteurs, sur un chiffre qui repose aujourd’hui sur cette source.',
    en: 'Reported by readers, about a figure that stands on this source today.'
  },
  noDoubt: { fr: 'Aucun doute n’est publié.', en: 'No doubt is published.' },
  reported: { fr: 'Signalé le', en: 'Reported on' },
  claims: { fr: 'Affirmations jugées d’après elle', en: 'Claims ruled on by it' },
  claimsNote: {
    fr: 'Ce que d’autres ont écrit, qu’une personne a mis face à ses chiffres, puis décidé.',
    en: 'What others wrote, which a person set against its figures, then decided.'
  },
  noClaim: { fr: 'Aucune affirmation n’a été jugée d’après elle.', en: 'No claim was ruled on by it.' },
  reopened: { fr: 'Une valeur a changé depuis : à reprendre.', en: 'A value has changed since: to be decided again.' }
} as const satisfies Record<string, Text>
