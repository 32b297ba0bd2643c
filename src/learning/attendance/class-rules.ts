import { minute, second } from '../../kernel/clock.ts'
import { type ReasonOf, type Refusal, refusalWords, refuse } from '../../kernel/refusal.ts'
import { judgeSchedule } from '../redeem/rules.ts'
import { hasSession } from './rules.ts'

/** The code on the screen of a class. */
export const classCodeRules = {
  /** how long one is shown; the one before it is still taken, so a picture of it is worth a minute at most */
  stepMs: 30 * second,
  /** how long a phone that has scanned may take to log in and confirm */
  scanMs: 10 * minute,
} as const

/** Why a participant's presence is not written, in the order in which the reasons are looked at. */
export const attendRefusals = refusalWords({
  id: {
    class_unknown: 'Kelas ini tidak ada. Pindai lagi kode QR di layar kelas.',
    class_code_old: 'Kode ini sudah berganti. Pindai kode QR yang sedang tampil di layar kelas.',
    not_a_participant:
      'Anda bukan peserta jadwal ini. Periksa jadwal pelatihan Anda, atau tanyakan kepada lembaganya.',
    transaction_cancelled: ({ at }) =>
      `Pembelian pelatihan ini dibatalkan ${at}. Hubungi toko tempat Anda membelinya.`,
    already_attended: ({ at }) =>
      `Kehadiran Anda di sesi ini sudah tercatat ${at}. Tidak perlu apa-apa lagi.`,
    schedule_not_running: ({ at }) =>
      `Jadwal ini tidak sedang berjalan${at ? ` (${at})` : ''}. Pindai lagi saat kelas berlangsung.`,
  },
  en: {
    class_unknown: 'There is no such class. Scan the QR code on the screen of the class again.',
    class_code_old: 'This code has changed. Scan the QR code that the screen of the class shows now.',
    not_a_participant: 'You do not take part in this schedule. Check your schedule, or ask the institution.',
    transaction_cancelled: ({ at }) =>
      `The purchase of this training was cancelled ${at}. Ask the storefront that sold it.`,
    already_attended: ({ at }) =>
      `You are marked as present in this session since ${at}. There is nothing to do.`,
    schedule_not_running: ({ at }) =>
      `This schedule is not running${at ? ` (${at})` : ''}. Scan again while the class takes place.`,
  },
})
export type AttendRefusal = ReasonOf<typeof attendRefusals>

/** Why an institution cannot mark somebody as present by hand, in this order. */
export const markRefusals = refusalWords({
  id: {
    participant_unknown: 'Peserta ini bukan peserta lembaga Anda. Kembalilah ke daftar peserta.',
    reason_missing: 'Tulis alasannya: alasan ini dicatat.',
    course_type_differs: 'Pelatihan mandiri hanya punya sesi 1 dan 999. Pilih salah satunya.',
    transaction_cancelled: ({ at }) =>
      `Pembelian ini dibatalkan ${at}, jadi tidak ada yang perlu dicatat lagi.`,
    already_attended: ({ at }) =>
      `Peserta ini sudah tercatat hadir di sesi itu ${at}. Tidak perlu dicatat lagi.`,
    schedule_not_running: ({ at }) =>
      `Jadwal pelatihan ini tidak sedang berjalan${at ? ` (${at})` : ''}. Coba lagi saat jadwalnya berjalan.`,
  },
  en: {
    participant_unknown: 'This is no participant of your institution. Go back to the list of participants.',
    reason_missing: 'Write the reason: it is written down.',
    course_type_differs: 'A self-paced course has the sessions 1 and 999 alone. Choose one of them.',
    transaction_cancelled: ({ at }) => `This purchase was cancelled ${at}, so there is nothing to write.`,
    already_attended: ({ at }) =>
      `This participant was present in that session ${at}. There is nothing to do.`,
    schedule_not_running: ({ at }) =>
      `The schedule of this training is not running${at ? ` (${at})` : ''}. Try again while it runs.`,
  },
})
export type MarkRefusal = ReasonOf<typeof markRefusals>

export interface ClassSession {
  readonly method: 'self_paced' | 'webinar'
  readonly startsAt: Date | undefined
  readonly endsAt: Date | undefined
}

export interface ParticipantFacts {
  readonly cancelledAt: Date | undefined
  /** of the session that is asked for; redeeming is attending the first */
  readonly attendedAt: Date | undefined
}

/** The number of the thirty seconds that an instant lies in. */
export function classStep(now: Date): number {
  return Math.floor(now.getTime() / classCodeRules.stepMs)
}

/** Whether a scan still counts. */
export function scanHolds(scannedAt: Date, now: Date): boolean {
  const age = now.getTime() - scannedAt.getTime()
  return age >= 0 && age < classCodeRules.scanMs
}

/** Whether somebody may confirm with their phone that they are in a class; undefined: they may. */
export function judgeAttend(
  facts: ParticipantFacts | undefined,
  session: ClassSession,
  now: Date,
): Refusal<AttendRefusal> | undefined {
  if (!facts) return refuse('not_a_participant')
  if (facts.cancelledAt) return refuse('transaction_cancelled', { since: facts.cancelledAt })
  if (facts.attendedAt) return refuse('already_attended', { since: facts.attendedAt })
  return judgeSchedule(session, now)
}

/** Whether an institution may mark a participant by hand; afterwards too, for lists that were kept on paper. */
export function judgeMark(
  facts: ParticipantFacts | undefined,
  session: ClassSession,
  sequence: number,
  reason: string,
  now: Date,
): Refusal<MarkRefusal> | undefined {
  if (!facts) return refuse('participant_unknown')
  if (reason.trim() === '') return refuse('reason_missing')
  if (!hasSession(session.method, sequence)) return refuse('course_type_differs')
  if (facts.cancelledAt) return refuse('transaction_cancelled', { since: facts.cancelledAt })
  if (facts.attendedAt) return refuse('already_attended', { since: facts.attendedAt })
  if (session.startsAt && session.startsAt > now)
    return refuse('schedule_not_running', { until: session.startsAt })
  return undefined
}
