import { dictionary } from '../../words/dictionary.ts'

/** What two people decide about the deadline of a wave. */
export const deadlineWords = dictionary({
  id: {
    title: 'Tenggat gelombang ini',
    heldTitle: (wave: string) => `Pencabutan ${wave} berhenti`,
    stopped: (due: string, recipients: string, at: string) =>
      `Tenggat ${due} dari ${recipients} penerima lewat sekaligus, jadi sejak ${at} tidak ada yang dicabut. Periksa jam server dan pesan yang terkirim. Lalu lanjutkan, atau undur tenggatnya.`,
    heldByPeople: (at: string) => `Ditahan oleh dua orang sejak ${at}.`,
    waiting: (count: string) => `${count} kartu menunggu keputusan.`,
    hold: 'Minta menahan pencabutan',
    holdText: 'Selama ditahan, tidak ada penerima gelombang ini yang dicabut. Perlu persetujuan orang lain.',
    release: 'Minta melanjutkan pencabutan',
    extend: 'Minta mengundur tenggat',
    until: 'Hari terakhir',
    untilHint: 'Sampai 23.59 WIB pada hari itu, paling lama sampai batas akhir pemakaian saldo.',
  },
  en: {
    title: 'The deadline of this wave',
    heldTitle: (wave) => `The revocations of ${wave} have stopped`,
    stopped: (due, recipients, at) =>
      `The terms of ${due} of ${recipients} recipients were over at once, so since ${at} nobody is revoked. Look at the clock of the server and at the messages that were sent. Then let it go on, or extend the deadline.`,
    heldByPeople: (at) => `Held by two people since ${at}.`,
    waiting: (count) => `${count} cards wait for a decision.`,
    hold: 'Ask to hold the revocations',
    holdText: 'While they are held nobody of this wave is revoked. Another person must approve.',
    release: 'Ask to let the revocations go on',
    extend: 'Ask to extend the deadline',
    until: 'Last day',
    untilHint: "Until 23:59 WIB of that day, at most until the year's cut-off.",
  },
})
