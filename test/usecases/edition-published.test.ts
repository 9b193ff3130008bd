import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { differenceStamp } from '../../src/domain/editions/difference.ts'
import { listNotifications } from '../../src/store/notifications.ts'
import { saveVerdict } from '../../src/store/edition-verdicts.ts'
import { findArchiveText } from '../../src/store/edition-archive.ts'
import { replaceEditions } from '../../src/store/editions.ts'
import { change } from '../../src/store/journal.ts'
import { correctFigure, errataPage } from '../../src/usecases/edition-errata.ts'
import {
  isDigestPublic,
  issuesCiting,
  issuesOnSource,
  publicIssues,
  searchIssues
} from '../../src/usecases/edition-published.ts'
import { issuesStanding } from '../../src/usecases/source-standing.ts'
import { reviewEditions } from '../../src/usecases/edition-warnings.ts'
import { mentionKey } from '../../src/domain/editions/answer.ts'
import { stampOf } from '../../src/domain/editions/verdict.ts'
import { answerQuestion } from '../../src/usecases/figures.ts'
import { SourceIssues } from '../../src/view/edition-citings.tsx'
import type { SourceId } from '../../src/domain/sources/source.ts'
import { insertOrganisation } from '../../src/store/organisations.ts'
import { makeOrganisation } from '../domain/organisations/make.ts'
import { indicatorId } from '../make.ts'
import { openOffice, type Office } from './access-office.ts'
import { ASKED, holder, TODAY } from './doubt-office.ts'
import { archiveOf, askedAt, issueContext, publish } from './issue-office.ts'

const REASON = 'Insee a corrigé sa livraison de 2022.'

let office: Office
let clock: Date

beforeAll(async () => {
  office = await openOffice()
  await insertOrganisation(office.access.db, makeOrganisation('insee'))
}, 120_000)

afterAll(() => office.database.close())

beforeEach(() => {
  clock = new Date(`${TODAY}T12:00:00Z`)
  office.clock.ms = clock.getTime()
})

describe('an issue that is out', () => {
  let digest = ''

  beforeAll(async () => {
    digest = await publish(office, await archiveOf(issueContext(office, 7).observatory, '2022'))
  })

  it('is read by the public, found by its words and from its figures and sources', async () => {
    const { editions, published } = issueContext(office, 7)
    const [found] = await publicIssues(editions, clock)
    expect(found).toMatchObject({ publication: { digest }, issue: { edition: { title: 'Le livret 2022' } } })
    expect(await searchIssues(editions, 'mots', { now: clock, limit: 5 })).toMatchObject([
      { place: { path: 'mots.html' } }
    ])
    expect(await searchIssues(editions, 'livret 2022', { now: clock, limit: 5 })).toHaveLength(1)
    expect(await searchIssues(editions, 'absent', { now: clock, limit: 5 })).toEqual([])
    expect(await issuesCiting({ editions, published }, ASKED, clock)).toMatchObject([{ errata: [] }])
    expect(await issuesCiting({ editions, published }, askedAt('1999'), clock)).toEqual([])
    const [use] = await issuesOnSource(editions, 'town' as SourceId, clock)
    expect(use).toMatchObject({ vintages: ['2022'], cited: [{ indicator: { id: indicatorId('empty') } }] })
  })

  it('has no erratum to propose while its figures say the same', async () => {
    expect(await errataPage(issueContext(office, 7), '2022', clock)).toMatchObject({
      proposals: [],
      gone: [],
      errata: []
    })
  })

  it('tells writers and the producer that a figure has changed, each of them once', async () => {
    const { db } = office.access
    const officer = await holder(office, { role: 'study-officer' })
    const producer = await holder(office, { role: 'producer', organisation: 'insee' })
    const resident = await holder(office, { role: 'resident' })
    const review = (value: number) =>
      change(db, { actor: 'system' }, (t) => reviewEditions(t, { ...issueContext(office, value), now: clock }))
    expect(await review(7)).toBe(0)
    expect(await review(9)).toBe(1)
    expect(await review(9)).toBe(0)
    for (const { account } of [officer, producer]) {
      const told = await listNotifications(db, account, 10)
      expect(told).toMatchObject([{ kind: 'edition.changed', path: '/editions/2022/errata' }])
      expect(told[0]?.label.fr).toBe('Le livret 2022 (1 chiffre)')
    }
    expect(await listNotifications(db, resident.account, 10)).toEqual([])
    expect(await review(10)).toBe(1)
  })

  it('is corrected beside itself: the difference that was seen, with its reason, and not a byte of it changes', async () => {
    const { db } = office.access
    const context = { ...issueContext(office, 9), access: office.access }
    const officer = await holder(office, { role: 'study-officer' })
    const producer = await holder(office, { role: 'producer', organisation: 'insee' })
    const [proposal] = (await errataPage(context, '2022', clock)).proposals
    if (!proposal) throw new Error('the figure differs')
    expect(proposal.difference).toMatchObject({ gap: 2, causes: ['revision'] })
    const onSource = async (): Promise<string> => {
      const issues = await issuesStanding(context, 'town' as SourceId, clock)
      return String(SourceIssues({ issues, language: 'fr' }))
    }
    expect(await onSource()).toContain('À vérifier')
    const before = await findArchiveText(db, digest)
    const asked = {
      edition: '2022',
      figure: proposal.cited.key,
      stamp: differenceStamp(proposal.difference),
      reason: REASON
    }
    const signed = { actor: officer, name: 'Ada' }
    await expect(correctFigure(context, signed, { ...asked, reason: 'non' })).rejects.toThrow(/motif/)
    await expect(correctFigure(context, signed, { ...asked, stamp: 'value A 8' })).rejects.toThrow(/changé de nouveau/)
    await expect(correctFigure(context, { actor: producer, name: 'Bo' }, asked)).rejects.toMatchObject({
      code: 'refused'
    })
    await correctFigure(context, signed, asked)
    await expect(correctFigure(context, signed, asked)).rejects.toThrow(/quelqu’un vient de le corriger/)
    const page = await errataPage(context, '2022', clock)
    expect(page.proposals).toEqual([])
    expect(page.errata).toMatchObject([
      { erratum: { was: { cell: { value: 7 } }, now: { cell: { value: 9 } }, reason: REASON, statedOn: TODAY } }
    ])
    const told = await onSource()
    expect(told).toContain(REASON)
    expect(told).not.toContain('À vérifier')
    expect(await findArchiveText(db, digest)).toBe(before)
    expect(await listNotifications(db, producer.account, 10)).toMatchObject([{ kind: 'edition.corrected' }])
    const [citing] = await issuesCiting(context, ASKED, clock)
    expect(citing?.errata).toHaveLength(1)
  })

  it('proposes another correction when the figure changes again', async () => {
    expect((await errataPage(issueContext(office, 12), '2022', clock)).proposals).toHaveLength(1)
  })

  it('still reads when a figure is withdrawn under it, and says which', async () => {
    const { observatory, ...context } = issueContext(office, 7)
    const registry = { ...observatory.registry, indicators: new Map() }
    const { gone, issue } = await errataPage({ ...context, observatory: { ...observatory, registry } }, '2022', clock)
    expect(gone.map(({ why }) => why.fr).join()).toContain('empty')
    expect(issue.cited).toHaveLength(1)
  })
})

