import { describe, expect, it } from 'vitest'
import { InvalidInput } from '../../src/domain/shared/errors.ts'
import { refuseUnreadable } from '../../src/folder/edition-limits.ts'

function refusal(text: string): InvalidInput {
  try {
    refuseUnreadable('editions/2022/a.md', text)
  } catch (error) {
    if (error instanceof InvalidInput) return error
    throw error
  }
  throw new Error('it was read')
}

describe('a chapter that cannot be read', () => {
  it('says where five million letters are too many, and how to go on', () => {
    const { text, place } = refusal(`# Titre\n\n${'Des mots.\n'.repeat(500_000)}`)
    expect(place).toEqual({ file: 'editions/2022/a.md', line: 50_002, column: 2 })
    expect(text.fr).toMatch(/^editions\/2022\/a\.md:50002:2 : .*il en a 5000009\. Partagez-le/)
    expect(text.en).toContain('Split it here')
  })

  it.each([
    ['lists, one in the other', `# Titre\n\n${'- '.repeat(2000)}x`, 101],
    ['quotations, one in the other', `# Titre\n\n${'>'.repeat(2000)}x`, 51],
    ['brackets that nothing closes', `# Titre\n\n${'['.repeat(20_000)}`, 2001],
    ['stars that pair with each other', `# Titre\n\n${'*a '.repeat(20_000)}`, 6001]
  ])('says where, rather than try for minutes: %s', (_, text, column) => {
    expect(refusal(text).place).toEqual({ file: 'editions/2022/a.md', line: 3, column })
  })

  it('is none that people write', () => {
    const paragraph = `Un [lien](https://example.org) et *une* **chose**.\n\n`
    expect(() => refuseUnreadable('a.md', `# Titre\n\n- a\n  - b\n    - c\n\n${'* '.repeat(40)}\n\n`)).not.toThrow()
    expect(() => refuseUnreadable('a.md', `# Titre\n\n${paragraph.repeat(9000)}`)).not.toThrow()
  })
})
