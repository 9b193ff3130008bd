/** One portal and one browser for all the files of this folder: started once, told to each. */

import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { startServer } from '../../src/web/server.ts'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from '../web/example-portal.ts'

declare module 'vitest' {
  // Only an interface can be added to.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface ProvidedContext {
    /** Addresses of the portal and of the browser; empty where there is no Chromium or no example. */
    readonly portal: string
    readonly browser: string
  }
}

/** It keeps to itself: no update, no telemetry, no other protocol. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const path = process.env['CHROMIUM']
  if (!path || !hasExample) {
    project.provide('portal', '')
    project.provide('browser', '')
    return async () => {}
  }
  const portal = await openPortal()
  const server = await startServer({ host: '127.0.0.1', port: 0 }, { portal: () => portal, log: () => {} })
  const browser = await chromium.launchServer({
    executablePath: path.includes('/') ? path : `/usr/bin/${path}`,
    host: '127.0.0.1',
    args: QUIET
  })
  project.provide('portal', server.url)
  project.provide('browser', browser.wsEndpoint())
  return async () => {
    await browser.close()
    await server.close()
  }
}
