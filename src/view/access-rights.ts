/** The page of rights, in Markdown, written from the policy table alone. */

import { ACTION_NAMES, ACTIONS, type Action } from '../domain/access/action.ts'
import { POLICY, type Relation, type Rule, type State } from '../domain/access/policy.ts'
import { GRANTED_ROLES, ROLES } from '../domain/access/role.ts'

/** Of `docs/rights.md`. */
export function rightsPage(): string {
  return `# Rights

Who may do what, to which stored record, in which state. Written from \`src/domain/access/policy.ts\` by
\`npm run docs\`: edit the table, not this page. What no line allows is refused, with a reason and whom to ask.

- _own_: the account, or the person behind it. _Of their organisation_: the role is held for an organisation that
  answers for the record. _Of their territory_: the role is limited to a perimeter or commune where the record lies.
- A role limited to a territory says nothing of what lies elsewhere, whatever the line.
- Roles marked **2** do nothing until the session has used a second factor: only one’s own account is then open.
- Everyone reads, signed in or not: that is the role _${ROLES.reader.label.en}_ (${ROLES.reader.label.fr}).

## Roles

| role | in French | second factor |
| --- | --- | --- |
${GRANTED_ROLES.map((role) => `| ${ROLES[role].label.en} | ${ROLES[role].label.fr} | ${ROLES[role].needsSecondFactor ? '**2**' : ''} |`).join('\n')}

## Actions

| action | | who | to which record | in which state |
| --- | --- | --- | --- | --- |
${ACTION_NAMES.flatMap(linesOf).join('\n')}
`
}

function linesOf(action: Action): string[] {
  return POLICY.filter((rule) => rule.action === action).map(
    (rule) =>
      `| \`${action}\` | ${ACTIONS[action].en} | ${who(rule)} | ${WHICH[rule.relation]} | ${states(rule.states)} |`
  )
}

function who({ roles }: Rule): string {
  if (roles === 'everyone') return 'everyone'
  if (roles === 'signed-in') return 'everyone signed in'
  return roles.map((role) => `${ROLES[role].label.en}${ROLES[role].needsSecondFactor ? ' **2**' : ''}`).join(', ')
}

function states(names: readonly State[] | undefined): string {
  return names?.join(', ') ?? 'any'
}

const WHICH: Readonly<Record<Relation, string>> = {
  own: 'own',
  organisation: 'of their organisation',
  territory: 'of their territory',
  any: 'any'
}
