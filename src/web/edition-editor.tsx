/** The editor of an edition: a chapter read, previewed, mended, saved, put together where two wrote in it, commented. */

import { Hono, type Context } from 'hono'
import { may, type Subject } from '../domain/access/policy.ts'
import { mended } from '../domain/editions/mending.ts'
import { blocks } from '../domain/editions/problem.ts'
import { MERGE_CHOICES, mergeTexts, type MergeChoice } from '../domain/editions/text-merge.ts'
import { Refused } from '../domain/shared/errors.ts'
import type { FormFields } from '../domain/shared/form.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { addChapter } from '../usecases/edition-chapters.ts'
import { addComment, markComment } from '../usecases/edition-comments.ts'
import { findWrittenFigures } from '../usecases/edition-figures.ts'
import {
  chapterOf,
  mergeChapter,
  openComments,
  openDesk,
  saveChapter,
  type Desk,
  type SaveOutcome
} from '../usecases/edition-writing.ts'
import { word } from '../view/access-form.tsx'
import { CommentList } from '../view/edition-comments.tsx'
import { EditionConflictPage } from '../view/edition-conflict.tsx'
import { chapterPath, EditorPage, Lineages, PARTS, type EditorNotice } from '../view/edition-editor.tsx'
import { FoundFigures, type ShownFigure } from '../view/edition-find.tsx'
import { PlacedProblems, placedText } from '../view/edition-placed-problems.tsx'
import { closedText, NOTICES, tooLong } from '../view/edition-writing-text.ts'
import { valueText } from '../view/value.tsx'
import { periodText } from '../view/period-text.ts'
import { accessOf, formToken, signedIn } from './access.ts'
import { forgetForm, keepForm, openForm, readForm } from './drafts.ts'
import { previewChapter } from './edition-preview.tsx'
import { frameOf, languageOf, zoneOf } from './frame.ts'
import { guarded } from './guard.ts'
import type { PortalEnv } from './portal.ts'

export const editionEditor = new Hono<PortalEnv>()

type Asked = Context<PortalEnv>

const WRITE = ['/editions/:id/rediger', '/en/editions/:id/write']
const CHAPTER = WRITE.map((path) => `${path}/:chapter`)
function partOf(part: keyof typeof PARTS): string[] {
  return CHAPTER.map((path, i) => `${path}/${PARTS[part][i === 0 ? 'fr' : 'en']}`)
}

/** « ?chapitre=travail&ligne=12 » leads to the chapter. */
editionEditor.on('GET', WRITE, guarded('edition.read-draft', editionAsked), async (c) => {
  const desk = await openDesk(accessOf(c).db, c.req.param('id') ?? '')
  const asked = c.req.query('chapitre') ?? c.req.query('chapter') ?? desk.chapters[0]?.id ?? ''
  const line = c.req.query('ligne') ?? c.req.query('line')
  const to = chapterPath(languageOf(c.req.path), desk.edition.id, chapterOf(desk, asked).id)
  return c.redirect(
    line === undefined ? to : `${to}?${languageOf(c.req.path) === 'fr' ? 'ligne' : 'line'}=${encodeURIComponent(line)}`,
    303
  )
})

editionEditor.on('GET', CHAPTER, guarded('edition.read-draft', editionAsked), async (c) => {
  const desk = await deskOf(c)
  const { text, version } = chapterOf(desk, chapterAsked(c))
  const { fields, restored } = await openForm(c, { text, version: String(version) })
  const isSame = fields['text'] === text
  const saved = c.req.query('enregistre') ?? c.req.query('saved')
  return show(c, desk, {
    fields: isSame ? { ...fields, version: String(version) } : fields,
    ...(restored !== undefined && !isSame && { restored }),
    ...(saved !== undefined && isSame && { notice: NOTICES.saved })
  })
})

