/** Published issues: their public page, their site served file by file, their errata, two of them compared. */

import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { may } from '../domain/access/policy.ts'
import { isPublic } from '../domain/editions/archive.ts'
import { compareIssues } from '../domain/editions/difference.ts'
import type { Issue } from '../domain/editions/issue.ts'
import { InvalidInput, NotFound } from '../domain/shared/errors.ts'
import { correctFigure, errataPage, subjectOfIssue, type IssueContext } from '../usecases/edition-errata.ts'
import { NO_ISSUE, publicIssue, publicIssues, type PublicIssue } from '../usecases/edition-published.ts'
import { csvText } from '../view/csv.ts'
import { COMPARE_KINDS, compareRows, EditionComparePage, onlyName } from '../view/edition-compare.tsx'
import { ErrataPage, errataFeed, errataRows, type ErrataProps } from '../view/edition-errata.tsx'
import { citationText } from '../view/edition-issue-take.tsx'
import { EditionIssuePage } from '../view/edition-issue.tsx'
import { editionPath, QUERY } from '../view/paths.ts'
import { accessOf, formToken, signedIn } from './access.ts'
import { fileName, sendCsv } from './downloads.ts'
import { clockOf, editionFiles } from './edition-files.tsx'
import { frameOf, languageOf } from './frame.ts'
import { guarded } from './guard.ts'
import { OF_THE_MINUTE } from './organisations.tsx'
import type { PortalEnv } from './portal.ts'
import { form } from './sign-in.tsx'

export const published = new Hono<PortalEnv>()

published.route('/', editionFiles)

published.on(
  'GET',
  ['/editions/:id/citation.txt', '/en/editions/:id/citation.txt'],
  guarded('page.download'),
  async (c) => {
    const { issue } = await asked(c)
    return c.text(`${citationText(issue, addressOf(c, issue), languageOf(c.req.path))}\n`)
  }
)

published.on(
  'GET',
  ['/editions/:id/CITATION.cff', '/en/editions/:id/CITATION.cff'],
  guarded('page.download'),
  async (c) => {
    const { issue } = await asked(c)
    const bytes = await c.get('portal').published.read(issue.digest, 'donnees/CITATION.cff')
    if (!bytes) throw new NotFound(NO_ISSUE)
    return c.body(bytes, 200, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': 'attachment; filename="CITATION.cff"'
    })
  }
)

published.on('GET', ['/editions/:id/errata', '/en/editions/:id/errata'], guarded('page.read'), (c) => sendErrata(c))

published.on(
  'GET',
  ['/editions/:id/errata.csv', '/en/editions/:id/errata.csv'],
  guarded('page.download'),
  async (c) => {
    const { issue, errata } = await errataPage(contextOf(c), idOf(c), clockOf(c))
    return sendCsv(c, fileName(['errata', issue.edition.id]), csvText(errataRows(errata, languageOf(c.req.path))))
  }
)

published.on(
  'GET',
  ['/editions/:id/errata.atom', '/en/editions/:id/errata.atom'],
  guarded('page.download'),
  async (c) => {
    const { issue, errata, publication } = await errataPage(contextOf(c), idOf(c), clockOf(c))
    const [last] = errata
    const updated = last ? `${last.erratum.statedOn}T00:00:00Z` : publication.publishedAt.toISOString()
    const feed = errataFeed({ issue, errata, origin: originOf(c), updated }, languageOf(c.req.path))
    return c.body(feed, 200, { ...OF_THE_MINUTE, 'Content-Type': 'application/atom+xml; charset=utf-8' })
  }
)

const CORRECTION = z.object({
  figure: z.string().max(500).default(''),
  stamp: z.string().max(100).default(''),
  reason: z.string().max(5000).default('')
})

published.on(
  'POST',
  ['/editions/:id/errata', '/en/editions/:id/errata'],
  guarded('edition.correct', (c) => subjectOfIssue(c.get('portal'), idOf(c))),
  async (c) => {
    const given = await form(c, CORRECTION)
    const { account, actor } = signedIn(c)
    try {
      const context = { ...contextOf(c), access: accessOf(c) }
      await correctFigure(context, { actor, name: account.name }, { edition: idOf(c), ...given })
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return sendErrata(c, { figure: given.figure, problem: error.text, given: given.reason })
    }
    return c.redirect(editionPath(languageOf(c.req.path), idOf(c), 'errata'), 303)
  }
)

published.on('GET', ['/editions/:id/comparer', '/en/editions/:id/compare'], guarded('page.read'), async (c) => {
  const pair = await pairAsked(c)
  const language = languageOf(c.req.path)
  const only = COMPARE_KINDS.find((kind) => kind === c.req.query(onlyName(language)))
  return c.html(<EditionComparePage frame={frameOf(c)} {...pair} {...(only && { only })} />, 200, OF_THE_MINUTE)
})

