import { type Queryable, type Row, rows, statement } from '../../database/sql.ts'
import { codeMeant, codeReadings } from '../../kernel/codes.ts'
import { bare } from '../../kernel/text.ts'
import type { Enrolment } from '../enrolment.ts'

export const certificateKinds = ['institution', 'ministry'] as const

/** The institution's certificate, and the ministry's, which comes after a grade. */
export type CertificateKind = (typeof certificateKinds)[number]

export const revocationReasons = ['wrong_details', 'not_finished', 'misuse', 'withdrawn'] as const

/** Why a certificate was revoked, in as many words as the public is told. */
export type RevocationReason = (typeof revocationReasons)[number]

export interface Certificate extends Enrolment {
  readonly certificateId: string
  readonly kind: CertificateKind
  readonly holderName: string
  readonly courseTitle: string
  readonly courseCode: string
  readonly institution: string
  readonly institutionSlug: string
  readonly grade: string | undefined
  readonly issuedAt: Date
  /** its place, drawn at random, in the lists of revoked ones */
  readonly statusIndex: string
  readonly revoked: { readonly at: Date; readonly because: RevocationReason } | undefined
}

type CertificateRow = Row<'learning/certificate-by-id'>

const columns = `
  certificate_id, card_id, purchase_id, certificate.kind, certificate.holder_name, course_title, course_code,
  institution_name as institution, institution.slug as institution_slug, grade, issued_at, status_index, revoked_at, revoked_because`

const sources =
  'join purchase using (card_id, purchase_id) join course using (course_id) join institution using (institution_id)'

const byId = statement<[certificateIds: readonly string[]], 'learning/certificate-by-id'>(
  'learning/certificate-by-id',
  `
  select ${columns}
  from certificate_code join certificate using (card_id, certificate_id) ${sources}
  where certificate_code.certificate_id = any($1)
  `,
)

const ofCard = statement<[cardId: string], 'learning/certificates-of-card'>(
  'learning/certificates-of-card',
  `
  select ${columns}
  from certificate ${sources}
  where certificate.card_id = $1
  order by issued_at desc, kind desc, certificate_id
  `,
)

/** A certificate by the id that stands on it, as {@link typedCertificateId} reads it, with O for 0 forgiven; undefined when there is none. */
export async function certificateById(
  db: Queryable,
  certificateId: string,
): Promise<Certificate | undefined> {
  const { exact, forgiven } = codeReadings(certificateId)
  const found = await rows(db, byId, [[...exact, ...forgiven]])
  const meant = codeMeant(
    certificateId,
    found.map(({ certificateId }) => certificateId),
  )
  const row = found.find(({ certificateId }) => certificateId === meant)
  return row && certificateOf(row)
}

/** The certificates of a card's holder, revoked ones included, the newest first. */
export async function certificatesOf(db: Queryable, cardId: string): Promise<Certificate[]> {
  return (await rows(db, ofCard, [cardId])).map(certificateOf)
}

/** The certificates of one purchase that hold: none before the training is finished, two after the ministry's. */
export async function certificatesOfPurchase(db: Queryable, of: Enrolment): Promise<Certificate[]> {
  const all = await certificatesOf(db, of.cardId)
  return all.filter(({ purchaseId, revoked }) => purchaseId === of.purchaseId && !revoked)
}

/**
 * The id in what somebody typed, pasted or scanned: with blanks and dashes, with the sentence's sign at its end, or as
 * the whole address; else undefined.
 */
export function typedCertificateId(typed: string): string | undefined {
  const last =
    typed
      .trim()
      .replace(/[?#].*$/s, '')
      .replace(/[^\p{L}\p{N}]+$/u, '')
      .split('/')
      .pop() ?? ''
  const id = bare(last).replaceAll('-', '').toUpperCase()
  return /^[A-Z0-9]{12}$/.test(id) ? id : undefined
}

/** `ABCD EFGH JKLM`, to be read and typed. */
export function spacedCertificateId(certificateId: string): string {
  return certificateId.replace(/(.{4})(?=.)/g, '$1 ')
}

function certificateOf({ revokedAt, revokedBecause, ...row }: CertificateRow): Certificate {
  return {
    ...row,
    revoked: revokedAt && revokedBecause ? { at: revokedAt, because: revokedBecause } : undefined,
  }
}
