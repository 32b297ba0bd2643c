import type { Language } from '../kernel/wib.ts'

/** What somebody who joined is told. Until the result is announced nobody learns anything of it. */
export type ApplicationState =
  | 'processing'
  | 'evaluating'
  | 'selected'
  | 'not_selected'
  | 'left'
  | 'taken_out'
  | 'wave_cancelled'

/** The programme's own words, each with what happens next. */
export const applicationWords: Readonly<
  Record<Language, Record<ApplicationState, { title: string; next: string }>>
> = {
  id: {
    processing: {
      title: 'Sedang Diproses',
      next: 'Anda sudah bergabung. Tunggu sampai gelombang ditutup; sebelum itu Anda masih bisa keluar.',
    },
    evaluating: {
      title: 'Sedang Dievaluasi',
      next: 'Gelombang sudah ditutup. Hasil undian diumumkan di halaman ini untuk semua orang pada saat yang sama.',
    },
    selected: {
      title: 'Selamat, Anda Terpilih',
      next: 'Nomor kartu dan batas waktu pembelian pertama dikirim lewat SMS dan email.',
    },
    not_selected: {
      title: 'Anda Belum Berhasil',
      next: 'Kursi gelombang ini sudah habis pada peringkat Anda. Anda bisa bergabung dengan gelombang berikutnya.',
    },
    left: {
      title: 'Anda Keluar dari Gelombang',
      next: 'Selama gelombang masih dibuka, Anda bisa bergabung lagi.',
    },
    taken_out: {
      title: 'Tidak Diikutkan dalam Undian',
      next: 'Anda tidak memenuhi syarat saat gelombang ditutup. Bila menurut Anda ini keliru, ajukan keberatan.',
    },
    wave_cancelled: {
      title: 'Gelombang Dibatalkan',
      next: 'Gelombang ini dibatalkan sebelum diundi. Anda tidak dirugikan, dan bisa bergabung dengan gelombang berikutnya.',
    },
  },
  en: {
    processing: {
      title: 'Being processed',
      next: 'You have joined. Wait until the wave closes; until then you can still leave.',
    },
    evaluating: {
      title: 'Being evaluated',
      next: 'The wave is closed. The result of the draw appears on this page, for everybody at the same time.',
    },
    selected: {
      title: 'Congratulations, you are selected',
      next: 'Card number and deadline of the first purchase are sent by SMS and email.',
    },
    not_selected: {
      title: 'Not successful yet',
      next: 'The seats of this wave ran out before your rank. You can join the next wave.',
    },
    left: { title: 'You left the wave', next: 'While the wave is open you can join again.' },
    taken_out: {
      title: 'Not part of the draw',
      next: 'You were not eligible when the wave closed. If you think this is wrong, appeal.',
    },
    wave_cancelled: {
      title: 'The wave is cancelled',
      next: 'This wave was cancelled before its draw. You lose nothing, and can join the next wave.',
    },
  },
}
