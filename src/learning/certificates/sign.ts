import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { from } from '@digitalbazaar/ed25519-multikey'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { issue } from '@digitalbazaar/vc'
import { packagedContexts } from './contexts.ts'
import { keyName } from './did-document.ts'
import { credentialInstant, didOf, type Issuer } from './issuer.ts'
import { openCurrentKey } from './issuer-keys.ts'

/** A credential with its Data Integrity proof (eddsa-rdfc-2022). */
export type Signed<Credential> = Credential & { readonly proof: object }

/** Signs a credential of ours with the key of now. */
export async function sign<Credential extends object>(
  issuer: Issuer,
  credential: Credential,
): Promise<Signed<Credential>> {
  const { issuerKeyId, publicKey, privateKey } = await openCurrentKey(issuer)
  const controller = didOf(issuer)
  const key = await from({
    type: 'Multikey',
    id: keyName(controller, issuerKeyId),
    controller,
    publicKeyMultibase: publicKey,
    secretKeyMultibase: privateKey,
  })
  const now = issuer.clock.now()
  const suite = new DataIntegrityProof({ signer: key.signer(), cryptosuite, date: credentialInstant(now) })
  return issue({ credential, suite, documentLoader: packagedContexts, now })
}
