/**
 * The maintained library that keeps passwords, one-time codes and sessions. Nothing of it is on the network: its
 * calls are made by use cases, and what it sets on the browser comes back as lines of `Set-Cookie`.
 */

import { betterAuth, type BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { SESSION_SECONDS } from './access.ts'
import type { Db } from './database.ts'

export type LibrarySettings = {
  /** Signs cookies and encrypts the secrets of one-time codes. */
  readonly secret: string
  /** Where people reach the portal: `https://…`. */
  readonly origin: string
  /** Shown by the application of one-time codes. */
  readonly name: string
}

export type Library = ReturnType<typeof makeLibrary>

/** Writes under the signature of the transaction that it is given. */
export function makeLibrary(db: Db, { secret, origin, name }: LibrarySettings, opening?: Opening) {
  const isHttps = origin.startsWith('https://')
  return betterAuth({
    appName: name,
    secret,
    baseURL: origin,
    database: { db, type: 'postgres', transaction: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: `${isHttps ? '__Host-' : ''}chevalement`,
      // Else the library sets a prefix of its own before ours.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isHttps },
      // Asked on a connection of its own, which a transaction has not; the tests ask it.
      database: { validateSchema: false }
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    user: {
      modelName: 'account',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' }
    },
    session: {
      modelName: 'account_session',
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      fields: {
        userId: 'account',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at'
      },
      additionalFields: {
        twoFactors: { type: 'boolean', required: false, input: false, fieldName: 'two_factors' },
        provider: { type: 'string', required: false, input: false }
      }
    },
    account: {
      modelName: 'credential',
      fields: {
        userId: 'account',
        providerId: 'provider',
        accountId: 'subject',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at'
      }
    },
    verification: {
      modelName: 'account_token',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' }
    },
    databaseHooks: {
      session: {
        create: {
          before: (session, context) =>
            Promise.resolve({
              data: { ...session, ...(context?.path.startsWith('/two-factor/verify') && { twoFactors: true }) }
            })
        }
      }
    },
    plugins: [
      twoFactor({
        issuer: name,
        allowPasswordless: true,
        schema: {
          user: { fields: { twoFactorEnabled: 'second_factor' } },
          twoFactor: {
            modelName: 'second_factor',
            fields: {
              userId: 'account',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until'
            }
          }
        }
      }),
      openings(opening)
    ]
  })
}

/** A session that no password opens: by a passkey, an identity provider, the first start, a demonstration. */
export type Opening = {
  readonly account: string
  readonly twoFactors: boolean
  /** The issuer that vouched for the person. */
  readonly provider?: string
}

function openings(opening: Opening | undefined) {
  return {
    id: 'openings',
    endpoints: {
      openSession: createAuthEndpoint(
        '/open-session',
        { method: 'POST', metadata: { SERVER_ONLY: true } },
        async (ctx) => {
          if (!opening) throw new Error('The library was made to open no session')
          const { account, ...how } = opening
          const user = await ctx.context.internalAdapter.findUserById(account)
          if (!user) throw new Error(`No account ${account}`)
          const session = await ctx.context.internalAdapter.createSession(account, false, how)
          await setSessionCookie(ctx, { session, user })
          return ctx.json({ session: session.id })
        }
      )
    }
  } satisfies BetterAuthPlugin
}
