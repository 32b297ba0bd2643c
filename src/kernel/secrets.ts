import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/** What the product does with its one master secret; each purpose has a key of its own. */
export interface Secrets {
  /** Keyed hash for matching (NIK, KK, OTP ...). Purposes never share values. */
  hash(purpose: string, value: string): Buffer
  /** Encrypts at rest (AES-256-GCM). */
  seal(text: string): Buffer
  /** Opens what {@link Secrets.seal} made; changed or foreign bytes are a fault. */
  open(sealed: Uint8Array): string
  /** Two 64-bit ids as one opaque token of 22 characters; without the key nobody can make or read one. */
  pairToToken(first: string, second: string): string
  /** The two ids of a token, or undefined if it is none of ours. */
  tokenToPair(token: string): readonly [string, string] | undefined
}

/** Derives all keys from one master secret of at least 32 characters. */
export function secretsFrom(master: string): Secrets {
  if (master.length < 32) throw new Error('the master secret has fewer than 32 characters')
  // Key objects, not bytes: Node would set a key up anew for every single use, at twice the cost of the use itself.
  const derive = (purpose: string, bytes: number) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', master, 'bekal', purpose, bytes)))
  const hashKeys = new Map<string, KeyObject>()
  const sealKey = derive('seal', 32)
  const blocks = blockCipher(derive('token', 32))

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
      const body = cipher.update(text, 'utf8')
      cipher.final()
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open(sealed) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, 12), { authTagLength: 16 })
      decipher.setAuthTag(bytes.subarray(12, 28))
      const text = decipher.update(bytes.subarray(28), undefined, 'utf8')
      return text + decipher.final('utf8')
    },
    pairToToken(first, second) {
      const ids = Buffer.allocUnsafe(16)
      ids.writeBigInt64BE(BigInt(first), 0)
      ids.writeBigInt64BE(BigInt(second), 8)
      return blocks.encrypt(ids).toString('base64url')
    },
    tokenToPair(token) {
      if (!/^[\w-]{22}$/.test(token)) return undefined
      const bytes = Buffer.from(token, 'base64url')
      // Two spellings of the last character stand for the same bytes; only ours is a token.
      if (bytes.toString('base64url') !== token) return undefined
      const ids = blocks.decrypt(bytes)
      const [first, second] = [ids.readBigInt64BE(0), ids.readBigInt64BE(8)]
      return first > 0n && second > 0n ? [String(first), String(second)] : undefined
    },
  }
}

/**
 * AES on single blocks: a permutation of all 128-bit values that nobody without the key can follow. A made-up token
 * decrypts to a made-up pair of ids, and the chance that it is the pair of a purchase is that of guessing a key.
 */
function blockCipher(key: KeyObject) {
  const encipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false)
  const decipher = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false)
  return {
    encrypt: (block: Buffer) => encipher.update(block),
    decrypt: (block: Buffer) => decipher.update(block),
  }
}
