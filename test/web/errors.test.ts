import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { NotFound, Refused } from '../../src/domain/shared/errors.ts'
import { onError } from '../../src/web/errors.tsx'
import type { PortalEnv } from '../../src/web/portal.ts'

describe('a page that fails', () => {
  const logged: string[] = []
  // No portal is set: the page that explains fails as well.
  const app = new Hono<PortalEnv>()
  app.get('/en/ours', () => {
    throw new Error('a fault of ours')
  })
  app.get('/rien', () => {
    throw new NotFound({ fr: 'rien ici', en: 'nothing here' })
  })
  app.get('/interrompue', () => {
    throw new Refused('database-unavailable', { fr: 'le registre revient', en: 'the registry comes back' })
  })
  app.onError(onError((line) => logged.push(line)))

  it('is told in one sentence and in the log when even its explanation fails', async () => {
    const response = await app.request('/en/ours')
    expect(response.status).toBe(500)
    expect(await response.text()).toBe(
      'The page could not be made. The incident is recorded; try again, or go back home.'
    )
    expect(logged).toEqual([
      expect.stringContaining('GET /en/ours Error: a fault of ours'),
      expect.stringContaining('GET /en/ours TypeError')
    ])
  })

  it('keeps the status and the words of a refusal', async () => {
    const response = await app.request('/rien')
    expect([response.status, await response.text()]).toEqual([404, 'rien ici'])
  })

  it('asks to be tried again while the registry comes back', async () => {
    const response = await app.request('/interrompue')
    expect([response.status, await response.text()]).toEqual([503, 'le registre revient'])
  })
})
