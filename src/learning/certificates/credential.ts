import { type Certificate, certificateById } from './certificates.ts'
import { credentialsV2, openBadgesV3 } from './contexts.ts'
import { credentialInstant, didOf, type Issuer, verificationAddress } from './issuer.ts'
import { sign } from './sign.ts'
import { statusListAddress, statusPosition } from './status-list.ts'

/** Whoever stands behind the certificates, as they name it. */
export const issuerName = 'Kartu Prakerja'
export const ministryName = 'Kementerian Ketenagakerjaan'

/** A signed Open Badge. Its proofs are a list, of one: the JSON schema of Open Badges takes nothing else, and the one of the VC data model takes it too. */
export type SignedCredential = object & { readonly proof: readonly [object] }

/**
 * A certificate as a signed Open Badges 3.0 credential; undefined when there is none of this id, or it is revoked.
 * Signed anew whenever it is asked for, with the key of that moment, so that no old key is ever needed again.
 */
export async function credentialOf(
  issuer: Issuer,
  certificateId: string,
): Promise<SignedCredential | undefined> {
  const certificate = await certificateById(issuer.db, certificateId)
  if (!certificate || certificate.revoked) return undefined
  const signed = await sign(issuer, unsignedCredential(issuer, certificate))
  return { ...signed, proof: [signed.proof] }
}

/** In Indonesian, whatever the language of the page: what is signed says one thing. */
export function unsignedCredential(issuer: Pick<Issuer, 'url'>, certificate: Certificate): object {
  const { list, bit } = statusPosition(certificate.statusIndex)
  const address = verificationAddress(issuer, certificate.certificateId)
  const statusListCredential = statusListAddress(issuer, list)
  return {
    '@context': [credentialsV2, openBadgesV3],
    id: address,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: certificate.courseTitle,
    issuer: { id: didOf(issuer), type: ['Profile'], name: issuerName, url: issuer.url },
    validFrom: credentialInstant(certificate.issuedAt),
    credentialSubject: subjectOf(issuer, certificate, address),
    credentialStatus: {
      id: `${statusListCredential}#${bit}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(bit),
      statusListCredential,
    },
  }
}

function subjectOf({ url }: Pick<Issuer, 'url'>, certificate: Certificate, address: string): object {
  const { courseTitle, institution, grade } = certificate
  const result = `${address}#nilai`
  return {
    type: ['AchievementSubject'],
    identifier: [
      { type: 'IdentityObject', hashed: false, identityType: 'name', identityHash: certificate.holderName },
    ],
    achievement: {
      id: `${url}/verifikasi#pelatihan-${certificate.courseCode}-${certificate.kind}`,
      type: ['Achievement'],
      achievementType: 'CertificateOfCompletion',
      inLanguage: 'id',
      name: courseTitle,
      description: `Pelatihan "${courseTitle}" yang diselenggarakan oleh ${institution}.`,
      criteria: { narrative: 'Menyelesaikan seluruh materi pelatihan.' },
      creator: creatorOf(url, certificate),
      ...(grade !== undefined && {
        resultDescription: [{ id: result, type: ['ResultDescription'], name: 'Nilai', resultType: 'Result' }],
      }),
    },
    ...(grade !== undefined && { result: [{ type: ['Result'], resultDescription: result, value: grade }] }),
  }
}

function creatorOf(url: string, { kind, institution, institutionSlug }: Certificate): object {
  return kind === 'ministry'
    ? { id: `${url}/verifikasi#kementerian`, type: ['Profile'], name: ministryName }
    : { id: `${url}/verifikasi#lembaga-${institutionSlug}`, type: ['Profile'], name: institution }
}
