import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** What the product does with its one master secret; each purpose has a key of its own. */
export interface Secrets {
  /** Keyed hash for matching (NIK, KK, OTP ...). Purposes never share values. */
  hash(purpose: string, value: string): Buffer
  /** Encrypts at rest (AES-256-GCM). */
  seal(text: string): Buffer
  /** Opens what {@link Secrets.seal} made; changed or foreign bytes are a fault. */
  open(sealed: Uint8Array): string
  /** Two 64-bit ids as one opaque token of 43 characters; without the key nobody can make or read one. */
  pairToToken(first: string, second: string): string
  /** The two ids of a token, or undefined if it is none of ours. */
  tokenToPair(token: string): readonly [string, string] | undefined
}

/** Derives all keys from one master secret of at least 32 characters. */
export function secretsFrom(master: string): Secrets {
  if (master.length < 32) throw new Error('the master secret has fewer than 32 characters')
  const derive = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', master, 'bekal', purpose, bytes))
  const hashKeys = new Map<string, Buffer>()
  const sealKey = derive('seal', 32)
  const tokenKey = derive('token', 16)
  const tokenTagKey = derive('token tag', 32)

  function tokenTag(ids: Buffer): Buffer {
    return createHmac('sha256', tokenTagKey).update(ids).digest().subarray(0, 16)
  }

  return {
    hash(purpose, value) {
      let key = hashKeys.get(purpose)
      if (!key) {
        key = derive(`hash ${purpose}`, 32)
        hashKeys.set(purpose, key)
      }
      return createHmac('sha256', key).update(value).digest()
    },
    seal(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open(sealed) {
      const bytes = Buffer.from(sealed)
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
    pairToToken(first, second) {
      // The tag doubles as the counter block, so that equal ids never leak through equal halves of two tokens.
      const ids = Buffer.alloc(16)
      ids.writeBigInt64BE(BigInt(first), 0)
      ids.writeBigInt64BE(BigInt(second), 8)
      const tag = tokenTag(ids)
      const cipher = createCipheriv('aes-128-ctr', tokenKey, tag)
      return Buffer.concat([tag, cipher.update(ids), cipher.final()]).toString('base64url')
    },
    tokenToPair(token) {
      if (!/^[\w-]{43}$/.test(token)) return undefined
      const bytes = Buffer.from(token, 'base64url')
      const tag = bytes.subarray(0, 16)
      const decipher = createDecipheriv('aes-128-ctr', tokenKey, tag)
      const ids = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()])
      if (!timingSafeEqual(tokenTag(ids), tag)) return undefined
      return [String(ids.readBigInt64BE(0)), String(ids.readBigInt64BE(8))]
    },
  }
}
