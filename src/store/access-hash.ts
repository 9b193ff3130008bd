/** scrypt with its salt, as the library of accounts reads it at sign-in. */

export { hashPassword, verifyPassword } from 'better-auth/crypto'
