import type { Language } from '../../kernel/wib.ts'
import { dictionary } from './dictionary.ts'

const words = dictionary({
  id: {
    system: 'Sistem',
    parts: {
      campaigns: 'pengirim kampanye',
      completion: 'pemeriksaan penyelesaian',
      deadlines: 'batas waktu',
      demo: 'demo',
      fraud: 'pencari kecurangan',
      import: 'impor',
      incentives: 'insentif',
      ledger: 'buku besar',
      migration: 'pembaruan skema',
      otp: 'pengaman OTP',
      outbox: 'kotak keluar',
      reserves: 'pemanggil cadangan',
      reviews: 'pengingat ulasan',
      seal: 'segel jurnal',
      start: 'saat mulai',
      timetable: 'jadwal kerja',
      waiting: 'daftar tunggu',
    },
    staff: (name: string) => `Petugas ${name}`,
    institutionUser: (name: string) => `Lembaga: ${name}`,
    institution: (name: string) => `Lembaga ${name}`,
    partner: (name: string) => `Toko ${name}`,
    cli: (name: string) => `Baris perintah (${name})`,
    holder: 'Pemegang kartu',
    account: 'Akun toko',
    applicant: 'Pendaftar',
    visitor: 'Pengunjung',
  },
  en: {
    system: 'The system',
    parts: {
      campaigns: 'sender of campaigns',
      completion: 'completion',
      deadlines: 'deadlines',
      demo: 'demo',
      fraud: 'search for fraud',
      import: 'import',
      incentives: 'incentives',
      ledger: 'ledger',
      migration: 'migration',
      otp: 'guard of the OTPs',
      outbox: 'outbox',
      reserves: 'calling of reserves',
      reviews: 'reminder of reviews',
      seal: 'seal of the journal',
      start: 'at the start',
      timetable: 'timetable',
      waiting: 'waiting lists',
    },
    staff: (name) => `Operator ${name}`,
    institutionUser: (name) => `Institution: ${name}`,
    institution: (name) => `Institution ${name}`,
    partner: (name) => `Storefront ${name}`,
    cli: (name) => `Command line (${name})`,
    holder: 'The card holder',
    account: 'A storefront account',
    applicant: 'The applicant',
    visitor: 'A visitor',
  },
})

/** The parts of the system that act by themselves, as `system:deadlines` in the journal. */
export const systemParts = Object.keys(words.id.parts)

/** Who acted, as people name them: `names` has those whom the database knows by name. */
export function actorWord(actor: string, names: ReadonlyMap<string, string>, language: Language): string {
  const said = words[language]
  const [, kind = '', rest = ''] = /^([a-z_-]+)(?::(.*))?$/s.exec(actor) ?? []
  const name = names.get(actor) ?? rest
  switch (kind) {
    case 'staff':
      return said.staff(name)
    case 'institution-user':
      return said.institutionUser(name)
    case 'institution':
      return said.institution(name)
    case 'partner':
      return said.partner(name)
    case 'cli':
      return said.cli(name)
    case 'system': {
      const part = (said.parts as Readonly<Record<string, string>>)[rest]
      return part ? `${said.system} (${part})` : said.system
    }
    case 'person':
    case 'card':
      return said.holder
    case 'account':
      return said.account
    case 'portal_account':
      return said.applicant
    case 'visitor':
      return said.visitor
    default:
      return actor
  }
}
