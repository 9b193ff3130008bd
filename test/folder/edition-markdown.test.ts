import { describe, expect, it } from 'vitest'
import { claimsTold, mentionsOf } from '../../src/domain/editions/edition.ts'
import { readChapter } from '../../src/folder/edition-markdown.ts'

function read(text: string) {
  return readChapter('editions/2022/a.md', 'a', text)
}

/** Kind, line and column of each problem, and what it says in English. */
function problems(text: string) {
  return read(text).problems.map((one) => [
    one.position.line,
    one.position.column,
    one.kind === 'unreadable' ? one.why.en : one.kind
  ])
}

describe('a chapter', () => {
  it('is read into blocks, with the place of each figure', () => {
    const { chapter, problems: none } = read(
      [
        '# Le territoire',
        '',
        '## Qui habite ici',
        '',
        'Il y a :figure{of=population on=pma at=2018 words=more step=1000}[^a], voir :ref[là]{to=qui-habite-ici}.',
        '',
        '[^a]: Recensement.',
        '',
        ':::figures{title="En bref"}',
        '::figure{of=density on=pma at=2018 vs=hauts-de-france}',
        ':::'
      ].join('\n')
    )
    expect(none).toEqual([])
    expect(chapter.title).toBe('Le territoire')
    expect(chapter.blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'panel'])
    expect(
      [...mentionsOf(chapter)].map(({ question, position }) => [question.indicator, question.versus, position.line])
    ).toEqual([
      ['density', 'hauts-de-france', 10],
      ['population', undefined, 5]
    ])
    expect(chapter.notes.map(({ name }) => name)).toEqual(['a'])
  })

  it('tells a claim by its number, or in the words of its document', () => {
    const { chapter, problems: none } = read('# T\n\nOn compte :claim{of=livret-43}, :claim{of=livret-43 form=quote}.')
    expect(none).toEqual([])
    expect([...claimsTold(chapter)]).toEqual([
      expect.objectContaining({ claim: 'livret-43', form: 'value', position: expect.objectContaining({ column: 11 }) }),
      expect.objectContaining({ claim: 'livret-43', form: 'quote' })
    ])
  })

  it('gives two headings of one name two names', () => {
    const { chapter } = read('# T\n\n## Le parc\n\n## Le parc')
    expect(chapter.blocks.map((block) => block.kind === 'heading' && block.id)).toEqual(['le-parc', 'le-parc-2'])
  })
})

describe('what is not understood', () => {
  it('is told with line, column and what is expected, and the rest is read', () => {
    expect(problems('# T\n\nUn <b>mot</b>.')).toEqual([
      [3, 4, expect.stringContaining('neither read nor run')],
      [3, 10, expect.stringContaining('neither read nor run')]
    ])
    expect(problems('# T\n\n:figur{of=population}')).toEqual([[3, 1, expect.stringContaining('rather "figure"?')]])
    expect(problems('# T\n\n:figure{of=population on=pma}')).toEqual([[3, 1, expect.stringContaining('at=period')]])
    expect(problems('# T\n\n:figure{of=population on=pma at=2018 form=valeur}')).toEqual([
      [3, 1, expect.stringContaining('expected value, bare')]
    ])
    expect(problems('# T\n\n:figure{of=population on=pma at=hier}')).toEqual([[3, 1, expect.stringContaining('hier')]])
    expect(problems('# T\n\n:figure{of=population on=pma at=2018 ont=call}')).toEqual([
      [3, 1, expect.stringContaining('rather "on"?')]
    ])
    expect(problems('# T\n\n:claim{form=value}')).toEqual([[3, 1, expect.stringContaining('of missing')]])
    expect(problems('# T\n\n:claim{of="../secret"}')).toEqual([[3, 1, expect.stringContaining('F106')]])
    expect(problems('# T\n\n::photograph{file=a.jpg}')).toEqual([
      [3, 1, expect.stringContaining('alt, credit, licence missing')]
    ])
    expect(problems('# T\n\n![](a.jpg)')).toEqual([[3, 1, expect.stringContaining('::photograph')]])
    expect(problems('# T\n\n[ici](javascript:alert)')).toEqual([[3, 1, expect.stringContaining('https://')]])
    expect(problems('Sans titre')).toEqual([[1, 1, expect.stringContaining('# Title')]])
  })

  it('never becomes markup: a script in a text stays a text', () => {
    const { chapter } = read('# T\n\n\\<script>alert(1)\\</script>')
    expect(chapter.blocks).toMatchObject([
      { kind: 'paragraph', of: [{ kind: 'text', text: '<script>alert(1)</script>' }] }
    ])
  })
})
