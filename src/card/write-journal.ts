export { type JournalRow, writeJournal } from '../journal/write-journal.ts'
