import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { anInstitution, mitraUji } from '../../test/an-institution.ts'
import { sandboxCodes } from '../demo/sandbox-codes.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { calls } from './calls.ts'
import { errorCatalogue } from './error-catalogue.ts'
import { signedRequest } from './signatures/signed-request.ts'

const programme = await anInstitution()
const { api, clock, pool, lkp } = programme
after(() => programme.close())

const bodies = 10_000
/** Asked at the same time, as partners do. */
const together = 100

const hostile = fc.constantFrom<unknown>(
  '\0',
  '\ud800',
  '\u202e\u0000',
  '',
  ' ',
  "' or 1=1 --",
  '__proto__',
  'constructor',
  '../../etc/passwd',
  'https://169.254.169.254/',
  'https://lp.contoh.test/kembali',
  'peserta@contoh.test',
  'tpm',
  'uk',
  'A'.repeat(5000),
  0,
  -1,
  1,
  2,
  998,
  999,
  1000,
  1e308,
  2 ** 53,
  0.5,
  true,
  null,
  [],
  {},
  [[[[]]]],
)
const value = fc.oneof(
  { weight: 4, arbitrary: hostile },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 100 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
)
/** What each field may well hold, so that many bodies get behind the form. */
const fitting: Readonly<Record<string, readonly unknown[]>> = {
  redeem_code: [...sandboxCodes.map((known) => known.code), 'TC1-001-200', 'PRAT-', 'AAAAAAAAAAAA'],
  sequence: [1, 2, 999, null],
  scope: ['tpm', 'uk'],
  redirect_uri: ['https://lp.contoh.test/kembali'],
  email: ['peserta@contoh.test', 'a@b.c', '\u202e@contoh.test'],
  url_file: ['https://lp.contoh.test/a.pdf', null],
  notes: ['Bagus & rapi', '<script>', '\u2028'],
}

/** Bodies that look like the call's own, others' and nobody's. */
function bodyOf(fields: readonly string[]) {
  const of = (name: string) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...(fitting[name] ?? [])) },
      { weight: 1, arbitrary: value },
    )
  const own = Object.fromEntries(fields.map((name) => [name, of(name)]))
  return fc.oneof(
    { weight: 6, arbitrary: fc.record(own, { requiredKeys: [] }).map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '',
        '{',
        '{"redeem_code":',
        '{"redeem_code":"UJI0KODE0011","redeem_code":1}',
        `{"redeem_code":${'['.repeat(2000)}${']'.repeat(2000)}}`,
        '\ufeff{"redeem_code":"UJI0KODE0011"}',
        '{"__proto__":{"redeem_code":"UJI0KODE0011"}}',
        '{"redeem_code":1e999}',
      ),
    },
  )
}

const known = new Set(Object.values(errorCatalogue).map(({ code: number }) => number))

async function soundAnswer(path: string, text: string): Promise<number> {
  // What cannot be UTF-8 becomes U+FFFD on the way out: sign what is sent.
  const body = Buffer.from(text).toString()
  const caller = text.length % 7 === 0 ? lkp : mitraUji
  const response = await api.post(path, signedRequest(caller, { path, body, nowMs: clock.now().getTime() }))
  const said = await response.text()
  assert.equal(response.headers.get('content-type'), 'application/json')
  const answer = JSON.parse(said)
  assert.ok(typeof answer.message === 'string' && answer.message.length > 0, said)
  assert.ok(response.status === 200 || response.status === 400, `${response.status} ${said} for ${text}`)
  assert.equal(answer.success, response.status === 200)
  if (response.status === 400) assert.ok(known.has(answer.code) && !('data' in answer), said)
  return response.status
}

for (const { path, fields, kind } of calls) {
  if (kind !== 'institution') continue
  test(`${bodies} random and hostile bodies for ${path}: JSON with a message, never a 5xx`, async () => {
    const texts = fc.sample(bodyOf(Object.keys(fields)), bodies)
    const met = { 200: 0, 400: 0 }
    for (let from = 0; from < texts.length; from += together) {
      const statuses = await Promise.all(
        texts.slice(from, from + together).map((text) => soundAnswer(path, text)),
      )
      for (const status of statuses) met[status as 200 | 400]++
    }
    assert.equal(met[200] + met[400], bodies)
    // Bodies that the call takes are among them, or nothing behind the form was tried.
    assert.ok(met[200] > 0 && met[400] > 0, JSON.stringify(met))
  })
}

test('afterwards nothing was a fault, and the tables still hold what they promise', async () => {
  assert.deepEqual(programme.faults, [])
  assert.deepEqual(await checkInvariants(pool), [])
})
