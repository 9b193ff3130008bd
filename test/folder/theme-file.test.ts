import { describe, expect, it } from 'vitest'
import { parseTheme } from '../../src/folder/theme-file.ts'

describe('theme.yaml', () => {
  it('says a name, a logo and colours, all of them optional', () => {
    expect(parseTheme('{}').theme).toEqual({ light: {}, dark: {} })
    expect(
      parseTheme('name: { fr: Vallées, en: Valleys }\nlogo: theme/logo.svg\nlight: { brick: "#7A2F6B" }\n').theme
    ).toEqual({
      name: { fr: 'Vallées', en: 'Valleys' },
      logo: 'theme/logo.svg',
      light: { brick: '#7a2f6b' },
      dark: {}
    })
  })

  it('knows where each colour stands', () => {
    const { placeOf } = parseTheme('light:\n  brick: "#7a2f6b"\n  link: "#1d4f87"\n')
    expect(placeOf(['light', 'link'])).toMatchObject({ file: 'theme.yaml', line: 3 })
  })

  it.each([
    ['light: { brick: red }', /theme\.yaml:1:\d+\s?: .*«\sred\s» n’est pas une couleur/],
    ['light: { brick: "#fff" }', /«\s#fff\s» n’est pas une couleur/],
    // Without quotes YAML reads a comment.
    ['light:\n  brick: #7a2f6b', /theme\.yaml:2:\d+\s?: .*brick/],
    ['colors: {}', /clé inconnue «\scolors\s»/],
    ['logo: ../logo.svg', /un chemin dans le dossier/],
    ['name: Vallées', /name/]
  ])('is refused when it says %s', (text, message) => {
    expect(() => parseTheme(text)).toThrow(message)
  })
})
