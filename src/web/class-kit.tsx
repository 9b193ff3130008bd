/** For a class: its address says which territory; an article is read, answered, and kept nowhere. */

import { Hono, type Context } from 'hono'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { findPerimeter } from '../domain/territories/resolve.ts'
import type { CheckedArticle } from '../domain/editions/class-kit.ts'
import { checkArticle, classKit } from '../usecases/class-kit.ts'
import { publicIssues } from '../usecases/edition-published.ts'
import { ClassKitPage, NoClassKitPage, type ClassKitProps } from '../view/class-kit.tsx'
import { clockOf } from './edition-files.tsx'
import { frameOf } from './frame.ts'
import type { PortalEnv } from './portal.ts'
import { territoryAsked } from './queries.ts'

export const classKits = new Hono<PortalEnv>()

const ADDRESSES = ['/kit-classe', '/en/class-kit']

classKits.on('GET', ADDRESSES, async (c) =>
  c.html(territoryOf(c) ? <ClassKitPage {...await kitOf(c)} /> : <NoClassKitPage frame={frameOf(c)} />)
)

classKits.on('POST', ADDRESSES, async (c) => {
  const given = (await c.req.formData()).get('text')
  const text = typeof given === 'string' ? given : ''
  const kit = await kitOf(c)
  let article: CheckedArticle
  try {
    article = await checkArticle(c.get('portal').observatory, text)
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    return c.html(<ClassKitPage {...kit} refused={{ text, why: error.text }} />, 422)
  }
  return c.html(<ClassKitPage {...kit} article={article} />, 200, { 'Cache-Control': 'no-store' })
})

/** Undefined: none was asked for, and the observatory has none to begin with. */
function territoryOf(c: Context<PortalEnv>): PerimeterId | undefined {
  return territoryAsked(c) ?? c.get('portal').observatory.folder.settings.perimeters[0]
}

async function kitOf(c: Context<PortalEnv>): Promise<Omit<ClassKitProps, 'article' | 'refused'>> {
  const { observatory, editions, today } = c.get('portal')
  const issues = await publicIssues(editions, clockOf(c))
  const { folder, atlas } = observatory
  const id = territoryOf(c)
  if (id === undefined) {
    throw new InvalidInput({
      fr: 'Cet observatoire n’a pas de périmètre : nommez un territoire',
      en: 'This observatory has no perimeter: name a territory'
    })
  }
  return {
    frame: frameOf(c),
    kit: await classKit(observatory, id, today),
    perimeter: findPerimeter(atlas, id),
    listed: folder.perimeters,
    hasPhotographs: issues.some(({ issue }) => issue.cover !== undefined),
    today
  }
}
