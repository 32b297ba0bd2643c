import { from } from '@digitalbazaar/ed25519-multikey'
import { keyName } from '../learning/certificates/did-document.ts'
import { didOf, type Issuer } from '../learning/certificates/issuer.ts'
import { issuerKeys, openCurrentKey } from '../learning/certificates/issuer-keys.ts'

const base64url = (text: string | Uint8Array) => Buffer.from(text).toString('base64url')

/**
 * Signs bytes by the key that signs certificates, as a detached JWS (RFC 7515, appendix F; EdDSA): header, nothing, and
 * signature. `kid` names the key in `/.well-known/did.json`. The same bytes under the same key have the same signature.
 */
export async function signFile(issuer: Issuer, bytes: string): Promise<string> {
  const { issuerKeyId, publicKey, privateKey } = await openCurrentKey(issuer)
  const controller = didOf(issuer)
  const kid = keyName(controller, issuerKeyId)
  const key = await from({
    type: 'Multikey',
    id: kid,
    controller,
    publicKeyMultibase: publicKey,
    secretKeyMultibase: privateKey,
  })
  const header = base64url(JSON.stringify({ alg: 'EdDSA', kid }))
  const signed = await key.signer().sign({ data: Buffer.from(`${header}.${base64url(bytes)}`) })
  return `${header}..${base64url(signed)}`
}

/** What a signature proves of a file. */
export type Verdict = 'holds' | 'broken' | 'key_unknown' | 'not_a_signature'

/** Whether these bytes are what a key of ours has signed: not if somebody else had that key. */
export async function verifyFile(issuer: Issuer, bytes: Uint8Array, jws: string): Promise<Verdict> {
  const did = didOf(issuer)
  const believed = (await issuerKeys(issuer.db)).filter(({ compromised }) => !compromised)
  const keys = believed.map(({ issuerKeyId, publicKey }) => [keyName(did, issuerKeyId), publicKey] as const)
  return verifyByKeys(new Map(keys), bytes, jws)
}

/** The same by public keys (multibase) that one has, each by its name as `/.well-known/did.json` has it. */
export async function verifyByKeys(
  keys: ReadonlyMap<string, string>,
  bytes: Uint8Array,
  jws: string,
): Promise<Verdict> {
  const [, header = '', signature = ''] = /^([\w-]+)\.\.([\w-]+)$/.exec(jws.trim()) ?? []
  const kid = kidOf(header)
  if (kid === undefined) return 'not_a_signature'
  const publicKeyMultibase = keys.get(kid)
  if (publicKeyMultibase === undefined) return 'key_unknown'
  const [controller = ''] = kid.split('#')
  const multikey = await from({ type: 'Multikey', id: kid, controller, publicKeyMultibase })
  const data = Buffer.from(`${header}.${base64url(bytes)}`)
  const holds = await multikey.verifier().verify({ data, signature: Buffer.from(signature, 'base64url') })
  return holds ? 'holds' : 'broken'
}

function kidOf(header: string): string | undefined {
  try {
    const { alg, kid } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'))
    return alg === 'EdDSA' && typeof kid === 'string' ? kid : undefined
  } catch {
    return undefined
  }
}
