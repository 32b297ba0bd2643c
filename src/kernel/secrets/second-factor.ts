import { Secret, TOTP } from 'otpauth'
import { randomCode } from '../codes.ts'
import type { Secrets } from './secrets.ts'

/** As authenticator apps expect it: SHA-1, six digits, thirty seconds. */
const terms = { algorithm: 'SHA1', digits: 6, period: 30 } as const

/** How many steps of thirty seconds a phone's clock may be off, either way. */
const skewSteps = 1

const recoveryCodes = 10

/** A new secret of 160 bits, in base32, as apps read it. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The address that a QR code tells an authenticator app. */
export function totpAddress(secret: string, email: string, issuer: string): string {
  return totpOf(secret, email, issuer).toString()
}

/** The step of thirty seconds whose code this is, if it is one that may be typed now. */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const timestamp = now.getTime()
  const delta = totpOf(secret).validate({ token: code, timestamp, window: skewSteps })
  return delta === null ? undefined : Math.floor(timestamp / 1000 / terms.period) + delta
}

/** The code of a secret at an instant: for the demo, and for tests. */
export function totpCode(secret: string, now: Date): string {
  return totpOf(secret).generate({ timestamp: now.getTime() })
}

/** Ten recovery codes of 60 bits each, each good once instead of a code of the app. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodes }, () => randomCode(12))
}

/** The keyed hash that a recovery code of somebody (`institution-user:7`) is kept as; however it is typed. */
export function recoveryHash(secrets: Pick<Secrets, 'hash'>, whose: string, typed: string): Buffer {
  return secrets.hash('recovery code', `${whose} ${typed.toUpperCase().replace(/[^A-Z0-9]/g, '')}`)
}

function totpOf(secret: string, label = '', issuer = ''): TOTP {
  return new TOTP({ ...terms, secret: Secret.fromBase32(secret), label, issuer })
}