/** The role is asked here; the state of the edition when it is saved, so that what was written is given back. */
editionEditor.on(
  'POST',
  CHAPTER,
  guarded('edition.write', () => ({ state: 'draft' })),
  async (c) => {
    const fields = await readForm(c)
    const desk = await deskOf(c)
    const [act = '', rest = ''] = splitOnce(fields['more'] ?? '', ':')
    const text = fields['text'] ?? ''
    switch (act) {
      case 'look':
        return show(c, desk, { fields, found: await found(c, fields) })
      case 'find':
        return show(c, desk, { fields, found: (await found(c, fields)) ?? [] })
      case 'put':
        return show(c, desk, {
          fields: { ...fields, text: `${text.trimEnd()}\n\n:${rest}\n` },
          notice: NOTICES.put
        })
      case 'mend':
        return show(c, desk, { fields: { ...fields, text: await mend(c, desk, text, rest) } })
      case 'restore':
        return restore(c, desk, fields)
      case 'merged':
        return merge(c, desk, fields, false)
      default:
        return fields['base'] === undefined ? save(c, desk, fields) : merge(c, desk, fields, true)
    }
  }
)

editionEditor.on('POST', partOf('preview'), guarded('edition.read-draft', editionAsked), async (c) => {
  const { text = '' } = await readForm(c)
  const desk = await deskOf(c)
  const language = languageOf(c.req.path)
  const { leaf, problems, figures } = await previewChapter(c.get('portal'), desk, {
    chapter: chapterAsked(c),
    text,
    language
  })
  const list = <PlacedProblems problems={problems} language={language} canMend={mayWrite(c, desk)} />
  const told = problems.map(({ names, ...placed }) => ({
    from: placed.from,
    to: placed.to,
    severity: blocks(placed.problem) ? 'error' : 'warning',
    message: word(placedText(placed), language),
    mendings: placed.mendings.map((one, i) => ({ ...one, name: names[i] ?? '' }))
  }))
  const all = <Lineages figures={figures} language={language} />
  const answered = { leaf, list: String(list), lineage: String(all), problems: told, figures }
  return c.json(answered, 200, { 'Cache-Control': 'no-store' })
})

editionEditor.on('GET', partOf('figures'), guarded('edition.read-draft', editionAsked), async (c) => {
  const { quoi = '', ou = '', quand = '' } = c.req.query()
  const figures = await found(c, { 'find.what': quoi, 'find.where': ou, 'find.when': quand })
  const list = <FoundFigures language={languageOf(c.req.path)} found={figures ?? []} />
  return c.html(list, 200, { 'Cache-Control': 'no-store' })
})

editionEditor.on('POST', partOf('comments'), guarded('edition.comment', editionAsked), async (c) => {
  const fields = await readForm(c)
  const { actor, account } = signedIn(c)
  const { db, now } = accessOf(c)
  const commenter = { db, actor, now, name: account.name }
  const place = { edition: c.req.param('id') ?? '', chapter: chapterAsked(c) }
  const [act, id] = splitOnce(fields['more'] ?? '', ':')
  if (act === 'comment') {
    await addComment(commenter, { ...place, quote: fields['quote'] ?? '', text: fields['comment'] ?? '' })
  } else await markComment(commenter, { edition: place.edition, id }, act === 'resolve')
  const desk = await deskOf(c)
  if (c.req.header('x-part') === undefined) {
    return show(c, desk, { fields: { ...fields, quote: '', comment: '' }, notice: NOTICES.commented })
  }
  const list = (
    <CommentList
      frame={{ language: languageOf(c.req.path), zone: zoneOf(c) }}
      comments={await openComments(commenter, place.edition, place.chapter)}
      action={c.req.path}
      mayComment
      text={fields['text'] ?? ''}
    />
  )
  return c.html(list, 200, { 'Cache-Control': 'no-store' })
})

/** What is asked of the policy: the state of the stored edition. */
export async function editionAsked(c: Asked): Promise<Subject> {
  const edition = await c.get('portal').editions.find(c.req.param('id') ?? '')
  return edition ? { state: edition.state } : {}
}

export function deskOf(c: Asked): Promise<Desk> {
  return openDesk(accessOf(c).db, c.req.param('id') ?? '')
}

