import { approvalRefusals } from '../approvals/approvals.ts'
import { proveCodeRefusals, sendCodeRefusals } from '../identity/phone-code-rules.ts'
import { reasonRefusals } from '../journal/reason-refusals.ts'
import { only, type ReasonOf, refusalWords } from '../kernel/refusal.ts'
import { smsCapRefusals } from '../messages/sms-caps.ts'
import { contactRefusals } from '../registration/contacts/contact-refusals.ts'
import { correctIdentityRefusals } from '../registration/corrections/correct-identity.ts'

/** Why the desk does not go on with somebody. */
export const deskRefusals = refusalWords({
  id: {
    own_person: 'Ini akun Anda sendiri. Minta rekan lain di meja bantuan yang mengurusnya.',
    desk_case_unknown: 'Bantuan itu tidak ada. Pilih dari daftar di meja bantuan.',
    desk_case_open: 'Orang ini sedang dibantu. Lanjutkan bantuan itu, atau akhiri dulu.',
    desk_case_over: 'Bantuan ini sudah selesai atau lewat waktunya. Buka yang baru.',
    no_card: 'Orang ini tidak punya kartu. Cari orangnya sekali lagi.',
    answers_missing:
      'Tanyakan NIK, nomor KK dan tanggal lahir, ditambah satu lagi: HP lama, email, atau nomor kartu.',
    answers_differ: ({ triesLeft }) =>
      `Ada jawaban yang tidak cocok. ${triesLeft > 0 ? `Tanyakan lagi; sisa ${triesLeft} kali untuk orang ini dalam 24 jam.` : 'Kesempatan hari ini habis: minta datang lagi besok dengan dokumennya.'}`,
    answers_locked:
      'Jawaban tidak cocok 5 kali dalam 24 jam. Orang ini tidak bisa dibuktikan sekarang: minta datang lagi besok dengan dokumennya.',
    registry_no_match:
      'Data kependudukan tidak cocok. Minta dokumen terbaru, atau buktikan dengan pertanyaan oleh dua orang.',
    registry_unreachable:
      'Data kependudukan sedang tidak bisa dihubungi. Coba lagi nanti, atau buktikan dengan pertanyaan oleh dua orang.',
    document_note_length: 'Tulis apa yang dilihat di dokumen itu, 3 sampai 200 huruf.',
    proof_missing: 'Identitas belum dibuktikan. Tanyakan dulu, atau periksa dengan dokumen.',
    second_proof_missing:
      'Orang kedua belum membuktikan identitas. Tanyakan sendiri jawabannya, lalu konfirmasi.',
    opener_needed: 'Bukan Anda yang membuka bantuan ini. Minta yang membukanya melakukan langkah ini.',
    phone_not_proved: 'HP baru belum dibuktikan. Kirim kode ke HP baru dan masukkan kodenya.',
    phone_same: 'Itu nomor yang sudah terdaftar. Tulis nomor HP yang baru.',
    phone_malformed: 'Nomor HP belum benar. Tulis nomor HP Indonesia, misalnya 0812 3456 7890.',
    phone_taken: 'Nomor HP itu milik peserta lain. Minta nomor HP yang lain.',
    change_not_open: 'Penggantian itu tidak menunggu putusan. Pilih dari antrean kasus.',
    third_person_needed:
      'Anda ikut dalam penggantian nomor yang dihentikan ini. Minta rekan lain yang memutuskan.',
  },
  en: {
    own_person: 'This is your own account. Ask a colleague of the desk to do it.',
    desk_case_unknown: 'There is no such help. Choose from the list of the desk.',
    desk_case_open: 'Somebody helps this person already. Go on with that, or end it first.',
    desk_case_over: 'This help is done, or its time is over. Open another one.',
    no_card: 'This person has no card. Look for them once more.',
    answers_missing:
      'Ask for the NIK, the family card and the day of birth, and one more: old phone, email or card number.',
    answers_differ: ({ triesLeft }) =>
      `An answer does not match. ${triesLeft > 0 ? `Ask again; ${triesLeft} more within 24 hours for this person.` : 'No more today: ask them to come tomorrow, with their documents.'}`,
    answers_locked:
      'Answers did not match 5 times within 24 hours. This person cannot be proved now: ask them to come tomorrow, with their documents.',
    registry_no_match:
      'The population registry does not match. Ask for a newer document, or prove it by questions of two people.',
    registry_unreachable:
      'The population registry cannot be reached. Try later, or prove it by questions of two people.',
    document_note_length: 'Write what you saw in the document, in 3 to 200 letters.',
    proof_missing: 'The identity is not proved yet. Ask first, or check it with a document.',
    second_proof_missing:
      'The second person has not proved the identity. Ask for the answers yourself, then confirm.',
    opener_needed: 'You did not open this help. Ask whoever did to take this step.',
    phone_not_proved: 'The new phone is not proved yet. Send a code to it, and enter the code.',
    phone_same: 'This is the number that is registered already. Write the new one.',
    phone_malformed: 'The phone is not right. Write an Indonesian mobile number, such as 0812 3456 7890.',
    phone_taken: 'This phone is another participant’s. Ask for another one.',
    change_not_open: 'This change waits for no decision. Choose from the queue of cases.',
    third_person_needed: 'You took part in the change that was stopped. Ask a colleague to decide.',
  },
  also: [
    reasonRefusals,
    only(correctIdentityRefusals, 'person_unknown'),
    contactRefusals,
    sendCodeRefusals,
    proveCodeRefusals,
    smsCapRefusals,
    approvalRefusals,
  ],
})
export type DeskRefusal = ReasonOf<typeof deskRefusals>
