import { timingSafeEqual } from 'node:crypto'
import type { Secrets } from './secrets.ts'

/** What a cookie carries by itself, `TEXT.MAC`: only we can have written it. */
export interface SignedValues {
  sign(text: string): string
  /** the text; undefined: not signed, or not by us */
  open(value: string): string | undefined
}

/** Values signed for one purpose; `of` tells apart those that must not stand in for each other. */
export function signedValues(secrets: Pick<Secrets, 'hash'>, purpose: string, of = ''): SignedValues {
  const macOf = (text: string) => secrets.hash(purpose, `${of}${text}`).subarray(0, 16)
  return {
    sign: (text) => `${text}.${macOf(text).toString('base64url')}`,
    open(value) {
      const [, text, mac] = /^(.+)\.([\w-]{22})$/.exec(value) ?? []
      if (!text || !mac) return undefined
      return timingSafeEqual(macOf(text), Buffer.from(mac, 'base64url')) ? text : undefined
    },
  }
}
