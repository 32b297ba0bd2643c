import { may, type Permission } from '../../staff/permissions.ts'
import type { Staff } from '../../staff/staff.ts'
import type { OfDemo } from '../portal/portal-site.ts'
import type { Link } from '../site/link.ts'
import type { Site } from '../site/site.ts'
import { consoleTheme } from './console-theme.ts'
import { words } from './console-words.ts'

const places = [
  ['start', '/konsol', 'see_programme'],
  ['search', '/konsol/cari', 'see_people'],
  ['waves', '/konsol/gelombang', 'see_programme'],
  ['approvals', '/konsol/persetujuan', 'see_programme'],
  ['deadlines', '/konsol/tenggat', 'see_programme'],
  ['corrections', '/konsol/koreksi', 'see_programme'],
  ['appeals', '/konsol/keberatan', 'see_people'],
  ['reports', '/konsol/penyelesaian', 'see_programme'],
  ['money', '/konsol/keuangan', 'see_programme'],
  ['position', '/konsol/laporan', 'see_reports'],
  ['fraud', '/konsol/kecurangan', 'see_programme'],
  ['schedules', '/konsol/jadwal', 'see_programme'],
  ['surveys', '/konsol/survei', 'see_programme'],
  ['tasks', '/konsol/pekerjaan', 'see_programme'],
  ['staff', '/konsol/staf', 'see_staff'],
] as const satisfies readonly (readonly [string, string, Permission])[]

/** The console as one of our sites; its menu shows what whoever is logged in may see. */
export function consoleSite({ demo }: OfDemo, staff?: Staff): Site {
  return {
    theme: consoleTheme,
    home: '/konsol',
    nav: (language, _session, path) =>
      places
        .filter(([, , permission]) => staff && may(staff.roles, permission))
        .map(([name, href]) => ({
          label: words[language][name],
          href,
          current: href === '/konsol' ? path === href : path === href || path.startsWith(`${href}/`),
        })),
    account: () => (staff ? { label: staff.name, href: '/konsol/akun' } : undefined),
    ...(demo && { demo: demo.nav }),
  }
}

/** The first page that somebody may see. */
export function firstPlace(staff: Staff): Link {
  return places.find(([, , permission]) => may(staff.roles, permission))?.[1] ?? '/konsol/akun'
}
