import type { FactKey } from '../../journal/fact-keys.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatDeadline, formatInstant, type Language } from '../../kernel/wib.ts'
import { words as appealWords } from '../portal/home/appeal-words.ts'
import { dictionary } from './dictionary.ts'
import { factLabels } from './fact-labels.ts'
import { templateWords } from './template-words.ts'

/** Names of rows and digests, for an audit: they tell nobody who reads a timeline anything. */
const unread: readonly string[] = [
  'wrote',
  'person_id',
  'purchase',
  'report',
  'approval',
  'task',
  'hold',
  'hash',
]
const money: readonly string[] = ['amount', 'granted', 'rupiah', 'price', 'incentiveAmount', 'discount']
const lastMoments: readonly string[] = ['first_purchase_before', 'restsUntil']

const coded = dictionary({
  id: {
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
 * The facts of an act as people read them: what each is called, and its value with unit and zone. `whole`: with the names
 * of rows and the digests, as somebody needs them who is to approve exactly that.
 */
export function factLines(
  facts: Readonly<Record<string, unknown>>,
  language: Language,
  { whole = false } = {},
): { readonly label: string; readonly value: string }[] {
  return Object.entries(facts)
    .filter(([key]) => whole || !unread.includes(key))
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([key, value]) => ({ label: labelOf(key, language), value: factText(key, value, language) }))
}

function labelOf(key: string, language: Language): string {
  return factLabels[language][key as FactKey] ?? key.replaceAll('_', ' ')
}

function factText(key: string, value: unknown, language: Language): string {
  // Approved word for word.
  if (key === 'rules') return JSON.stringify(value)
  if (Array.isArray(value)) return value.map((one) => factText(key, one, language)).join(', ')
  if (typeof value === 'object' && value !== null)
    return factLines(value as Readonly<Record<string, unknown>>, language, { whole: true })

      .map((line) => `${line.label} ${line.value}`)
      .join(', ')
  if (typeof value === 'number' && money.includes(key)) return formatRupiah(value)
  const text = String(value)
  if (key === 'about') return (appealWords[language].kinds as Readonly<Record<string, string>>)[text] ?? text
  if (key === 'template') return (templateWords[language] as Readonly<Record<string, string>>)[text] ?? text
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text)) {
    const at = new Date(text)
    return lastMoments.includes(key) ? formatDeadline(at, language) : formatInstant(at, language)
  }
  return (coded[language] as Readonly<Record<string, string>>)[text] ?? text
}
