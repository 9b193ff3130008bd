/** Cookies that only this server reads: where it is reached by HTTPS, no other host and no plain page can set them. */

import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { isHttps, type Access } from '../usecases/access.ts'
import type { PortalEnv } from './portal.ts'

export type OwnCookie = 'form' | 'device' | 'kept' | 'passkey' | 'provider'

const PRIVATE = { httpOnly: true, sameSite: 'Lax', path: '/' } as const

export function readCookie(c: Context<PortalEnv>, name: OwnCookie): string | undefined {
  const access = c.get('access')
  return access && getCookie(c, NAMES + name, prefixOf(access))
}

/** @param seconds until the browser is closed, when not told */
export function writeCookie(c: Context<PortalEnv>, name: OwnCookie, value: string, seconds?: number): void {
  setCookie(c, NAMES + name, value, { ...attributesOf(c), ...(seconds !== undefined && { maxAge: seconds }) })
}

export function dropCookie(c: Context<PortalEnv>, name: OwnCookie): void {
  deleteCookie(c, NAMES + name, attributesOf(c))
}

const NAMES = 'chevalement.'

function attributesOf(c: Context<PortalEnv>) {
  const access = c.get('access')
  const prefix = access && prefixOf(access)
  return { ...PRIVATE, ...(prefix && { prefix, secure: true }) }
}

function prefixOf({ settings }: Access): 'host' | undefined {
  return isHttps(settings) ? 'host' : undefined
}
