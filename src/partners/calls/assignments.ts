import { assignmentStatus } from '../../learning/assignments/assignment-status.ts'
import { type Scope, type SubmissionStatus, scopes } from '../../learning/assignments/rules.ts'
import { submit } from '../../learning/assignments/submit.ts'
import { choiceField, optional, publicUrlField, textField } from '../fields.ts'
import { answered } from './call.ts'
import { codeCall, onTheWire, redeemCode, sequence } from './code-call.ts'

const wireStatus: Readonly<Record<SubmissionStatus, number>> = { none: 0, pending: 1, accepted: 2, failed: 3 }

const scope = choiceField('scope', scopes, {
  id: 'tpm tugas sesi (sequence 1-998), uk uji keterampilan (999)',
  en: 'tpm the assignment of a session (sequence 1-998), uk the test after the training (999)',
})
const urlFile = publicUrlField('url_file', {
  most: 2048,
  about: { id: 'Alamat https berkas', en: 'https address of the file' },
})
const assignment = { redeem_code: redeemCode, scope, sequence }
const feedback = {
  ...assignment,
  notes: textField('notes', { most: 4000, about: { id: 'Catatan pengajar', en: "the teacher's notes" } }),
  url_file: optional(urlFile),
}

interface SubmissionBody {
  readonly redeem_code: string
  readonly scope: Scope
  readonly sequence: number
  readonly url_file: string | undefined
}

const submissionAnswer = (id: number, redeem_code: string, body: SubmissionBody) => ({
  id,
  redeem_code,
  scope: body.scope,
  sequence: body.sequence,
  status: wireStatus.pending,
  url_file: body.url_file ?? '',
})

export const tpmSubmission = codeCall('tpm/submission', {
  fields: { ...assignment, url_file: urlFile },
  async run({ ctx }, { institution, actor }, body) {
    const { redeem_code: code, url_file, scope, sequence } = body
    const wanted = { code, scope, sequence, urlFile: url_file, notes: undefined, ...institution }
    const made = onTheWire(await submit(ctx, { ...wanted, kind: 'assignment' }, actor))
    if (!made.ok) return made
    return answered('OK', submissionAnswer(made.value.submissionId, made.value.redeemCode, body))
  },
  rehearse: (code, body) => ({ message: 'OK', data: submissionAnswer(1, code.redeemCode, body) }),
})

export const tpmFeedback = codeCall('tpm/feedback/submission', {
  fields: feedback,
  async run({ ctx }, { institution, actor }, body) {
    const { redeem_code: code, url_file, notes, scope, sequence } = body
    const wanted = { code, scope, sequence, urlFile: url_file, notes, ...institution }
    const made = onTheWire(await submit(ctx, { ...wanted, kind: 'feedback' }, actor))
    if (!made.ok) return made
    const { submissionId, redeemCode } = made.value
    return answered('OK', { ...submissionAnswer(submissionId, redeemCode, body), notes })
  },
  rehearse: (code, body) => ({
    message: 'OK',
    data: { ...submissionAnswer(1, code.redeemCode, body), notes: body.notes },
  }),
})

const stateAnswer = (
  redeem_code: string,
  body: Pick<SubmissionBody, 'scope' | 'sequence'>,
  state: { readonly assignment: SubmissionStatus; readonly feedback: SubmissionStatus },
) => {
  const { scope, sequence } = body
  const of = (status: SubmissionStatus) => ({ redeem_code, scope, sequence, status: wireStatus[status] })
  return { assignment: of(state.assignment), feedback: of(state.feedback) }
}

export const tpmStatus = codeCall('tpm/submission/status', {
  fields: assignment,
  async run({ ctx }, { institution }, body) {
    const { redeem_code: code, scope, sequence } = body
    const found = onTheWire(await assignmentStatus(ctx, { code, scope, sequence, ...institution }))
    return found.ok ? answered('OK', stateAnswer(found.value.redeemCode, body, found.value)) : found
  },
  rehearse: (code, body) => ({
    message: 'OK',
    data: stateAnswer(code.redeemCode, body, { assignment: 'none', feedback: 'none' }),
  }),
})
