import type { RoleFlaw } from './check-roles.ts'

const words: Readonly<Record<RoleFlaw['flaw'], (on: string) => string>> = {
  superuser: (on) => `${on} is a superuser`,
  member_of: (on) => `it is a member of ${on}`,
  owns: (on) => `it owns ${on}, or may become its owner`,
  may_create: (on) => `it may create in ${on}`,
  may_replicate_silently: (on) => `it may set ${on}`,
  may_change: (on) => `it may change or remove rows of ${on}`,
}

/** One flaw, for a list. */
export const flawLine = ({ flaw, on }: RoleFlaw): string => words[flaw](on)

/** What is wrong with the application's role, in both languages, with what to do. */
export function roleFlawsSentence(flaws: readonly RoleFlaw[]): string {
  const first = flaws.slice(0, 3).map(flawLine)
  const more = flaws.length > 3 ? [`${flaws.length - 3} more: bekal database check`] : []
  return [
    'Peran DATABASE_URL dapat mengubah tabel yang hanya boleh ditambah (buku besar, jurnal, persetujuan). ' +
      'Beri tabel pemilik lain, lalu jalankan "bekal database prepare" dengan DATABASE_OWNER_URL.',
    'The role of DATABASE_URL may change tables that are append-only (ledger, journal, approvals). ' +
      'Give them another owner, then run "bekal database prepare" with DATABASE_OWNER_URL: ' +
      'docs/deployment.md has the SQL. BEKAL_ACCEPT_ONE_DATABASE_ROLE=true accepts it as it is.',
    ...[...first, ...more].map((line) => `  - ${line}`),
  ].join('\n')
}
