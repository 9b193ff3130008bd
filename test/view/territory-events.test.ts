import { describe, expect, it } from 'vitest'
import type { TerritoryEvent } from '../../src/domain/territories/history.ts'
import { eventText } from '../../src/view/territory-events.ts'

function event(kind: TerritoryEvent['kind'], before: readonly string[], after: readonly string[]): TerritoryEvent {
  return { date: '2020-01-01', kind, before, after }
}

describe('an event', () => {
  it.each([
    [event('merged', ['A', 'B'], ['C']), 'Fusion : A et B deviennent C.', 'Merger: A and B become C.'],
    [event('split', ['A'], ['A', 'B']), 'Séparation : A se partage en A et B.', 'Split: A is divided into A and B.'],
    [event('renamed', ['A'], ['B']), 'Nouveau nom : A devient B.', 'New name: A becomes B.'],
    [event('moved', [], ['CA B']), 'Entrée dans l’intercommunalité CA B.', 'Joins CA B.'],
    [event('moved', ['CC A'], ['CA B']), 'Autre intercommunalité : CA B, après CC A.', /CA B, after CC A\.$/],
    [event('members-changed', ['A'], ['B', 'C']), 'Entrée : B et C. Sortie : A.', 'Joined: B and C. Left: A.'],
    [event('members-changed', [], ['B']), 'Entrée : B.', 'Joined: B.'],
    [
      event(
        'created',
        [],
        Array.from({ length: 15 }, (_, i) => `C${i}`)
      ),
      'Création, avec C0, C1, C2, C3, C4, C5, C6, C7, C8, C9, C10, C11 et 3 autres.',
      /C11 and 3 others\.$/
    ]
  ])('%o is told', (one, fr, en) => {
    expect(eventText(one, 'fr')).toBe(fr)
    expect(eventText(one, 'en')).toMatch(en)
  })
})
