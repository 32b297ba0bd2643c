import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aVoucher } from '../../test/a-voucher.ts'
import { anInstitution, mitraUji } from '../../test/an-institution.ts'
import { hour, minute } from '../kernel/clock.ts'
import { decideSubmission } from '../learning/assignments/decide-submission.ts'
import { confirmAttendance, forgetConfirmations } from '../learning/attendance/confirm-attendance.ts'
import { redeemVoucher } from '../learning/redeem/redeem-voucher.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { addRedirectUri } from './directory/redirect-uris.ts'
import { errorCatalogue } from './error-catalogue.ts'

const programme = await anInstitution()
const { ctx, pool, clock, purchases, kupon, lkp, lkpLain, ask, refusal, data } = programme
after(() => programme.close())
const by = { actor: 'cli:test', requestId: 'r-test' }

const status = 'payment/redeem-code/status'
const commit = 'payment/redeem-code/commit'
const reset = 'payment/redeem-code/reset'
const generate = 'oauth/url-generate'
const back = 'https://lp.contoh.test/kembali'

const voucher = (course = {}) => aVoucher(programme, course)

test('status answers with every field and every type of the wire', async () => {
  const { redeemCode, courseCode, invoiceCode } = await voucher()
  const answer = await ask(status, { redeem_code: redeemCode }, lkp)
  assert.deepEqual(answer, {
    status: 200,
    body: {
      success: true,
      message: 'OK',
      data: {
        redeem_code: redeemCode,
        course_code: courseCode,
        invoice_code: invoiceCode,
        schedule_code: `${courseCode}-j1`,
        status: 0,
        attendance_status: 0,
        redeem_at: '',
        dp_platform: 'Kupon',
        schedule_start_end: 'Mulai kapan saja',
        course_type: 1,
        course_type_label: 'Belajar Mandiri',
        course_learning_method: 'Self-Paced Learning',
        is_online_attendance: false,
        sequence: 1,
      },
    },
  })
})

test('the demo’s code has attended its second session and not its first, in both generations of clients', async () => {
  const code = { redeem_code: 'UJI0KODE0001' }
  const first = await data(status, code)
  assert.deepEqual(first, await data(status, { ...code, sequence: 1 }))
  assert.deepEqual(first, await data(status, { ...code, sequence: null }))
  // a session attended is a use of the code, whichever it is
  assert.deepEqual([first.status, first.attendance_status, first.sequence], [1, 0, 1])
  assert.deepEqual([first.course_type, first.is_online_attendance], [2, true])
  assert.match(
    first.schedule_start_end as string,
    /^22 November 2026, 10\.00 WIB - 23 November 2027, 10\.00 WIB$/,
  )
  const second = await data(status, { ...code, sequence: 2 })
  assert.deepEqual([second.status, second.attendance_status, second.sequence], [1, 1, 2])
  const last = await data(status, { ...code, sequence: 999 })
  assert.deepEqual([last.attendance_status, last.sequence], [0, 999])
  for (let n = 11; n <= 18; n++) {
    const unused = await data(status, { redeem_code: `UJI0KODE00${n}` })
    assert.deepEqual([unused.status, unused.attendance_status, unused.redeem_at], [0, 0, ''])
  }
})

test('commit redeems and attends the first session, once; the second time it is used', async () => {
  const { redeemCode: redeem_code } = await voucher()
  const used = await data(commit, { redeem_code }, lkp)
  const instant = `${clock.now().toISOString().slice(0, 19)}Z`
  assert.deepEqual([used.status, used.attendance_status, used.redeem_at], [1, 1, instant])
  assert.deepEqual(await data(status, { redeem_code }, lkp), used)
  assert.equal((await data(status, { redeem_code, sequence: 2 }, lkp)).attendance_status, 0)
  assert.equal(await refusal(commit, { redeem_code }, lkp), 'ERRTRX40063 Redeem Code sudah digunakan')
  const { rows } = await pool.query(
    `select actor, reason from journal join code using (card_id) where code = $1 and act = 'redeemed'`,
    [redeem_code],
  )
  assert.deepEqual(rows, [{ actor: 'partner:lkp', reason: 'by_redeem_code' }])
})

