import { assignmentStatus } from '../../learning/assignments/assignment-status.ts'
import { type Scope, type SubmissionStatus, scopes } from '../../learning/assignments/rules.ts'
import { submit } from '../../learning/assignments/submit.ts'
import { choiceField, optional, publicUrlField, textField } from '../fields.ts'
import { answered, type Call } from './call.ts'
import { type AnswerField, answerField, text, whole } from './call-reference.ts'
import { codeCall, ofCode, onTheWire, redeemCode, redeemCodeAnswer, sequence } from './code-call.ts'

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

const scopeField = answerField('scope', { type: 'string', enum: ['tpm', 'uk'] }, 'Jenis', 'which kind')
const sequenceField = answerField('sequence', whole, 'Sesi', 'the session')
const statusField = answerField(
  'status',
  { type: 'integer', enum: [0, 1, 2, 3] },
  '0 belum ada, 1 menunggu, 2 diterima, 3 gagal',
  '0 not submitted, 1 pending, 2 accepted, 3 failed',
)
const submissionFields: readonly AnswerField[] = [
  answerField('id', whole, 'Nomor kiriman', 'number of the submission'),
  redeemCodeAnswer,
  scopeField,
  sequenceField,
  statusField,
  answerField('url_file', text, 'Alamat berkas, atau ""', 'address of the file, or ""'),
]
const stateOf = (name: string, id: string, en: string) => {
  const fields = [redeemCodeAnswer, scopeField, sequenceField, statusField]
  const properties = Object.fromEntries(fields.map(({ name: of, schema }) => [of, schema]))
  return answerField(name, { type: 'object', required: Object.keys(properties), properties }, id, en)
}
const session = { redeem_code: 'UJI0KODE0001', scope: 'tpm', sequence: 1 }
const file = 'https://lp.contoh.test/a.pdf'

const tpmSubmission = codeCall('tpm/submission', {
  fields: { ...assignment, url_file: urlFile },
  async run({ ctx }, { institution, actor }, body) {
    const { redeem_code: code, url_file, scope, sequence } = body
    const wanted = { code, scope, sequence, urlFile: url_file, notes: undefined, ...institution }
    const made = onTheWire(await submit(ctx, { ...wanted, kind: 'assignment' }, actor))
    if (!made.ok) return made
    return answered('OK', submissionAnswer(made.value.submissionId, made.value.redeemCode, body))
  },
  rehearse: (code, body) => ({ message: 'OK', data: submissionAnswer(1, code.redeemCode, body) }),
  reference: {
    name: 'tpm-submission',
    title: { id: 'Kirim tugas', en: 'Hand in an assignment' },
    about: {
      id: 'Mengirim tugas peserta. Boleh berkali-kali; yang terbaru yang dihitung.',
      en: "Hands in a participant's assignment. As often as you like; the newest counts.",
    },
    request: { ...session, url_file: file },
    message: 'OK',
    answer: { id: 12, ...session, status: 1, url_file: file },
    answerFields: submissionFields,
    refusals: ['sequence_of_other_scope', ...ofCode],
  },
})

const tpmFeedback = codeCall('tpm/feedback/submission', {
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
  reference: {
    name: 'tpm-feedback-submission',
    title: { id: 'Kirim umpan balik', en: 'Give feedback' },
    about: {
      id: 'Mengirim catatan pengajar atas tugas, dengan berkas bila ada.',
      en: "Hands in the teacher's notes on an assignment, with a file if there is one.",
    },
    request: { ...session, notes: 'Bagus & rapi', url_file: file },
    message: 'OK',
    answer: { id: 13, ...session, status: 1, url_file: file, notes: 'Bagus & rapi' },
    answerFields: [
      ...submissionFields,
      answerField('notes', text, 'Catatan pengajar', "the teacher's notes"),
    ],
    refusals: ['sequence_of_other_scope', ...ofCode],
  },
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

const tpmStatus = codeCall('tpm/submission/status', {
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
  reference: {
    name: 'tpm-submission-status',
    title: { id: 'Keadaan tugas', en: 'State of an assignment' },
    about: {
      id: 'Menjawab keadaan tugas dan umpan balik terbaru suatu sesi.',
      en: 'Says what has become of the newest assignment and feedback of a session.',
    },
    request: session,
    message: 'OK',
    answer: { assignment: { ...session, status: 1 }, feedback: { ...session, status: 0 } },
    answerFields: [
      stateOf('assignment', 'Tugas terbaru', 'the newest assignment'),
      stateOf('feedback', 'Umpan balik terbaru', 'the newest feedback'),
    ],
    refusals: ['sequence_of_other_scope', ...ofCode],
  },
})

export const assignmentCalls: readonly Call[] = [tpmSubmission, tpmFeedback, tpmStatus]
