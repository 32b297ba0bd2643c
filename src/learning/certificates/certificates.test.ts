import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aBoughtTraining, learn } from '../../../test/a-finished-training.ts'
import { aProgramme } from '../../../test/a-programme.ts'
import { tamper } from '../../../test/database.ts'
import { finishLesson } from '../lesson-progress.ts'
import {
  certificateById,
  certificatesOf,
  certificatesOfPurchase,
  spacedCertificateId,
  typedCertificateId,
} from './certificates.ts'
import { packagedContexts } from './contexts.ts'
import { type CertificateRequest, issueCertificate } from './issue-certificate.ts'
import { didOf } from './issuer.ts'
import { revokeCertificate } from './revoke-certificate.ts'
import { listLength, listShare, statusPosition } from './status-list.ts'

const programme = await aProgramme()
const { ctx, pool, purchases, toko } = programme
after(() => programme.close())

const actor = { actor: 'operator:ani', requestId: 'r-cert' }
const issue = (request: CertificateRequest) => issueCertificate(ctx, request, actor)

async function aFinishedTraining() {
  const training = await aBoughtTraining(programme)
  await learn(programme, training)
  return training
}

async function issued(request: CertificateRequest): Promise<string> {
  const outcome = await issue(request)
  assert.ok(outcome.ok, `it was refused: ${outcome.ok ? '' : outcome.refusal}`)
  return outcome.value.certificateId
}

async function refusalOf(outcome: Promise<{ ok: boolean; refusal?: string }>): Promise<string> {
  const { ok, refusal } = await outcome
  assert.equal(ok, false, 'it was not refused')
  return refusal!
}

async function events(cardId: string): Promise<string[]> {
  const { rows } = await pool.query(
    `select act, reason from journal where card_id = $1 and act like 'certificate%' order by journal_id`,
    [cardId],
  )
  return rows.map(({ act, reason }) => `${act}: ${reason}`)
}

test('the last lesson finishes the training and issues the certificate, once', async () => {
  const training = await aBoughtTraining(programme)
  await finishLesson(ctx, training, 1, 'r-1')
  assert.deepEqual(await certificatesOf(pool, training.cardId), [])
  await finishLesson(ctx, training, 2, 'r-2')
  await finishLesson(ctx, training, 2, 'r-3')
  const [certificate, ...more] = await certificatesOf(pool, training.cardId)
  assert.deepEqual(more, [])
  assert.match(certificate?.certificateId ?? '', /^[A-Z0-9]{12}$/)
  const { kind, holderName, courseTitle, institution, grade, issuedAt, revoked } = certificate!
  assert.deepEqual(
    { kind, holderName, courseTitle, institution, grade, issuedAt, revoked },
    {
      kind: 'institution',
      holderName: 'Siti Aminah',
      courseTitle: training.course.courseCode,
      institution: 'LKP Contoh',
      grade: undefined,
      issuedAt: programme.clock.now(),
      revoked: undefined,
    },
  )
  assert.deepEqual(await certificateById(pool, certificate!.certificateId), certificate)
  assert.deepEqual(await events(training.cardId), ['certificate_issued: training_finished'])
})

test('finishing and certificate are one state: without the one there is not the other', async () => {
  const training = await aBoughtTraining(programme)
  await finishLesson(ctx, training, 1, 'r-1')
  await tamper(pool, `alter table certificate add constraint full_up check (card_id <> ${training.cardId})`)
  await assert.rejects(finishLesson(ctx, training, 2, 'r-2'), /full_up/)
  const finished = 'select finished_at is not null as finished from purchase where purchase_id = $1'
  assert.equal((await pool.query(finished, [training.purchaseId])).rows[0].finished, false)
  await tamper(pool, 'alter table certificate drop constraint full_up')
  await finishLesson(ctx, training, 2, 'r-3')
  assert.equal((await pool.query(finished, [training.purchaseId])).rows[0].finished, true)
  assert.equal((await certificatesOfPurchase(pool, training)).length, 1)
})

