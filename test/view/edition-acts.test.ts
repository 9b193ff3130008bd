import { describe, expect, it } from 'vitest'
import type { Publication } from '../../src/domain/editions/archive.ts'
import type { WrittenEdition } from '../../src/domain/editions/writing.ts'
import { EditionActs, type ActsProps } from '../../src/view/edition-acts.tsx'

const EDITION: WrittenEdition = { id: '2027', state: 'draft', version: 1 }

const PUBLICATION: Publication = {
  edition: '2027',
  digest: 'd'.repeat(64),
  publishedAt: new Date('2026-12-01T08:00:00Z')
}

function acts(given: Partial<ActsProps>): string {
  const html = String(
    EditionActs({
      frame: { language: 'fr' },
      token: '',
      edition: EDITION,
      title: 'Le livret',
      may: { submit: true, approve: true, freeze: true, publish: true, reopen: true, withdraw: true },
      freezing: { status: 'idle' },
      producers: [],
      today: '2026-12-04',
      answerBy: '2026-12-18',
      embargo: { day: '', hour: '' },
      zone: 'Europe/Paris',
      publications: [],
      ...given
    })
  )
  return html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(' .', '.')
}

describe('what is to be done of an issue', () => {
  it('counts its figures and what is to be known in words that agree', () => {
    const told = (figures: number, warnings: number): string => acts({ checked: { figures, warnings, faults: 0 } })
    expect(told(0, 0)).toContain('Aucun chiffre, aucun défaut, aucun point à savoir. Il n’y a rien à demander')
    expect(told(1, 1)).toContain('1 chiffre, aucun défaut, 1 point à savoir. L’édition peut aller')
    expect(told(12, 3)).toContain('12 chiffres, aucun défaut, 3 points à savoir.')
  })

  it('does not say that an issue is out before the hour of its embargo', () => {
    const published = { ...EDITION, state: 'published' } as const
    const hidden = acts({
      edition: published,
      publications: [{ ...PUBLICATION, embargo: new Date('2026-12-24T05:00:00Z') }]
    })
    expect(hidden).toContain('L’édition paraît le 24 décembre 2026 à 06:00 (Paris) : personne ne la lit avant')
    expect(hidden).not.toContain('est publiée')
    expect(acts({ edition: published, publications: [PUBLICATION] })).toContain('L’édition est publiée : sa page.')
    const past = [{ ...PUBLICATION, embargo: new Date('2026-12-03T05:00:00Z') }]
    expect(acts({ edition: published, publications: past })).toContain('L’édition est publiée')
  })
})
