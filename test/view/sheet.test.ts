import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../../src/root.ts'

/** Numbered by what draws them: the classes of a map, of a scale that goes both ways. */
const NUMBERED = /^[cd]\d$/

it('the sheet has no rule for a class that no page bears: a phone reads all of it before it paints', () => {
  const sheet = readFileSync(join(ROOT, 'src/view/style.css'), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  const selectors = [...sheet.matchAll(/([^{}]+)\{/g)].map(([, selector = '']) => selector)
  const classes = new Set(
    selectors.flatMap((one) => [...one.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = '']) => name))
  )
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:tsx?|js)$/.test(file))
    .map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'))
  const words = new Set(sources.flatMap((source) => source.match(/[\w-]+/g) ?? []))
  expect([...classes].filter((name) => !words.has(name) && !NUMBERED.test(name))).toEqual([])
})

it('no picture is wider than a telephone: each bears the class that bounds it, or sits where the sheet does', () => {
  const folder = join(ROOT, 'src/view')
  const unbounded = readdirSync(folder)
    .filter((name) => name.endsWith('.tsx'))
    .filter((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/<img\b(?!\s+class="pictured")/g)].some(Boolean)
    )
  // The logo in `.brand`, the photographs of a draft in `.shots`.
  expect(unbounded).toEqual(['edition-settings.tsx', 'layout.tsx'])
})
