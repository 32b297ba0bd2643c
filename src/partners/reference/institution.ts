import { tpmFeedback, tpmStatus, tpmSubmission } from '../calls/assignments.ts'
import { redeemCommit, redeemReset, redeemStatus } from '../calls/redeem-code.ts'
import { urlGenerate } from '../calls/url-generate.ts'
import type { PartnerError } from '../error-catalogue.ts'
import { type AnswerField, type CallReference, text, whole } from './call-reference.ts'

/** Of every call about a redeem code, in the order in which they are looked at. */
const ofCode: readonly PartnerError[] = [
  'invoice_unknown',
  'code_of_other_institution',
  'transaction_cancelled',
  'code_cancelled',
]

const yesNo = { type: 'boolean' }
const zeroOrOne = { type: 'integer', enum: [0, 1] }
const field = (name: string, schema: AnswerField['schema'], id: string, en: string): AnswerField => ({
  name,
  schema,
  about: { id, en },
})

const codeFields: readonly AnswerField[] = [
  field('redeem_code', text, 'Kode redeem', 'the redeem code'),
  field('course_code', text, 'Kode pelatihan', 'code of the course'),
  field('invoice_code', text, 'Kode invoice platform digital', "the storefront's invoice code"),
  field('schedule_code', text, 'Kode jadwal', 'code of the schedule'),
  field('status', zeroOrOne, '0 belum digunakan, 1 sudah digunakan', '0 not redeemed, 1 redeemed'),
  field(
    'attendance_status',
    zeroOrOne,
    '0 belum hadir, 1 hadir pada sesi yang ditanyakan',
    '0 not attended, 1 attended, of the session asked for',
  ),
  field('redeem_at', text, 'Waktu digunakan, RFC 3339 UTC, atau ""', 'redeemed at, RFC 3339 in UTC, or ""'),
  field('dp_platform', text, 'Nama platform digital', "the storefront's name"),
  field(
    'schedule_start_end',
    text,
    'Awal dan akhir jadwal, untuk dibaca',
    'the schedule, for people to read',
  ),
  field(
    'course_type',
    { type: 'integer', enum: [1, 2] },
    '1 belajar mandiri, 2 webinar',
    '1 self-paced, 2 webinar',
  ),
  field('course_type_label', text, 'Nama tipe', 'name of the type'),
  field('course_learning_method', text, 'Metode belajar', 'how it is learned'),
  field('is_online_attendance', yesNo, 'Kehadiran per sesi dicatat daring', 'sessions are attended online'),
  field('sequence', whole, 'Sesi yang ditanyakan', 'the session asked for'),
]

const schedule = '21 Desember 2026, 09.00 WIB - 21 Desember 2026, 12.00 WIB'
const unused = {
  redeem_code: 'UJI0KODE0011',
  course_code: 'PELATIHAN-1',
  invoice_code: 'DP-1',
  schedule_code: 'JADWAL-1',
  status: 0,
  attendance_status: 0,
  redeem_at: '',
  dp_platform: 'Tokopedia',
  schedule_start_end: schedule,
  course_type: 2,
  course_type_label: 'Webinar',
  course_learning_method: 'Webinar',
  is_online_attendance: true,
  sequence: 1,
}

