/** Habits of this code that a machine can hold; the layers are held by test/architecture.test.ts. */

import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

const NO_ENUM = { selector: 'TSEnumDeclaration', message: 'Use a union of literals, or an `as const` list.' }
const NO_DEFAULT = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' }
const NO_CLASS = { selector: 'ClassDeclaration[superClass=null]', message: 'Write functions; only errors are classes.' }
const NO_ARROW = {
  selector:
    ':matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator:not([id.typeAnnotation]) > ArrowFunctionExpression',
  message: 'Declare it with `function`.'
}

const CODE = {
  eqeqeq: 'error',
  'no-else-return': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'no-restricted-syntax': ['error', NO_ENUM, NO_DEFAULT, NO_CLASS, NO_ARROW]
}

export default defineConfig(
  { ignores: ['node_modules', 'dist', 'coverage', 'out', '.chevalement', '**/files/*.js'] },
  { files: ['bin/*.js', 'scripts/*.js', 'src/jobs/*.js'], rules: CODE },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strict],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      ...CODE,
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }]
    }
  },
  {
    files: ['src/domain/shared/errors.ts', 'src/view/jsx/jsx-runtime.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_ENUM, NO_DEFAULT, NO_ARROW] }
  },
  { files: ['*.config.*'], rules: { 'no-restricted-syntax': 'off' } }
)
