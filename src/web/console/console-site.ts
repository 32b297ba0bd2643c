import { may, type Permission } from '../../staff/permissions.ts'
import type { Staff } from '../../staff/staff.ts'
import { guideWords } from '../guide/guide-words.ts'
import type { OfDemo } from '../portal/portal-site.ts'
import type { Link } from '../site/link.ts'
import type { Site } from '../site/site.ts'
import { consoleTheme } from './console-theme.ts'
import { menuWords } from './menu-words.ts'
import { searchWords } from './people/search-words.ts'

/** What the words name by a text alone. */
type Name = {
  [Name in keyof typeof menuWords.en]: (typeof menuWords.en)[Name] extends string ? Name : never
}[keyof typeof menuWords.en]
type Place = readonly [name: Name, href: Link, sees: Permission]

/** The console's rooms, each with its places; what somebody may not see is not in their menu. */
const sections = [
  ['start', [['start', '/konsol', 'see_programme']]],
  [
    'people',
    [
      ['search', '/konsol/cari', 'see_people'],
      ['desk', '/konsol/meja', 'help_people'],
      ['codes', '/konsol/kode', 'see_cases'],
      ['certificates', '/konsol/sertifikat', 'see_cases'],
      ['incentives', '/konsol/insentif', 'see_money'],
    ],
  ],
  [
    'cases',
    [
      ['queue', '/konsol/kasus', 'see_cases'],
      ['appeals', '/konsol/keberatan', 'see_appeals'],
      ['inquiries', '/konsol/pertanyaan', 'see_appeals'],
      ['corrections', '/konsol/koreksi', 'see_programme'],
      ['reports', '/konsol/penyelesaian', 'see_programme'],
      ['fraud', '/konsol/kecurangan', 'see_cases'],
    ],
  ],
  [
    'programme',
    [
      ['waves', '/konsol/gelombang', 'see_programme'],
      ['deadlines', '/konsol/tenggat', 'see_programme'],
      ['years', '/konsol/tahun', 'see_programme'],
      ['exclusions', '/konsol/pengecualian', 'see_people'],
      ['imports', '/konsol/impor', 'see_programme'],
    ],
  ],
  [
    'catalogue',
    [
      ['courses', '/konsol/katalog', 'see_catalogue'],
      ['proposals', '/konsol/katalog/usulan', 'see_catalogue'],
      ['schedules', '/konsol/jadwal', 'see_catalogue'],
      ['promos', '/konsol/katalog/promo', 'see_catalogue'],
      ['reviews', '/konsol/katalog/ulasan', 'see_catalogue'],
      ['surveys', '/konsol/survei', 'see_catalogue'],
    ],
  ],
  [
    'partners',
    [
      ['storefronts', '/konsol/mitra', 'see_catalogue'],
      ['institutions', '/konsol/mitra/lembaga', 'see_catalogue'],
      ['otpPauses', '/konsol/otp', 'see_programme'],
    ],
  ],
  [
    'messages',
    [
      ['wordings', '/konsol/pesan', 'see_programme'],
      ['delivery', '/konsol/pesan/kiriman', 'see_programme'],
      ['campaigns', '/konsol/pesan/kampanye', 'see_programme'],
      ['announcements', '/konsol/pengumuman', 'see_programme'],
      ['questions', '/konsol/tanya-jawab', 'see_programme'],
    ],
  ],
  [
    'money',
    [
      ['money', '/konsol/keuangan', 'see_money'],
      ['payments', '/konsol/keuangan/pembayaran', 'see_money'],
      ['bank', '/konsol/keuangan/bank', 'see_money'],
      ['bankDifferences', '/konsol/keuangan/selisih-bank', 'see_money'],
      ['accounts', '/konsol/keuangan/rekening', 'see_money'],
      ['holds', '/konsol/keuangan/penahanan', 'see_money'],
      ['suspensions', '/konsol/keuangan/penangguhan', 'see_money'],
      ['reconciliation', '/konsol/keuangan/rekonsiliasi', 'see_money'],
      ['differences', '/konsol/keuangan/selisih', 'see_money'],
    ],
  ],
  [
    'position',
    [
      ['position', '/konsol/laporan', 'see_reports'],
      ['charts', '/konsol/grafik', 'see_programme'],
      ['checks', '/konsol/pemeriksaan', 'see_reports'],
      ['retention', '/konsol/penyimpanan', 'see_retention'],
    ],
  ],
  [
    'approvals',
    [
      ['approvals', '/konsol/persetujuan', 'see_programme'],
      ['tasks', '/konsol/pekerjaan', 'see_programme'],
    ],
  ],
  ['staff', [['staff', '/konsol/staf', 'see_staff']]],
] as const satisfies readonly (readonly [Name, readonly Place[]])[]

/** The console as one of our sites; its menu shows what whoever is logged in may see. */
export function consoleSite({ demo }: OfDemo, staff?: Staff): Site {
  return {
    theme: consoleTheme,
    home: '/konsol',
    nav: (language, _session, path) => {
      const here = placeOf(path)
      return sections.flatMap(([section, all]) => {
        const places = seenBy(staff, all)
        if (places.length === 0) return []
        const items = places.map(([name, href]) => ({
          label: menuWords[language][name],
          href,
          current: href === here,
        }))
        return [
          {
            label: menuWords[language][section],
            href: items[0]!.href,
            current: items.some(({ current }) => current),
            ...(items.length > 1 && { places: items }),
          },
        ]
      })
    },
    foot: (language) => [{ label: guideWords[language].title, href: guideOf(staff) }],
    search: (language) => {
      const { box: label, label: takes } = searchWords[language]
      return staff && { action: '/konsol/cari', label, takes }
    },
    account: () => (staff ? { label: staff.name, href: '/konsol/akun' } : undefined),
    ...(demo && { demo: demo.nav }),
  }
}

/** The guide of whoever is there: by the first of their roles that has one of its own. */
function guideOf(staff: Staff | undefined): Link {
  if (staff?.roles.includes('operator') || staff?.roles.includes('supervisor'))
    return '/panduan/operator-hari'
  if (staff?.roles.includes('finance')) return '/panduan/operator-bulan'
  if (staff?.roles.includes('auditor')) return '/panduan/auditor'
  return staff?.roles.includes('admin') ? '/panduan/administrator' : '/panduan/operator-hari'
}

function seenBy(staff: Staff | undefined, places: readonly Place[]): readonly Place[] {
  return places.filter(([, , permission]) => staff && may(staff.roles, permission))
}

/** The place that an address belongs to: the one with the longest address that it begins with. */
function placeOf(asked: string): Link | undefined {
  // A person is found by the search.
  const path = asked.startsWith('/konsol/orang/') ? '/konsol/cari' : asked
  const holding = sections
    .flatMap(([, places]): Link[] => places.map(([, href]) => href))
    .filter((href) => path === href || (href !== '/konsol' && path.startsWith(`${href}/`)))
  return holding.sort((one, other) => other.length - one.length)[0]
}

/** The first page that somebody may see. */
export function firstPlace(staff: Staff): Link {
  return sections.flatMap(([, places]) => seenBy(staff, places))[0]?.[1] ?? '/konsol/akun'
}
