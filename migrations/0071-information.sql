-- What many ask, with its answer, in both languages: written by the staff, read by everybody. Figures stand in it by their names, as
-- {grant}, and come from the rules of the year in force (src/information/figures.ts).
create table common_question (
  question_id int generated always as identity primary key,
  topic text not null check (topic in ('join', 'wave', 'card', 'buy', 'learn', 'incentive', 'account', 'safe')),
  -- within its topic; those of one place stand by their number
  place smallint not null default 100 check (place between 1 and 999),
  asked_id text not null check (char_length(asked_id) between 8 and 160),
  asked_en text not null check (char_length(asked_en) between 8 and 160),
  answer_id text not null check (char_length(answer_id) between 20 and 3000),
  answer_en text not null check (char_length(answer_en) between 20 and 3000),
  -- what people type who mean it, in any language, where neither question nor answer has the word
  words text not null default '' check (char_length(words) <= 300),
  -- counts its changes: who changes what somebody else has changed meanwhile is refused
  version int not null default 1,
  written_by text not null,
  written_at timestamptz not null,
  ended_at timestamptz
);

-- What the programme tells everybody from one instant until another.
create table announcement (
  announcement_id int generated always as identity primary key,
  title_id text not null check (char_length(title_id) between 5 and 120),
  title_en text not null check (char_length(title_en) between 5 and 120),
  text_id text not null check (char_length(text_id) between 10 and 3000),
  text_en text not null check (char_length(text_en) between 10 and 3000),
  from_at timestamptz not null,
  until_at timestamptz not null,
  -- where it stands meanwhile, besides the page of all: the front page, the home of who is logged in
  places text[] not null check (places <@ array['front', 'home']),
  version int not null default 1,
  written_by text not null,
  written_at timestamptz not null,
  -- taken back: before it began nobody sees it, later its title alone stays
  withdrawn_at timestamptz,
  constraint lasts check (until_at > from_at)
);
create index announcement_until on announcement (until_at desc);

-- What somebody asks without an account, until a year after it was answered. How they are reached is sealed.
create table inquiry (
  inquiry_id bigint generated always as identity primary key,
  -- by which people and the staff name it
  reference text not null unique check (reference ~ '^[A-Z0-9]{12}$'),
  topic text not null check (topic in ('join', 'wave', 'card', 'buy', 'learn', 'incentive', 'account', 'safe', 'other')),
  name text check (char_length(name) <= 120),
  text text not null check (char_length(text) between 20 and 2000),
  language text not null check (language in ('id', 'en')),
  channel text not null check (channel in ('sms', 'email')),
  contact_sealed bytea not null,
  -- by keyed hashes the same contact and the same text are known again
  contact_mark bytea not null,
  text_mark bytea not null,
  asked_at timestamptz not null,
  -- the first instant at which the answer is late
  answer_before timestamptz not null,
  answer_text text check (char_length(answer_text) between 10 and 2000),
  answered_by text,
  answered_at timestamptz,
  -- closed without an answer: it asked nothing
  dropped boolean not null default false,
  constraint answered_whole check (
    num_nulls(answered_by, answered_at) in (0, 2) and (answer_text is null) = (answered_at is null or dropped)
  )
);
create index inquiry_waits on inquiry (answer_before) where answered_at is null;
create index inquiry_newest on inquiry (asked_at desc, inquiry_id desc);
create index inquiry_answered on inquiry (answered_at) where answered_at is not null;
-- the same form twice is one
create unique index inquiry_same on inquiry (contact_mark, text_mark) where answered_at is null;

alter table case_handling drop constraint case_handling_kind_check, add constraint case_handling_kind_check check (
  kind in ('appeal', 'data_request', 'complaint', 'inquiry', 'fraud', 'completion', 'assignment', 'incentive', 'recovery')
);
alter table case_note drop constraint case_note_kind_check, add constraint case_note_kind_check check (
  kind in ('appeal', 'data_request', 'complaint', 'inquiry', 'fraud', 'completion', 'assignment', 'incentive', 'recovery')
);
alter table canned_answer drop constraint canned_answer_kind_check, add constraint canned_answer_kind_check check (
  kind in ('appeal', 'data_request', 'complaint', 'inquiry')
);

-- What an installation begins with; from here on the staff writes it.
insert into common_question (topic, place, words, asked_id, answer_id, asked_en, answer_en, written_by, written_at)
select topic, row_number() over (partition by topic order by at) * 10, words, asked_id, answer_id, asked_en, answer_en,
  'system:migration', clock_timestamp()
