import { dictionary } from '../../words/dictionary.ts'

/** What the page of who waits at the gate says. */
export const waitingWords = dictionary({
  id: {
    title: 'Anda dalam antrean',
    lead: 'Sangat banyak orang membuka situs ini sekarang. Tempat Anda sudah disimpan: tunggu saja di sini.',
    turn: 'Giliran Anda sudah tiba. Anda masuk begitu ada tempat, biasanya dalam beberapa detik.',
    place: (count: string, minutes: number) =>
      `Anda kira-kira nomor ${count} dalam antrean. Perkiraan: ${minutes <= 1 ? 'sekitar 1 menit' : `sekitar ${minutes} menit`}.`,
    again: (seconds: number) => `Halaman ini memuat ulang sendiri setiap ${seconds} detik.`,
    kept: 'Boleh ditutup: tempat Anda disimpan 6 jam di peramban ini. Bila giliran Anda lewat, Anda tetap boleh masuk.',
    tabs: 'Membuka banyak tab tidak mempercepat giliran.',
    draw: 'Mendaftar lebih awal tidak menambah peluang: penerima dipilih lewat undian, bukan urutan mendaftar.',
    free: 'Semuanya gratis. Jangan bayar siapa pun untuk tempat atau giliran.',
    now: 'Muat ulang sekarang',
    other: 'In English',
  },
  en: {
    title: 'You are in the queue',
    lead: 'Very many people open this site now. Your place is kept: just wait here.',
    turn: 'It is your turn. You come in as soon as there is room, as a rule within seconds.',
    place: (count, minutes) =>
      `You are about number ${count} in the queue. Estimate: ${minutes <= 1 ? 'about 1 minute' : `about ${minutes} minutes`}.`,
    again: (seconds) => `This page reloads by itself every ${seconds} seconds.`,
    kept: 'You may close it: your place is kept for 6 hours in this browser. If you miss your turn, you may still come in.',
    tabs: 'Many tabs do not bring your turn any sooner.',
    draw: 'Registering early brings no advantage: who receives a card is drawn, whatever the order of registration.',
    free: 'All of it is free. Pay nobody for a place or a turn.',
    now: 'Reload now',
    other: 'Bahasa Indonesia',
  },
})
