import { beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '../../src/web/app.tsx'
import { hasExample } from '../example-observatory.ts'
import { openOffice } from '../usecases/access-office.ts'
import { openPortal } from './example-portal.ts'
import { plain } from './plain.ts'

const PATIENCE = 120_000

describe.skipIf(!hasExample)('the workshop of a portal with accounts', { timeout: PATIENCE }, () => {
  let app: ReturnType<typeof makeApp>

  beforeAll(async () => {
    const [portal, { access }] = [await openPortal(), await openOffice()]
    app = makeApp({ portal: () => portal, log: (line) => expect(line).toBe(''), access: () => access })
  }, PATIENCE)

  function paste(text: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const body = new URLSearchParams({ sign: '+', text })
    return Promise.resolve(app.request('/atelier', { method: 'POST', body, headers }))
  }

  it('takes ten thousand codes from who is not signed in and runs no script: no token, no cookie', async () => {
    const page = await (await app.request('/atelier')).text()
    const [form = ''] = /<form[^>]*method="post".*?<\/form>/is.exec(page) ?? []
    expect(form).toContain('<textarea')
    expect(form).not.toContain('name="token"')
    const codes = Array.from({ length: 10_000 }, (_, i) => String(1001 + i).padStart(5, '0'))
    const answer = await paste(codes.join('\n'), { 'sec-fetch-site': 'same-origin' })
    expect(answer.status).toBe(303)
    const location = answer.headers.get('location') ?? ''
    expect(location.length).toBeLessThan(2000)
    expect(answer.headers.get('set-cookie')).toBeNull()
    const there = await app.request(location)
    expect(there.status).toBe(200)
    const words = plain(await there.text())
    expect(words).toMatch(/communes 3 \d{3} /)
    expect(words).toContain('autres lignes n’ont pas été comprises')
    expect(words).toContain('secret statistique')
  })

  it('says that nothing was pasted', async () => {
    const answer = await paste('')
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Rien n’a été collé')
  })
})