from (values
  (1, 'join', 'syarat umur usia age requirements eligible conditions layak', $q$Siapa yang boleh ikut?$q$, $q$Warga negara Indonesia berusia {age} yang tidak sedang sekolah atau kuliah: pencari kerja, pekerja yang dirumahkan atau kena PHK, pelaku usaha kecil, dan siapa pun yang ingin menambah keterampilan.

Pejabat negara, ASN, TNI, Polri, kepala dan perangkat desa, serta direksi dan pengawas BUMN tidak boleh ikut. Dari satu Kartu Keluarga paling banyak {family_max} penerima, dan kartu diberikan sekali seumur hidup.

Jawab enam pertanyaan di [Cek dulu](/cek-dulu). Tanpa akun, dan jawabannya tidak disimpan.$q$,
    $q$Who may join?$q$, $q$Citizens of Indonesia, {age} old, who are not at school or university: whoever looks for work, was laid off or furloughed, runs a small business, or wants to learn more.

State officials, ASN, TNI, Polri, heads and staff of villages, and directors and supervisors of state companies may not. One family card has {family_max} recipients at most, and a card is given once in a lifetime.

Answer six questions at [Check first](/cek-dulu). It takes no account, and the answers are not kept.$q$),
  (2, 'join', 'daftar registrasi akun baru sign up langkah biaya', $q$Bagaimana cara mendaftar, dan berapa biayanya?$q$, $q$Buka [Daftar](/daftar), tulis email, lalu tekan tautan di email itu. Setelah itu langkahnya: persetujuan, NIK dan Kartu Keluarga, profil, nomor HP, tes, dan pernyataan.

Anda boleh berhenti di tengah jalan dan melanjutkan kapan saja. Semuanya gratis, dari awal sampai akhir.$q$,
    $q$How do I register, and what does it cost?$q$, $q$Open [Register](/daftar), type your email, and follow the link in the message. The steps are: consents, NIK and family card, profile, phone, test and declarations.

You may stop and go on at any time. All of it is free, from beginning to end.$q$),
  (3, 'join', 'nik ditolak tidak cocok kk dukcapil mismatch', $q$NIK atau Kartu Keluarga saya ditolak. Apa yang harus saya lakukan?$q$, $q$Periksa dulu angkanya: NIK dan nomor Kartu Keluarga sama-sama 16 angka, tetapi bukan nomor yang sama. Tanggal lahir harus sama dengan di KTP.

Sudah benar dan tetap ditolak? Data kependudukan mungkin belum diperbarui: urus ke Dukcapil. Kalau menurut Anda kami yang keliru, tulis di [Keberatan dan permintaan](/keberatan). Petugas menjawab paling lama {appeal_days} hari.$q$,
    $q$My NIK or family card is refused. What can I do?$q$, $q$Check the digits first: NIK and family card number both have 16, but they are two different numbers. The birth date must be that of your identity card.

It is right and still refused? The population registry may not be up to date: see its office (Dukcapil). If you think that we are wrong, write at [Appeals and requests](/keberatan). The staff answers within {appeal_days} days.$q$),
  (4, 'join', 'tes motivasi nilai gagal test score', $q$Apakah tes menentukan saya lolos atau tidak?$q$, $q$Tidak. Tes harus diselesaikan supaya pendaftaran lengkap, tetapi nilainya tidak menentukan siapa yang terpilih. Yang menentukan adalah undian.$q$,
    $q$Does the test decide whether I am chosen?$q$, $q$No. The test must be done so that the registration is complete, but its score chooses nobody. The draw does.$q$),
  (5, 'join', 'calo joki dititipkan orang lain mendaftarkan helper', $q$Bolehkah orang lain mendaftarkan saya?$q$, $q$Jangan. Akun, email, dan nomor HP harus milik Anda sendiri: OTP untuk membeli dikirim ke nomor itu. Yang didaftarkan calo sering tidak bisa memakai kartunya.

Kesulitan? Minta dibantu keluarga di samping Anda, atau [tanya kami](/hubungi-kami). Siapa pun yang meminta bayaran bisa [dilaporkan](/lapor-kecurangan).$q$,
    $q$May somebody else register me?$q$, $q$Better not. Account, email and phone must be your own: the OTP that pays is sent to that phone. Who was registered by a paid helper often cannot use the card.

Do you need help? Have somebody of your family sit beside you, or [ask us](/hubungi-kami). Whoever asks for money can be [reported](/lapor-kecurangan).$q$),
  (6, 'wave', 'gelombang dibuka jadwal kapan next open batch', $q$Kapan gelombang berikutnya dibuka?$q$, $q$[Jadwal gelombang](/jadwal) selalu menunjukkan gelombang mana yang dibuka dan tanggal yang sudah pasti. Tanggal yang belum ditetapkan tidak kami tebak.

Lengkapi pendaftaran sekarang. Begitu gelombang dibuka, ikut tinggal sekali tekan.$q$,
    $q$When does the next wave open?$q$, $q$The [calendar of waves](/jadwal) always shows which wave is open, and the dates that are fixed. What is not fixed we do not guess.

Complete your registration now. As soon as a wave opens, joining is one press.$q$),
  (7, 'wave', 'gabung ikut join tombol', $q$Saya sudah mendaftar. Apakah otomatis ikut gelombang?$q$, $q$Tidak. Masuk, buka [Beranda](/kartu), lalu tekan **Gabung gelombang** sebelum gelombangnya ditutup. Tanpa itu Anda tidak ikut diundi.

Berubah pikiran? Selama gelombangnya belum ditutup Anda bisa keluar lagi.$q$,
    $q$I have registered. Am I in the wave by itself?$q$, $q$No. Log in, open [Home](/kartu), and press **Join wave** before the wave is closed. Without that you are not in the draw.

Have you changed your mind? Until the wave is closed you can leave it again.$q$),
  (8, 'wave', 'seleksi acak adil peluang lolos draw fair random undian', $q$Bagaimana penerima dipilih? Apakah yang lebih dulu mendaftar lebih untung?$q$, $q$Dengan undian. Aturannya diumumkan sebelum gelombang dibuka, dan hasilnya memakai angka dari luar yang tidak bisa diatur siapa pun. Ikut lebih dulu tidak menambah peluang.

Setiap undian bisa diperiksa ulang di [Undian](/undian), oleh siapa saja.$q$,
    $q$How are recipients chosen? Does it help to be early?$q$, $q$By a draw. Its rules are published before a wave opens, and it uses a number from outside that nobody can arrange. To be early adds nothing to your chance.

Every draw can be checked again at [Draws](/undian), by anybody.$q$),
  (9, 'wave', 'pengumuman hasil lolos sms belum chosen result', $q$Bagaimana saya tahu terpilih atau tidak?$q$, $q$Masuk dan lihat [Beranda](/kartu): di sana tertulis keadaan setiap gelombang yang Anda ikuti. Yang terpilih juga mendapat SMS dan email.

SMS tidak datang bukan berarti gagal. Halaman Anda yang berlaku.$q$,
    $q$How do I know whether I am chosen?$q$, $q$Log in and look at [Home](/kartu): it shows how every wave stands that you joined. Whoever is chosen gets an SMS and an email, too.

No SMS does not mean that you failed. What stands on your page counts.$q$),
  (10, 'wave', 'gagal tidak lolos cadangan again reserve', $q$Saya tidak terpilih. Boleh ikut lagi?$q$, $q$Boleh, sebanyak gelombang yang ada. Pendaftaran Anda tetap berlaku; cukup tekan **Gabung gelombang** lagi.

Kalau di halaman Anda tertulis cadangan, tunggu dulu: kursi yang kosong diberikan menurut peringkat undian, dan Anda diberi tahu.$q$,
    $q$I was not chosen. May I join again?$q$, $q$Yes, as many waves as there are. Your registration stays; just press **Join wave** again.

If your page says that you are a reserve, wait: seats that become free go by the ranks of the draw, and you are told.$q$),
  (11, 'card', 'saldo uang tunai cair withdraw cash jumlah', $q$Berapa saldonya, dan bisakah diuangkan?$q$, $q$Saldo pelatihan {grant}, satu kali seumur hidup. Gunanya hanya membeli pelatihan di toko resmi. Saldo tidak bisa diuangkan, dipindahkan, atau dipinjamkan, dan siapa pun yang menawarkannya menipu.$q$,
    $q$How much is the balance, and can I have it in cash?$q$, $q$The training balance is {grant}, once in a lifetime. It buys trainings at the official storefronts and nothing else. It cannot be cashed, moved or lent; whoever offers that is a fraud.$q$),
  (12, 'card', 'batas waktu deadline tanggal pertama beli hari', $q$Sampai kapan pelatihan pertama harus dibeli?$q$, $q$Dalam {first_days} hari sejak Anda diberi tahu bahwa Anda terpilih. Tanggal dan jamnya tertulis di [Kartu saya](/kartu), dalam WIB.

Kami mengingatkan {reminder_days} hari sebelumnya. Hitungannya dari pemberitahuan, bukan dari penutupan gelombang.$q$,
    $q$Until when must the first training be bought?$q$, $q$Within {first_days} days after you were told that you are chosen. Date and hour stand on [My card](/kartu), in WIB.

We remind you {reminder_days} days before. It is counted from that message, not from the day on which the wave was closed.$q$),
  (13, 'card', 'dicabut hangus revoked lewat terlambat kadaluarsa', $q$Apa yang terjadi bila saya melewatkan batas waktu itu?$q$, $q$Kepesertaan dicabut, seluruh saldo kembali ke kas negara, dan Anda tidak bisa ikut gelombang lain. Kursinya untuk orang lain.

Terhalang hal di luar kuasa Anda, misalnya toko rusak atau sakit? Ajukan [keberatan](/keberatan), kalau bisa sebelum batasnya. Petugas menjawab dengan alasan.$q$,
    $q$What happens if I miss that deadline?$q$, $q$Your membership is revoked, the whole balance returns to the treasury, and you cannot join another wave. Somebody else gets the seat.

Were you kept from it by something beyond your power, as a broken shop or an illness? Send an [appeal](/keberatan), before the deadline if you can. The staff answers with a reason.$q$),
  (14, 'card', 'sisa saldo tahun akhir left over', $q$Sampai kapan sisa saldo bisa dipakai?$q$, $q$Sampai {usable_until} pukul 23.59 WIB. Sesudah itu sisanya kembali ke kas negara. Pelatihan yang sudah dibeli tetap bisa diikuti. Tidak ada kewajiban menghabiskan saldo.$q$,
    $q$Until when can I use what is left?$q$, $q$Until {usable_until}, 23:59 WIB. After that it returns to the treasury. Trainings that are bought can still be followed. Nobody has to spend all of it.$q$),
  (15, 'card', 'nomor kartu 16 angka lupa bocor number stolen', $q$Di mana nomor kartu saya, dan bagaimana kalau orang lain tahu?$q$, $q$Nomornya 16 angka dan ada di [Kartu saya](/kartu). Kartunya tidak berbentuk fisik.

Nomor saja tidak cukup untuk membeli: selalu perlu OTP dari HP Anda. Kalau nomor itu terlanjur jatuh ke tangan orang, minta nomor baru di meja bantuan. Saldo dan batas waktu tidak berubah.$q$,
    $q$Where is my card number, and what if others know it?$q$, $q$It has 16 digits and stands on [My card](/kartu). There is no card of plastic.

The number alone buys nothing: it always takes an OTP from your phone. If it got into wrong hands, ask the help desk for a new number. Balance and deadline stay as they are.$q$),
  (16, 'card', 'menolak mundur tidak jadi decline', $q$Saya terpilih, tetapi tidak akan memakainya. Bisa menolak?$q$, $q$Bisa, sebelum membeli apa pun: buka [Tolak kartu](/kartu/tolak). Kursinya langsung untuk orang lain. Halaman itu menyebut akibatnya sebelum Anda memutuskan.$q$,
    $q$I am chosen but will not use it. Can I decline?$q$, $q$Yes, before you have bought anything: open [Decline the card](/kartu/tolak). Somebody else gets the seat at once. The page says what follows before you decide.$q$),
  (17, 'buy', 'cara beli toko membayar platform digital how to pay', $q$Bagaimana cara membeli pelatihan?$q$, $q$Pilih pelatihan di salah satu toko, pilih pembayaran **Kartu Prakerja**, masukkan nomor kartu, lalu masukkan OTP dari SMS. Langkah setiap toko, dengan kata-kata halamannya, ada di [Cara membeli](/perjalanan).

Toko yang resmi hanya yang tertulis di halaman itu.$q$,
    $q$How do I buy a training?$q$, $q$Choose a training at one of the storefronts, choose the payment **Kartu Prakerja**, enter the card number, and then the OTP from the SMS. The steps of each storefront, in the words of its pages, are at [How to buy](/perjalanan).

Only the storefronts named there are official.$q$),
  (18, 'buy', 'otp tidak masuk sms lama kode late resend', $q$SMS berisi OTP tidak datang. Bagaimana?$q$, $q$- Tunggu {otp_gap} detik, lalu tekan kirim ulang.
- Periksa nomor HP di [Data saya](/data-saya). OTP hanya dikirim ke nomor yang terdaftar di program, bukan ke nomor di akun toko.
- Pastikan HP punya sinyal dan kotak SMS tidak penuh.

Nomornya sudah mati? Ganti dulu di [Ganti nomor HP](/ganti-hp). Saldo tidak berkurang sebelum kode benar.$q$,
    $q$The SMS with the OTP does not come. What now?$q$, $q$- Wait {otp_gap} seconds, then press to send it again.
- Check the number at [My data](/data-saya). An OTP goes only to the phone that is registered with the programme, not to that of your account at the shop.
- See that the phone has a signal and room for messages.

The number is dead? Change it first at [Change the phone](/ganti-hp). Nothing is debited before a code is right.$q$),
  (19, 'buy', 'kode salah terkunci locked wrong otp habis', $q$OTP saya salah terus. Apakah kartu saya terkunci?$q$, $q$Satu kode berlaku {otp_minutes} menit, dan untuk satu pembelian ada {otp_tries} kesempatan. Kalau habis, mulai lagi dari toko.

Setelah {otp_day_failures} kode salah dalam sehari, kartu tidak bisa membeli sampai besok (WIB). Itu melindungi Anda dari orang yang menebak. Pakai selalu kode dari SMS terbaru.$q$,
    $q$My OTP is wrong again and again. Is my card locked?$q$, $q$A code is valid for {otp_minutes} minutes, and one purchase has {otp_tries} tries. When they are used up, begin again at the shop.

After {otp_day_failures} wrong codes in a day the card buys nothing until tomorrow (WIB). That keeps people from guessing. Always use the code of the newest SMS.$q$),
  (20, 'buy', 'terputus dobel dua kali double charged error', $q$Halaman terputus saat membayar. Apakah saldo terpotong dua kali?$q$, $q$Tidak. Menekan dua kali, memuat ulang, atau jaringan putus tidak membuat Anda membayar dua kali. Buka pesanannya di toko, atau lihat [Kartu saya](/kartu): di sana tertulis sudah dibayar atau belum.$q$,
    $q$The page broke off while I paid. Am I charged twice?$q$, $q$No. To press twice, to reload or to lose the connection never makes you pay twice. Open the order at the shop, or look at [My card](/kartu): it says whether it is paid.$q$),
  (21, 'buy', 'mahal kurang tambah uang harga top up', $q$Pelatihannya lebih mahal dari saldo. Bisa menambah uang sendiri?$q$, $q$Tidak. Pelatihan hanya bisa dibeli bila seluruh harganya tertutup saldo. Toko bisa memberi potongan lewat kode promo; yang dihitung adalah harga setelah potongan.

Harga di halaman pelatihan berdampingan dengan sisa saldo Anda.$q$,
    $q$The training is dearer than my balance. May I add money?$q$, $q$No. A training is bought only where the balance covers its whole price. A shop may give a discount by a promo code; what counts is the price after it.

On the page of a training the price stands beside what is left on your card.$q$),
  (22, 'buy', 'batal refund tukar ganti cancel kembali', $q$Bisakah pembelian dibatalkan atau ditukar?$q$, $q$Bisa dibatalkan sendiri selama pelatihannya belum mulai dan belum ada yang dipakai: tombolnya ada di halaman pesanan dan di [Kartu saya](/kartu). Harganya kembali ke saldo, bukan tunai. Batas waktu tidak menjadi lebih panjang karena itu.

Sesudah dipakai, pelatihan tidak bisa ditukar dengan yang lain.$q$,
    $q$Can a purchase be cancelled or swapped?$q$, $q$You can cancel it yourself as long as the training has not begun and nothing of it was used: the button is on the order and on [My card](/kartu). The price returns to the balance, not in cash. It wins nobody a day of the term.

Once it was used, a training cannot be swapped for another one.$q$),
  (23, 'buy', 'kedua lagi second training beberapa', $q$Kapan saya boleh membeli pelatihan kedua?$q$, $q$Setelah yang pertama {second_after}, selama saldonya cukup dan sebelum {usable_until}. Satu pembelian selalu satu pelatihan.$q$,
    $q$When may I buy a second training?$q$, $q$Once the first one is {second_after}, while the balance covers it and before {usable_until} is over. One purchase is always one training.$q$),
  (24, 'learn', 'voucher tukar redeem kode bukalapak tokopedia', $q$Saya mendapat kode voucher. Diapakan?$q$, $q$Tukarkan di lembaga yang mengadakan pelatihannya: buka [Lembaga pelatihan](/lembaga), pilih lembaganya, tekan **Tukarkan**, lalu isi kode dan email yang Anda pakai di toko.

Kode berlaku sekali dan hanya di lembaga itu. Kalau ditolak, halamannya menyebut alasannya: salah lembaga, belum mulai, sudah dipakai, atau pembeliannya dibatalkan.$q$,
    $q$I got a voucher code. What do I do with it?$q$, $q$Redeem it at the institution that gives the training: open [Institutions](/lembaga), choose it, press **Redeem**, and enter the code and the email that you used at the shop.

A code works once, and only there. If it is refused the page says why: another institution, not begun, used already, or the purchase was cancelled.$q$),
  (25, 'learn', 'hadir absen qr webinar kelas attendance', $q$Bagaimana kehadiran saya dicatat?$q$, $q$Di kelas dan webinar, lembaga menampilkan kode QR. Pindai dengan HP, lalu konfirmasi. Pelatihan mandiri mencatat materi yang Anda selesaikan.

Tidak tercatat padahal hadir? Bilang kepada lembaga hari itu juga. Belum beres, tulis [keluhan](/keberatan?tentang=complaint).$q$,
    $q$How is my attendance kept?$q$, $q$In classes and webinars the institution shows a QR code. Scan it with your phone and confirm. Trainings at your own pace keep the lessons that you finish.

You were there and it was not kept? Tell the institution on the same day. If that does not help, send a [complaint](/keberatan?tentang=complaint).$q$),
  (26, 'learn', 'sertifikat belum muncul dashboard certificate missing', $q$Sertifikat saya belum muncul. Di mana macetnya?$q$, $q$Sertifikat terbit setelah semua materi dan tes akhir selesai, dan lembaga melaporkannya. [Kartu saya](/kartu) menyebut giliran siapa sekarang dan sampai kapan.

Laporan lembaga diperiksa paling lama {report_rest_days} hari, lalu berlaku sendiri. Lewat dari tanggal di halaman itu? Tulis [keluhan](/keberatan?tentang=complaint).$q$,
    $q$My certificate is not there. Where is it held up?$q$, $q$It is issued when all lessons and the final test are done and the institution has reported that. [My card](/kartu) says whose turn it is now, and until when.

A report of an institution rests for {report_rest_days} days at most and then counts by itself. Is that date over? Send a [complaint](/keberatan?tentang=complaint).$q$),
  (27, 'learn', 'asli palsu cek sertifikat verify employer', $q$Bagaimana orang lain memeriksa sertifikat saya?$q$, $q$Di [Periksa sertifikat](/verifikasi), dengan nomornya atau kode QR di sertifikat. Tidak perlu akun. Pemberi kerja melihat apakah sertifikat itu benar dan masih berlaku.$q$,
    $q$How can others check my certificate?$q$, $q$At [Check a certificate](/verifikasi), by its number or the QR code on it. It takes no account. An employer sees whether it is true and still stands.$q$),
  (28, 'learn', 'penuh kuota jadwal kursi full waiting list', $q$Jadwalnya penuh. Apa yang bisa saya lakukan?$q$, $q$Di halaman pelatihan, tekan tombol untuk diberi tahu bila ada kursi. Anda masuk daftar tunggu; giliran menurut urutan, dan pesannya menyebut sampai kapan Anda didahulukan.

Jangan menunggu sampai batas pembelian pertama lewat. Pilih jadwal atau pelatihan lain bila waktunya mepet.$q$,
    $q$The schedule is full. What can I do?$q$, $q$On the page of the training, press the button to be told of a seat. You are on the waiting list then; turns go by its order, and the message says until when you come first.

Do not wait until the deadline of your first purchase is over. Take another date or training when time is short.$q$),
  (29, 'incentive', 'insentif uang cair kapan money payout', $q$Kapan insentif dibayar?$q$, $q$Setelah pelatihan pertama selesai dan Anda menulis ulasannya. Jumlahnya {incentive}. Pembayaran menyusul setelah rekening Anda dipastikan; tanggal setiap tahap ada di [Kartu saya](/kartu).$q$,
    $q$When is the incentive paid?$q$, $q$After the first training is finished and you have written its review. It is {incentive}. Payments follow once your account is confirmed; the date of each instalment stands on [My card](/kartu).$q$),
  (30, 'incentive', 'rekening bank ewallet dompet dana ovo gopay account', $q$Ke rekening mana insentif dikirim?$q$, $q$Ke rekening bank atau dompet elektronik atas nama Anda sendiri. Tambahkan di [Rekening](/rekening). Namanya harus sama dengan nama Anda di program.

Ditolak bank? Anda diberi tahu alasannya. Perbaiki rekeningnya; insentif yang menunggu tidak hilang.$q$,
    $q$To which account does the incentive go?$q$, $q$To a bank account or an e-wallet in your own name. Add it at [Account](/rekening). Its name must be your name at the programme.

Did the bank refuse it? You are told why. Put the account right; an incentive that waits is not lost.$q$),
  (31, 'incentive', 'survei kuesioner survey isi', $q$Apa itu survei, dan dibayar berapa?$q$, $q$Pertanyaan singkat tentang pekerjaan Anda setelah pelatihan: {survey}. Surveinya muncul di [Kartu saya](/kartu) pada harinya, dan tahap itu dibayar setelah Anda mengisinya. Jawaban Anda tidak mengubah hak Anda.$q$,
    $q$What are the surveys, and what do they pay?$q$, $q$Short questions about your work after the training: {survey}. A survey shows up on [My card](/kartu) on its day, and its instalment is paid once you have answered it. What you answer changes nothing of your rights.$q$),
  (32, 'incentive', 'ulasan rating bintang review wajib', $q$Apakah ulasan wajib, dan bolehkah saya menulis yang jelek?$q$, $q$Tanpa ulasan insentif tidak jalan. Tulis apa adanya: bintang rendah pun sah, dan isinya tidak mengubah insentif. Jangan menulis data pribadi siapa pun di dalamnya.$q$,
    $q$Must I write a review, and may it be a bad one?$q$, $q$Without a review the incentive does not begin. Write what is true: few stars count as well as many, and what you write changes nothing of the incentive. Leave out personal data of anybody.$q$),
  (33, 'account', 'hp hilang ganti nomor change phone lost sim', $q$HP saya hilang atau nomornya ganti. Bagaimana?$q$, $q$Masih ingat kata sandi: [masuk dengan kata sandi](/masuk/sandi), lalu [Ganti nomor HP](/ganti-hp). Siapkan NIK dan tanggal lahir.

Kata sandi lupa dan nomor lama mati: hubungi meja bantuan. Dua petugas memastikan itu Anda.

Setelah diganti, kartu tidak bisa membayar untuk sementara; sampai kapan tertulis di SMS-nya. Batas waktu tidak ikut mundur.$q$,
    $q$My phone is lost, or I have a new number. What now?$q$, $q$You know your password: [log in with it](/masuk/sandi), then [Change the phone](/ganti-hp). Have NIK and birth date ready.

No password, and the old number is dead: turn to the help desk. Two of the staff make sure that it is you.

After the change the card pays nothing for a while; the message says until when. The deadline does not move.$q$),
  (34, 'account', 'lupa kata sandi password login masuk gagal', $q$Saya tidak bisa masuk. Apa yang bisa dicoba?$q$, $q$Masuk dengan kode ke nomor HP atau email di [Masuk](/masuk), tanpa kata sandi. Kodenya tidak datang? Coba cara yang lain di halaman itu.

Terlalu banyak salah membuat Anda harus menunggu; halaman menyebut berapa lama. Masih buntu? [Tanya kami](/hubungi-kami).$q$,
    $q$I cannot log in. What can I try?$q$, $q$Log in with a code to your phone or email at [Log in](/masuk), without a password. No code? Try the other way on that page.

After too many slips you have to wait; the page says how long. Still stuck? [Ask us](/hubungi-kami).$q$),
  (35, 'account', 'data pribadi hapus salin privasi privacy erase copy', $q$Data apa yang disimpan tentang saya, dan bisakah dihapus?$q$, $q$[Data saya](/data-saya) menunjukkan semuanya, dan siapa dari petugas yang melihatnya. Salinan, perbaikan, dan penghapusan diminta di [Keberatan dan permintaan](/keberatan); dijawab dalam 3 x 24 jam, seperti yang diminta undang-undang.

Catatan uang negara tidak bisa dihapus, tetapi setelah penghapusan tidak lagi memuat nama Anda.$q$,
    $q$What is kept about me, and can it be erased?$q$, $q$[My data](/data-saya) shows all of it, and who of the staff has looked at it. Ask for a copy, a correction or to be erased at [Appeals and requests](/keberatan); it is answered within 3 x 24 hours, as the law demands.

Records of public money cannot be erased, but after that they do not say your name any more.$q$),
  (36, 'account', 'sms email berhenti pesan notifikasi unsubscribe bahasa', $q$Bisakah saya memilih pesan dan bahasanya?$q$, $q$Bisa, di [Pesan yang Anda terima](/pesan-saya): jenis berita, SMS atau email, Indonesia atau Inggris. Pesan tentang batas waktu, uang, dan keamanan selalu dikirim.$q$,
    $q$Can I choose my messages and their language?$q$, $q$Yes, at [The messages that you get](/pesan-saya): which news, by SMS or email, in Indonesian or English. Messages about deadlines, money and security are always sent.$q$),
  (37, 'safe', 'penipuan palsu scam phishing wa telepon petugas fake', $q$Ada yang mengaku petugas dan meminta OTP atau uang. Benarkah?$q$, $q$Tidak. Petugas tidak pernah meminta OTP, kata sandi, PIN, atau uang: tidak lewat telepon, WhatsApp, maupun tatap muka. Tutup teleponnya.

Cara mengenali yang palsu ada di [Bantuan](/bantuan). [Laporkan](/lapor-kecurangan) tanpa akun dan tanpa nama.$q$,
    $q$Somebody says they are staff and asks for an OTP or money. Is that true?$q$, $q$No. Staff never ask for an OTP, a password, a PIN or money: not by phone, not by WhatsApp, not in person. Hang up.

How to tell fakes stands at [Help](/bantuan). [Report it](/lapor-kecurangan), without an account and without a name.$q$),
  (38, 'safe', 'terlanjur memberi kode diretas hacked dicuri', $q$Saya terlanjur memberikan kode atau data. Apa yang harus saya lakukan?$q$, $q$1. Masuk sekarang, buka [Data saya](/data-saya), dan keluarkan perangkat lain.
2. Ganti kata sandi.
3. Lihat [Kartu saya](/kartu): ada pembelian yang bukan Anda? Batalkan selama bisa, lalu [laporkan](/lapor-kecurangan).

Dapat pesan bahwa nomor HP Anda diganti padahal bukan Anda? Tekan tautan **Bukan saya** di pesan itu.$q$,
    $q$I have given a code or data away. What must I do?$q$, $q$1. Log in now, open [My data](/data-saya), and end the other devices.
2. Change your password.
3. Look at [My card](/kartu): is there a purchase that is not yours? Cancel it while you can, then [report it](/lapor-kecurangan).

Did a message say that your phone was changed, and it was not you? Follow the link **Not me** in it.$q$),
  (39, 'safe', 'hubungi kontak telepon admin bantuan contact help', $q$Bagaimana menghubungi program, dan kapan dijawab?$q$, $q$Punya akun: tulis di [Keberatan dan permintaan](/keberatan). Tanpa akun: [Hubungi kami](/hubungi-kami). Keduanya mendapat nomor, dan jawabannya datang lewat email atau SMS: keberatan paling lama {appeal_days} hari, pertanyaan paling lama {inquiry_days} hari.

Jangan menulis OTP atau kata sandi; kami tidak membutuhkannya.$q$,
    $q$How do I reach the programme, and when is it answered?$q$, $q$With an account: write at [Appeals and requests](/keberatan). Without one: [Contact us](/hubungi-kami). Both get a number, and the answer comes by email or SMS: an appeal within {appeal_days} days, a question within {inquiry_days} days.

Never write an OTP or a password; we do not need them.$q$),
  (40, 'safe', 'keberatan banding tidak setuju appeal keputusan', $q$Saya tidak setuju dengan keputusan program. Ke mana?$q$, $q$Masuk, lalu tulis di [Keberatan dan permintaan](/keberatan): hasil gelombang, pencabutan, identitas, atau lainnya. Anda mendapat nomor, dan petugas menjawab dengan alasan paling lama {appeal_days} hari.$q$,
    $q$I do not agree with a decision. Where do I turn?$q$, $q$Log in and write at [Appeals and requests](/keberatan): the result of a wave, a revoked membership, your identity, or anything else. You get a number, and the staff answers with a reason within {appeal_days} days.$q$)
) as begun (at, topic, words, asked_id, answer_id, asked_en, answer_en)
order by at;
call trace_table('common_question');
call trace_table('announcement');
