/** An edition begun, its settings and chapters, its photographs, its texts in one file. */

import { Hono, type Context } from 'hono'
import { may } from '../domain/access/policy.ts'
import { PHOTOGRAPH_TYPES } from '../domain/editions/photograph.ts'
import { NotFound } from '../domain/shared/errors.ts'
import type { FormFields, FormProblem } from '../domain/shared/form.ts'
import {
  addChapter,
  beginEdition,
  moveChapter,
  removeChapter,
  renameChapter,
  saveSettingsForm,
  type ChapterOutcome,
  type FirstWords
} from '../usecases/edition-chapters.ts'
import { addPhotograph, changePhotograph, type PhotographChange } from '../usecases/edition-photographs.ts'
import { settingsFields } from '../usecases/edition-settings-form.ts'
import type { Desk, Writer } from '../usecases/edition-writing.ts'
import { zipTexts } from '../usecases/edition-zip.ts'
import { chapterPath } from '../view/edition-editor.tsx'
import { EditionPhotographsPage, EditionSettingsPage, NewEditionPage } from '../view/edition-settings.tsx'
import { closedText, guidingChapter } from '../view/edition-writing-text.ts'
import { editionPath } from '../view/paths.ts'
import { accessOf, fieldsOf, formToken, signedIn } from './access.ts'
import { forgetForm, openForm, readForm } from './drafts.ts'
import { deskOf, editionAsked } from './edition-editor.tsx'
import { frameOf, languageOf, zoneOf } from './frame.ts'
import { guarded } from './guard.ts'
import type { PortalEnv } from './portal.ts'

export const editionSettings = new Hono<PortalEnv>()

type Asked = Context<PortalEnv>

const NEW = ['/editions/nouvelle', '/en/editions/new']

editionSettings.on('GET', NEW, guarded('edition.write', asDraft), async (c) => {
  const opened = await openForm(c, { language: languageOf(c.req.path), like: c.req.query('like') ?? '' })
  return newPage(c, { ...opened, problems: [] })
})

editionSettings.on('POST', NEW, guarded('edition.write', asDraft), async (c) => {
  const fields = await readForm(c)
  const { id = '', title = '', like = '' } = fields
  const language = fields['language'] === 'en' ? 'en' : 'fr'
  const asked = { id, title, language, ...(like !== '' && { like }) } as const
  const outcome = await beginEdition(writerOf(c), asked, firstWords(c, language))
  if (outcome.status === 'problems') return newPage(c, { fields, problems: outcome.problems }, 422)
  await forgetForm(c)
  return c.redirect(chapterPath(languageOf(c.req.path), outcome.edition, outcome.chapter), 303)
})

const SETTINGS = ['/editions/:id/reglages', '/en/editions/:id/settings']

editionSettings.on('GET', SETTINGS, guarded('edition.read-draft', editionAsked), async (c) => {
  const desk = await deskOf(c)
  const stored = { ...settingsFields(desk.settings, zoneOf(c)), version: String(desk.version) }
  return settingsPage(c, desk, { ...(await openForm(c, stored)), problems: [] })
})

editionSettings.on('POST', SETTINGS, guarded('edition.write', editionAsked), async (c) => {
  const fields = await readForm(c)
  const id = c.req.param('id') ?? ''
  const here = editionPath(languageOf(c.req.path), id, 'settings')
  const { act } = fields
  if (act !== undefined) {
    const outcome = await changeChapters(writerOf(c), id, fields)
    if (outcome.status === 'saved') {
      const isNew = act === 'add'
      return c.redirect(isNew ? chapterPath(languageOf(c.req.path), id, outcome.chapter) : here, 303)
    }
    const desk = await deskOf(c)
    const stored = { ...settingsFields(desk.settings, zoneOf(c)), version: String(desk.version), ...fields }
    return settingsPage(c, desk, { fields: stored, problems: outcome.problems }, 422)
  }
  const outcome = await saveSettingsForm(writerOf(c), id, fields, zoneOf(c))
  if (outcome.status === 'problems') return settingsPage(c, await deskOf(c), outcome, 422)
  await forgetForm(c)
  return c.redirect(here, 303)
})

const PHOTOGRAPHS = ['/editions/:id/photographies', '/en/editions/:id/photographs']

editionSettings.on('GET', PHOTOGRAPHS, guarded('edition.read-draft', editionAsked), async (c) =>
  photographsPage(c, await deskOf(c), { fields: {}, problems: [] })
)

editionSettings.on('POST', PHOTOGRAPHS, guarded('edition.write', editionAsked), async (c) => {
  const fields = await readForm(c)
  const { file } = await fieldsOf(c)
  const given = file instanceof File ? file : undefined
  if (fields['change'] !== undefined) {
    const problem = await changePhotograph(writerOf(c), {
      edition: c.req.param('id') ?? '',
      name: fields['name'] ?? '',
      by: changeIn(fields, new Uint8Array((await given?.arrayBuffer()) ?? []))
    })
    if (problem) return photographsPage(c, await deskOf(c), { fields: {}, problems: [problem] }, 422)
    return c.redirect(editionPath(languageOf(c.req.path), c.req.param('id') ?? '', 'photographs'), 303)
  }
  const outcome = await addPhotograph(writerOf(c), {
    edition: c.req.param('id') ?? '',
    name: given?.name ?? '',
    bytes: new Uint8Array((await given?.arrayBuffer()) ?? []),
    fields
  })
  const desk = await deskOf(c)
  if (outcome.status === 'problems') return photographsPage(c, desk, { fields, problems: outcome.problems }, 422)
  return photographsPage(c, desk, { fields: {}, problems: [] }, 200, outcome.directive)
})

