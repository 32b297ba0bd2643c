import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { aRegistration, clerk, must, refusalOf } from '../../../test/a-registration.ts'
import { peopleAsCsv } from '../../demo/demo-people.ts'
import { inventRecipient } from '../../demo/invent-recipient.ts'
import {
  demoRegistry,
  httpRegistry,
  inventedPeople,
  RegistryFault,
} from '../../people/population-registry.ts'
import { importApplicants } from './import-applicants.ts'

const scene = await aRegistration()
const { pool, registrations } = scene

const csv = (people: readonly object[]) =>
  peopleAsCsv(
    people.map((person) => ({ ...(person as ReturnType<typeof inventRecipient>), persona: '' as const })),
  )

const take = (text: string, agency = 'Dinas Tenaga Kerja') =>
  importApplicants(
    registrations,
    (async function* () {
      yield text
    })(),
    { agency, actor: clerk },
  )

test('an agency registers people from its list; refused rows say why, and the mended file is imported again', async () => {
  const [good, twin, third, wrong, silent] = [100, 101, 102, 103, 104].map(inventRecipient)
  const family = good!.kk
  const rows = [
    good!,
    { ...twin!, kk: family },
    { ...third!, kk: family },
    { ...wrong!, kk: '1101010101010001' },
    { ...silent!, nik: `${silent!.nik.slice(0, 12)}9999` },
    { ...inventRecipient(105), phone: good!.phone },
    { ...inventRecipient(106), birth_date: '1950-01-01' },
  ]
  const report = must(await take(csv(rows)))
  assert.deepEqual([report.rows, report.registered, report.already], [7, 2, 0])
  assert.deepEqual(
    report.refused.map(({ line, refusals }) => [line, ...refusals]),
    [
      [4, 'family_card_full'],
      [5, 'registry_no_match'],
      [6, 'registry_unreachable'],
      [7, 'phone_taken'],
      [8, 'nik_birth_date_differ'],
    ],
  )
  for (const { nik, sentence } of report.refused) {
    assert.match(nik, /^\*{12}\d{4}$/)
    assert.match(sentence, /\.$/)
  }
  const mended = must(await take(csv([...rows.slice(0, 2), wrong!])))
  assert.deepEqual([mended.registered, mended.already], [1, 2])
  const changed = must(await take(csv([{ ...good!, name: 'Lain Sekali' }])))
  assert.deepEqual(changed.refused[0]?.refusals, ['person_known'])
  const elsewhere = must(await take(csv([good!]), 'Kecamatan'))
  assert.deepEqual(elsewhere.refused[0]?.refusals, ['person_known'])
  const { rows: consents } = await pool.query(
    `select count(*)::int as given from consent where given_at_place = 'Dinas Tenaga Kerja' and person_id is not null`,
  )
  assert.equal(consents[0].given, 6)
})

test('a file that is none, or an agency without a name, imports nothing', async () => {
  assert.equal(refusalOf(await take('')), 'file_empty')
  assert.equal(refusalOf(await take('nama,umur\nAni,3\n')), 'column_missing')
  assert.equal(refusalOf(await take(csv([inventRecipient(120)]), ' ')), 'agency_malformed')
})

test('a real registry is asked by one call; whatever is no answer is a fault that tells nothing of who was asked', async () => {
  const asked: unknown[] = []
  let answer: { status: number; body: string } | 'nothing' = { status: 200, body: '{"match":true}' }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => (body += part))
    request.on('end', () => {
      asked.push([request.headers.authorization, JSON.parse(body)])
      if (answer !== 'nothing') response.writeHead(answer.status).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = server.address() as AddressInfo
    const registry = httpRegistry({ url: `http://127.0.0.1:${port}/`, token: 'kunci', timeoutMs: 300 })
    const who = { name: 'Siti', nik: '3201046107980001', kk: '3201041205150100', bornOn: '1998-07-21' }
    assert.equal(await registry.check(who), 'match')
    assert.deepEqual(asked[0], [
      'Bearer kunci',
      { nik: who.nik, kk: who.kk, birth_date: who.bornOn, name: who.name },
    ])
    await registry.check({ ...who, name: 'Nur’aini\u200b  Rene\u0301' })
    assert.equal((asked[1] as [string, { name: string }])[1].name, "Nur'aini Ren\u00e9")
    answer = { status: 200, body: '{"match":false}' }
    assert.equal(await registry.check(who), 'no_match')
    for (const odd of [
      { status: 500, body: '' },
      { status: 200, body: 'ya' },
      { status: 200, body: '{}' },
      'nothing',
    ] as const) {
      answer = odd
      await assert.rejects(registry.check(who), (fault: Error) => {
        assert.ok(fault instanceof RegistryFault)
        return !`${fault.message} ${fault.stack}`.includes(who.nik)
      })
    }
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test('a name is the same to the registry however its apostrophe, accents and blanks are typed', async () => {
  const [somebody] = inventedPeople()
  assert.ok(somebody)
  const { name } = somebody
  for (const typed of [
    name.toUpperCase(),
    name.replaceAll(' ', '\u00a0 '),
    `${name[0]}\u200b${name.slice(1)}`,
    `${name[0]}’${name.slice(1)}`,
    name.replace(/[aeiou]/, '$&\u0301'),
  ])
    assert.equal(await demoRegistry.check({ ...somebody, name: typed }), 'match', typed)
  assert.equal(await demoRegistry.check({ ...somebody, name: `${name} Lain` }), 'no_match')
})
