import type { TaskKind } from '../../staff/task-kinds.ts'
import { dictionary } from '../words/dictionary.ts'

/** What each kind of long work is called. */
export const taskWords = dictionary<Readonly<Record<TaskKind, string>>>({
  id: {
    close_wave: 'Menutup gelombang',
    simulate_rules: 'Mencoba aturan',
    check_ledger: 'Memeriksa buku besar',
    verify_journal: 'Memeriksa segel jurnal',
    audit_tables: 'Mencocokkan tabel dengan jurnal',
    try_list: 'Pratinjau daftar',
    write_list: 'Menulis daftar',
    undo_list: 'Membatalkan impor',
    export_list: 'Mengekspor daftar',
    run_draw: 'Mengundi',
    notify_wave: 'Memberi tahu penerima',
  },
  en: {
    close_wave: 'Closing a wave',
    simulate_rules: 'Trying rules',
    check_ledger: 'Check of the ledger',
    verify_journal: 'Check of the journal’s seals',
    audit_tables: 'Tables compared with the journal',
    try_list: 'Preview of a list',
    write_list: 'Writing a list',
    undo_list: 'Undoing an import',
    export_list: 'Exporting a list',
    run_draw: 'Drawing',
    notify_wave: 'Notifying recipients',
  },
})