function mayWrite(c: Asked, { edition }: Desk): boolean {
  return may(c.get('visitor').actor, 'edition.write', { state: edition.state }).allowed
}

/** What a script of ours asks is answered in a few words; a form is answered by a page. */
function isScript(c: Asked): boolean {
  return c.req.header('x-part') !== undefined
}

type Shown = {
  readonly fields: FormFields
  readonly restored?: string
  readonly found?: readonly ShownFigure[] | undefined
  readonly notice?: EditorNotice
}

async function show(c: Asked, desk: Desk, shown: Shown, status: 200 | 409 | 422 = 200): Promise<Response> {
  const id = chapterAsked(c)
  const { edition, settings } = desk
  const language = languageOf(c.req.path)
  const { restored, found: figures, notice } = shown
  const decision = may(c.get('visitor').actor, 'edition.write', { state: edition.state })
  const mayComment = may(c.get('visitor').actor, 'edition.comment', { state: edition.state }).allowed
  const { db, now } = accessOf(c)
  const chapter = desk.chapters.find((one) => one.id === id) ?? { id, title: id }
  const page = (
    <EditorPage
      frame={frameOf(c)}
      token={formToken(c)}
      edition={{ id: edition.id, title: settings.title, state: edition.state, language: settings.language }}
      chapters={desk.chapters}
      chapter={chapter}
      fields={shown.fields}
      preview={await previewChapter(c.get('portal'), desk, { chapter: id, text: shown.fields['text'] ?? '', language })}
      comments={await openComments({ db, now, actor: signedIn(c).actor }, edition.id, id)}
      mayComment={mayComment}
      {...(restored !== undefined && { restored })}
      {...(figures !== undefined && { found: figures })}
      {...(notice && { notice })}
      {...(!decision.allowed && { readOnly: closedText(edition.state, decision) })}
    />
  )
  return c.html(page, status)
}

async function save(c: Asked, desk: Desk, fields: FormFields): Promise<Response> {
  const { db, now } = accessOf(c)
  const writer = { db, now, actor: signedIn(c).actor }
  const sent = {
    edition: desk.edition.id,
    chapter: chapterAsked(c),
    text: fields['text'] ?? '',
    version: Number(fields['version']) || 0
  }
  try {
    return await answer(c, desk, fields, await saveChapter(writer, sent))
  } catch (error) {
    if (!(error instanceof Refused) || error.reason !== 'state') throw error
    await keepForm(c, fields)
    if (isScript(c)) return c.json({ status: 'closed' }, 409)
    return show(c, await deskOf(c), { fields, notice: NOTICES.closed }, 409)
  }
}

async function answer(c: Asked, desk: Desk, fields: FormFields, outcome: SaveOutcome): Promise<Response> {
  const language = languageOf(c.req.path)
  if (outcome.status === 'saved') await forgetForm(c)
  else if (outcome.status !== 'too-long') await keepForm(c, fields)
  if (isScript(c)) {
    const at = accessOf(c).now().toISOString()
    return outcome.status === 'saved'
      ? c.json({ status: 'saved', version: outcome.version, at })
      : c.json({ status: outcome.status }, 409)
  }
  switch (outcome.status) {
    case 'saved': {
      const to = chapterPath(language, desk.edition.id, chapterAsked(c))
      return c.redirect(`${to}?${language === 'fr' ? 'enregistre' : 'saved'}=1`, 303)
    }
    case 'too-long':
      return show(c, desk, { fields, notice: tooLong(outcome) }, 422)
    case 'gone':
      return show(c, desk, { fields, notice: NOTICES.gone }, 409)
    case 'conflict': {
      const { base, theirs, version } = outcome
      return clash(c, desk, { fields, base, theirs, version, baseVersion: Number(fields['version']) || 0 })
    }
  }
}

type Clash = {
  readonly fields: FormFields
  readonly base: string
  readonly theirs: string
  readonly version: number
  readonly baseVersion: number
}

