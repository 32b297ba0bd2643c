import { dictionary } from '../words/dictionary.ts'

/** What a participant reads of the incentive. */
export const incentiveWords = dictionary({
  id: {
    title: 'Insentif',
    lead: (sum: string) => `${sum} setelah pelatihan pertama Anda selesai dan diulas, dibayar bertahap.`,
    promised: (sum: string) => `${sum} bila pelatihan pertama Anda selesai dan diulas, dibayar bertahap:`,
    completion: (number: number) => `Insentif pelatihan ke-${number}`,
    survey: (number: number) => `Insentif survei ke-${number}`,
    missing: {
      purchase: 'Belum: beli pelatihan pertama Anda di salah satu toko. Selesaikan, lalu tulis ulasannya.',
      completion: 'Belum: selesaikan pelatihan yang sudah Anda beli, lalu tulis ulasannya.',
      review:
        'Belum: tulis ulasan pelatihan yang sudah selesai. Buka pelatihan itu di toko tempat Anda membelinya.',
    },
    states: {
      waits_for_date: 'Menunggu tanggal',
      survey_open: 'Survei menunggu',
      survey_to_come: 'Survei disiapkan',
      due: 'Siap dibayar',
      held: 'Ditahan',
      no_account: 'Perlu rekening',
      ordered: 'Sedang dibayar',
      paid: 'Sudah dibayar',
      failed: 'Gagal dicairkan',
    },
    waitsUntil: (date: string) => `Jatuh tempo ${date}. Anda tidak perlu melakukan apa pun.`,
    surveyOpensOn: (date: string) => `Surveinya dibuka ${date}; setelah dijawab langsung siap dibayar.`,
    surveySince: (date: string) =>
      `Surveinya dibuka sejak ${date} dan tidak ditutup: beberapa pertanyaan, sekali jawab.`,
    answer: 'Jawab survei',
    surveyToCome: (latest: string) => `Program sedang menyiapkan surveinya. Belum ada sampai ${latest}?`,
    nextRun: (date: string, latest: string) =>
      `Jatuh tempo ${date}. Ikut pembayaran berikutnya. Belum dibayar sampai ${latest}?`,
    noAccount: (date: string) =>
      `Jatuh tempo ${date}, tetapi belum ada rekening yang bisa dibayar. Tidak hangus selama menunggu.`,
    accountRests: (date: string, from: string) =>
      `Jatuh tempo ${date}. Rekening baru Anda dipakai mulai ${from}; pembayarannya menyusul.`,
    accountChecked: (date: string) =>
      `Jatuh tempo ${date}. Rekening Anda sedang dicocokkan dengan bank, biasanya kurang dari sehari; pembayarannya menyusul.`,
    ask: 'Ajukan keberatan',
    held: (latest: string) =>
      `Program memeriksa pembayaran ini dulu. Anda tidak perlu melakukan apa pun. Masih ditahan sampai ${latest}?`,
    addAccount: 'Tambahkan rekening atau dompet elektronik',
    ordered: (latest: string) =>
      `Sudah dikirim ke bank. Kami kabarkan begitu bank menjawab. Belum masuk sampai ${latest}?`,
    paid: (date: string) => `Jatuh tempo ${date}.`,
    failed: (reason: string) =>
      `Bank tidak membayarkannya${reason && ` (${reason})`}. Periksa rekening Anda; pembayaran ini dicoba lagi dengan nomor yang sama.`,
    mendAccount: 'Perbaiki rekening',
    owed: (sum: string) =>
      `${sum} dari insentif yang sudah dibayar tidak berlaku lagi karena pelatihannya batal. Jumlah itu dipotong dari pembayaran berikutnya.`,
  },
  en: {
    title: 'Incentive',
    lead: (sum) => `${sum} after your first training was finished and reviewed, paid in parts.`,
    promised: (sum) => `${sum} once your first training is finished and reviewed, paid in parts:`,
    completion: (number) => `Training incentive ${number}`,
    survey: (number) => `Survey incentive ${number}`,
    missing: {
      purchase:
        'Not yet: buy your first training at one of the storefronts. Finish it, then write its review.',
      completion: 'Not yet: finish the training that you bought, then write its review.',
      review:
        'Not yet: write the review of the training that you finished. Open it at the storefront where you bought it.',
    },
    states: {
      waits_for_date: 'Waits for its date',
      survey_open: 'Survey waits',
      survey_to_come: 'Survey to come',
      due: 'Due',
      held: 'Held',
      no_account: 'Needs an account',
      ordered: 'Being paid',
      paid: 'Paid',
      failed: 'Payment failed',
    },
    waitsUntil: (date) => `Due on ${date}. There is nothing for you to do.`,
    surveyOpensOn: (date) => `Its survey opens on ${date}; once you answer it this is due at once.`,
    surveySince: (date) =>
      `Its survey is open since ${date} and does not close: a few questions, answered once.`,
    answer: 'Answer the survey',
    surveyToCome: (latest) => `The programme is preparing its survey. Not there by ${latest}?`,
    nextRun: (date, latest) => `Due since ${date}. It goes with the next payments. Not paid by ${latest}?`,
    noAccount: (date) =>
      `Due since ${date}, but there is no account yet that it can be paid to. It is not lost while it waits.`,
    accountRests: (date, from) =>
      `Due since ${date}. Your new account is in use from ${from}; the payment follows.`,
    accountChecked: (date) =>
      `Due since ${date}. Your account is being compared with the bank, as a rule within a day; the payment follows.`,
    ask: 'Appeal',
    held: (latest) =>
      `The programme looks at this payment first. There is nothing for you to do. Still held on ${latest}?`,
    addAccount: 'Add an account or e-wallet',
    ordered: (latest) =>
      `Sent to the bank. We tell you as soon as the bank has answered. Not there by ${latest}?`,
    paid: (date) => `Due since ${date}.`,
    failed: (reason) =>
      `The bank did not pay it${reason && ` (${reason})`}. Look at your account; this payment is tried again under the same number.`,
    mendAccount: 'Mend the account',
    owed: (sum) =>
      `${sum} of the incentive that was paid does not stand any more, because its training was cancelled. The next payment is the less.`,
  },
})
