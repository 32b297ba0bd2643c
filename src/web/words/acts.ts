import type { Language } from '../../kernel/wib.ts'
import { dictionary } from './dictionary.ts'

const acts = dictionary({
  id: {
    account_opened: 'Akun dibuka',
    completion_reported: 'Penyelesaian dilaporkan lembaga',
    course_added: 'Pelatihan ditambahkan',
    course_changed: 'Pelatihan diubah',
    course_offered: 'Pelatihan ditawarkan',
    reminder_passed: 'Pengingat terlewat',
    schedules_opened: 'Jadwal dibuka',
    approval_requested: 'Persetujuan diminta',
    card_issued: 'Kartu diterbitkan',
    card_suspended: 'Kartu ditangguhkan',
    card_released: 'Kartu aktif kembali',
    person_renamed: 'Nama diperbaiki',
    person_corrected: 'Data diperbaiki',
    identity_corrected: 'NIK atau tanggal lahir diperbaiki',
    recipient_taken_back: 'Dikeluarkan dari daftar penerima',
    registration_undone: 'Pendaftaran ditarik kembali',
    recipient_imported: 'Terpilih (diimpor)',
    recipient_drawn: 'Terpilih (undian)',
    wave_joined: 'Ikut gelombang',
    wave_left: 'Keluar dari gelombang',
    wave_taken_out: 'Dikeluarkan dari gelombang',
    otp_sent: 'OTP dikirim',
    otp_wrong: 'OTP salah',
    otp_paused: 'OTP dijeda',
    otp_resumed: 'OTP dilanjutkan',
    paid: 'Pelatihan dibayar',
    cancelled: 'Pembelian dibatalkan',
    redeemed: 'Voucher ditukar',
    voucher_replaced: 'Voucher diganti',
    message_resent: 'Pesan dikirim ulang',
    message_dropped: 'Pesan tidak dikirim lagi',
    lesson_finished: 'Materi selesai',
    training_finished: 'Pelatihan selesai',
    certificate_issued: 'Sertifikat diterbitkan',
    certificate_revoked: 'Sertifikat dicabut',
    revoked: 'Kepesertaan dicabut',
    cut_off: 'Saldo ditutup',
    reminded: 'Diingatkan',
    restore_requested: 'Pemulihan diminta',
    restore_withdrawn: 'Permintaan pemulihan ditarik',
    restored: 'Kartu dipulihkan',
    person_viewed: 'Data dilihat staf',
    appeal_filed: 'Keberatan diajukan',
    appeal_answered: 'Keberatan dijawab',
  },
  en: {
    account_opened: 'Account opened',
    completion_reported: 'Completion reported by the institution',
    course_added: 'Course added',
    course_changed: 'Course changed',
    course_offered: 'Course offered',
    reminder_passed: 'Reminder passed over',
    schedules_opened: 'Schedules opened',
    approval_requested: 'Approval asked for',
    card_issued: 'Card issued',
    card_suspended: 'Card suspended',
    card_released: 'Card active again',
    person_renamed: 'Name corrected',
    person_corrected: 'Data corrected',
    identity_corrected: 'NIK or birth date corrected',
    recipient_taken_back: 'Taken off the list of recipients',
    registration_undone: 'Registration taken back',
    recipient_imported: 'Selected (imported)',
    recipient_drawn: 'Selected (draw)',
    wave_joined: 'Joined a wave',
    wave_left: 'Left a wave',
    wave_taken_out: 'Taken out of a wave',
    otp_sent: 'OTP sent',
    otp_wrong: 'Wrong OTP',
    otp_paused: 'OTPs paused',
    otp_resumed: 'OTPs go on',
    paid: 'Training paid',
    cancelled: 'Purchase cancelled',
    redeemed: 'Voucher redeemed',
    voucher_replaced: 'Voucher replaced',
    message_resent: 'Message sent again',
    message_dropped: 'Message given up',
    lesson_finished: 'Lesson finished',
    training_finished: 'Training finished',
    certificate_issued: 'Certificate issued',
    certificate_revoked: 'Certificate revoked',
    revoked: 'Membership revoked',
    cut_off: 'Balance cut off',
    reminded: 'Reminded',
    restore_requested: 'Restoring asked for',
    restore_withdrawn: 'Request to restore withdrawn',
    restored: 'Card restored',
    person_viewed: 'Looked at by staff',
    appeal_filed: 'Appeal filed',
    appeal_answered: 'Appeal answered',
  },
})

/** What an act of the journal is called, wherever a person or an operator reads it; a new one by its own name. */
export function actWord(act: string, language: Language): string {
  const known: Readonly<Record<string, string>> = acts[language]
  return known[act] ?? act.replaceAll('_', ' ')
}

const reasons = dictionary({
  id: { no_reason_given: 'tanpa alasan yang ditulis untuk orang ini' },
  en: { no_reason_given: 'no reason given for this person' },
})

/** A reason of the journal as people read it: those that are no words of somebody's have words here. */
export function reasonWord(reason: string, language: Language): string {
  const known: Readonly<Record<string, string>> = reasons[language]
  return known[reason] ?? reason
}