test('a voucher that was redeemed is a redeem code that was used, and the other way round', async () => {
  const bought = await voucher()
  const asked = { code: bought.code, email: bought.email, courseCode: bought.courseCode, institutionId: 1 }
  assert.ok((await redeemVoucher(ctx, asked, by)).ok)
  const known = await data(status, { redeem_code: bought.redeemCode }, lkp)
  assert.deepEqual([known.status, known.attendance_status], [1, 1])
  assert.match(await refusal(commit, { redeem_code: bought.redeemCode }, lkp), /^ERRTRX40063 /)
})

test('of fifty commits of one code at once one succeeds, and the others are told that it is used', async () => {
  const { redeemCode: redeem_code, card } = await voucher()
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask(commit, { redeem_code }, lkp)))
  assert.equal(answers.filter(({ body }) => body.success).length, 1)
  assert.equal(answers.filter(({ body }) => body.message === 'Redeem Code sudah digunakan').length, 49)
  const { rows } = await pool.query(`select from journal where card_id = $1 and act = 'redeemed'`, [
    card.cardId,
  ])
  assert.equal(rows.length, 1)
})

test('every refusal of a code has its known number and its words to the letter', async () => {
  const { redeemCode: redeem_code, invoiceCode, transactionCode, card } = await voucher()
  assert.equal(
    await refusal(status, { redeem_code: 'AAAAAAAAAAAA' }, lkp),
    'ERRTRX40020 Transaksi tidak ditemukan',
  )
  for (const call of [status, commit])
    assert.equal(
      await refusal(call, { redeem_code }, lkpLain),
      'ERRTRX40028 Gagal verifikasi, kode redeem bukan milik lembaga pelatihan.',
    )
  await pool.query(`update code set cancelled_at = now(), cancelled_because = 'test' where code = $1`, [
    redeem_code,
  ])
  for (const call of [status, commit])
    assert.equal(
      await refusal(call, { redeem_code }, lkp),
      'ERRTRX40022 Gagal verifikasi, kode sudah dibatalkan',
    )
  assert.ok((await purchases.void(kupon, invoiceCode, transactionCode, 'r')).ok)
  for (const call of [status, commit])
    assert.equal(
      await refusal(call, { redeem_code }, lkp),
      'ERRTRX40101 Gagal verifikasi, transaksi sudah dibatalkan',
    )
  await pool.query(`update code set cancelled_at = null, cancelled_because = null where card_id = $1`, [
    card.cardId,
  ])
})

test('a schedule that has not begun, or is over, is no time to redeem', async () => {
  const startsAt = new Date(clock.now().getTime() + hour)
  const { redeemCode: redeem_code, courseCode } = await voucher({ startsAt: startsAt.toISOString() })
  const schedule =
    'ERRTRX40027 Jadwal pelatihan belum dimulai atau sudah selesai, silahkan cek jadwal pelatihan pada dashboard Prakerja'
  assert.equal(await refusal(commit, { redeem_code }, lkp), schedule)
  await pool.query('update schedule set ends_at = $2 where schedule_code = $1', [
    `${courseCode}-j1`,
    new Date(startsAt.getTime() + minute),
  ])
  clock.set(new Date(startsAt.getTime() + minute))
  assert.equal(await refusal(commit, { redeem_code }, lkp), schedule)
  assert.equal((await data(status, { redeem_code }, lkp)).status, 0)
})