test('before the end of the training, and for a cancelled one, there is no certificate', async () => {
  const training = await aBoughtTraining(programme)
  const of = { cardId: training.cardId, purchaseId: training.purchaseId }
  for (const kind of ['institution', 'ministry'] as const)
    assert.equal(await refusalOf(issue({ ...of, kind, grade: '90' })), 'training_not_finished')
  const { invoiceCode, transactionCode } = training.paid
  const voided = await purchases.void(toko, invoiceCode, transactionCode, 'r-void')
  assert.ok(voided.ok)
  assert.equal(await refusalOf(issue({ ...of, kind: 'institution' })), 'training_not_finished')
  assert.equal(
    await refusalOf(issue({ ...of, purchaseId: '1', kind: 'institution' })),
    'training_not_finished',
  )
  assert.deepEqual(await certificatesOf(pool, of.cardId), [])
})

test('the ministry certifies after a grade, beside the institution', async () => {
  const { cardId, purchaseId } = await aFinishedTraining()
  const ministry = { cardId, purchaseId, kind: 'ministry' } as const
  assert.equal(await refusalOf(issue(ministry)), 'grade_missing')
  assert.equal(await refusalOf(issue({ ...ministry, grade: '  ' })), 'grade_missing')
  assert.equal(await refusalOf(issue({ ...ministry, grade: 'x'.repeat(21) })), 'grade_too_long')
  const id = await issued({ ...ministry, grade: ' 87,5 ' })
  assert.equal((await certificateById(pool, id))?.grade, '87,5')
  const kinds = (await certificatesOfPurchase(pool, { cardId, purchaseId })).map(({ kind }) => kind)
  assert.deepEqual(kinds, ['ministry', 'institution'])
})

test('many who ask for it at the same time are given one certificate', async () => {
  const { cardId, purchaseId } = await aFinishedTraining()
  const request = { cardId, purchaseId, kind: 'ministry', grade: 'A' } as const
  const ids = await Promise.all(Array.from({ length: 24 }, () => issued(request)))
  assert.equal(new Set(ids).size, 1)
  assert.equal(await issued(request), ids[0])
  const { rows } = await pool.query('select certificate_id from certificate_code where card_id = $1', [
    cardId,
  ])
  assert.equal(rows.length, 2)
  assert.deepEqual(await events(cardId), [
    'certificate_issued: training_finished',
    'certificate_issued: graded',
  ])
})

test('a certificate is revoked once, for a reason, and does not come back by itself', async () => {
  const { cardId, purchaseId } = await aFinishedTraining()
  const request = { cardId, purchaseId, kind: 'institution' } as const
  const id = await issued(request)
  const because = 'wrong_details'
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => revokeCertificate(ctx, id, { because, note: 'nama salah' }, actor)),
  )
  assert.equal(outcomes.filter(({ ok }) => ok).length, 1)
  const again = revokeCertificate(ctx, id, { because: 'misuse' }, actor)
  assert.equal(await refusalOf(again), 'certificate_revoked')
  const unknown = revokeCertificate(ctx, 'ZZZZZZZZZZZZ', { because }, actor)
  assert.equal(await refusalOf(unknown), 'certificate_unknown')
  const { revoked } = (await certificateById(pool, id)) ?? {}
  assert.deepEqual(revoked, { at: programme.clock.now(), because })
  assert.equal(await refusalOf(issue(request)), 'certificate_revoked')
  assert.deepEqual(await certificatesOfPurchase(pool, request), [])
  assert.deepEqual(await events(cardId), [
    'certificate_issued: training_finished',
    'certificate_revoked: wrong_details',
  ])
})