published.on(
  'GET',
  ['/editions/:id/comparer.csv', '/en/editions/:id/compare.csv'],
  guarded('page.download'),
  async (c) => {
    const { now, then, lines } = await pairAsked(c)
    const name = fileName(['comparaison', then.edition.id, now.edition.id])
    return sendCsv(c, name, csvText(compareRows(lines, languageOf(c.req.path))))
  }
)

/** The page of an issue for the public; for those who work on it, its desk is elsewhere. @throws {NotFound} */
export async function sendIssue(c: Context<PortalEnv>): Promise<Response> {
  const context = contextOf(c)
  const [at, id] = [clockOf(c), idOf(c)]
  const { issue, publication, errata, proposals, gone } = await errataPage(context, id, at)
  const [files, all, issues] = await Promise.all([
    context.published.state(issue.digest),
    context.editions.publications(),
    publicIssues(context.editions, at)
  ])
  const others = issues
    .filter((other) => other.publication.edition !== id)
    .map(({ issue: { edition } }) => ({ id: edition.id, title: edition.title, day: edition.day }))
  return c.html(
    <EditionIssuePage
      frame={frameOf(c)}
      issue={issue}
      publication={publication}
      files={files}
      errata={errata.map(({ erratum }) => erratum)}
      changed={proposals.length}
      gone={gone}
      before={all.filter((one) => one.edition === id && one.digest !== issue.digest && isPublic(one, at))}
      others={others}
      address={addressOf(c, issue)}
    />,
    200,
    OF_THE_MINUTE
  )
}

async function sendErrata(c: Context<PortalEnv>, mistake?: NonNullable<ErrataProps['mistake']>): Promise<Response> {
  const context = contextOf(c)
  const { issue, errata, proposals, gone } = await errataPage(context, idOf(c), clockOf(c))
  const subject = await subjectOfIssue(context, idOf(c))
  const mayCorrect = c.get('access') !== undefined && may(c.get('visitor').actor, 'edition.correct', subject).allowed
  const view = (
    <ErrataPage
      frame={frameOf(c)}
      {...{ issue, errata, proposals, gone }}
      {...(mayCorrect && { token: formToken(c) })}
      {...(mistake && { mistake })}
    />
  )
  return c.html(view, mistake ? 400 : 200, OF_THE_MINUTE)
}

/** The issue of the address and another, in the order they came out. @throws {NotFound} */
async function pairAsked(c: Context<PortalEnv>) {
  const { editions } = c.get('portal')
  const language = languageOf(c.req.path)
  const all = await publicIssues(editions, clockOf(c))
  const here = all.find(({ issue }) => issue.edition.id === idOf(c))
  if (!here) throw new NotFound(NO_ISSUE)
  const others = all.filter((one) => one !== here)
  const wanted = c.req.query(QUERY.with[language]) ?? ''
  const other = wanted === '' ? others[0] : others.find(({ issue }) => issue.edition.id === wanted)
  if (!other) throw new NotFound(others.length === 0 ? ALONE : NO_ISSUE)
  const isLater = placeInTime(here) >= placeInTime(other)
  const [then, now] = isLater ? [other.issue, here.issue] : [here.issue, other.issue]
  return {
    now,
    then,
    here: here.issue,
    lines: compareIssues(then.cited, now.cited),
    others: others.map(({ issue: { edition } }) => ({ id: edition.id, title: edition.title }))
  }
}

/** By the day that an issue tells of, then by when it came out. */
function placeInTime({ issue, publication }: PublicIssue): string {
  return `${issue.edition.day} ${publication.publishedAt.toISOString()}`
}

const ALONE = {
  fr: 'Il n’y a pas d’autre édition publiée à laquelle comparer celle-ci : la comparaison s’ouvrira avec la suivante',
  en: 'There is no other published edition to compare this one with: the comparison opens with the next one'
}

function asked(c: Context<PortalEnv>) {
  return publicIssue(c.get('portal').editions, idOf(c), clockOf(c))
}

function idOf(c: Context<PortalEnv>): string {
  return c.req.param('id') ?? ''
}

function contextOf(c: Context<PortalEnv>): IssueContext {
  const { observatory, editions, published: reader, organisations, today } = c.get('portal')
  return { observatory, editions, published: reader, organisations, today }
}

/** Where the public reads it, whatever address this request came by. */
function originOf(c: Context<PortalEnv>): string {
  return new URL(accessOf(c).settings.origin).origin
}

function addressOf(c: Context<PortalEnv>, { edition }: Issue): string {
  return originOf(c) + editionPath(languageOf(c.req.path), edition.id)
}
