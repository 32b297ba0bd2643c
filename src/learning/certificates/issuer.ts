import type { Context } from '../../database/context.ts'

/** What signing needs besides: the address that people see, which the issuer is known by. */
export interface Issuer extends Context {
  /** `https://prakerja.example`, without a slash at its end */
  readonly url: string
}

/** The issuer's identifier: did:web of the address's host, its port percent-encoded. */
export function didOf({ url }: Pick<Issuer, 'url'>): string {
  return `did:web:${encodeURIComponent(new URL(url).host)}`
}

/** The public page that says whether a certificate holds; its QR code holds this address. */
export function verificationAddress({ url }: Pick<Issuer, 'url'>, certificateId: string): string {
  return `${url}/verifikasi/${certificateId}`
}

/** An instant as credentials write it: whole seconds. */
export function credentialInstant(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z')
}
