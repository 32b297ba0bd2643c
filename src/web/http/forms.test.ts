import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Hono } from 'hono'
import { z } from 'zod'
import { newCardNumber } from '../../kernel/codes.ts'
import { bodies, formBytes } from './bodies.ts'
import { onFault } from './errors.tsx'
import { field } from './form-fields.ts'
import { checkForm, readForm } from './forms.ts'
import type { Web } from './web.ts'

const schema = z.object({
  name: field.text(80),
  email: field.email(),
  phone: field.phone(),
  card_number: field.cardNumber(),
  otp: field.otp(),
  amount: field.whole(1, 1_000_000),
  born_on: field.date(),
  nik: field.digits(16),
  method: field.choice(['prakerja', 'other']),
  interests: field.several(['masak', 'bahasa']),
  promo: field.text(20).optional(),
  terms: field.consent(),
})

const faults: Error[] = []
const app = new Hono<Web>()
app.onError(onFault((fault) => faults.push(fault)))
app.use(bodies({ mostBytes: () => formBytes }))
app.post('/', async (c) => c.json(checkForm(await readForm(c), schema, 'id'), 200))

const card = newCardNumber()
const good = {
  name: ' Siti ',
  email: 'Siti@Contoh.id ',
  phone: '0812 3456 7890',
  card_number: card.replace(/(.{4})/g, '$1 '),
  otp: '482 913',
  amount: '350000',
  born_on: '1996-02-29',
  nik: '3174.0515.0990.0001',
  method: 'prakerja',
  interests: 'masak',
  promo: '',
  terms: 'yes',
}

test('marks and blanks that nobody sees are no part of a number, an email or a code', () => {
  const marked = (text: string) => `\u202a\u200b${text}\u00a0\u200e\u202c\ufeff`
  const messy = {
    ...good,
    name: 'Ma\u200b’ruf\u00a0 Rene\u0301',
    email: marked('Siti@Contoh.id'),
    phone: marked('0812\u00a03456\u20117890'),
    card_number: marked(card.replace(/(.{4})/g, '$1\u00a0')),
    otp: marked('482\u00a0913'),
    amount: marked('350000'),
    born_on: marked('29 Februari 1996'),
    nik: marked('3174.0515.0990.0001'),
  }
  const answers = checkForm(
    new URLSearchParams(messy),
    schema.extend({ name: field.name(80), code: field.code(20).optional() }),
    'id',
  )
  assert.ok(answers.ok, JSON.stringify(answers))
  const { values } = answers
  assert.equal(values.name, 'Ma’ruf Ren\u00e9')
  assert.deepEqual(
    [values.email, values.phone, values.card_number, values.otp, values.amount, values.born_on, values.nik],
    ['siti@contoh.id', '+6281234567890', card, '482913', 350000, '1996-02-29', '3174051509900001'],
  )
})

test('a good form is read into values', () => {
  const answers = checkForm(new URLSearchParams(good), schema, 'id')
  assert.ok(answers.ok, JSON.stringify(answers))
  assert.deepEqual(answers.values, {
    name: 'Siti',
    email: 'siti@contoh.id',
    phone: '+6281234567890',
    card_number: card,
    otp: '482913',
    amount: 350000,
    born_on: '1996-02-29',
    nik: '3174051509900001',
    method: 'prakerja',
    interests: ['masak'],
    terms: true,
  })
})

test('every missing answer is named, in the order of the questions, in the language of the user', () => {
  for (const [language, expected] of [
    ['id', 'Nomor HP belum diisi.'],
    ['en', 'Mobile number is missing.'],
  ] as const) {
    const answers = checkForm(new URLSearchParams(), schema, language)
    assert.ok(!answers.ok)
    assert.equal(answers.errors.phone, expected)
    const asked = Object.keys(schema.shape).filter((name) => name !== 'promo' && name !== 'interests')
    assert.deepEqual(
      answers.problems.map((problem) => problem.field),
      asked,
    )
  }
})

const wrong: readonly (readonly [keyof typeof good, string, RegExp])[] = [
  ['name', 'x'.repeat(81), /terlalu panjang, paling banyak 80/],
  ['email', 'siti@', /Contoh: nama@contoh.id/],
  ['phone', '021 555 1234', /HP Indonesia/],
  ['card_number', `${card.slice(0, 15)}${(Number(card[15]) + 1) % 10}`, /Periksa lagi 16 angkanya/],
  ['otp', '12345', /6 angka/],
  ['amount', '1.5', /angka bulat/],
  ['amount', '0', /paling kecil 1/],
  ['amount', '9999999', /paling besar 1000000/],
  ['born_on', '2026-02-30', /bukan tanggal/],
  ['nik', '123', /harus 16 angka/],
  ['method', 'bitcoin', /pilih salah satu/],
  ['terms', 'no', /Centang dulu/],
]
for (const [name, value, said] of wrong) {
  test(`${name} "${value.slice(0, 20)}" is refused with a sentence`, () => {
    const answers = checkForm(new URLSearchParams({ ...good, [name]: value }), schema, 'id')
    assert.ok(!answers.ok)
    assert.deepEqual(
      answers.problems.map((problem) => problem.field),
      [name],
    )
    assert.match(answers.errors[name] ?? '', said)
  })
}

test('what was typed is given back, but never an OTP or a password', () => {
  const answers = checkForm(
    new URLSearchParams({ name: 'Siti', otp: '482913', password: 'rahasia sekali' }),
    z.object({ name: field.text(1), otp: field.otp(), password: field.password() }),
    'id',
  )
  assert.deepEqual({ ...answers.typed }, { name: 'Siti' })
})

test('a code is found in the pasted message around it', () => {
  const message = 'BEKAL: kode OTP 482913 utk bayar Rp350.000 di Tokopedia. Berlaku 5 mnt.'
  const answers = checkForm(new URLSearchParams({ otp: message }), z.object({ otp: field.otp() }), 'id')
  assert.ok(answers.ok && answers.values.otp === '482913')
})

const contentTypes = [
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-16',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/json',
  'text/plain',
  '',
]

test('no body whatever makes a fault', async () => {
  const pair = fc.tuple(
    fc.oneof(fc.constantFrom(...Object.keys(good), '__proto__', 'constructor', 'csrf', ''), fc.string()),
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\0', '%00', '%', '%zz', '%ff%fe', '[object Object]'),
    ),
  )
  const body = fc.oneof(
    fc.array(pair).map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&')),
    fc.array(pair).map((pairs) => new URLSearchParams(pairs).toString()),
    fc.uint8Array({ maxLength: 2000 }),
    fc.json(),
  )
  await fc.assert(
    fc.asyncProperty(body, fc.constantFrom(...contentTypes), async (sent, type) => {
      const answer = await app.request('/', {
        method: 'POST',
        headers: { 'content-type': type },
        body: typeof sent === 'string' ? sent : new Uint8Array(sent),
      })
      assert.equal(answer.status, 200)
      const answers = (await answer.json()) as { typed: Record<string, string> }
      for (const value of Object.values(answers.typed)) {
        assert.ok(![...value].some((sign) => sign < ' ' && sign !== '\n' && sign !== '\t'))
      }
    }),
    { numRuns: 300 },
  )
  assert.deepEqual(faults, [])
})

test('a body that is too big is refused with 413', async () => {
  const answer = await app.request('/', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `name=${'x'.repeat(70_000)}`,
  })
  assert.equal(answer.status, 413)
  assert.match(await answer.text(), /terlalu besar/)
})