function changeIn(fields: FormFields, bytes: Uint8Array): PhotographChange['by'] {
  if (fields['change'] === 'restore') return { kind: 'restore', digest: fields['digest'] ?? '' }
  return fields['change'] === 'replace' ? { kind: 'replace', bytes } : { kind: 'remove' }
}

/** Beside the chapters too, where the preview looks for them. */
const SHOTS = [
  ...PHOTOGRAPHS.map((path) => `${path}/:file`),
  '/editions/:id/rediger/photographies/:file',
  '/en/editions/:id/write/photographies/:file'
]

editionSettings.on('GET', SHOTS, guarded('edition.read-draft', editionAsked), async (c) => {
  const { photographs, edition } = await deskOf(c)
  const name = photographs.find((one) => one === c.req.param('file'))
  const ending = Object.entries(PHOTOGRAPH_TYPES).find(([one]) => name?.endsWith(`.${one}`))
  if (name === undefined || !ending) throw new NotFound(NO_PHOTOGRAPH)
  const bytes = await c.get('portal').readAsset(`editions/${edition.id}/${name}`)
  return c.body(new Uint8Array(bytes), 200, { 'Content-Type': ending[1], 'X-Content-Type-Options': 'nosniff' })
})

const TEXTS = ['/editions/:id/textes.zip', '/en/editions/:id/texts.zip']

editionSettings.on('GET', TEXTS, guarded('edition.read-draft', editionAsked), async (c) => {
  const desk = await deskOf(c)
  return c.body(zipTexts(desk), 200, {
    'Content-Type': 'application/zip',
    'Content-Disposition': `attachment; filename="edition-${desk.edition.id}.zip"`
  })
})

function changeChapters(writer: Writer, edition: string, fields: FormFields): Promise<ChapterOutcome> {
  const { act, chapter = '', name = '' } = fields
  switch (act) {
    case 'add':
      return addChapter(writer, edition, { title: fields['chapter-title'] ?? '' })
    case 'rename':
      return renameChapter(writer, edition, { chapter, name })
    case 'remove':
      return removeChapter(writer, edition, chapter)
    default:
      return moveChapter(writer, edition, chapter, act === 'up' ? -1 : 1)
  }
}

type Shown = {
  readonly fields: FormFields
  readonly problems: readonly FormProblem[]
  readonly restored?: string
}

function newPage(c: Asked, shown: Shown, status: 200 | 422 = 200): Promise<Response> {
  return c
    .get('portal')
    .editions.list()
    .then((all) => c.html(<NewEditionPage form={formOf(c, shown)} editions={all.map(({ id }) => id)} />, status))
}

function settingsPage(c: Asked, desk: Desk, shown: Shown, status: 200 | 422 = 200): Response | Promise<Response> {
  return c.html(<EditionSettingsPage form={formOf(c, shown)} {...about(c, desk)} />, status)
}

function photographsPage(
  c: Asked,
  desk: Desk,
  shown: Shown,
  status: 200 | 422 = 200,
  directive?: string
): Response | Promise<Response> {
  const page = (
    <EditionPhotographsPage
      form={formOf(c, shown)}
      {...about(c, desk)}
      photographs={desk.photographs}
      removed={desk.removed}
      {...(directive !== undefined && { directive })}
    />
  )
  return c.html(page, status)
}

function formOf(c: Asked, shown: Shown) {
  return { frame: frameOf(c), token: formToken(c), ...shown }
}

function about(c: Asked, { edition, settings, chapters }: Desk) {
  const decision = may(c.get('visitor').actor, 'edition.write', { state: edition.state })
  return {
    edition: { id: edition.id, title: settings.title },
    chapters,
    ...(!decision.allowed && { readOnly: closedText(edition.state, decision) })
  }
}

function firstWords(c: Asked, language: 'fr' | 'en'): FirstWords {
  const { observatory, today } = c.get('portal')
  return {
    subtitle: { fr: 'Ce que disent les données publiques', en: 'What public data say' }[language],
    publisher: observatory.folder.settings.name[language],
    day: today,
    licence: 'Licence Ouverte 2.0',
    chapter: guidingChapter(language)
  }
}

function writerOf(c: Asked): Writer {
  const { db, now } = accessOf(c)
  return { db, now, actor: signedIn(c).actor }
}

function asDraft() {
  return { state: 'draft' } as const
}

const NO_PHOTOGRAPH = {
  fr: 'Il n’y a pas de photographie de ce nom dans l’édition',
  en: 'There is no photograph of that name in the edition'
}
