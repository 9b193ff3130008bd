import { expect, it } from 'vitest'
import { fieldText } from '../../src/usecases/journal.ts'

const [before, after] = ['0123456789abcdef'.repeat(4), 'fedcba9876543210'.repeat(4)]

it('a file that changed is told by the beginning of its digest, under a word that says what it is', () => {
  expect(fieldText({ field: 'sha256', before, after })).toEqual({
    fr: 'empreinte du fichier : 01234567… → fedcba98…',
    en: 'digest of the file: 01234567… → fedcba98…'
  })
  expect(fieldText({ field: 'manifest.file', before: { name: 'a.csv', sha256: before }, after: null }).fr).toContain(
    'a.csv, 01234567… → –'
  )
})

it('a personal value is said to be one, and nothing of it is shown', () => {
  expect(fieldText({ field: 'name', before: { sha256: before }, after: { sha256: after } }).fr).toBe(
    'nom : donnée personnelle, non montrée'
  )
})
