import { demoStaff } from '../demo/demo-staff.ts'
import { logInRefusals } from '../identity/log-in-refusals.ts'
import { refusalWords } from '../kernel/refusal.ts'

/** What commands themselves refuse, before they ask a room, or where a room only says that it has nothing. */
export const commandRefusals = refusalWords({
  id: {
    not_logged_in: 'Ini butuh seseorang dari staf. Masuk dulu: bekal staff log-in EMAIL.',
    session_unknown: 'Anda tidak punya sesi bernomor itu: bekal staff sessions.',
    production: 'Di produksi jamnya adalah jam mesin. Pakai demo untuk menggesernya.',
    demo_only: 'Orang karangan dan sandbox adalah bagian dari demo, dan di produksi tidak ada. Pakai demo.',
    sandbox_empty: 'Belum ada kode. Jalankan demo: ia membuatnya saat mulai.',
    value_missing: 'Sebutkan --percent (dengan atau tanpa --max) atau --amount.',
    answer_missing: 'Sebutkan --grant atau --decline.',
    nothing_meant: 'Sebutkan pesan yang mana: nomornya, --template NAMA, atau --all.',
    one_at_a_time: 'NIK, KK, dan tanggal lahir butuh dua orang: perbaiki yang lain tersendiri.',
    pause_unknown: 'Tidak ada jeda terbuka bernomor itu: bekal otp pauses menunjukkan semuanya.',
    list_malformed: 'Sebutkan daftarnya di --list, paling banyak 60 huruf.',
    purchase_or_invoice: 'Sebutkan satu: --purchase NOMOR atau --invoice KODE.',
    nothing_bought:
      'Tidak ada pembelian yang dibayar dengan itu. Lihat nomornya di "card show" atau di halaman orangnya.',
    nothing_sealed: 'Belum ada yang disegel. Coba lagi setelah ada yang dicatat.',
    no_wave_waits: 'Tidak ada gelombang yang menunggu diberi tahu: impor penerima dulu.',
    nothing_public: 'Belum ada yang terbuka dari undian ini: tulis aturannya dulu (draw commit).',
    file_unknown: 'Laporan ini tidak punya berkas. Lihat tautannya.',
    no_next_secret:
      'Isi BEKAL_SECRET_NEXT dengan rahasia baru (openssl rand -hex 32), di samping BEKAL_SECRET dengan yang sekarang.',
    same_secret: 'BEKAL_SECRET_NEXT adalah rahasia yang sekarang: isi dengan yang lain.',
    no_owner: 'Hanya pemilik basis data yang boleh: isi DATABASE_OWNER_URL (docs/deployment.md).',
    rotated_meanwhile:
      'Rahasia basis data baru saja diganti orang lain. Minta yang baru, lalu isi di BEKAL_SECRET.',
    not_invented: `Pakai --demo untuk staf karangan: ${demoStaff.map(({ email }) => email).join(', ')}.`,
  },
  en: {
    not_logged_in: 'This takes somebody of the staff. Log in first: bekal staff log-in EMAIL.',
    session_unknown: 'You have no log-in of this id: bekal staff sessions.',
    production: 'In production the clock is the machine’s. Use a demo to move it.',
    demo_only:
      'Invented people and the sandbox are parts of the demo, and in production there are none. Use a demo.',
    sandbox_empty: 'There are no codes yet. Run the demo: it makes them when it starts.',
    value_missing: 'Give --percent (with --max or without) or --amount.',
    answer_missing: 'Say --grant or --decline.',
    nothing_meant: 'Say which messages: their ids, --template NAME, or --all.',
    one_at_a_time: 'NIK, family card and birth date take two people: correct the rest by itself.',
    pause_unknown: 'No open pause has this number: bekal otp pauses lists them.',
    list_malformed: 'Name the list in --list, with at most 60 letters.',
    purchase_or_invoice: 'Give one: --purchase NUMBER or --invoice CODE.',
    nothing_bought:
      'Nothing that was paid has it. See "card show", or the page of the person, for the invoice.',
    nothing_sealed: 'Nothing is sealed yet. Try again once something was written.',
    no_wave_waits: 'No wave waits to be notified: import recipients first.',
    nothing_public: 'Nothing of this draw is public yet: commit to its rules first (draw commit).',
    file_unknown: 'This report has no uploaded file. See its link.',
    no_next_secret:
      'Set BEKAL_SECRET_NEXT to the new secret (openssl rand -hex 32), beside BEKAL_SECRET with the present one.',
    same_secret: 'BEKAL_SECRET_NEXT is the present secret: set another one.',
    no_owner: 'Only the owner of the database may do this: set DATABASE_OWNER_URL (docs/deployment.md).',
    rotated_meanwhile:
      'The secret of the database was rotated by somebody else just now. Ask for the new one, and set BEKAL_SECRET to it.',
    not_invented: `Use --demo for the invented staff: ${demoStaff.map(({ email }) => email).join(', ')}.`,
  },
  also: [logInRefusals],
})
