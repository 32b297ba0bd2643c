import { type FactWords, facts as factWords } from '../../journal/facts.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatDeadline, formatInstant, type Language } from '../../kernel/wib.ts'
import { words as appealWords } from '../portal/home/appeal-words.ts'
import { dictionary } from './dictionary.ts'
import { templateWords } from './template-words.ts'

const wordsOf = (key: string) => (factWords as Readonly<Record<string, FactWords>>)[key]

const coded = dictionary({
  id: {
    not_bought: 'yang belum membeli',
    bought: 'yang sudah membeli',
    active: 'semua kartu aktif',
    revoked: 'kartu dicabut',
    granted: 'diterima',
    declined: 'ditolak',
    proven: 'terbukti',
    reported: 'dilaporkan lembaga',
    institution: 'lembaga',
    ministry: 'kementerian',
    pre: 'pre-test',
    post: 'post-test',
    tpm: 'tugas praktik (TPM)',
    uk: 'uji keterampilan (UK)',
    new: 'baru',
    known: 'lama',
    true: 'ya',
    false: 'tidak',
  },
  en: {
    not_bought: 'who has not bought',
    bought: 'who has bought',
    active: 'all active cards',
    revoked: 'revoked cards',
    granted: 'granted',
    declined: 'declined',
    proven: 'proven',
    reported: 'reported by the institution',
    institution: 'institution',
    ministry: 'ministry',
    pre: 'pre-test',
    post: 'post-test',
    tpm: 'practical work (TPM)',
    uk: 'test of skill (UK)',
    new: 'new',
    known: 'known',
    true: 'yes',
    false: 'no',
  },
})

/**
 * The facts of an event, or of an act of two people, as people read them: what each is called, and its value with unit and zone. `whole`: with the names
 * of rows and the digests, as somebody needs them who is to approve exactly that.
 */
export function factLines(
  facts: Readonly<Record<string, unknown>>,
  language: Language,
  { whole = false } = {},
): { readonly label: string; readonly value: string }[] {
  return Object.entries(facts)
    .filter(([key]) => whole || wordsOf(key)?.shown !== 'unread')
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([key, value]) => ({
      label: wordsOf(key)?.[language] ?? key.replaceAll('_', ' '),
      value: factText(key, value, language),
    }))
}

function factText(key: string, value: unknown, language: Language): string {
  const shown = wordsOf(key)?.shown
  // Approved word for word.
  if (shown === 'to_the_letter') return JSON.stringify(value)
  if (Array.isArray(value)) return value.map((one) => factText(key, one, language)).join(', ')
  if (typeof value === 'object' && value !== null)
    return factLines(value as Readonly<Record<string, unknown>>, language, { whole: true })
      .map((line) => `${line.label} ${line.value}`)
      .join(', ')
  if (typeof value === 'number' && shown === 'rupiah') return formatRupiah(value)
  const text = String(value)
  if (shown === 'appeal_kind') return named(appealWords[language].kinds, text)
  if (shown === 'template') return named(templateWords[language], text)
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text)) {
    const at = new Date(text)
    return shown === 'last_moment' ? formatDeadline(at, language) : formatInstant(at, language)
  }
  return named(coded[language], text)
}

function named(words: object, code: string): string {
  return (words as Readonly<Record<string, string>>)[code] ?? code
}