test('storefronts, our own too, may not make the calls of institutions, and a storefront may in its second role', async () => {
  const { rows } = await pool.query(`select kind from partner where client_code = 'mitra-uji-01'`)
  assert.equal(rows[0].kind, 'storefront')
  assert.equal((await ask(status, { redeem_code: 'UJI0KODE0001' })).status, 200)
  const key = ctx.secrets.seal('kunci-tokopedia-0123456789')
  await pool.query(
    `insert into partner_key select partner_id, 1, $1, now() from partner where client_code in ('tokopedia', 'kupon')`,
    [key],
  )
  programme.directory.changed()
  for (const clientCode of ['tokopedia', 'kupon'])
    for (const call of [status, commit, reset, generate, 'tpm/submission', 'tpm/submission/status'])
      assert.match(
        await refusal(call, {}, { clientCode, key: 'kunci-tokopedia-0123456789' }),
        /^ERRAUT40154 /,
      )
  await assert.rejects(
    pool.query(
      `update partner set institution_id = 1, acts_as_institution = true where client_code = 'tokopedia'`,
    ),
    /acts_for_an_institution/,
  )
})

test('the sandbox partner knows nothing but sandbox cards, whoever their institution is', async () => {
  const { redeemCode: redeem_code } = await voucher()
  await pool.query(
    `update course set institution_id = (select institution_id from partner where client_code = 'mitra-uji-01')
     where course_id = (select course_id from purchase where redeem_code = $1)`,
    [redeem_code],
  )
  for (const call of [status, commit]) assert.match(await refusal(call, { redeem_code }), /^ERRTRX40020 /)
})

test('a redeem code that is an error code provokes it, for sandbox partners alone', async () => {
  for (const { code, status: http, message } of Object.values(errorCatalogue)) {
    const { status: answered, body } = await ask(status, { redeem_code: code })
    assert.deepEqual([answered, body.code, body.success], [http, code, false])
    assert.equal(body.message, message({}))
  }
  assert.match(await refusal(status, { redeem_code: 'ERRTRX40027' }, lkp), /^ERRTRX40020 /)
})

test('the test codes are answered in form by every call', async () => {
  for (const [redeem_code, type, sequence] of [
    ['TC1-001-200', 1, 1],
    ['TC1-999-200', 1, 999],
    ['TC2-001-200', 2, 1],
    ['TC2-999-200', 2, 999],
  ] as const) {
    const answer = await data(status, { redeem_code })
    assert.deepEqual([answer.course_type, answer.sequence, answer.status], [type, sequence, 0])
    assert.deepEqual(Object.keys(answer), Object.keys(await data(status, { redeem_code: 'UJI0KODE0001' })))
    assert.equal((await data(commit, { redeem_code })).status, 1)
    assert.equal((await data(reset, { redeem_code })).status, 0)
    const asked = { redeem_code, redirect_uri: back, email: 'a@contoh.test' }
    assert.deepEqual(Object.keys(await data(generate, asked)), ['url', 'state', 'course'])
    const session = { redeem_code, scope: sequence === 999 ? 'uk' : 'tpm', sequence }
    assert.equal(typeof (await data('tpm/submission', { ...session, url_file: back })).id, 'number')
    assert.equal((await data('tpm/feedback/submission', { ...session, notes: 'ok' })).notes, 'ok')
    assert.deepEqual(Object.keys(await data('tpm/submission/status', session)), ['assignment', 'feedback'])
    assert.match(await refusal(status, { redeem_code }, lkp), /^ERRTRX40020 /)
  }
})

test('reset puts a PRAT- code back as often as one likes, and no other code, and for nobody else', async () => {
  const redeem_code = 'PRAT-UJI00001'
  for (let round = 0; round < 3; round++) {
    assert.equal((await data(commit, { redeem_code })).status, 1)
    assert.match(await refusal(commit, { redeem_code }), /^ERRTRX40063 /)
    const again = await data(reset, { redeem_code })
    assert.deepEqual([again.status, again.attendance_status, again.redeem_at], [0, 0, ''])
    assert.deepEqual(await data(status, { redeem_code }), again)
  }
  assert.match(await refusal(reset, { redeem_code: 'UJI0KODE0011' }), /^ERRPLT40063 /)
  assert.match(await refusal(reset, { redeem_code: 'PRAT-TIDAKADA' }), /^ERRTRX40020 /)
  assert.match(await refusal(reset, { redeem_code }, lkp), /^ERRPLT40062 /)
})

