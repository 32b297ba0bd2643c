import { day, hour } from '../../kernel/clock.ts'
import type { Field } from '../fields.ts'
import { templateNamed } from '../templates.ts'

const texts: Readonly<Record<string, string>> = {
  name: 'Siti Aminah',
  card: '4812 0000 1111 2222',
  otp: '482913',
  course: 'Menjahit Dasar',
  institution: 'LKP Karya Bersama',
  storefront: 'Pijar',
  site: 'Bekal',
  account: 'BCA *4321',
  party: 'LKP Karya Bersama',
  invoice: 'INV-20261130-0001',
  order: 'PJR-10001',
  transactionCode: 'TRX-10001',
  redeemCode: 'BKL-7Q4M-2XKD',
  voucherCode: 'VCR-10001',
  reference: 'KB-10001',
  phone: '0812****7890',
  email: 'ani@contoh.id',
  by: 'Budi Santoso',
  roles: 'operator',
  wave: '3/2026',
  agency: 'Dinas Tenaga Kerja',
  grade: 'A',
}

/** Values as a template might be told them, invented: for previews and tests, never for anybody's message. */
export function exampleParams(
  template: string,
  { now, site }: { readonly now: Date; readonly site: string },
): Record<string, unknown> {
  const values: Readonly<Record<Field['kind'], unknown>> = {
    text: 'contoh isian',
    lines: 'contoh isian',
    rupiah: 600_000,
    count: 5,
    days: 7,
    instant: new Date(now.getTime() - hour),
    deadline: new Date(now.getTime() + 14 * day),
    link: new URL('/kartu', site).href,
    domain: new URL(site).hostname,
  }
  const fields = Object.entries(templateNamed(template)?.fields ?? {})
  return Object.fromEntries(
    fields.map(([name, { kind }]) => [name, (kind === 'text' && texts[name]) || values[kind]]),
  )
}
