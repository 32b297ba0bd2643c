import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
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
  return secretsFromKey(keyOfSecret(master))
}

/** The key that stands for a master secret (HKDF's extract, SHA-256): 32 bytes that do not lead back to it. */
export function keyOfSecret(master: string): Buffer {
  if (master.length < 32) throw new Error('the master secret has fewer than 32 characters')
  return createHmac('sha256', 'bekal').update(master).digest()
}

/** Derives all keys from one key of 32 bytes. */
export function secretsFromKey(root: Uint8Array): Secrets {
  // Key objects, not bytes: Node would set a key up anew for every single use, at twice the cost of the use itself.
  const derive = (purpose: string) => createSecretKey(derivedBytes(root, purpose))
  const hashKeys = new Map<string, KeyObject>()
  const sealKey = derive('seal')
  const blocks = blockCipher(derive('token'))

  return {
    hash(purpose, value) {
      let key = hashKeys.get(purpose)
      if (!key) {
        key = derive(`hash ${purpose}`)
        hashKeys.set(purpose, key)
      }
      return createHmac('sha256', key).update(value).digest()
    },
    seal: (text) => sealBytes(sealKey, Buffer.from(text, 'utf8')),
    open: (sealed) => openBytes(sealKey, sealed).toString('utf8'),
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

/** HKDF's expand for 32 bytes: one key for each purpose. */
function derivedBytes(root: Uint8Array, purpose: string): Buffer {
  return createHmac('sha256', root).update(purpose).update(Uint8Array.of(1)).digest()
}

function sealBytes(key: KeyObject, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = cipher.update(bytes)
  cipher.final()
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

function openBytes(key: KeyObject, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAuthTag(bytes.subarray(12, 28))
  const body = decipher.update(bytes.subarray(28))
  // Nothing more comes of this mode: it only says whether the bytes are ours.
  decipher.final()
  return body
}

/** What a database keeps of the secret that opens it: 16 hexadecimal digits that do not lead back to it. */
export function fingerprintOf(master: string): string {
  return derivedBytes(keyOfSecret(master), 'fingerprint').toString('hex').slice(0, 16)
}

/** A database's own key, sealed under a master secret. */
export function wrapKey(master: string, key: Uint8Array): Buffer {
  return sealBytes(createSecretKey(derivedBytes(keyOfSecret(master), 'wrap')), key)
}

/** Opens what {@link wrapKey} sealed; another secret's is a fault. */
export function unwrapKey(master: string, sealed: Uint8Array): Buffer {
  return openBytes(createSecretKey(derivedBytes(keyOfSecret(master), 'wrap')), sealed)
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
