import type { Context } from '../../database/context.ts'
import { type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { CertificateRefusal } from './certificate-refusals.ts'
import { certificateById } from './certificates.ts'
import { issueCertificate } from './issue-certificate.ts'

/**
 * Issues another certificate in the place of a revoked one, with the names and titles of now: of the same kind, with the
 * same grade. Asked again, answers with the same one. Refuses `certificate_unknown`, `certificate_holds` while it was not
 * revoked, `training_not_finished` where the training does not count any more.
 */
export async function replaceCertificate(
  ctx: Context,
  certificateId: string,
  actor: Actor,
): Promise<Outcome<{ readonly certificateId: string }, CertificateRefusal>> {
  const certificate = await certificateById(ctx.db, certificateId)
  if (!certificate) return refuse('certificate_unknown')
  if (!certificate.revoked) return refuse('certificate_holds')
  const { cardId, purchaseId, kind, grade } = certificate
  const request = { cardId, purchaseId, kind, ...(grade !== undefined && { grade }), replacing: true }
  return issueCertificate(ctx, request, actor)
}
