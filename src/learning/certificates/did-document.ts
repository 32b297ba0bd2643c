import { didOf, type Issuer } from './issuer.ts'
import { issuerKeys } from './issuer-keys.ts'

/** The name of a key within the issuer's did. */
export function keyName(did: string, issuerKeyId: number): string {
  return `${did}#key-${issuerKeyId}`
}

/** `/.well-known/did.json`: the public keys by which certificates are verified, retired ones too, compromised ones not. */
export async function didDocument(issuer: Issuer): Promise<object> {
  const did = didOf(issuer)
  const believed = (await issuerKeys(issuer.db)).filter(({ compromised }) => !compromised)
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: believed.map(({ issuerKeyId, publicKey }) => ({
      id: keyName(did, issuerKeyId),
      type: 'Multikey',
      controller: did,
      publicKeyMultibase: publicKey,
    })),
    assertionMethod: believed.map(({ issuerKeyId }) => keyName(did, issuerKeyId)),
  }
}
