import { refuse } from '../../kernel/refusal.ts'
import { bare } from '../../kernel/text.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { type BoughtCode, codeStatus } from '../../learning/attendance/bought-code.ts'
import { resetAttendance, resettablePrefix } from '../../learning/attendance/reset-attendance.ts'
import { firstSequence } from '../../learning/attendance/rules.ts'
import { redeemCode as redeem } from '../../learning/redeem/redeem-voucher.ts'
import { answered, type Call, rfc3339 } from './call.ts'
import { type AnswerField, answerField, text, whole } from './call-reference.ts'
import { codeCall, ofCode, onTheWire, redeemCode, redeemCodeAnswer, sequenceOrFirst } from './code-call.ts'

/** The types of courses as the wire numbers and names them. */
export const courseTypes = {
  self_paced: { type: 1, label: 'Belajar Mandiri', method: 'Self-Paced Learning' },
  webinar: { type: 2, label: 'Webinar', method: 'Webinar' },
} as const

/** What is answered about a code; instants are text, "" when there is none. */
export function codeAnswer(code: BoughtCode) {
  const { type, label, method } = courseTypes[code.method]
  return {
    redeem_code: code.redeemCode,
    course_code: code.courseCode,
    invoice_code: code.invoiceCode,
    schedule_code: code.scheduleCode,
    status: code.redeemedAt ? 1 : 0,
    attendance_status: code.attended ? 1 : 0,
    redeem_at: code.redeemedAt ? rfc3339(code.redeemedAt) : '',
    dp_platform: code.storefront,
    schedule_start_end: scheduleText(code),
    course_type: type,
    course_type_label: label,
    course_learning_method: method,
    is_online_attendance: code.method === 'webinar',
    sequence: code.sequence,
  }
}

function scheduleText({ startsAt, endsAt }: BoughtCode): string {
  if (!startsAt) return 'Mulai kapan saja'
  return endsAt ? `${formatInstant(startsAt)} - ${formatInstant(endsAt)}` : formatInstant(startsAt)
}

const asked = (code: string, sequence: number) => ({ code, sequence })

const yesNo = { type: 'boolean' }
const zeroOrOne = { type: 'integer', enum: [0, 1] }
const codeFields: readonly AnswerField[] = [
  redeemCodeAnswer,
  answerField('course_code', text, 'Kode pelatihan', 'code of the course'),
  answerField('invoice_code', text, 'Kode invoice platform digital', "the storefront's invoice code"),
  answerField('schedule_code', text, 'Kode jadwal', 'code of the schedule'),
  answerField('status', zeroOrOne, '0 belum digunakan, 1 sudah digunakan', '0 not redeemed, 1 redeemed'),
  answerField(
    'attendance_status',
    zeroOrOne,
    '0 belum hadir, 1 hadir pada sesi yang ditanyakan',
    '0 not attended, 1 attended, of the session asked for',
  ),
  answerField(
    'redeem_at',
    text,
    'Waktu digunakan, RFC 3339 UTC, atau ""',
    'redeemed at, RFC 3339 in UTC, or ""',
  ),
  answerField('dp_platform', text, 'Nama platform digital', "the storefront's name"),
  answerField(
    'schedule_start_end',
    text,
    'Awal dan akhir jadwal, untuk dibaca',
    'the schedule, for people to read',
  ),
  answerField(
    'course_type',
    { type: 'integer', enum: [1, 2] },
    '1 belajar mandiri, 2 webinar',
    '1 self-paced, 2 webinar',
  ),
  answerField('course_type_label', text, 'Nama tipe', 'name of the type'),
  answerField('course_learning_method', text, 'Metode belajar', 'how it is learned'),
  answerField(
    'is_online_attendance',
    yesNo,
    'Kehadiran per sesi dicatat daring',
    'sessions are attended online',
  ),
  answerField('sequence', whole, 'Sesi yang ditanyakan', 'the session asked for'),
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

const redeemStatus = codeCall('payment/redeem-code/status', {
  fields: { redeem_code: redeemCode, sequence: sequenceOrFirst },
  async run({ ctx }, { institution }, body) {
    const found = onTheWire(
      await codeStatus(ctx, { ...asked(body.redeem_code, body.sequence), ...institution }),
    )
    return found.ok ? answered('OK', codeAnswer(found.value)) : found
  },
  rehearse: (code) => ({ message: 'OK', data: codeAnswer(code) }),
  reference: {
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
})

const redeemCommit = codeCall('payment/redeem-code/commit', {
  fields: { redeem_code: redeemCode },
  async run({ ctx }, { institution, actor }, body) {
    const code = body.redeem_code
    const used = onTheWire(await redeem(ctx, { kind: 'redeem', code, ...institution }, actor))
    if (!used.ok) return used
    const found = onTheWire(await codeStatus(ctx, { ...asked(code, firstSequence), ...institution }))
    return found.ok ? answered('OK', codeAnswer(found.value)) : found
  },
  rehearse: (code, _body, { ctx }) => ({
    message: 'OK',
    data: codeAnswer({ ...code, redeemedAt: ctx.clock.now(), attended: true }),
  }),
  reference: {
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
})

const redeemReset = codeCall('payment/redeem-code/reset', {
  fields: { redeem_code: redeemCode, sequence: sequenceOrFirst },
  async run({ ctx }, { partner, institution, actor }, body) {
    if (!partner.sandbox) return refuse('sandbox_only')
    const code = body.redeem_code
    if (!bare(code).toUpperCase().startsWith(resettablePrefix)) return refuse('code_not_resettable')
    const reset = onTheWire(
      await resetAttendance(ctx, { ...asked(code, body.sequence), ...institution }, actor),
    )
    return reset.ok ? answered('OK', codeAnswer(reset.value)) : reset
  },
  rehearse: (code) => ({ message: 'OK', data: codeAnswer(code) }),
  reference: {
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
})

export const redeemCodeCalls: readonly Call[] = [redeemStatus, redeemCommit, redeemReset]
