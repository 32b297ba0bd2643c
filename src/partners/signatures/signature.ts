import { createHmac, hash } from 'node:crypto'
import { bodyForms, type ReceivedBody } from './received-body.ts'

export type SignatureAlgorithm = 'sha1' | 'sha256'

const hexLength = { sha1: 40, sha256: 64 } as const
const digestBytes = { sha1: 20, sha256: 32 } as const
const blockBytes = 64

interface Pads {
  readonly inner: Buffer
  /** the outer pad with room for the inner digest behind it */
  readonly outer: Buffer
}

/** A signing key made ready: both pads of HMAC are computed once, so that a signature is two one-shot hashes. */
export interface SigningKey {
  readonly bytes: Buffer
  readonly sha1: Pads
  readonly sha256: Pads
}

/** Makes a key ready for {@link matchSignature}. */
export function signingKey(text: string): SigningKey {
  const bytes = Buffer.from(text, 'utf8')
  return { bytes, sha1: padsOf(bytes, 'sha1'), sha256: padsOf(bytes, 'sha256') }
}

function padsOf(key: Buffer, algorithm: SignatureAlgorithm): Pads {
  const block = Buffer.alloc(blockBytes)
  block.set(key.length > blockBytes ? hash(algorithm, key, 'buffer') : key)
  const outer = Buffer.alloc(blockBytes + digestBytes[algorithm])
  outer.set(block.map((byte) => byte ^ 0x5c))
  return { inner: Buffer.from(block.map((byte) => byte ^ 0x36)), outer }
}

/** What a partner says it signed, and its signature. */
export interface SignedCall {
  readonly clientCode: string
  readonly timestamp: string
  readonly method: string
  /** without host and query, slashes collapsed */
  readonly path: string
  /** the Authorization header where the call has a slot for it, else undefined */
  readonly authorization: string | undefined
  readonly body: ReceivedBody
  /** in lower hex */
  readonly signature: string
  readonly algorithm: SignatureAlgorithm
}

const authorizationSlots = 3
const ways = bodyForms * authorizationSlots

/**
 * Whether its signature is the HMAC of the call under one of the keys, and over which way of writing the
 * call: body form x authorization slot, as a number to hand in as `habit` next time, for clients stick to their way.
 * -1 if it is none. Signatures are compared in constant time.
 */
export function matchSignature(call: SignedCall, keys: readonly SigningKey[], habit = 0): number {
  if (call.signature.length !== hexLength[call.algorithm]) return -1
  const prefix = call.clientCode + call.timestamp + call.method + call.path
  if (wayMatches(call, prefix, keys, habit)) return habit
  for (let way = 0; way < ways; way++) if (way !== habit && wayMatches(call, prefix, keys, way)) return way
  return -1
}

function wayMatches(call: SignedCall, prefix: string, keys: readonly SigningKey[], way: number): boolean {
  const slot = authorizationSlot(call.authorization, way % authorizationSlots)
  if (slot === undefined) return false
  const body = call.body.form(Math.floor(way / authorizationSlots))
  if (body === undefined) return false
  return anyKeyMatches(slot === '' ? prefix : prefix + slot, body, call.signature, call.algorithm, keys)
}

/** 0 nothing, 1 the whole header value, 2 the bare token; undefined if that is nothing new. */
function authorizationSlot(authorization: string | undefined, slot: number): string | undefined {
  if (slot === 0) return ''
  if (!authorization) return undefined
  if (slot === 1) return authorization
  const blank = authorization.indexOf(' ')
  return blank < 0 ? undefined : authorization.slice(blank + 1).trim()
}

// One buffer for all calls: inner pad, then the message. Nothing awaits between writing and hashing.
const scratch = Buffer.allocUnsafeSlow(16 * 1024)

function anyKeyMatches(
  prefix: string,
  body: Buffer | string,
  signature: string,
  algorithm: SignatureAlgorithm,
  keys: readonly SigningKey[],
): boolean {
  // a character takes at most three bytes in UTF-8
  const longest = typeof body === 'string' ? body.length * 3 : body.length
  if (blockBytes + prefix.length + longest > scratch.length)
    return keys.some((key) => sameHex(longSignature(prefix, body, algorithm, key), signature))
  let end = blockBytes + scratch.write(prefix, blockBytes, 'latin1')
  end += typeof body === 'string' ? scratch.write(body, end, 'utf8') : body.copy(scratch, end)
  const message = scratch.subarray(0, end)
  let matches = false
  for (const key of keys) {
    const pads = key[algorithm]
    pads.inner.copy(scratch)
    // the inner digest as text of bytes: a string is cheaper to hand over than a buffer is to make
    pads.outer.write(hash(algorithm, message, 'binary'), blockBytes, 'latin1')
    if (sameHex(hash(algorithm, pads.outer, 'hex'), signature)) matches = true
  }
  return matches
}

function longSignature(
  prefix: string,
  body: Buffer | string,
  algorithm: SignatureAlgorithm,
  key: SigningKey,
): string {
  return createHmac(algorithm, key.bytes).update(prefix, 'latin1').update(body).digest('hex')
}

/** Compares all characters, wherever the first difference is; both have the length of a signature. */
function sameHex(ours: string, theirs: string): boolean {
  let difference = 0
  for (let i = 0; i < ours.length; i++) difference |= ours.charCodeAt(i) ^ theirs.charCodeAt(i)
  return difference === 0
}

const windowSeconds = 300

/** Whether a timestamp header is unix seconds in digits. */
export function isUnixSeconds(timestamp: string): boolean {
  return /^\d{1,12}$/.test(timestamp)
}

/** Whether the timestamp lies within 300 s of now, both ways; clients round up, so the future end is rounded up too. */
export function isFresh(timestamp: string, nowMs: number): boolean {
  const seconds = Number(timestamp)
  return (
    Math.floor(nowMs / 1000) - seconds <= windowSeconds && seconds - Math.ceil(nowMs / 1000) <= windowSeconds
  )
}