test('another one in its place has the name of now, and there is one of these', async () => {
  const { cardId, purchaseId } = await aFinishedTraining()
  const request = { cardId, purchaseId, kind: 'institution' } as const
  const old = await issued(request)
  await revokeCertificate(ctx, old, { because: 'wrong_details' }, actor)
  await pool.query(`update card set holder_name = 'Siti Aminah Putri' where card_id = $1`, [cardId])
  const ids = await Promise.all(Array.from({ length: 8 }, () => issued({ ...request, replacing: true })))
  assert.equal(new Set(ids).size, 1)
  assert.notEqual(ids[0], old)
  assert.equal((await certificateById(pool, ids[0]!))?.holderName, 'Siti Aminah Putri')
  assert.equal((await certificateById(pool, old))?.holderName, 'Siti Aminah')
  assert.equal(await issued(request), ids[0])
})

test('the application cannot delete a certificate', async () => {
  await assert.rejects(pool.query('delete from certificate'), /permission denied/)
})

test('a number is understood as it is typed, pasted or scanned', () => {
  const id = 'AB12CD34EF56'
  for (const typed of [
    id,
    ' ab12 cd34 ef56 ',
    'AB12-CD34-EF56',
    `https://prakerja.example/verifikasi/${id}`,
    `https://prakerja.example/verifikasi/${id}/?lang=en#isi`,
    `https://prakerja.example/verifikasi/${id}.`,
    `${id}.`,
    `${id}\u200b `,
    `AB12 CD34 EF56).`,
  ])
    assert.equal(typedCertificateId(typed), id, typed)
  for (const typed of [
    '',
    'AB12',
    `${id}7`,
    'AB12CD34EF5Ö',
    'https://prakerja.example/verifikasi',
    `${id}/x`,
  ])
    assert.equal(typedCertificateId(typed), undefined, typed)
  assert.equal(typedCertificateId(spacedCertificateId(id)), id)
})

test('each certificate has a bit of its own in the lists', () => {
  assert.deepEqual(statusPosition('1'), { list: 1, bit: 1 })
  assert.deepEqual(statusPosition(String(listLength - 1)), { list: 1, bit: listLength - 1 })
  assert.deepEqual(statusPosition(String(listLength)), { list: 2, bit: 0 })
})

test('the issuer is known by the host that people see, with its port', () => {
  assert.equal(didOf({ url: 'https://prakerja.example' }), 'did:web:prakerja.example')
  assert.equal(didOf({ url: 'http://localhost:3000' }), 'did:web:localhost%3A3000')
})

test('what is signed is read with the contexts of our packages, and nothing else is ever fetched', async () => {
  const { document } = await packagedContexts('https://www.w3.org/ns/credentials/v2')
  assert.ok('@context' in document)
  for (const url of ['https://www.w3.org/ns/credentials/v3', 'https://example.com/', 'file:///etc/passwd'])
    await assert.rejects(packagedContexts(url), /not among the packaged contexts/)
})

test('the place in the list of revoked ones is drawn, and does not tell which certificate came first', async () => {
  const places: number[] = []
  for (let n = 0; n < 6; n++) {
    const { cardId } = await aFinishedTraining()
    const [{ statusIndex } = assert.fail('no certificate')] = await certificatesOf(pool, cardId)
    places.push(Number(statusIndex))
  }
  assert.equal(new Set(places).size, 6)
  for (const place of places) assert.ok(place >= 0 && place < listLength, `${place} is not in the first list`)
  // Six that follow each other would be next to each other; six drawn ones are so once in 10^20 times.
  const gaps = places.slice(1).map((place, i) => Math.abs(place - places[i]!))
  assert.ok(
    gaps.some((gap) => gap > 6),
    `issued in order: ${places}`,
  )
})

test('the next list begins when half of the places of one are taken, and a place is given once', async () => {
  await tamper(pool, `select setval('certificate_turn', ${listShare}, false)`)
  const { cardId } = await aFinishedTraining()
  const [certificate] = await certificatesOf(pool, cardId)
  assert.equal(statusPosition(certificate!.statusIndex).list, 2)
  await assert.rejects(
    tamper(pool, `update certificate set status_index = (select min(status_index) from certificate)`),
    /certificate_status/,
  )
})
