import { dictionary } from '../../words/dictionary.ts'

/** What the console says of appeals. */
export const words = dictionary({
  id: {
    reference: 'Nomor',
    filedAt: 'Diajukan',
    answerBefore: 'Dijawab sebelum',
    answeredBy: 'Dijawab oleh',
    answeredAt: 'Dijawab',
    answers: { granted: 'Dikabulkan', declined: 'Ditolak' },
    late: 'Terlambat',
    open: 'Menunggu',
    answerText: 'Jawaban dan alasannya',
    answerHint: '10 sampai 2.000 huruf. Yang mengajukan membacanya.',
    grant: 'Kabulkan',
    decline: 'Tolak',
    toPerson: 'Buka data orangnya',
    grantErases:
      'Permintaan ini dikabulkan dengan menghapus orangnya, di halaman orangnya; orang kedua menyetujui. Di sini hanya bisa ditolak, dengan alasan.',
    grantRestores:
      'Mengabulkan memulihkan kartunya. Orang kedua menyetujui di halaman ini; baru setelah itu yang mengajukan diberi tahu.',
    grantByOthers:
      'Mengabulkan memulihkan kartunya, dan itu diminta oleh operator. Serahkan kasus ini kepadanya.',
    grantWaits: 'Pengabulan menunggu orang kedua',
    grantAndRestore: 'Setujui: kabulkan dan pulihkan kartu',
  },
  en: {
    reference: 'Number',
    filedAt: 'Filed',
    answerBefore: 'Answer before',
    answeredBy: 'Answered by',
    answeredAt: 'Answered',
    answers: { granted: 'Granted', declined: 'Declined' },
    late: 'Late',
    open: 'Waits',
    answerText: 'Answer and reason',
    answerHint: '10 to 2,000 letters. Whoever appealed reads it.',
    grant: 'Grant',
    decline: 'Decline',
    toPerson: 'Open the file of the person',
    grantErases:
      'This request is granted by erasing the person, on their page; a second person approves. Here it can only be declined, with a reason.',
    grantRestores:
      'To grant it restores the card. A second person approves on this page; only then is whoever appealed told.',
    grantByOthers: 'To grant it restores the card, which an operator asks for. Hand the case over to one.',
    grantWaits: 'Granting waits for a second person',
    grantAndRestore: 'Approve: grant and restore the card',
  },
})