function clash(
  c: Asked,
  desk: Desk,
  { fields, base, theirs, version, baseVersion }: Clash
): Response | Promise<Response> {
  const text = fields['text'] ?? ''
  const page = (
    <EditionConflictPage
      frame={frameOf(c)}
      token={formToken(c)}
      edition={{ id: desk.edition.id, title: desk.settings.title, language: desk.settings.language }}
      chapter={chapterAsked(c)}
      parts={mergeTexts(base, text, theirs)}
      fields={fields}
      base={baseVersion}
      version={version}
    />
  )
  return c.html(page, 409)
}

/** From the screen of a conflict: the text of the choices, saved or given back to be written further. */
async function merge(c: Asked, desk: Desk, fields: FormFields, isSaved: boolean): Promise<Response> {
  const base = Number(fields['base']) || 0
  const version = Number(fields['version']) || 0
  const sent = { edition: desk.edition.id, chapter: chapterAsked(c), text: fields['text'] ?? '', version }
  const { db, now } = accessOf(c)
  const outcome = await mergeChapter({ db, now, actor: signedIn(c).actor }, sent, { base, choices: choicesIn(fields) })
  if (outcome.status === 'conflict') return clash(c, desk, { fields, ...outcome, baseVersion: base })
  const { base: _, ...rest } = fields
  const merged = { ...rest, text: outcome.text }
  return isSaved ? save(c, desk, merged) : show(c, desk, { fields: merged, notice: NOTICES.merged })
}

async function restore(c: Asked, desk: Desk, fields: FormFields): Promise<Response> {
  const { db, now } = accessOf(c)
  const chapter = chapterAsked(c)
  const sent = { title: chapter, text: fields['text'] ?? '' }
  const outcome = await addChapter({ db, now, actor: signedIn(c).actor }, desk.edition.id, sent)
  if (outcome.status === 'problems') {
    const [first] = outcome.problems
    return show(c, desk, { fields, notice: { weight: 'grave', text: first?.text ?? NOTICES.gone.text } }, 409)
  }
  await forgetForm(c)
  return c.redirect(chapterPath(languageOf(c.req.path), desk.edition.id, outcome.chapter), 303)
}

/** « mend:2.0 »: the first proposal for the third problem, found again in the text that was sent. */
async function mend(c: Asked, desk: Desk, text: string, which: string): Promise<string> {
  const [problem = -1, mending = -1] = which.split('.').map(Number)
  const asked = { chapter: chapterAsked(c), text, language: languageOf(c.req.path) }
  const { problems } = await previewChapter(c.get('portal'), desk, asked)
  const chosen = problems[problem]?.mendings[mending]
  return chosen ? mended(text, chosen) : text
}

/** Undefined where nothing was asked. */
async function found(c: Asked, fields: FormFields): Promise<readonly ShownFigure[] | undefined> {
  const [what = '', where = '', when = ''] = ['what', 'where', 'when'].map((name) => fields[`find.${name}`] ?? '')
  if (what.trim() === '') return undefined
  const { observatory } = c.get('portal')
  const language = languageOf(c.req.path)
  const figures = await findWrittenFigures(observatory, { what, where, when })
  return figures.map(({ question, answer, words, isPeriodAsked }) => {
    const { figure } = answer
    const label = indicatorOf(observatory.registry, question.indicator).label[language]
    const title = `${label}, ${figure.perimeter.label[language]}, ${periodText(figure.period, language)}`
    const value = 'value' in figure.cell ? valueText(figure, figure.cell.value, language) : ''
    return { title, value, words, isPeriodAsked }
  })
}

function choicesIn(fields: FormFields): ReadonlyMap<number, MergeChoice> {
  return new Map(
    Object.entries(fields).flatMap(([name, value]) => {
      const number = /^choice\.(\d+)$/.exec(name)?.[1]
      const choice = MERGE_CHOICES.find((one) => one === value)
      return number !== undefined && choice ? [[Number(number), choice] as const] : []
    })
  )
}

function chapterAsked(c: Asked): string {
  return c.req.param('chapter') ?? ''
}

function splitOnce(text: string, by: string): readonly [string, string] {
  const at = text.indexOf(by)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + by.length)]
}
