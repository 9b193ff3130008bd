import { describe, expect, it } from 'vitest'
import { checkLogo } from '../../../src/domain/appearance/logo.ts'

function around(inside: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">\n${inside}\n</svg>`
}

describe('a logo', () => {
  it.each([
    ['paths and colours', '<path d="M0 0h8v8z" fill="#7a2f6b"/>'],
    [
      'a gradient of its own',
      '<defs><linearGradient id="g"><stop offset="1" stop-color="red"/></linearGradient></defs><rect width="8" height="8" fill="url(#g)"/>'
    ],
    ['a title', '<title>Les vallées</title><circle cx="4" cy="4" r="3"/>'],
    ['a comment', '<!-- <script> drawn by hand --><g transform="scale(2)"><line x2="4" y2="4" stroke=\'black\'/></g>']
  ])('may hold %s', (_, inside) => {
    expect(() => checkLogo('theme/logo.svg', around(inside))).not.toThrow()
    expect(() => checkLogo('theme/logo.svg', `<?xml version="1.0"?>\n${around(inside)}`)).not.toThrow()
  })

  it.each([
    ['a script', '<script>alert(1)</script>', '« script »'],
    ['a script in capitals', '<SCRIPT/>', '« SCRIPT »'],
    ['a handler', '<path d="M0 0" onload="alert(1)"/>', '« onload »'],
    ['a handler without quotes', '<path onload=alert(1)>', 'n’est pas admis'],
    ['a link', '<a href="https://example.org"><path d="M0 0"/></a>', '« a »'],
    ['an image from elsewhere', '<image href="https://example.org/i.png"/>', '« image »'],
    ['a use of another file', '<use xlink:href="other.svg#a"/>', '« use »'],
    ['HTML', '<foreignObject><p>hello</p></foreignObject>', '« foreignObject »'],
    ['a style sheet', '<style>@import url(https://example.org/s.css)</style>', '« style »'],
    ['a style attribute', '<path style="fill:url(https://example.org)"/>', '« style »'],
    ['a fill from elsewhere', '<path fill="url(https://example.org/f.svg#a)"/>', 'renvoie hors du dessin'],
    ['a fill hidden behind an entity', '<path fill="&#117;rl(//example.org)"/>', 'renvoie hors du dessin'],
    ['an animation', '<animate attributeName="x"/>', '« animate »'],
    ['a section of text', '<![CDATA[<script>]]>', 'n’est pas admis'],
    ['a tag that is not closed', '<g>', 'ne ferme rien']
  ])('is refused for %s, with its line', (_, inside, message) => {
    expect(() => checkLogo('theme/logo.svg', around(inside))).toThrow(message)
    expect(() => checkLogo('theme/logo.svg', around(inside))).toThrow(/^theme\/logo\.svg:[23]/)
  })

  it.each([
    ['an entity', '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', 'n’est pas admis'],
    ['another language', '<html></html>', '« html »'],
    ['no drawing', 'logo', 'pas un dessin SVG'],
    ['a drawing cut short', '<svg><g></g>', 'n’est pas fermé'],
    ['a weight that every page would bear', `<svg>${' '.repeat(30_000)}</svg>`, '30000 au plus']
  ])('is refused for %s', (_, text, message) => {
    expect(() => checkLogo('theme/logo.svg', text)).toThrow(message)
  })
})
