import pg from 'pg'
import { regencies } from '../src/catalogue/places/areas.ts'
import type { Context } from '../src/database/context.ts'
import { first, type Statement } from '../src/database/sql.ts'

/** What is taught in each category, as catalogues call it. */
const taught: Readonly<Record<string, string>> = {
  Perkantoran:
    'Microsoft Excel|Microsoft Word|Administrasi Perkantoran|Kearsipan Digital|Google Workspace|Presentasi PowerPoint',
  Pemasaran:
    'Digital Marketing|Pemasaran Media Sosial|Iklan Facebook|Optimasi Mesin Pencari|Copywriting|Pemasaran Lewat WhatsApp',
  Bahasa: 'Bahasa Inggris|Bahasa Jepang|Bahasa Korea|Bahasa Mandarin|Bahasa Arab|Percakapan Inggris Bisnis',
  Teknologi:
    'Pemrograman Web|Pemrograman Python|Basis Data SQL|Jaringan Komputer|Keamanan Siber|Pengembangan Aplikasi Android',
  Desain:
    'Desain Grafis|Desain Interior|Fotografi Produk|Penyuntingan Video|Ilustrasi Digital|Desain Antarmuka',
  Kuliner: 'Membuat Roti|Memasak Masakan Nusantara|Barista Kopi|Kue Kering|Katering Rumahan|Pengolahan Ikan',
  Keuangan:
    'Akuntansi Dasar|Pajak Penghasilan|Laporan Keuangan|Perencanaan Keuangan|Pembukuan Usaha|Analisis Saham',
  Keterampilan: 'Menjahit Baju|Membatik|Tata Rias Pengantin|Potong Rambut|Anyaman Rotan|Kerajinan Kulit',
  Pertanian: 'Budidaya Lele|Hidroponik|Budidaya Jamur|Ternak Ayam|Pupuk Organik|Budidaya Kopi',
  Teknik:
    'Servis Pendingin Ruangan|Perbaikan Sepeda Motor|Las Listrik|Instalasi Listrik|Servis Ponsel|Perbaikan Laptop',
  Penjualan:
    'Jualan di Lokapasar|Layanan Pelanggan|Teknik Negosiasi|Manajemen Toko|Ekspor Produk Lokal|Siaran Jualan Langsung',
  Kesehatan:
    'Perawatan Lansia|Pengasuhan Anak|Pijat Refleksi|Pertolongan Pertama|Gizi Keluarga|Yoga untuk Ibu Hamil',
}
const readers =
  'Pemula|Ibu Rumah Tangga|Karyawan|Pelaku UMKM|Lulusan SMK|Guru|Pencari Kerja|Freelancer|Mahasiswa|Wirausaha|Staf Gudang|Penyandang Disabilitas|Petani|Pekerja Migran'
const levels =
  'Tingkat Dasar|Tingkat Menengah|Tingkat Mahir|dari Nol|Sampai Bisa|Intensif|Bersertifikat|Siap Kerja|Praktis|Lengkap'
const cities =
  'Jakarta|Surabaya|Bandung|Medan|Semarang|Makassar|Palembang|Denpasar|Yogyakarta|Padang|Malang|Pontianak|Manado|Kupang|Ambon|Jayapura|Mataram|Banjarmasin'
const makers =
  'Cipta Karya|Bina Mandiri|Nusantara Terampil|Mitra Kerja|Harapan Bangsa|Cahaya Ilmu|Tunas Muda|Karya Utama|Bakti Persada|Insan Cerdas'

