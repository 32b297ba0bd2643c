import { first, type Queryable, type Row, rows, statement } from '../../database/sql.ts'
import type { CertificateKind, RevocationReason } from './certificates.ts'

type Known =
  | 'certificateId'
  | 'course'
  | 'institution'
  | 'revokedAt'
  | 'total'
  | 'replaced'
  | { kind: CertificateKind; because: RevocationReason }

/** A revoked certificate, without its holder. */
export type RevokedCertificate = Row<'learning/revoked-certificates', Known>

const revokedCertificates = statement<
  [because: RevocationReason | null, limit: number, offset: number],
  'learning/revoked-certificates',
  Known
>(
  'learning/revoked-certificates',
  `
  select
    certificate_id, certificate.kind, course_title as course, institution_name as institution, issued_at,
    revoked_at, revoked_because as because, count(*) over ()::int as total,
    exists (
      select from certificate other
      where other.card_id = certificate.card_id and other.purchase_id = certificate.purchase_id
        and other.kind = certificate.kind and other.revoked_at is null
    ) as replaced
  from certificate
  where revoked_at is not null and ($1::text is null or revoked_because = $1)
  order by revoked_at desc, certificate_id
  limit $2 offset $3
  `,
)

const holderNow = statement<[cardId: string], 'learning/holder-of-card'>(
  'learning/holder-of-card',
  'select holder_name as name from card where card_id = $1',
)

/** Certificates that were revoked, the newest first, for one reason or for any. */
export async function listRevokedCertificates(
  db: Queryable,
  asked: {
    readonly because?: RevocationReason | undefined
    readonly limit: number
    readonly offset?: number
  },
): Promise<{ certificates: RevokedCertificate[]; total: number }> {
  const certificates = await rows(db, revokedCertificates, [asked.because, asked.limit, asked.offset ?? 0])
  return { certificates, total: certificates[0]?.total ?? 0 }
}

/** The name that a certificate issued now would bear. */
export async function nameForCertificates(db: Queryable, cardId: string): Promise<string | undefined> {
  return (await first(db, holderNow, [cardId]))?.name
}
