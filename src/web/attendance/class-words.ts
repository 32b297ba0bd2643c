import type { AttendRefusal } from '../../learning/attendance/class-rules.ts'
import { dictionary } from '../words/dictionary.ts'

const id = {
  title: 'Konfirmasi kehadiran',
  lead: (course: string, institution: string) => `Pelatihan “${course}” dari ${institution}.`,
  session: (sequence: number) => `Sesi ${sequence}`,
  logInLead: 'Masuk dahulu dengan HP atau email Anda; setelah itu satu tombol mencatat kehadiran Anda.',
  logIn: 'Masuk',
  confirm: 'Saya hadir',
  done: 'Kehadiran tercatat',
  cannot: 'Kehadiran tidak bisa dicatat',
  refusals: {
    class_unknown: () => 'Kelas ini tidak ada. Pindai lagi kode QR di layar kelas.',
    class_code_old: () => 'Kode ini sudah berganti. Pindai kode QR yang sedang tampil di layar kelas.',
    not_a_participant: () =>
      'Anda bukan peserta jadwal ini. Periksa jadwal pelatihan Anda, atau tanyakan kepada lembaganya.',
    transaction_cancelled: (at: string) =>
      `Pembelian pelatihan ini dibatalkan ${at}. Hubungi toko tempat Anda membelinya.`,
    already_attended: (at: string) =>
      `Kehadiran Anda di sesi ini sudah tercatat ${at}. Tidak perlu apa-apa lagi.`,
    schedule_not_running: (at: string) =>
      `Jadwal ini tidak sedang berjalan${at ? ` (${at})` : ''}. Pindai lagi saat kelas berlangsung.`,
  } satisfies Record<AttendRefusal, (at: string) => string>,
}

/** What a participant reads who scans the code on the screen of a class. */
export const classWords = dictionary({
  id,
  en: {
    title: 'Confirm that you are here',
    lead: (course, institution) => `The training “${course}” of ${institution}.`,
    session: (sequence) => `Session ${sequence}`,
    logInLead: 'Log in first with your phone or email; then one button writes down that you are here.',
    logIn: 'Log in',
    confirm: 'I am here',
    done: 'You are marked as present',
    cannot: 'Your presence cannot be written down',
    refusals: {
      class_unknown: () => 'There is no such class. Scan the QR code on the screen of the class again.',
      class_code_old: () => 'This code has changed. Scan the QR code that the screen of the class shows now.',
      not_a_participant: () =>
        'You do not take part in this schedule. Check your schedule, or ask the institution.',
      transaction_cancelled: (at) =>
        `The purchase of this training was cancelled ${at}. Ask the storefront that sold it.`,
      already_attended: (at) =>
        `You are marked as present in this session since ${at}. There is nothing to do.`,
      schedule_not_running: (at) =>
        `This schedule is not running${at ? ` (${at})` : ''}. Scan again while the class takes place.`,
    },
  },
})