// Nothing is drawn: numbers pick, so that every run has the same courses. One title in 2,500 has a word of its own.
const insertCourses = `
  with kind as (
    select row_number() over () - 1 as at, category, name
    from json_each_text($2) g (category, names), string_to_table(names, '|') name
  ),
  made_categories as (
    insert into category (name, slug)
    select category, 'beban-' || lower(category) from json_each_text($2) g (category, names)
    on conflict (name) do update set name = excluded.name returning category_id, name
  ),
  made_institutions as (
    insert into institution (name, name_key, slug)
    select name, lower(name), 'beban-' || i from (
      select i, 'LKP ' || split_part($6, '|', 1 + i % 10) || ' ' || split_part($5, '|', 1 + i / 10 % 18) || case when i >= 180 then ' ' || i / 180 else '' end as name
      from generate_series(0, 399) i
    ) named
    returning institution_id, slug
  )
  insert into course (
    course_code, institution_id, category_id, title, title_key, slug, description, learning_method, price, min_education, created_at
  )
  select
    'beban-' || n, institution_id, category_id, title, lower(title), 'beban-' || n,
    'Pelatihan ' || kind.name || ' membahas materi, contoh dan latihan, lalu ditutup dengan ujian akhir. Peserta belajar bersama pengajar yang berpengalaman, ' ||
      'mengerjakan tugas, dan mendapat sertifikat setelah selesai. Cocok untuk ' || split_part($3, '|', 1 + n * 7 % 14) || ' di ' || split_part($5, '|', 1 + n * 5 % 18) || '.',
    case when n % 5 < 3 then 'self_paced' else 'webinar' end,
    50000 + (hashint4(n) & 8191) % 60 * 25000, 0, $7::timestamptz - n * interval '3 minutes'
  from (
    select n, kind, kind.name || ' untuk ' || split_part($3, '|', 1 + n / 72 % 14) || ' ' || split_part($4, '|', 1 + n / 1008 % 10) ||
      case when n % 3 = 0 then ' ' || split_part($5, '|', 1 + n / 7 % 18) else '' end || ' Angkatan ' || 1 + n / 400 / 18 ||
      case when n % 2500 = 0 then ' Langka' || chr(97 + n / 2500 % 26) || chr(97 + n / 65000 % 26) else '' end || ' Kelas ' || n as title
    from generate_series(1, $1::int) n join kind on kind.at = n % (select count(*) from kind)
  ) titled
  cross join lateral (select (titled.kind).*) kind
  join made_categories on made_categories.name = kind.category
  join made_institutions on made_institutions.slug = 'beban-' || (n / 3 % 400)
`

const insertAround = [
  `insert into offer (partner_id, course_id)
   select partner_id, course_id from partner, course
   where storefront is not null and course_code like 'beban-%' and (storefront = $1 or course_id % 10 < 3)`,
  // half of what is taught at a time is taught in a room, in all of the country, most of it in a few cities
  `insert into schedule (schedule_code, course_id, starts_at, ends_at, quota, place)
   select course_code || '-j' || k, course_id, at, at + interval '3 hours', 100, case when at is not null and course_id % 2 = 0 then
     jsonb_build_object('name', 'Balai Latih', 'address', 'Jalan Contoh 1', 'city', 'Kota', 'province', 'Provinsi', 'regency',
       ($2::text[])[1 + floor(cardinality($2::text[]) * power((hashint4(course_id) & 1023) / 1024.0, 3))::int]) end
   from course, generate_series(1, 2) k,
     lateral (select case when learning_method = 'webinar' then $1::timestamptz + (hashint4(course_id * 8 + k) & 8191) % 120 * interval '1 day' end as at) dated
   where course_code like 'beban-%' and (learning_method = 'webinar' or k = 1)`,
  `insert into review (card_id, purchase_id, course_id, stars, text, shown_name, written_at)
   select 3000000000 + course_id::bigint * 50 + k, 1, course_id, 1 + (hashint4(course_id * 64 + k) & 1023) % 5, 'Materinya jelas dan mudah diikuti.', 'B', $1
   from course, generate_series(1, (hashint4(course_id) & 1023) % 16) k
   where course_code like 'beban-%'`,
]

const found: Statement<[storefront: string], { courses: number }> = {
  name: 'bench/count-catalogue',
  text: `select count(*)::int as courses from offer join partner using (partner_id) where storefront = $1`,
}

/** How many courses a storefront offers. */
export async function countOffered(ctx: Context, storefront: string): Promise<number> {
  return (await first(ctx.db, found, [storefront]))!.courses
}

/** So many courses, with schedules and reviews, all of them offered by one storefront and three in ten by the others. */
export async function makeCatalogue(
  superuser: pg.ClientConfig,
  ctx: Context,
  storefront: string,
  count: number,
): Promise<void> {
  const client = new pg.Client(superuser)
  await client.connect()
  try {
    await client.query(`set session_replication_role = replica; set synchronous_commit = off`)
    const now = ctx.clock.now()
    await client.query(insertCourses, [count, JSON.stringify(taught), readers, levels, cities, makers, now])
    await client.query(insertAround[0]!, [storefront])
    await client.query(insertAround[1]!, [now, [...regencies.keys()]])
    await client.query(insertAround[2]!, [now])
    await client.query(`select note_words(array(select course_id from course))`)
    await client.query(`select put_on_shelves(array(select course_id from course))`)
    await client.query('vacuum (analyze)')
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
}
