import type { Secrets } from '../../../kernel/secrets/secrets.ts'
import { signedValues } from '../../../kernel/secrets/signed-value.ts'

/** A visitor of whom nothing is written down: all that there is stands in the cookie, or follows from it. */
export interface StatelessVisit {
  /** the token that a session of this visitor would go by, once there is one */
  readonly token: string
  /** the secret behind the tokens of the visitor's forms */
  readonly csrf: string
  readonly beganAt: Date
}

interface VisitCookies {
  begin(token: string, now: Date): { readonly cookie: string; readonly csrf: string }
  /** undefined: no such cookie, or one that we did not make */
  read(cookie: string): StatelessVisit | undefined
}

/**
 * The cookies of strangers at one site, `TOKEN.SECONDS.MAC`: a page with a form is drawn for anybody, and costs the
 * database nothing. The form's secret is a keyed hash of the token, so that only we can make one that goes with it.
 */
export function visitCookies(secrets: Pick<Secrets, 'hash'>, site: string): VisitCookies {
  const csrfOf = (token: string) => secrets.hash('visit-form', `${site} ${token}`).toString('base64url')
  const values = signedValues(secrets, 'visit-cookie', `${site} `)
  return {
    begin(token, now) {
      const seconds = Math.floor(now.getTime() / 1000).toString(36)
      return { cookie: values.sign(`${token}.${seconds}`), csrf: csrfOf(token) }
    },
    read(cookie) {
      const [, token, seconds] = /^([\w-]{43})\.([\da-z]{1,8})$/.exec(values.open(cookie) ?? '') ?? []
      if (!token || !seconds) return undefined
      return { token, csrf: csrfOf(token), beganAt: new Date(Number.parseInt(seconds, 36) * 1000) }
    },
  }
}