test('url-generate gives a link, a state and the course, and the confirmation is attendance of that session', async () => {
  const asked = { redeem_code: 'UJI0KODE0011', redirect_uri: back, email: 'peserta@contoh.test' }
  for (const sequence of [undefined, 2]) {
    const made = await data(generate, { ...asked, sequence })
    assert.match(made.state as string, /^[A-Z0-9]{32}$/)
    assert.deepEqual(made, {
      url: `https://bekal.example/konfirmasi-kehadiran?state=${made.state}`,
      state: made.state,
      course: { type: 2, learning_method: 'Webinar' },
    })
    const { rows } = await pool.query(
      `select person_id from card join code using (card_id) where code = 'UJI0KODE0011'`,
    )
    const who = { personId: rows[0].person_id, requestId: 'r' }
    const confirmed = await confirmAttendance(ctx, made.state as string, who)
    assert.ok(confirmed.ok)
    assert.equal(confirmed.value.returnTo, `${back}?state=${made.state}`)
    const known = await data(status, { redeem_code: asked.redeem_code, sequence })
    // a confirmed session is a use of the code, as commit is
    assert.deepEqual([known.status, known.attendance_status], [1, 1])
    assert.match(await refusal(generate, { ...asked, sequence }), /^ERRTRX40064 /)
  }
})

test('of twenty confirmations by one link at once one is taken, and only the holder’s', async () => {
  const asked = { redeem_code: 'UJI0KODE0017', redirect_uri: back, email: 'banyak@contoh.test' }
  const { state } = (await data(generate, asked)) as { state: string }
  const { rows } = await pool.query(
    `select person_id, card_id from card join code using (card_id) where code = 'UJI0KODE0017'`,
  )
  const who = { personId: rows[0].person_id, requestId: 'r' }
  const stranger = await confirmAttendance(ctx, state, { ...who, personId: '999999' })
  assert.deepEqual(stranger, { ok: false, refusal: 'confirmation_of_other_person', facts: {} })
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => confirmAttendance(ctx, state, who)))
  const used = { ok: false, refusal: 'confirmation_used', facts: { since: clock.now() } }
  assert.equal(outcomes.filter(({ ok }) => ok).length, 1)
  for (const outcome of outcomes) if (!outcome.ok) assert.deepEqual(outcome, used)
  const kept = await pool.query(`select sequence, attended_by from attendance where card_id = $1`, [
    rows[0].card_id,
  ])
  assert.deepEqual(kept.rows, [{ sequence: 1, attended_by: `person:${who.personId}` }])
  const journal = await pool.query(`select from journal where card_id = $1 and act = 'attended'`, [
    rows[0].card_id,
  ])
  assert.equal(journal.rows.length, 1)
})

test('a link ends after half an hour to the millisecond, with its purchase, and after a day it is forgotten', async () => {
  const asked = { redeem_code: 'UJI0KODE0018', redirect_uri: back, email: 'akhir@contoh.test' }
  const { state } = (await data(generate, asked)) as { state: string }
  const { rows } = await pool.query(
    `select person_id, invoice_code, transaction_code from purchase join card using (card_id)
     where redeem_code = 'UJI0KODE0018'`,
  )
  const who = { personId: rows[0].person_id, requestId: 'r' }
  const refusalOf = async () => {
    const outcome = await confirmAttendance(ctx, state, who)
    return outcome.ok ? 'done' : outcome.refusal
  }
  const expiresAt = new Date(clock.now().getTime() + 30 * minute)
  const { invoice_code, transaction_code } = rows[0]
  await data('payment/void', { invoice_code, transaction_code })
  clock.set(new Date(expiresAt.getTime() - 1))
  assert.equal(await refusalOf(), 'transaction_cancelled')
  clock.set(expiresAt)
  assert.equal(await refusalOf(), 'confirmation_expired')
  clock.advance(24 * hour + 1)
  assert.ok((await forgetConfirmations(ctx)) > 0)
  assert.equal(await refusalOf(), 'confirmation_unknown')
  // An email that was confirmed is kept for good.
  const { rows: held } = await pool.query(
    `select count(*)::int as count from confirmation_email where held_until = 'infinity'`,
  )
  assert.ok(held[0].count > 0)
})

