import { refuse } from '../../kernel/refusal.ts'
import { bare } from '../../kernel/text.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { type BoughtCode, codeStatus } from '../../learning/attendance/bought-code.ts'
import { resetAttendance, resettablePrefix } from '../../learning/attendance/reset-attendance.ts'
import { firstSequence } from '../../learning/attendance/rules.ts'
import { redeemCode as redeem } from '../../learning/redeem/redeem-voucher.ts'
import { answered, rfc3339 } from './call.ts'
import { codeCall, onTheWire, redeemCode, sequenceOrFirst } from './code-call.ts'

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

export const redeemStatus = codeCall('payment/redeem-code/status', {
  fields: { redeem_code: redeemCode, sequence: sequenceOrFirst },
  async run({ ctx }, { institution }, body) {
    const found = onTheWire(
      await codeStatus(ctx, { ...asked(body.redeem_code, body.sequence), ...institution }),
    )
    return found.ok ? answered('OK', codeAnswer(found.value)) : found
  },
  rehearse: (code) => ({ message: 'OK', data: codeAnswer(code) }),
})

export const redeemCommit = codeCall('payment/redeem-code/commit', {
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
})

export const redeemReset = codeCall('payment/redeem-code/reset', {
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
})
