/** The notes of a chapter: those that it writes, then who states the claims that it tells. */

import { statedClaim } from '../domain/editions/frozen.ts'
import { claimAnchor, FigureLink, Inlines, type Setting } from './blocks.tsx'
import { claimNote, claimsNoted } from './claim-words.ts'

export function Notes({ setting }: { readonly setting: Setting }) {
  const { frozen, chapter, language } = setting
  const told = claimsNoted(chapter).map((claim) => statedClaim(frozen, { claim }))
  if (chapter.notes.length + told.length === 0) return null
  return (
    <section class="notes">
      <h2>{{ fr: 'Notes', en: 'Notes' }[language]}</h2>
      <ol>
        {chapter.notes.map(({ name, of }) => (
          <li id={`note-${name}`}>
            <Inlines of={of} setting={setting} />
          </li>
        ))}
        {told.map((stated) => (
          <li id={claimAnchor(stated.claim.id)}>
            {claimNote(frozen, stated)}{' '}
            {stated.status !== 'untold' && <FigureLink mention={stated} setting={setting} />}
          </li>
        ))}
      </ol>
    </section>
  )
}
