/** Who asks: nobody known, or an account with the roles it holds today. */

import type { GrantedRole } from './role.ts'

/** One role, held for somebody and perhaps only somewhere. */
export type Grant = {
  readonly role: GrantedRole
  /** The organisation on whose behalf the role is held; undefined when it is held for none. */
  readonly organisation?: string
  /** The perimeter or commune that the role is limited to; undefined when it is not. */
  readonly territory?: string
}

export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'account'
      readonly account: string
      /** The person of the register behind the account; undefined until it is linked. */
      readonly person?: string
      readonly grants: readonly Grant[]
      /** Whether this session was opened, or continued, with two factors: some roles do nothing without. */
      readonly usedSecondFactor: boolean
    }

export const ANONYMOUS: Actor = { kind: 'anonymous' }
