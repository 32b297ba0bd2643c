import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { journalInserts, literalsOf } from '../../../test/journal-sql.ts'
import { events } from '../../journal/events.ts'
import { facts } from '../../journal/facts.ts'
import { reasons } from '../../journal/reasons.ts'
import { reasonsOf } from '../../kernel/refusal.ts'
import { revocationReasons } from '../../learning/certificates/certificates.ts'
import { joinRefusals } from '../../waves/join-rules.ts'
import { actorWord, systemParts } from './actors.ts'
import { eventWord } from './events.ts'
import { factLines } from './facts.ts'

const src = fileURLToPath(new URL('../..', import.meta.url))
const files = globSync('**/*.{ts,tsx}', { cwd: src }).filter((file) => !file.includes('.test.'))
const inserts = files.flatMap((file) => {
  const text = readFileSync(path.join(src, file), 'utf8')
  return journalInserts(text).map((row) => ({ file: file.replaceAll(path.sep, '/'), ...row }) as Row)
})
interface Row {
  readonly file: string
  readonly act: string
  readonly reason?: string
  readonly facts?: string
  readonly actor: string
}

/**
 * Events that a statement does not name in whole: the events that it can write, or `typed` where TypeScript holds that only
 * those of the catalogue are handed in.
 */
const computed: Readonly<Record<string, readonly string[] | 'typed'>> = {
  "demo/sandbox-institution.ts 'course_' || status": ['course_listed', 'course_withdrawn'],
  'journal/write-journal.ts row.act': 'typed',
  "learning/assignments/decide-submission.ts kind || '_' || status": [
    'assignment_accepted',
    'assignment_failed',
    'feedback_accepted',
    'feedback_failed',
  ],
  "learning/assignments/submit.ts kind || '_submitted'": ['assignment_submitted', 'feedback_submitted'],
  "learning/completion/decide-report.ts 'completion_report_' || $2": [
    'completion_report_accepted',
    'completion_report_refused',
  ],
  "learning/reviews/store.ts '${event}'": 'typed',
  "messages/outbox/parked.ts '${event}'": 'typed',
  'deadlines/ended-sql.ts verdict': ['revoked', 'cut_off'],
  'storefronts/orders/move-order.ts act': ['order_placed', 'order_paid'],
  'storefronts/promo/promo-store.ts $6': 'typed',
}

const whole = /^'[a-z_]+'$/

test('every event that a statement writes is in the catalogue, and so has words in both languages', () => {
  assert.ok(inserts.length > 60, `${inserts.length} rows are written`)
  const known = Object.keys(events)
  for (const { file, act } of inserts) {
    const written = whole.test(act) ? literalsOf(act) : computed[`${file} ${act}`]
    assert.ok(written, `${file} writes the event ${act}: say in this test which events those are`)
    if (written === 'typed') continue
    for (const one of written)
      assert.ok(known.includes(one), `${one} of ${file} has no words: src/journal/events.ts`)
  }
  const met = new Set(inserts.map(({ file, act }) => `${file} ${act}`))
  assert.deepEqual(
    Object.keys(computed).filter((entry) => !met.has(entry)),
    [],
    'these are written no more',
  )
})

test('the words of events are words, other in each language and no two events alike', () => {
  for (const language of ['id', 'en'] as const) {
    const said = Object.keys(events).map((event) => eventWord(event, language))
    for (const word of said) assert.match(word, /^[A-ZÀ-Ž][^_]*[^_ .]$/)
    assert.equal(new Set(said).size, said.length)
  }
})

test('every fact that a statement writes is in the catalogue of facts', () => {
  const known = Object.keys(facts)
  for (const { file, facts = '' } of inserts)
    for (const [, given = ''] of facts.matchAll(/jsonb_build_object\(([\s\S]*)\)/g)) {
      const keys = [...given.matchAll(/'([A-Za-z_]+)'\s*,/g)]
        .map(([, key = '']) => key)
        .filter((key) => key !== 'hex')
      assert.ok(keys.length > 0, `${file}: ${facts}`)
      for (const key of keys)
        assert.ok(known.includes(key), `${key} of ${file} has no words: src/journal/facts.ts`)
    }
})

test('every reason that a statement writes itself has words', () => {
  const given = inserts.flatMap(({ reason = '' }) =>
    literalsOf(reason).filter((one) => /^[a-z_]{3,}$/.test(one)),
  )
  assert.ok(given.length > 20)
  // compared with, not written
  // Before anybody has joined: none of these takes somebody out.
  const outside = ['wave_unknown', 'person_unknown', 'wave_not_open']
  const takesOut = reasonsOf(joinRefusals).filter((refusal) => !outside.includes(refusal))
  for (const one of [...given, ...takesOut, ...revocationReasons])
    if (!['ministry', 'pre', 'revoked'].includes(one))
      assert.ok(one in reasons, `the reason ${one} has no words`)
})

test('everybody who acts has a name: staff, an institution’s user, a storefront, the holder, each part of the system', () => {
  const names = new Map([
    ['staff:3', 'Ani'],
    ['institution-user:2', 'Rina, LKP Contoh'],
    ['partner:pijar', 'Pijar Mahir'],
  ])
  const word = (actor: string) => actorWord(actor, names, 'id')
  assert.deepEqual(
    [
      'staff:3',
      'institution-user:2',
      'partner:pijar',
      'person:7',
      'card:7',
      'portal_account:1',
      'cli:budi',
    ].map(word),
    [
      'Petugas Ani',
      'Lembaga: Rina, LKP Contoh',
      'Toko Pijar Mahir',
      'Pemegang kartu',
      'Pemegang kartu',
      'Pendaftar',
      'Baris perintah (budi)',
    ],
  )
  assert.equal(word('account:tokopedia:4'), 'Akun toko')
  assert.equal(word('visitor'), 'Pengunjung')
  const parts = new Set(
    files.flatMap((file) =>
      [...readFileSync(path.join(src, file), 'utf8').matchAll(/'system:([a-z]+)'/g)].map(
        ([, part = '']) => part,
      ),
    ),
  )
  assert.deepEqual([...parts].toSorted(), systemParts.toSorted())
})

test('facts are told with their words, units and zone, and without what only an audit reads', () => {
  const facts = {
    amount: 1_000_000,
    first_purchase_before: '2026-12-23T17:00:00.000Z',
    floor_given: true,
    wrote: 'ab',
    template: 'revoked',
    restsUntil: null,
  }
  assert.deepEqual(
    factLines(facts, 'id').map(({ label, value }) => `${label}: ${value}`),
    [
      'jumlah: Rp1.000.000',
      'beli sampai: 23 Desember 2026, 23.59 WIB',
      'tambahan batas waktu diberikan: ya',
      'pesan: Kepesertaan dicabut',
    ],
  )
})