test('a return address is one that is registered to the letter, and its own query is kept', async () => {
  const asked = { redeem_code: 'UJI0KODE0012', email: 'dua@contoh.test' }
  for (const redirect_uri of [
    `${back}/`,
    `${back}?a=1`,
    'https://LP.contoh.test/kembali',
    'https://jahat.test/',
    'javascript:alert(1)',
  ])
    assert.match(await refusal(generate, { ...asked, redirect_uri }), /^ERRPLT40060 /)
  const uri = 'https://lp.contoh.test/kelas?id=7&x=%20'
  const added = await addRedirectUri(ctx, { ...by, clientCode: mitraUji.clientCode, uri })
  assert.ok(added.ok)
  const made = await data(generate, { ...asked, redirect_uri: uri })
  const { rows } = await pool.query(
    `select person_id from card join code using (card_id) where code = 'UJI0KODE0012'`,
  )
  const confirmed = await confirmAttendance(ctx, made.state as string, {
    personId: rows[0].person_id,
    requestId: 'r',
  })
  assert.ok(confirmed.ok)
  assert.equal(confirmed.value.returnTo, `${uri}&state=${made.state}`)
})

test('one email is good for one purchase of a course, also when two ask for it at once', async () => {
  const email = 'satu@contoh.test'
  const codes = ['UJI0KODE0013', 'UJI0KODE0014']
  const answers = await Promise.all(
    codes.map((redeem_code) =>
      ask(generate, {
        redeem_code,
        redirect_uri: back,
        email: redeem_code === codes[0] ? email : ' SATU@contoh.test'.trim(),
      }),
    ),
  )
  assert.deepEqual(answers.map(({ body }) => body.code ?? 'OK').sort(), ['ERRTRX40065', 'OK'])
  const [mine, other] = answers[0]!.body.success ? codes : [codes[1], codes[0]]
  const again = { redirect_uri: back, email }
  assert.equal((await ask(generate, { ...again, redeem_code: mine })).status, 200)
  // A link that nobody followed does not keep an email for good.
  clock.advance(31 * minute)
  assert.equal((await ask(generate, { ...again, redeem_code: other })).status, 200)
  assert.match(await refusal(generate, { ...again, redeem_code: mine }), /^ERRTRX40065 /)
  // At another course it is free.
  assert.equal((await ask(generate, { ...again, redeem_code: 'UJI0KODE0015' })).status, 200)
})

test('who learns alone has a beginning and a test, and no sessions in between', async () => {
  const asked = { redeem_code: 'UJI0KODE0016', redirect_uri: back, email: 'tiga@contoh.test' }
  assert.equal(
    await refusal(generate, { ...asked, sequence: 2 }),
    'ERRTRX40001 Gagal verifikasi, tipe pelatihan tidak sesuai.',
  )
  const made = await data(generate, { ...asked, sequence: 999 })
  assert.deepEqual(made.course, { type: 1, learning_method: 'Self-Paced Learning' })
})

