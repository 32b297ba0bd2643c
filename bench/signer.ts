import { hash } from 'node:crypto'
import { signingKey } from '../src/partners/signatures/signature.ts'

/** Signs as a partner does (HMAC-SHA1, lower hex), with the key's pads made once. */
export function signer(key: string): (message: string) => string {
  const { inner, outer } = signingKey(key).sha1
  const scratch = Buffer.allocUnsafeSlow(8192)
  scratch.set(inner)
  return (message) => {
    const end = inner.length + scratch.write(message, inner.length, 'latin1')
    outer.write(hash('sha1', scratch.subarray(0, end), 'binary'), inner.length, 'latin1')
    return hash('sha1', outer, 'hex')
  }
}
