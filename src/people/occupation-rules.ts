import { foldedName } from '../kernel/text.ts'

/** Offices and services that the regulation excludes, each as the whole beginning of an occupation. */
const offices = [
  // the state's own: presidential decree and the civil registry's list
  /^(wakil )?presiden( ri| republik indonesia)?$/,
  /^(wakil )?menteri\b/,
  /^anggota (kabinet|kementerian)\b/,
  /^duta besar\b/,
  /^(wakil )?(gubernur|bupati|wali ?kota)\b/,
  /^pejabat negara\b/,
  /^((wakil )?ketua|anggota|pimpinan|hakim) (dpr|dprd|dpd|mpr|dpr ri|mpr ri|bpk|kpk|mk|mahkamah (konstitusi|agung)|komisi yudisial|lembaga tinggi)\b/,
  /^((wakil )?ketua|anggota|pimpinan) (dewan perwakilan|majelis permusyawaratan|badan pemeriksa keuangan)\b/,
  /^hakim( (agung|konstitusi|ad hoc|pengadilan|tinggi|pn|pa|ptun)\b.*)?$/,
  // villages
  /^(kepala desa|kades|lurah|perbekel|wali nagari|keuchik)\b/,
  /^(perangkat|aparat|aparatur|pamong|sekretaris|bendahara) desa\b/,
  /^(sekdes|kepala dusun|kadus)\b/,
  // enterprises of state and regions
  /^(anggota |ketua )?(direksi|direktur|direktris|komisaris|dewan pengawas|dewan komisaris|presiden direktur)\b.*\b(bumn|bumd)\b/,
]

/** Who serves: as a status it may also stand behind a profession (`Guru PNS`, `Dokter TNI AD`). */
const services =
  'cpns|calon pns|pns|asn|pppk|p3k|pegawai negeri sipil|calon pegawai negeri sipil|pegawai negeri|aparatur sipil negara|' +
  'tni|abri|tentara nasional indonesia|tentara|prajurit|polri|kepolisian|polisi|polwan|brimob'
const serves = new RegExp(
  `^((anggota|prajurit|pegawai|staf|staff|perwira|bintara|tamtama) )?(${services})\\b`,
)
const status = new RegExp(`^(.+) (${services})( (ad|al|au|ri|republik indonesia|aktif))*$`)

const onlyService = new RegExp(`^(${services})( (ad|al|au|ri))*$`)

/** In whose office somebody is for the time being. */
const acting =
  /^(pj|plt|plh|penjabat|pejabat|pelaksana tugas|staf|staff) (?=(sementara )?(kepala|kades|lurah|perangkat|aparat|sekretaris|gubernur|bupati|wali))/

/** Who has left the service, and the family of those who serve, may take part. */
const related = wordSet(
  'pensiunan purnawirawan purnabakti purnatugas purna mantan eks ex bekas non bukan belum istri isteri suami anak janda duda ' +
    'keluarga orangtua ibu bapak ayah menantu mertua adik kakak cucu warakawuri',
)

/** Who works for officials, or sells to them, is none. */
const working = wordSet(
  'sopir supir driver pengemudi pembantu asisten pengasuh tukang penjahit pedagang penjual jualan buruh kurir karyawan ' +
    'karyawati koperasi toko warung kantin katering catering rekanan relawan',
)

const studying = /^(pelajar|siswa|siswi|mahasiswa|mahasiswi|student)\b/

/**
 * Whether an occupation is one of those that the regulation excludes: officials of the state, ASN, TNI, Polri, village
 * staff, and who directs enterprises of state or region. Offices are read whole: `Sopir bupati` is a driver. Of several
 * occupations (`Petani/Perangkat desa`) one is enough.
 */
export function occupationExcluded(occupation: string): boolean {
  const whole = foldedName(occupation)
  if (excludedPart(whole)) return true
  let before = ''
  return whole.split(/[/,;&()+]| dan | merangkap | sekaligus /).some((part) => {
    // `Pensiunan TNI/Polri`: the second service is left, too.
    const carried = related.has(firstWord(before)) && onlyService.test(wordsOf(part))
    if (!carried) before = wordsOf(part)
    return !carried && excludedPart(part)
  })
}

function excludedPart(part: string): boolean {
  const words = wordsOf(part).replace(acting, '')
  const first = firstWord(words)
  if (related.has(first) || working.has(first)) return false
  if (serves.test(words) || offices.some((office) => office.test(words))) return true
  const profession = status.exec(words)?.[1]
  return (
    profession !== undefined && !profession.split(' ').some((word) => related.has(word) || working.has(word))
  )
}

function wordsOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

function firstWord(words: string): string {
  return words.split(' ', 1)[0] ?? ''
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}

/** Whether an occupation says that somebody is still in formal education. */
export function occupationIsStudy(occupation: string): boolean {
  return studying.test(foldedName(occupation))
}
