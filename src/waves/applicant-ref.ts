import type { Secrets } from '../kernel/secrets/secrets.ts'

/** Bytes of a ref. */
export const refBytes = 16

/**
 * The name under which somebody stands in the published lists of one wave: a keyed hash, cut to 128 bits. It tells nothing
 * of the person, another wave's tells nothing of this one's, and it does not depend on when or how often one joins.
 */
export function applicantRef(secrets: Secrets, waveId: number, personId: string): Buffer {
  return secrets.hash('applicant', `${waveId}:${personId}`).subarray(0, refBytes)
}
