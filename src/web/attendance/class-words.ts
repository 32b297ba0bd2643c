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
  },
})
