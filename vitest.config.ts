import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'code', include: ['test/**/*.test.{ts,tsx}'], exclude: ['test/{web,browser}/**'] }
      },
      { extends: true, test: { name: 'web', include: ['test/web/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: { name: 'browser', include: ['test/browser/**/*.test.ts'], globalSetup: 'test/browser/setup.ts' }
      }
    ],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000
  },
  oxc: { jsx: { runtime: 'automatic', importSource: '#jsx', development: false } }
})
