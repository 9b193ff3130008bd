/** The workshop: pasted text and clicks change the perimeter, and send on to the address that holds it. */

import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { parseGeography } from '../domain/indicators/request.ts'
import { InvalidInput, NotFound, ObservatoryError } from '../domain/shared/errors.ts'
import type { Language } from '../domain/shared/text.ts'
import type { PerimeterId, PerimeterVersion } from '../domain/territories/perimeter.ts'
import { parsePerimeterId, resolvePerimeter } from '../domain/territories/resolve.ts'
import type { CogYear } from '../domain/territories/territory.ts'
import { changeBy, changeByPaste, openWorkshop, reviewLines, workshopMap } from '../usecases/workshop.ts'
import { csvText } from '../view/csv.ts'
import { shapesOf } from '../view/map-shapes.ts'
import { mapTopology } from '../view/map-topology.ts'
import { pathTo, QUERY } from '../view/paths.ts'
import type { ClickMap } from '../view/workshop-map.tsx'
import { WorkshopPage } from '../view/workshop.tsx'
import { sendCsv } from './downloads.ts'
import { frameOf, languageOf } from './frame.ts'
import type { Portal, PortalEnv } from './portal.ts'

/** All communes of France with their names are under a megabyte. */
const MOST_BYTES = 2 * 1024 * 1024
/** Lines told about; the others are counted. */
const MOST_REVIEWED = 20
const LONGEST_LINE = 60
/** Shapes that keep the page under its weight. */
const MOST_SHAPES = 180
const MAP_WIDTH = 560
/** Shapes that a map to be explored may hold. */
const MOST_EXPLORED = 1600
const EXPLORED_WIDTH = 900

export const workshop = new Hono<PortalEnv>()

workshop.use(
  '/*',
  bodyLimit({
    maxSize: MOST_BYTES,
    onError: () => {
      throw new InvalidInput({
        fr: 'Le texte collé dépasse deux millions de caractères : collez-le en plusieurs fois',
        en: 'The pasted text is over two million characters: paste it in several goes'
      })
    }
  })
)

workshop.on('GET', ['/atelier', '/en/workshop'], async (c) => {
  const portal = c.get('portal')
  const { observatory } = portal
  const { folder } = observatory
  const language = languageOf(c.req.path)
  const { id, trouble } = perimeterAsked(c)
  const [added, removed] = [asked(c, 'add'), asked(c, 'remove')]
  const term = added ?? removed
  if (term !== undefined && !trouble) {
    const terms = term.split(',').map((one) => known(c, one))
    const next = changeBy(observatory, id, added === undefined ? '~' : '+', terms)
    return c.redirect(hrefOf(language, next), 303)
  }
  const page = id && (await openWorkshop(observatory, folder.settings, id))
  const start = startOf(observatory, page?.id)
  const found = start && (await workshopMap(observatory, portal.basemaps, start.communes, MOST_SHAPES))
  const map: ClickMap | undefined = found && {
    shapes: shapesOf(
      found.topology,
      {
        communes: found.shown,
        groups: new Map([...found.shown].map((code) => [code, page && found.inside.has(code) ? 'in' : 'out']))
      },
      MAP_WIDTH
    ),
    inside: page ? found.inside : new Set(),
    targets: found.targets
  }
  const lines = (asked(c, 'review') ?? '')
    .split(',')
    .filter((line) => line !== '')
    .slice(0, MOST_REVIEWED)
  const review = reviewLines(observatory, lines, page?.version.communes ?? [], yearAsked(asked(c, 'year')))
  if (trouble) c.header('Cache-Control', 'no-store')
  return c.html(
    <WorkshopPage
      frame={frameOf(c)}
      listed={folder.perimeters}
      years={years(observatory.atlas.geography.latest)}
      review={review}
      others={Number(/^\d{1,6}$/.exec(asked(c, 'others') ?? '')?.[0] ?? 0)}
      {...(page && { page })}
      {...(map && { map })}
      {...(trouble && { trouble: trouble.text })}
    />,
    trouble ? (trouble.code === 'invalid-input' ? 400 : 404) : 200
  )
})

workshop.on('POST', ['/atelier', '/en/workshop'], async (c) => {
  const { observatory } = c.get('portal')
  const language = languageOf(c.req.path)
  const form = await c.req.formData()
  const field = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const from = field(QUERY.perimeter[language])
  const year = yearAsked(field(QUERY.year[language]))
  const text = field('text')
  if (text === '') {
    throw new InvalidInput({
      fr: 'Rien n’a été collé : écrivez un code ou un nom de commune par ligne',
      en: 'Nothing was pasted: write the code or the name of a commune on each line'
    })
  }
  const { id, review } = changeByPaste(
    observatory,
    from === '' ? undefined : parsePerimeterId(from),
    field('sign') === '~' ? '~' : '+',
    { text, ...(year !== undefined && { year }) }
  )
  const told = review.slice(0, MOST_REVIEWED).map((line) => line.slice(0, LONGEST_LINE))
  const notes = {
    review: told.join(','),
    others: review.length > told.length ? String(review.length - told.length) : '',
    year: told.length > 0 && year !== undefined ? String(year) : ''
  }
  return c.redirect(hrefOf(language, id, notes), 303)
})