describe('an embargo', () => {
  it('keeps an issue from everyone until its hour, its digest too', async () => {
    const embargo = new Date(`${TODAY}T18:00:00Z`)
    const { editions, observatory } = issueContext(office, 7)
    const digest = await publish(office, await archiveOf(observatory, '2023'), { embargo })
    const ids = async (at: Date): Promise<readonly string[]> =>
      (await publicIssues(editions, at)).map(({ publication }) => publication.edition)
    expect(await ids(clock)).not.toContain('2023')
    expect(await isDigestPublic(editions, digest, clock)).toBe(false)
    expect(await ids(embargo)).toContain('2023')
    expect(await isDigestPublic(editions, digest, embargo)).toBe(true)
  })

  it('leaves the former publication of the same edition readable at its digest', async () => {
    const { editions, observatory } = issueContext(office, 7)
    const first = await publish(office, await archiveOf(observatory, '2021'))
    const again = await archiveOf(observatory, '2021', [ASKED, askedAt('2021')])
    const second = await publish(office, again, { publishedAt: new Date(`${TODAY}T09:00:00Z`) })
    const found = (await publicIssues(editions, clock)).find(({ publication }) => publication.edition === '2021')
    expect(found?.publication.digest).toBe(second)
    expect(await isDigestPublic(editions, first, clock)).toBe(true)
  })
})

describe('a verdict on an issue that is not out', () => {
  it('is void when its value changes, and its organisation is told once', async () => {
    const { db } = office.access
    const producer = await holder(office, { role: 'producer', organisation: 'insee' })
    const before = issueContext(office, 7)
    const verdict = {
      figure: mentionKey({ question: ASKED }),
      organisation: 'insee',
      decision: 'validated',
      stamp: stampOf(await answerQuestion(before.observatory, ASKED)),
      isReported: false,
      author: 'Bo',
      on: TODAY
    } as const
    await change(db, { actor: 'command', reason: 'test' }, async (t) => {
      await replaceEditions(t, [{ id: '2024', files: [{ name: 'edition.yaml', text: 'title: Demain' }] }])
      await t.updateTable('edition').set({ state: 'checking' }).where('id', '=', '2024').execute()
      await saveVerdict(t, '2024', verdict, producer.account)
    })
    const toldOf = async (value: number): Promise<readonly string[]> => {
      await change(db, { actor: 'system' }, (t) => reviewEditions(t, { ...issueContext(office, value), now: clock }))
      const all = await listNotifications(db, producer.account, 20)
      return all.filter(({ kind }) => kind === 'edition.void').map(({ path }) => path)
    }
    expect(await toldOf(7)).toEqual([])
    expect(await toldOf(9)).toEqual(['/editions/2024/chiffres'])
    expect(await toldOf(9)).toHaveLength(1)
  })
})
