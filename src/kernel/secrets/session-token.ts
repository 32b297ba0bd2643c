import { createHash, randomBytes } from 'node:crypto'

/** A session's token: 256 bits from the system's CSPRNG, as 43 characters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What a token is kept as: whoever reads the database has no session by it. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