test('assignments and feedback are handed in as often as one likes; the newest counts at once', async () => {
  const session = { redeem_code: 'UJI0KODE0001', scope: 'tpm', sequence: 1 }
  const url_file = 'https://lp.contoh.test/a.pdf'
  const of = (status: number) => ({ ...session, status })
  const state = () => data('tpm/submission/status', session)
  assert.deepEqual(await state(), { assignment: of(0), feedback: of(0) })

  const first = await data('tpm/submission', { ...session, url_file })
  assert.equal(typeof first.id, 'number')
  assert.deepEqual(first, { id: first.id, ...session, status: 1, url_file })
  assert.deepEqual(await state(), { assignment: of(1), feedback: of(0) })

  const said = await data('tpm/feedback/submission', { ...session, notes: 'Bagus & rapi' })
  assert.deepEqual(said, { id: said.id, ...session, status: 1, url_file: '', notes: 'Bagus & rapi' })
  assert.deepEqual(await state(), { assignment: of(1), feedback: of(1) })

  const decide = (id: unknown, verdict: 'accepted' | 'failed') =>
    decideSubmission(ctx, id as number, { verdict, reason: 'diperiksa' }, by)
  assert.ok((await decide(first.id, 'failed')).ok)
  assert.deepEqual(await decide(first.id, 'accepted'), {
    ok: false,
    refusal: 'submission_decided',
    facts: {},
  })
  assert.deepEqual(await state(), { assignment: of(3), feedback: of(1) })
  const second = await data('tpm/submission', { ...session, url_file })
  assert.ok((second.id as number) > (first.id as number))
  assert.deepEqual(await state(), { assignment: of(1), feedback: of(1) })
  assert.ok((await decide(second.id, 'accepted')).ok)
  assert.deepEqual(await state(), { assignment: of(2), feedback: of(1) })

  const exam = { ...session, scope: 'uk', sequence: 999 }
  assert.equal((await data('tpm/submission', { ...exam, url_file })).sequence, 999)
})

test('an address with blanks and accents is taken and answered as it goes over the wire', async () => {
  const session = { redeem_code: 'UJI0KODE0001', scope: 'tpm', sequence: 1 }
  const answered = async (url_file: string) =>
    (await data('tpm/submission', { ...session, url_file })).url_file
  assert.equal(
    await answered('https://lp.contoh.test/Tugas Rénald (1).pdf?kelas=dua belas#hal 3'),
    'https://lp.contoh.test/Tugas%20R%C3%A9nald%20(1).pdf?kelas=dua%20belas#hal%203',
  )
  assert.equal(await answered(' https://lp.contoh.test/a.pdf '), 'https://lp.contoh.test/a.pdf')
  // To the letter where nothing has to be encoded: the address may be signed.
  const plain = 'https://LP.contoh.test/a%20b/../c.pdf?x=%7B|'
  assert.equal(await answered(plain), plain)
  for (const url_file of [
    'https://lp.contoh.test/a\tb',
    'https://10.0.0.1/a b',
    'https://lp.contoh.test\\@x.y/a b',
  ])
    assert.match(await refusal('tpm/submission', { ...session, url_file }), /^ERRPLT40051 url_file /)
  const long = `https://lp.contoh.test/${'é'.repeat(600)}`
  assert.match(await refusal('tpm/submission', { ...session, url_file: long }), /paling panjang 2048/)
})

test('what is handed in must be https, in the open net, and of the right scope', async () => {
  const session = { redeem_code: 'UJI0KODE0001', scope: 'tpm', sequence: 1 }
  const url_file = 'https://lp.contoh.test/a.pdf'
  for (const url of [
    'http://lp.contoh.test/a.pdf',
    'https://10.0.0.1/a',
    'https://localhost/a',
    'file:///etc/passwd',
  ])
    assert.match(await refusal('tpm/submission', { ...session, url_file: url }), /^ERRPLT40051 url_file /)
  for (const [scope, sequence] of [
    ['tpm', 999],
    ['uk', 1],
  ])
    assert.match(await refusal('tpm/submission', { ...session, scope, sequence, url_file }), /^ERRPLT40061 /)
  assert.match(
    await refusal('tpm/submission', { ...session, scope: 'lain', url_file }),
    /^ERRPLT40051 scope /,
  )
  assert.match(
    await refusal('tpm/submission', { ...session, sequence: '1', url_file }),
    /^ERRPLT40051 sequence /,
  )
  assert.match(await refusal('tpm/submission', session), /^ERRPLT40051 url_file /)
  assert.match(await refusal('tpm/feedback/submission', session), /^ERRPLT40051 notes /)
})

test('after all of this nothing was a fault, and the tables still hold what they promise', async () => {
  assert.deepEqual(programme.faults, [])
  assert.deepEqual(await checkInvariants(pool), [])
})
