/** Search: territories, indicators and numbers, from one box. */

import { Hono } from 'hono'
import type { Figure } from '../domain/indicators/figure.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import type { SearchHit } from '../domain/indicators/search.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { parseNumber } from '../domain/indicators/typed-number.ts'
import { foldName } from '../domain/territories/names.ts'
import { searchClaims } from '../usecases/claims.ts'
import { searchObservatory, type SearchAnswer } from '../usecases/search.ts'
import type { Hit } from '../view/hit-list.tsx'
import { pathTo } from '../view/paths.ts'
import { SearchPage, type FoundFigure } from '../view/search-results.tsx'
import { claimContext } from './claims.tsx'
import { frameOf } from './frame.ts'
import { OF_THE_MINUTE } from './organisations.tsx'
import type { PortalEnv } from './portal.ts'

const MOST = 20
const LONGEST = 200

const NOTHING: SearchAnswer = { hits: [], figures: [], near: [] }

export const search = new Hono<PortalEnv>()

search.on('GET', ['/recherche', '/en/search'], async (c) => {
  const { observatory } = c.get('portal')
  const frame = frameOf(c)
  const text = (c.req.query('q') ?? '').trim().slice(0, LONGEST)
  const found = text ? await searchObservatory(observatory, text, MOST) : NOTHING
  const number = parseNumber(text)
  const portal = c.get('portal')
  const claims = number ? await searchClaims(claimContext(portal), portal.claims, number, MOST) : []
  const named = (figure: Figure): FoundFigure => ({
    figure,
    label: indicatorOf(observatory.registry, figure.indicator).label[frame.language]
  })
  return c.html(
    <SearchPage
      frame={frame}
      text={text}
      number={number !== undefined}
      claims={claims}
      hits={hitsOf(found.hits, frame.language)}
      figures={found.figures.map(named)}
      near={found.near.map(named)}
      territories={observatory.folder.perimeters.length}
    />,
    200,
    // Claims change with what people write, not with the observatory that pages are kept with.
    number ? OF_THE_MINUTE : {}
  )
})

export function hitsOf(hits: readonly SearchHit[], language: Language): readonly Hit[] {
  return hits.map(({ document: { kind, id, label, detail }, matched }) => ({
    href: addressOf(kind, id, language),
    title: label[language],
    // An old name, or a name that was misspelt, says what was recognised.
    detail: isOwn(matched, label, id) ? detail[language] : `${detail[language]} ← ${matched}`
  }))
}

function addressOf(kind: SearchHit['document']['kind'], id: string, language: Language): string {
  if (kind === 'theme') return `${pathTo('indicators', language)}#${id}`
  return pathTo(kind === 'indicator' ? 'indicators' : 'territories', language, id)
}

function isOwn(matched: string, { fr, en }: Text, id: string): boolean {
  const folded = foldName(matched)
  return matched === id || [fr, en].some((name) => foldName(name).includes(folded) || folded.includes(foldName(name)))
}
