import { hash } from 'node:crypto'
import { drawFormat } from './draw-rules.ts'

const blockBytes = 64

/** What is published before the wave opens: the SHA-256 of rules.json, in hex. */
export function commitmentOf(rulesJson: string | Buffer): string {
  return hash('sha256', rulesJson, 'hex')
}

/** The seed, in hex: from the rules, the closed list and the public value, and from nothing else. */
export function seedOf(commitment: string, listRoot: string, publicValue: string): string {
  return hash('sha256', `${drawFormat}\n${commitment}\n${listRoot}\n${publicValue}\n`, 'hex')
}

/** Writes HMAC-SHA256(seed, the 16 bytes of a ref) to a place in a buffer. */
export type WriteKey = (ref: Buffer, into: Buffer, at: number) => void

/**
 * HMAC as RFC 2104 has it, made of two plain hashes: Node sets up a keyed one anew for every use, at more than twice the
 * cost. A test compares it with Node's own.
 */
export function keyWriter(seed: string): WriteKey {
  const inner = Buffer.alloc(blockBytes + 16, 0x36)
  const outer = Buffer.alloc(blockBytes + 32, 0x5c)
  const bytes = Buffer.from(seed, 'hex')
  for (const [i, byte] of bytes.entries()) {
    inner[i] = inner[i]! ^ byte
    outer[i] = outer[i]! ^ byte
  }
  return (ref, into, at) => {
    ref.copy(inner, blockBytes)
    outer.write(hash('sha256', inner, 'binary'), blockBytes, 32, 'latin1')
    into.write(hash('sha256', outer, 'binary'), at, 32, 'latin1')
  }
}

/** HMAC-SHA256(seed, ref) by itself. */
export function drawKey(seed: string, ref: Buffer): Buffer {
  const key = Buffer.alloc(32)
  keyWriter(seed)(ref, key, 0)
  return key
}