const redeemReferences: readonly CallReference[] = [
  {
    call: redeemStatus,
    name: 'redeem-code-status',
    title: { id: 'Keadaan kode redeem', en: 'State of a redeem code' },
    about: {
      id: 'Menjawab apakah kode sudah digunakan dan apakah peserta hadir pada suatu sesi. Boleh diulang; tanpa sequence berarti sesi 1.',
      en: 'Says whether the code is redeemed and whether a session was attended. May be repeated; without sequence it is session 1.',
    },
    request: { redeem_code: 'UJI0KODE0011', sequence: 1 },
    message: 'OK',
    answer: unused,
    answerFields: codeFields,
    refusals: ofCode,
  },
  {
    call: redeemCommit,
    name: 'redeem-code-commit',
    title: { id: 'Gunakan kode redeem', en: 'Redeem a code' },
    about: {
      id: 'Menandai kode sudah digunakan, satu kali, dan hadir pada sesi 1. Sesudahnya pembelian tidak dapat dibatalkan.',
      en: 'Marks the code as used, once, and session 1 as attended. Afterwards the purchase cannot be cancelled.',
    },
    request: { redeem_code: 'UJI0KODE0011' },
    message: 'OK',
    answer: { ...unused, status: 1, attendance_status: 1, redeem_at: '2026-12-21T02:05:00Z' },
    answerFields: codeFields,
    refusals: [...ofCode, 'code_already_redeemed', 'schedule_not_running'],
  },
  {
    call: redeemReset,
    name: 'redeem-code-reset',
    title: { id: 'Atur ulang kode uji', en: 'Reset a sandbox code' },
    about: {
      id: 'Hanya untuk mitra uji dan kode berawalan PRAT-: kode kembali belum digunakan dan semua kehadirannya dihapus.',
      en: 'For sandbox partners and codes that begin with PRAT- alone: the code is unused again and all its attendance removed.',
    },
    request: { redeem_code: 'PRAT-UJI00001', sequence: 1 },
    message: 'OK',
    answer: { ...unused, redeem_code: 'PRAT-UJI00001' },
    answerFields: codeFields,
    refusals: ['sandbox_only', 'code_not_resettable', ...ofCode],
  },
  {
    call: urlGenerate,
    name: 'url-generate',
    title: { id: 'Konfirmasi kehadiran', en: 'Confirmation of attendance' },
    about: {
      id: 'Membuat alamat tempat peserta masuk dan mengonfirmasi kehadiran dengan OTP, berlaku 30 menit dan satu kali. Peserta kembali ke redirect_uri dengan state; lalu tanyakan redeem-code/status.',
      en: 'Makes an address where the participant logs in and confirms by OTP, good for 30 minutes and once. They return to redirect_uri with the state; then ask redeem-code/status.',
    },
    request: {
      redeem_code: 'UJI0KODE0001',
      sequence: 1,
      redirect_uri: 'https://lp.contoh.test/kembali',
      email: 'peserta@contoh.test',
    },
    message: 'OK',
    answer: {
      url: 'https://prakerja.example/konfirmasi-kehadiran?state=K7Q2M9X4T1B8R5W3K7Q2M9X4T1B8R5W3',
      state: 'K7Q2M9X4T1B8R5W3K7Q2M9X4T1B8R5W3',
      course: { type: 2, learning_method: 'Webinar' },
    },
    answerFields: [
      field('url', text, 'Alamat yang dibuka peserta', 'the address that the participant opens'),
      field('state', text, 'Kembali pada redirect_uri', 'comes back with redirect_uri'),
      field(
        'course',
        {
          type: 'object',
          required: ['type', 'learning_method'],
          properties: { type: { type: 'integer', enum: [1, 2] }, learning_method: text },
        },
        'Tipe dan metode pelatihan',
        'type and method of the course',
      ),
    ],
    refusals: [
      'redirect_uri_unknown',
      ...ofCode,
      'course_type_differs',
      'already_attended',
      'schedule_not_running',
      'email_taken',
    ],
  },
]

const scopeField = field('scope', { type: 'string', enum: ['tpm', 'uk'] }, 'Jenis', 'which kind')
const sequenceField = field('sequence', whole, 'Sesi', 'the session')
const statusField = field(
  'status',
  { type: 'integer', enum: [0, 1, 2, 3] },
  '0 belum ada, 1 menunggu, 2 diterima, 3 gagal',
  '0 not submitted, 1 pending, 2 accepted, 3 failed',
)
const submissionFields: readonly AnswerField[] = [
  field('id', whole, 'Nomor kiriman', 'number of the submission'),
  codeFields[0]!,
  scopeField,
  sequenceField,
  statusField,
  field('url_file', text, 'Alamat berkas, atau ""', 'address of the file, or ""'),
]
const stateOf = (name: string, id: string, en: string) => {
  const fields = [codeFields[0]!, scopeField, sequenceField, statusField]
  const properties = Object.fromEntries(fields.map(({ name: of, schema }) => [of, schema]))
  return field(name, { type: 'object', required: Object.keys(properties), properties }, id, en)
}
const session = { redeem_code: 'UJI0KODE0001', scope: 'tpm', sequence: 1 }
const file = 'https://lp.contoh.test/a.pdf'

const assignmentReferences: readonly CallReference[] = [
  {
    call: tpmSubmission,
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
  {
    call: tpmFeedback,
    name: 'tpm-feedback-submission',
    title: { id: 'Kirim umpan balik', en: 'Give feedback' },
    about: {
      id: 'Mengirim catatan pengajar atas tugas, dengan berkas bila ada.',
      en: "Hands in the teacher's notes on an assignment, with a file if there is one.",
    },
    request: { ...session, notes: 'Bagus & rapi', url_file: file },
    message: 'OK',
    answer: { id: 13, ...session, status: 1, url_file: file, notes: 'Bagus & rapi' },
    answerFields: [...submissionFields, field('notes', text, 'Catatan pengajar', "the teacher's notes")],
    refusals: ['sequence_of_other_scope', ...ofCode],
  },
  {
    call: tpmStatus,
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
]

/** The calls of institutions, in the order in which a training makes them. */
export const institutionReferences: readonly CallReference[] = [...redeemReferences, ...assignmentReferences]
