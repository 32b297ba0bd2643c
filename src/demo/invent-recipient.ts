import type { RawRecipient } from '../recipients/recipient-row.ts'

const firstNames =
  'Adi Ayu Bagas Bayu Citra Dewi Dimas Eka Fajar Fitri Galih Hana Indah Joko Kartika Lestari Made Nadia Oka Putri Rahmat Sari Tono Umi Wahyu Yanti'.split(
    ' ',
  )
const lastNames =
  'Anggraini Budiman Cahyono Firmansyah Gunawan Hidayat Kusuma Lubis Maharani Nasution Pratama Rahayu Saputra Siregar Utami Wibowo Yulianti Zulkarnain'.split(
    ' ',
  )
const regions = [
  '320104',
  '317105',
  '337402',
  '357803',
  '127106',
  '737101',
  '510304',
  '647203',
  '187102',
  '917101',
]
const schools = ['SD', 'SMP', 'SMA', 'SMK', 'D3', 'S1']
const occupations = [
  'Pencari kerja',
  'Wirausaha',
  'Buruh harian',
  'Karyawan dirumahkan',
  'Petani',
  'Pedagang',
]

const of = <T>(list: readonly T[], i: number): T => list[i % list.length]!
const digits = (value: number, count: number) => String(value).padStart(count, '0')

/**
 * An invented recipient, always the same for a number from 0 to 8,999,999, with a NIK that holds and is no other
 * number's. For demos, tests and benches; nobody real is meant.
 */
export function inventRecipient(i: number): RawRecipient {
  const serial = 1 + (i % 9000)
  const block = Math.floor(i / 9000)
  const region = of(regions, block)
  const year = 1970 + (Math.floor(block / 10) % 34)
  const month = 1 + (Math.floor(block / 340) % 12)
  const day = 1 + (i % 28)
  const woman = i % 2 === 1
  const birth = `${digits(woman ? day + 40 : day, 2)}${digits(month, 2)}${digits(year % 100, 2)}`
  return {
    name: `${of(firstNames, i)} ${of(lastNames, Math.floor(i / 26))}`,
    nik: `${region}${birth}${digits(serial, 4)}`,
    kk: `${region}${digits(1 + (i % 28), 2)}0115${digits(serial, 4)}`,
    birth_date: `${year}-${digits(month, 2)}-${digits(day, 2)}`,
    phone: `0812${digits(10_000_000 + i, 8)}`,
    email: `penerima-${i}@contoh.example`,
    education: of(schools, i),
    occupation: of(occupations, i),
  }
}
