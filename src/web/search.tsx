/** Search: territories, indicators and numbers, from one box. */

import { Hono } from 'hono'
import { indicatorOf } from '../domain/indicators/registry.ts'
import type { SearchHit } from '../domain/indicators/search.ts'
import type { Language } from '../domain/shared/text.ts'
import { searchObservatory } from '../usecases/search.ts'
import type { Hit } from '../view/hit-list.tsx'
import { pathTo } from '../view/paths.ts'
import { SearchPage } from '../view/search-results.tsx'
import { frameOf } from './frame.ts'
import type { PortalEnv } from './portal.ts'

const MOST = 20
const LONGEST = 200

export const search = new Hono<PortalEnv>()

search.on('GET', ['/recherche', '/en/search'], async (c) => {
  const { observatory } = c.get('portal')
  const frame = frameOf(c)
  const text = (c.req.query('q') ?? '').trim().slice(0, LONGEST)
  const { hits, figures } = text ? await searchObservatory(observatory, text, MOST) : { hits: [], figures: [] }
  return c.html(
    <SearchPage
      frame={frame}
      text={text}
      hits={hitsOf(hits, frame.language)}
      figures={figures.map((figure) => ({
        figure,
        label: indicatorOf(observatory.registry, figure.indicator).label[frame.language]
      }))}
    />
  )
})

export function hitsOf(hits: readonly SearchHit[], language: Language): readonly Hit[] {
  return hits.map(({ document: { kind, id, label, detail } }) => ({
    href: pathTo(kind === 'indicator' ? 'indicators' : 'territories', language, id),
    title: label[language],
    detail: detail[language]
  }))
}