/** What the map is explored on: the perimeter and far more around it than a page could carry. */
workshop.on('GET', ['/atelier/formes.json', '/en/workshop/shapes.json'], async (c) => {
  const { observatory, basemaps } = c.get('portal')
  const { id, trouble } = perimeterAsked(c)
  if (trouble) throw trouble
  const start = startOf(observatory, id)
  const found = start && (await workshopMap(observatory, basemaps, start.communes, MOST_EXPLORED))
  if (!found) {
    throw new NotFound({
      fr: `Pas de carte de ce périmètre : aucun contour connu, ou plus de ${MOST_EXPLORED} communes`,
      en: `No map of this perimeter: no known outlines, or more than ${MOST_EXPLORED} communes`
    })
  }
  const areas = new Map<string, Set<string>>()
  const names = new Map<string, { readonly name: string; readonly group?: string }>()
  const groups = new Map<string, string>()
  for (const [shape, { commune, name, epci }] of found.targets) {
    areas.set(commune, (areas.get(commune) ?? new Set()).add(shape))
    names.set(commune, { name, ...(epci && { group: epci.id }) })
    if (epci) groups.set(epci.id, epci.name)
  }
  const groupOf = [...found.targets].flatMap(([shape, { epci }]) => (epci ? [[shape, epci.id] as const] : []))
  const plan = { areas, names, subject: new Set<string>(), groups: new Map(groupOf) }
  return c.json({ ...mapTopology(found.topology, plan, EXPLORED_WIDTH), groups: Object.fromEntries(groups) })
})

workshop.on('GET', ['/atelier.csv', '/en/workshop.csv'], async (c) => {
  const { observatory } = c.get('portal')
  const { id, trouble } = perimeterAsked(c)
  if (trouble) throw trouble
  const page = await openWorkshop(observatory, observatory.folder.settings, parsePerimeterId(id ?? ''))
  const figures = page.themes.flatMap(({ lines }) => lines.map(({ figure }) => figure))
  return sendCsv(
    c,
    'atelier',
    csvText([
      ['part', 'code', 'label', 'period', 'value', 'unit', 'status', 'reason', 'address'],
      ...page.members.map(({ commune, name }) => ['member', commune, name, null, null, null, null, null, null]),
      ...figures.map(({ indicator, period, cell, unit, reason, address }) => [
        ...['figure', indicator, observatory.registry.indicators.get(indicator)?.label.fr ?? indicator, period],
        'value' in cell ? cell.value : null,
        ...[unit, cell.status, reason ?? null, address]
      ]),
      ...page.shared.flatMap(({ perimeter, shared, onlyHere, onlyThere }) =>
        [['in-both', shared] as const, ['only-here', onlyHere] as const, ['only-there', onlyThere] as const].map(
          ([part, value]) => [
            ...[part, perimeter.id, perimeter.label.fr, null, value, 'communes', 'A', null],
            pathTo('territories', languageOf(c.req.path), perimeter.id)
          ]
        )
      )
    ])
  )
})

/** The perimeter asked, or the first listed: an empty one has to begin somewhere. */
function startOf({ folder, atlas }: Portal['observatory'], id: PerimeterId | undefined): PerimeterVersion | undefined {
  const asked = id ?? folder.perimeters[0]?.id
  return asked && resolvePerimeter(atlas, asked, `${atlas.geography.latest}-01-01`)
}

type Asked = { readonly id?: PerimeterId; readonly trouble?: ObservatoryError }

/** What is wrong with the address is told over an empty workshop. */
function perimeterAsked(c: Context<PortalEnv>): Asked {
  const text = asked(c, 'perimeter')
  if (text === undefined) return {}
  const { atlas } = c.get('portal').observatory
  try {
    // A plus sign in an address means a space: here it was a plus sign.
    const id = parsePerimeterId(text.replaceAll(' ', '+'))
    resolvePerimeter(atlas, id, `${atlas.geography.latest}-01-01`)
    return { id }
  } catch (error) {
    if (error instanceof ObservatoryError) return { trouble: error }
    throw error
  }
}

/** @throws {NotFound} with what it may have meant */
function known(c: Context<PortalEnv>, term: string): PerimeterId {
  const { atlas } = c.get('portal').observatory
  const id = parsePerimeterId(term)
  resolvePerimeter(atlas, id, `${atlas.geography.latest}-01-01`)
  return id
}

function hrefOf(
  language: Language,
  id: PerimeterId | undefined,
  notes: Partial<Readonly<Record<'review' | 'others' | 'year', string>>> = {}
): string {
  const pairs = [
    [QUERY.perimeter[language], id ?? ''],
    ...(['review', 'others', 'year'] as const).map((name) => [QUERY[name][language], notes[name] ?? ''])
  ].filter(([, value]) => value !== '')
  const query = pairs.map(([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`).join('&')
  return pathTo('workshop', language) + (query && `?${query}`)
}

function yearAsked(text: string | undefined): CogYear | undefined {
  return text ? parseGeography(text) : undefined
}

function years(latest: CogYear): readonly CogYear[] {
  return Array.from({ length: latest - 1999 }, (_, i) => latest - i)
}

function asked(c: Context<PortalEnv>, name: keyof typeof QUERY): string | undefined {
  return c.req.query(QUERY[name].fr) || c.req.query(QUERY[name].en) || undefined
}
