import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type ReasonOf, refusalWords } from '../../kernel/refusal.ts'

/** What lies in a backup: PostgreSQL's files, the secret of a demo, and the list of both with the digest of the list. */
export const backupParts = {
  cluster: 'postgres',
  secret: 'secret',
  manifest: 'manifest.json',
  digest: 'manifest.json.sha256',
} as const

export const backupFormat = 'bekal-backup-1'

/** below the folder: no way out of it */
const below = z
  .string()
  .regex(/^[\w.-]+(\/[\w.-]+)*$/)
  .refine((name) => !name.split('/').includes('..'))
const digest = z.string().regex(/^[0-9a-f]{64}$/)

/** `manifest.json`: what the backup is of, and every file of it with size and SHA-256. */
export const manifestSchema = z.object({
  format: z.string(),
  /** of Bekal */
  version: z.string(),
  /** `0069-erasure` */
  last_migration: z.string().regex(/^\d{4}-[a-z0-9-]+$/),
  taken_at: z.iso.datetime(),
  mode: z.enum(['demo', 'production']),
  /** of the secret that opens it, which lies in the backup of a demo alone */
  secret_fingerprint: z.string(),
  /** the newest seal of the journal before the first file was copied: it must be there after a restore */
  journal_head: z.object({ seal: z.string(), hash: digest }).nullable(),
  /** folders that are empty, and that PostgreSQL wants */
  folders: z.array(below),
  files: z.array(z.object({ name: below, bytes: z.number().int().min(0), sha256: digest })),
})
export type BackupManifest = z.infer<typeof manifestSchema>

export const backupRefusals = refusalWords({
  id: {
    server_database:
      'Ini untuk PostgreSQL bawaan; basis data dari DATABASE_URL dicadangkan di servernya: lihat docs/backup.md.',
    backup_exists: 'Folder itu sudah ada: sebutkan yang belum ada, supaya tidak ada yang tertimpa.',
    backup_inside: 'Sebutkan folder di luar BEKAL_DATA: yang di dalamnya hilang bersamanya.',
    secret_rotated: 'Rahasianya diganti selagi disalin. Jalankan sekali lagi.',
    no_backup: 'Di sini tidak ada cadangan yang utuh: manifest.json tidak ada. Sebutkan folder yang lain.',
    backup_changed: ({ named }) =>
      `Cadangan ini tidak seperti saat ditulis: ${named}. Tidak ada yang dipulihkan; pakai cadangan lain.`,
    backup_newer: ({ named }) =>
      `Cadangan ini dari versi yang lebih baru, yaitu ${named}. Jalankan bekal backup restore dengan versi itu.`,
    not_empty: ({ named }) =>
      `Folder ${named} tidak kosong. Sebutkan BEKAL_DATA lain; dengan begitu tidak ada yang tertimpa.`,
  },
  en: {
    server_database:
      'This is for the embedded PostgreSQL; a database of DATABASE_URL is backed up on its server: see docs/backup.md.',
    backup_exists: 'That folder is there already: name one that is not, so that nothing is written over.',
    backup_inside: 'Name a folder outside of BEKAL_DATA: what lies in it is lost with it.',
    secret_rotated: 'The secret was rotated while it was copied. Run it once more.',
    no_backup: 'There is no whole backup here: manifest.json is missing. Name another folder.',
    backup_changed: ({ named }) =>
      `This backup is not as it was written: ${named}. Nothing was restored; use another backup.`,
    backup_newer: ({ named }) =>
      `This backup is of a newer version, which is ${named}. Run bekal backup restore with that version.`,
    not_empty: ({ named }) =>
      `The folder ${named} is not empty. Set BEKAL_DATA to another one, so that nothing is written over.`,
  },
})
export type BackupRefusal = ReasonOf<typeof backupRefusals>

/** The manifest as text, and the line that `sha256sum -c` takes. */
export function manifestTexts(manifest: BackupManifest): { readonly text: string; readonly digest: string } {
  const text = `${JSON.stringify(manifest, null, 1)}\n`
  const hash = createHash('sha256').update(text).digest('hex')
  return { text, digest: `${hash}  ${backupParts.manifest}\n` }
}
