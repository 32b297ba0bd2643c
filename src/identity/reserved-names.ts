/** The programme's own sites, under whose names accounts, sessions, links, codes and tries are kept. */
export const realmNames = ['portal', 'konsol', 'bekal', 'mitra', 'lembaga', 'kemnaker'] as const
export type RealmName = (typeof realmNames)[number]

/**
 * The first parts of the programme's own addresses. `routes.ts` refuses to start with one that is missing here, so that no
 * storefront can ever be given its name.
 */
export const firstParts = [
  'angka',
  'api',
  'assets',
  'bantuan',
  'batas-waktu',
  'beranda',
  'bukan-saya',
  'cara-beli',
  'cek-dulu',
  'daftar',
  'data-saya',
  'dev',
  'ganti-hp',
  'hadir',
  'healthz',
  'hubungi-kami',
  'jadwal',
  'jurnal',
  'kartu',
  'keberatan',
  'keluar',
  'kemnaker',
  'konfirmasi-kehadiran',
  'konsol',
  'lapor-kecurangan',
  'lembaga',
  'manfaat',
  'masuk',
  'metrics',
  'mitra',
  'oidc',
  'panduan',
  'pengumuman',
  'perjalanan',
  'pesan-saya',
  'program',
  'readyz',
  'rekening',
  'status',
  'tanya-jawab',
  'undian',
  'verifikasi',
] as const

const reserved: ReadonlySet<string> = new Set([...realmNames, ...firstParts])

/** Whether a name is the programme's own: a storefront of that name would share its accounts or its addresses. */
export function isReserved(name: string): boolean {
  return reserved.has(name)
}

/** What is the programme's own among these addresses (`/kartu/:id`) and not reserved: none, or a mistake of whoever added it. */
export function unreservedParts(addresses: Iterable<string>): string[] {
  const parts = new Set<string>()
  for (const address of addresses) {
    const [, part = ''] = address.split('/')
    if (/^[a-z]/.test(part) && !isReserved(part.replace(/\..*$/, ''))) parts.add(part)
  }
  return [...parts]
}
