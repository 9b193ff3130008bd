/** Search: territories, indicators and numbers, from one box. */

import { Hono } from 'hono'
import { searchCommitments, type CommitmentHit } from '../domain/commitments/search.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import type { SearchHit } from '../domain/indicators/search.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { closenessTo, parseNumber, type TypedNumber } from '../domain/indicators/typed-number.ts'
import { foldName } from '../domain/territories/names.ts'
import { searchClaims } from '../usecases/claims.ts'
import { searchIssues, type IssueHit } from '../usecases/edition-published.ts'
import { searchObservatory, type SearchAnswer } from '../usecases/search.ts'
import type { Hit } from '../view/hit-list.tsx'
import { editionPath, pathTo } from '../view/paths.ts'
import { SearchPage, type FoundFigure } from '../view/search-results.tsx'
import { claimContext } from './claims.tsx'
import { clockOf } from './edition-files.tsx'
import { frameOf } from './frame.ts'
import { OF_THE_MINUTE } from './organisations.tsx'
import type { PortalEnv } from './portal.ts'

const MOST = 20
const LONGEST = 200

/** Parts of issues that are shown before everything else that was found. */
const MOST_ISSUES = 5

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
  const issues = await searchIssues(portal.editions, text, { now: clockOf(c), limit: MOST_ISSUES })
  const promised = number ? [] : searchCommitments(await portal.commitments.register(), text).slice(0, MOST_ISSUES)
  const answered = claims.length + found.figures.length > 0
  const isCode = CODE.test(text)
  const places = number && answered && !isCode ? found.hits.filter((hit) => !isByCode(hit)) : found.hits
  const named = (figure: Figure): FoundFigure => ({
    figure,
    label: indicatorOf(observatory.registry, figure.indicator).label[frame.language]
  })
  return c.html(
    <SearchPage
      frame={frame}
      text={text}
      number={number !== undefined}
      first={
        isCode && !answered && places.some(isByCode)
          ? 'pages'
          : number && claims.length > 0 && !found.figures.some((figure) => isShownAs(figure, number))
            ? 'claims'
            : 'figures'
      }
      claims={claims}
      hits={[
        ...issues.map((hit) => issueHit(hit, frame.language)),
        ...hitsOf(places, frame.language),
        ...promised.map((hit) => promisedHit(hit, frame.language))
      ]}
      figures={found.figures.map(named)}
      near={found.near.map(named)}
      territories={observatory.folder.perimeters.length}
    />,
    200,
    // Claims and promises change with what people write, not with the observatory that pages are kept with.
    number !== undefined || promised.length > 0 ? OF_THE_MINUTE : {}
  )
})

/** As postal codes and those of communes are written: in one word. A number with a gap is a number. */
const CODE = /^\d{5}$/

function isByCode({ document, matched }: SearchHit): boolean {
  return document.codes.includes(matched)
}

/** To the last digit shown, not only once rounded as it was typed. */
function isShownAs({ cell, decimals }: Figure, number: TypedNumber): boolean {
  return 'value' in cell && closenessTo(number, cell.value, decimals) === 0
}

function promisedHit({ kind, id, title }: CommitmentHit, language: Language): Hit {
  const detail = PROMISED[kind][language]
  if (kind === 'lead') return { href: `${pathTo('leads', language)}#${id}`, title, detail }
  if (kind === 'set') return { href: `${pathTo('commitments', language)}?set=${id}`, title, detail }
  return { href: pathTo(kind === 'action' ? 'commitmentActions' : 'commitments', language, id), title, detail }
}

const PROMISED: Readonly<Record<CommitmentHit['kind'], Text>> = {
  set: { fr: 'Engagements', en: 'Commitments' },
  proposition: { fr: 'Proposition\u00a0: ce qu’elle est devenue', en: 'Proposition: what became of it' },
  action: { fr: 'Action\u00a0: ce qu’elle est devenue', en: 'Action: what became of it' },
  lead: { fr: 'Piste', en: 'Lead' }
}

export function hitsOf(hits: readonly SearchHit[], language: Language): readonly Hit[] {
  return hits.map(({ document: { kind, id, label, detail }, matched }) => ({
    href: addressOf(kind, id, language),
    title: label[language],
    // An old name, or a name that was misspelt, says what was recognised.
    detail: isOwn(matched, label, id) ? detail[language] : `${detail[language]} ← ${matched}`
  }))
}

/** « Terrils », in « Dix ans après »: where it is read. */
function issueHit({ issue: { edition }, place }: IssueHit, language: Language): Hit {
  const kind = { fr: 'Édition', en: 'Edition' }[language]
  if (!place) return { href: editionPath(language, edition.id), title: edition.title, detail: kind }
  const href = `${editionPath(language, edition.id, 'read')}/${place.path}`
  return { href, title: place.title, detail: `${kind}, ${edition.title}` }
}

function addressOf(kind: SearchHit['document']['kind'], id: string, language: Language): string {
  if (kind === 'theme') return `${pathTo('indicators', language)}#${id}`
  return pathTo(kind === 'indicator' ? 'indicators' : 'territories', language, id)
}

function isOwn(matched: string, { fr, en }: Text, id: string): boolean {
  const folded = foldName(matched)
  return matched === id || [fr, en].some((name) => foldName(name).includes(folded) || folded.includes(foldName(name)))
}
