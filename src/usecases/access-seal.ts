/** Small values that wait in the browser between two requests: signed for one purpose, for a few minutes. */

import { createHmac, timingSafeEqual } from 'node:crypto'

type Key = {
  readonly secret: string
  /** What is sealed for one purpose opens nothing else. */
  readonly purpose: string
  readonly now: Date
}

export function seal(value: unknown, seconds: number, { secret, purpose, now }: Key): string {
  const text = Buffer.from(JSON.stringify({ value, until: now.getTime() + seconds * 1000 })).toString('base64url')
  return `${text}.${sign(secret, purpose, text)}`
}

/** Undefined when it was forged, made for something else, or is too old. */
export function unseal(sealed: string | undefined, { secret, purpose, now }: Key): unknown {
  const [text = '', signature = ''] = sealed?.split('.') ?? []
  if (!isSame(signature, sign(secret, purpose, text))) return undefined
  const { value, until } = JSON.parse(Buffer.from(text, 'base64url').toString()) as { value: unknown; until: number }
  return now.getTime() < until ? value : undefined
}

/** In base64url. */
export function sign(secret: string, purpose: string, text: string): string {
  return createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('base64url')
}

/** In a time that says nothing of where they differ. */
export function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
