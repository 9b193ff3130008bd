/**
 * An SVG from somebody else's folder, before any page shows it: what draws is let through, what acts or fetches is
 * refused. The list says what may stand, never what may not: what is not known cannot hurt.
 */

import { InvalidInput } from '../shared/errors.ts'
import type { Text } from '../shared/text.ts'

/** A logo is drawn on every page. */
const LARGEST_LOGO = 30_000

const ELEMENTS = new Set(
  'svg g path circle ellipse rect line polyline polygon title desc defs linearGradient radialGradient stop clipPath'.split(
    ' '
  )
)

const ATTRIBUTES = new Set(
  (
    'xmlns version viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy d points transform id class role ' +
    'fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit ' +
    'stroke-dasharray stroke-dashoffset opacity color clip-path clip-rule offset stop-color stop-opacity ' +
    'gradientUnits gradientTransform clipPathUnits preserveAspectRatio aria-hidden aria-label xml:space xml:lang lang'
  ).split(' ')
)

const TAG = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** @throws {InvalidInput} with the line of the first thing that is not a plain drawing */
export function checkLogo(file: string, text: string): void {
  if (text.length > LARGEST_LOGO) {
    throw new InvalidInput(
      {
        fr: `logo de ${text.length} octets : attendu ${LARGEST_LOGO} au plus, chaque page le porte`,
        en: `logo of ${text.length} bytes: expected ${LARGEST_LOGO} at most, every page carries it`
      },
      { file }
    )
  }
  const body = text.replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, blank).replaceAll(/<!--[\s\S]*?-->/g, blank)
  const open: string[] = []
  let seen = 0
  for (let at = body.indexOf('<'); at >= 0; at = body.indexOf('<', at)) {
    const refuse = (what: Text): never => {
      const line = body.slice(0, at).split('\n').length
      throw new InvalidInput(
        {
          fr: `${what.fr}. Un logo est un dessin simple : tracés, couleurs, dégradés`,
          en: `${what.en}. A logo is a plain drawing: paths, colours, gradients`
        },
        { file, line }
      )
    }
    TAG.lastIndex = at
    const [whole, closes = '', name = '', attributes = '', ends = ''] = TAG.exec(body) ?? []
    if (whole === undefined) {
      const found = body.slice(at, at + 20).split('\n')[0] ?? ''
      return refuse({ fr: `« ${found} » n’est pas admis dans un logo`, en: `"${found}" may not stand in a logo` })
    }
    if (!ELEMENTS.has(name)) {
      refuse({
        fr: `l’élément « ${name} » n’est pas admis dans un logo`,
        en: `the element "${name}" may not stand in a logo`
      })
    }
    if (seen === 0 && name !== 'svg')
      refuse({ fr: `trouvé « ${name} », attendu « svg »`, en: `found "${name}", expected "svg"` })
    for (const [, key = '', double, single] of attributes.matchAll(ATTRIBUTE))
      checkAttribute(key, double ?? single ?? '', refuse)
    if (closes && open.pop() !== name) refuse({ fr: `« </${name}> » ne ferme rien`, en: `"</${name}>" closes nothing` })
    if (!closes && !ends) open.push(name)
    seen += 1
    at += whole.length
  }
  if (seen === 0 || open.length > 0) {
    throw new InvalidInput(
      seen === 0
        ? { fr: 'ce n’est pas un dessin SVG', en: 'this is not an SVG drawing' }
        : { fr: `« <${open.at(-1)}> » n’est pas fermé`, en: `"<${open.at(-1)}>" is not closed` },
      { file }
    )
  }
}

function checkAttribute(key: string, value: string, refuse: (what: Text) => never): void {
  if (!ATTRIBUTES.has(key)) {
    refuse({
      fr: `l’attribut « ${key} » n’est pas admis dans un logo`,
      en: `the attribute "${key}" may not stand in a logo`
    })
  }
  // A gradient of its own may be named; anything else would be fetched.
  const named = value.replaceAll(/url\(\s*#[\w.-]+\s*\)/g, '')
  if (key !== 'xmlns' && /url\s*\(|:\/\/|javascript:|data:|&|\\/i.test(named)) {
    refuse({
      fr: `l’attribut « ${key} » renvoie hors du dessin (« ${value.slice(0, 40)} »)`,
      en: `the attribute "${key}" leads out of the drawing ("${value.slice(0, 40)}")`
    })
  }
}

/** Lines stay where they were. */
function blank(found: string): string {
  return found.replaceAll(/[^\n]/g, ' ')
}
