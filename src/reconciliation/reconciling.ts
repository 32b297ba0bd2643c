import type { Issuer } from '../learning/certificates/issuer.ts'

/** What the files of storefronts are made with: the key that signs them, and the address that it is known by. */
export interface Reconciling extends Issuer {
  /** sandbox cards hold no money: their purchases are left out, but in the demo */
  readonly withSandbox: boolean
}

/** How files are packed where they are kept: a third of the time for a fifth more of the place. */
export const packing = { level: 3 } as const
