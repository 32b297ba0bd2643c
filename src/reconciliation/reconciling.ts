import type { Issuer } from '../learning/certificates/issuer.ts'

/** What the files of storefronts are made with: the key that signs them, and the address that it is known by. */
export interface Reconciling extends Issuer {
  /** sandbox cards hold no money: their purchases are left out, but in the demo */
  readonly withSandbox: boolean
}
