import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { learn } from '../../../test/a-finished-training.ts'
import { aProgramme } from '../../../test/a-programme.ts'
import { reasonsOf } from '../../kernel/refusal.ts'
import { logInRules } from '../../kernel/secrets/log-in-rules.ts'
import { totpCode } from '../../kernel/secrets/second-factor.ts'
import { partsOf, splitOf } from '../../ledger/rules.ts'
import { institutionStatement } from '../../money/institution-statement.ts'
import type { BuyingPartner } from '../../purchase/purchases.ts'
import { attendClass, markAttendance, mayAttendClass } from '../attendance/attend-class.ts'
import { classCodeHolds, classCodeNow } from '../attendance/class-code.ts'
import { certificatesOfPurchase } from '../certificates/certificates.ts'
import {
  decideReport,
  decideReportRefusals,
  reportFile,
  waitingReports,
} from '../completion/decide-report.ts'
import { finishAwaited } from '../completion/finish-awaited.ts'
import { gradeTraining } from '../completion/grade.ts'
import { reportCompletion } from '../completion/report-completion.ts'
import { redeemCode } from '../redeem/redeem-voucher.ts'
import { acceptInvitation, findLiveInvitation, logInInstitutionUser } from './factors.ts'
import {
  participantOf,
  participantsOf,
  scheduleOfInstitution,
  schedulesOfInstitution,
} from './participants.ts'
import { readCodeFile } from './read-code-file.ts'
import { redeemBatch, redeemByInstitution, redeemFile } from './redeem-file.ts'
import {
  addInstitutionUser,
  disableInstitutionUser,
  findInstitutionUser,
  reinviteInstitutionUser,
} from './users.ts'

const programme = await aProgramme()
const { ctx, pool, clock } = programme
after(() => programme.close())
await pool.query(`
  insert into institution (name, name_key, slug) values ('LKP Lain', 'lkp lain', 'lkp-lain');
  update partner set certificates = '{institution,ministry}' where partner_id = 1`)
const by = { actor: 'institution-user:1', requestId: 'r-portal' }
/** The token of the newest link, which goes into the email and nowhere else. */
let mailed = ''
const linkOf = (token: string) => {
  mailed = token
  return `https://bekal.example/mitra/undangan/${token}`
}

type Course = Awaited<ReturnType<typeof programme.aCourse>>
let bought = 0

async function buy(course: Course, partner: BuyingPartner = programme.toko) {
  const card = await programme.aCard()
  const unique = `portal-${++bought}`
  const asked = { partner, userPlatformId: unique, cardNumber: card.number, requestId: 'r', ...course }
  const sent = await programme.purchases.sendOtp(asked)
  assert.ok(sent.ok)
  const paid = await programme.purchases.authorize({
    partner,
    paymentToken: sent.value.paymentToken,
    otp: await programme.otpFor(card.phone),
    invoiceCode: unique,
    invoiceUrl: `https://toko.example/${unique}`,
    requestId: 'r',
  })
  assert.ok(paid.ok)
  const { rows } = await pool.query(
    'select person_id, voucher_code, redeem_code, schedule_id, purchase_id from purchase join card using (card_id) where card_id = $1',
    [card.cardId],
  )
  return {
    cardId: card.cardId,
    purchaseId: rows[0].purchase_id as string,
    personId: rows[0].person_id as string,
    voucher: rows[0].voucher_code as string,
    redeemCode: rows[0].redeem_code as string,
    scheduleId: rows[0].schedule_id as number,
  }
}

async function aUser(email: string, institution = 'LKP Contoh') {
  const invited = await addInstitutionUser(ctx, { institution, email }, linkOf, by)
  assert.ok(invited.ok)
  const token = mailed
  const seen = await findLiveInvitation(ctx, pool, token)
  assert.ok(seen.ok)
  return { token, secret: seen.value.totpSecret, userId: invited.value.userId }
}

test('an invitation is accepted once, at the same time too, and only with a code of the app', async () => {
  const { token, secret } = await aUser('satu@contoh.test')
  const given = { token, password: 'sandi yang panjang', wireNow: clock.now(), requestId: 'r' }
  const wrong = await acceptInvitation(ctx, { ...given, code: '000000' })
  assert.equal(!wrong.ok && wrong.refusal, 'code_wrong')
  const code = totpCode(secret, clock.now())
  const weak = await acceptInvitation(ctx, { ...given, code, password: 'lkp-contoh-1' })
  assert.equal(!weak.ok && weak.refusal, 'password_personal')
  const tries = await Promise.all([1, 2, 3].map(() => acceptInvitation(ctx, { ...given, code })))
  assert.equal(tries.filter(({ ok }) => ok).length, 1)
  assert.deepEqual(
    tries.filter((tried) => !tried.ok).map((tried) => !tried.ok && tried.refusal),
    ['link_used', 'link_used'],
  )
  const { rows } = await pool.query(
    `select count(*)::int as n from outbox where address = 'satu@contoh.test'`,
  )
  assert.equal(rows[0].n, 1)
  for (const [asked, refusal] of [
    [{ institution: 'LKP Contoh', email: 'SATU@contoh.test' }, 'email_taken'],
    [{ institution: 'Tidak Ada', email: 'x@contoh.test' }, 'institution_unknown'],
    [{ institution: 'LKP Contoh', email: 'bukan email' }, 'email_malformed'],
  ] as const) {
    const outcome = await addInstitutionUser(ctx, asked, linkOf, by)
    assert.equal(!outcome.ok && outcome.refusal, refusal)
  }
})

test('who logs in needs password and code; a code and a recovery code are good once; five failures lock', async () => {
  const { token, secret, userId } = await aUser('dua@contoh.test')
  const password = 'sandi yang panjang'
  const wire = (steps: number) => new Date(clock.now().getTime() + steps * 30_000)
  const accepted = await acceptInvitation(ctx, {
    token,
    password,
    code: totpCode(secret, wire(0)),
    wireNow: wire(0),
    requestId: 'r',
  })
  assert.ok(accepted.ok)
  const logIn = (code: string, wireNow: Date, given = password) =>
    logInInstitutionUser(ctx, {
      email: 'Dua@contoh.test',
      password: given,
      code,
      wireNow,
      caller: '203.0.113.7',
      requestId: 'r',
    })
  const replay = await logIn(totpCode(secret, wire(0)), wire(0))
  assert.equal(!replay.ok && replay.refusal, 'log_in_wrong', 'the code that enrolled is used up')
  const code = totpCode(secret, wire(2))
  const both = await Promise.all([logIn(code, wire(2)), logIn(code, wire(2))])
  assert.equal(both.filter(({ ok }) => ok).length, 1)
  const [recovery] = accepted.value.recoveryCodes
  const recovered = await Promise.all([logIn(recovery!, wire(9)), logIn(recovery!.toLowerCase(), wire(9))])
  assert.deepEqual(
    recovered.filter(({ ok }) => ok).map((done) => done.ok && done.value.userId),
    [userId],
  )
  clock.advance(logInRules.windowMs)
  for (let n = 0; n < logInRules.triesPerWindow; n++)
    assert.equal((await logIn(totpCode(secret, wire(20)), wire(20), 'salah sekali')).ok, false)
  const locked = await logIn(totpCode(secret, wire(21)), wire(21))
  assert.equal(!locked.ok && locked.refusal, 'log_in_locked')
  clock.advance(logInRules.windowMs)
  assert.ok((await logIn(totpCode(secret, wire(22)), wire(22))).ok)

  const anew = await reinviteInstitutionUser(ctx, 'dua@contoh.test', linkOf, by)
  assert.ok(anew.ok)
  assert.equal((await logIn(totpCode(secret, wire(25)), wire(25))).ok, false)
  assert.ok((await disableInstitutionUser(ctx, 'dua@contoh.test', by)).ok)
  const dead = await findLiveInvitation(ctx, pool, mailed)
  assert.equal(!dead.ok && dead.refusal, 'link_unknown')
  const again = await disableInstitutionUser(ctx, 'dua@contoh.test', by)
  assert.equal(!again.ok && again.refusal, 'user_disabled')
  assert.ok((await findInstitutionUser(pool, { userId }))?.disabledAt)
})

test('a file of 50 codes that is sent twice at once redeems each once, and answers every row', async () => {
  const course = await programme.aCourse()
  const owners: Awaited<ReturnType<typeof buy>>[] = []
  for (let n = 0; n < 50; n++) owners.push(await buy(course, n % 2 ? programme.kupon : programme.toko))
  const codes = owners.map(({ voucher, redeemCode }) => voucher ?? redeemCode)
  const text = `\ufeffKode;Email\r\n${codes.map((code, n) => `${n % 4 === 1 ? code.toLowerCase() : code};${n % 2 ? 'siti@contoh.test' : ''}`).join('\r\n')}\r\nTIDAKADA0000;\r\n${codes[0]};\r\n;x@y.test`
  const lines = await readCodeFile(text)
  assert.ok(lines.ok)
  assert.equal(lines.value.length, 53)
  const ids = await Promise.all([1, 2].map(() => redeemFile(ctx, 1, lines.value, by)))
  const reports = await Promise.all(ids.map((id) => redeemBatch(ctx, 1, id)))
  const outcomes = reports.flatMap((report) => report?.rows.map(({ outcome }) => outcome) ?? [])
  const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length
  assert.deepEqual(
    [
      count('redeemed'),
      count('already_redeemed'),
      count('code_unknown'),
      count('code_repeated'),
      count('code_missing'),
    ],
    [50, 50, 2, 2, 2],
  )
  assert.equal(reports[0]?.rows[0]?.line, 2)
  const { rows } = await pool.query(
    `select count(*)::int as n from journal where act = 'redeemed' and card_id = any($1)`,
    [owners.map(({ cardId }) => cardId)],
  )
  assert.equal(rows[0].n, 50)
  assert.equal(await redeemBatch(ctx, 2, ids[0]!), undefined, 'another institution sees no report')
})

test('an institution redeems codes of its own courses alone, and with an email only that of the buyer', async () => {
  const course = await programme.aCourse()
  const [one, two] = [await buy(course, programme.kupon), await buy(course, programme.kupon)]
  const ofOther = await redeemFile(ctx, 2, [{ line: 1, code: one.voucher, email: undefined }], by)
  assert.equal((await redeemBatch(ctx, 2, ofOther))?.rows[0]?.outcome, 'code_of_other_institution')
  const lines = [
    { line: 1, code: one.voucher, email: 'orang.lain@contoh.test' },
    { line: 2, code: two.voucher, email: 'SITI@contoh.test' },
  ]
  const rows = (await redeemBatch(ctx, 1, await redeemFile(ctx, 1, lines, by)))?.rows
  assert.deepEqual(
    rows?.map(({ outcome }) => outcome),
    ['email_wrong', 'redeemed'],
  )
})

test('an email beside a redeem code is held, in the form and in a file; without one the institution is believed', async () => {
  const course = await programme.aCourse()
  const [one, two, three] = [await buy(course), await buy(course), await buy(course)]
  const wrong = await redeemByInstitution(
    ctx,
    1,
    { code: one.redeemCode, email: 'orang.lain@contoh.test' },
    by,
  )
  assert.equal(!wrong.ok && wrong.refusal, 'email_wrong')
  assert.ok((await redeemByInstitution(ctx, 1, { code: one.redeemCode, email: 'Siti@contoh.test' }, by)).ok)
  const lines = [
    { line: 1, code: two.redeemCode, email: 'orang.lain@contoh.test' },
    { line: 2, code: three.redeemCode, email: undefined },
  ]
  const report = await redeemBatch(ctx, 1, await redeemFile(ctx, 1, lines, by))
  assert.deepEqual(
    report?.rows.map(({ outcome }) => outcome),
    ['email_wrong', 'redeemed'],
  )
})

test('a file of codes that cannot be read is refused as a whole, and no file ever breaks the reader', async () => {
  const refusal = async (text: string) => {
    const read = await readCodeFile(text)
    return !read.ok && read.refusal
  }
  assert.equal(await refusal(' \n'), 'file_empty')
  assert.equal(await refusal('kode\n'), 'file_empty')
  assert.equal(await refusal('PK\u0003\u0004xl/workbook.xml'), 'file_not_csv')
  // A quote that was forgotten costs its own row, as in every list, and no longer the file.
  const broken = await readCodeFile('kode\n"ABC\nKODE12')
  assert.deepEqual(broken.ok && broken.value.map(({ line, problem }) => [line, problem]), [
    [2, 'broken_quoting'],
    [3, undefined],
  ])
  assert.equal(await refusal('kode\nABC\0'), 'file_not_csv')
  assert.equal(await refusal('email\na@b.test'), 'code_column_missing')
  assert.equal(await refusal('KODE1\n'.repeat(5001)), 'too_many_rows')
  assert.ok((await readCodeFile('KODE1\n'.repeat(5000))).ok)
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.array(fc.string()).map((cells) => cells.join('\n')),
      ),
      async (text) => {
        const read = await readCodeFile(text)
        assert.ok(!read.ok || read.value.every(({ code }) => code.length <= 64 && code.isWellFormed()))
      },
    ),
  )
})

test('the code on the screen of a class changes every 30 seconds, and a picture of it is worth a minute at most', () => {
  clock.set('2026-11-23T10:00:00+07:00')
  const of = { institutionId: 1, scheduleId: 7, sequence: 2 }
  const { code, until } = classCodeNow(ctx, of)
  assert.equal(until.getTime() - clock.now().getTime(), 30_000)
  assert.ok(classCodeHolds(ctx, of, code))
  for (const other of [{ institutionId: 2 }, { scheduleId: 8 }, { sequence: 3 }])
    assert.equal(classCodeHolds(ctx, { ...of, ...other }, code), false)
  clock.advance(59_999)
  assert.ok(classCodeHolds(ctx, of, code), 'the step before still counts')
  clock.advance(1)
  assert.equal(classCodeHolds(ctx, of, code), false)
  assert.notEqual(classCodeNow(ctx, of).code, code)
  assert.equal(classCodeHolds(ctx, of, 'é'.repeat(16)), false)
})

test('a participant confirms a session once, however many phones press at once; nobody else can', async () => {
  const course = await programme.aCourse({ startsAt: '2026-11-24T09:00:00+07:00' })
  await pool.query(`update course set learning_method = 'webinar' where course_code = $1`, [
    course.courseCode,
  ])
  const { personId, scheduleId, cardId, purchaseId } = await buy(course)
  const other = await buy(await programme.aCourse())
  const scan = () => ({ scheduleId, sequence: 2, scannedAt: clock.now() })
  const refusalOf = async (person: string, given = scan()) => {
    const outcome = await mayAttendClass(ctx, given, person)
    return !outcome.ok && outcome.refusal
  }
  assert.equal(await refusalOf(personId), 'schedule_not_running')
  clock.set('2026-11-24T09:30:00+07:00')
  assert.equal(await refusalOf(other.personId), 'not_a_participant')
  assert.equal(await refusalOf(personId, { ...scan(), scheduleId: 999_999 }), 'class_unknown')
  const early = scan()
  clock.advance(10 * 60_000)
  assert.equal(await refusalOf(personId, early), 'class_code_old')
  const presses = await Promise.all(
    Array.from({ length: 8 }, () => attendClass(ctx, scan(), { personId, requestId: 'r' })),
  )
  assert.equal(presses.filter(({ ok }) => ok).length, 1)
  assert.ok(presses.every((pressed) => pressed.ok || pressed.refusal === 'already_attended'))

  const enrolment = { cardId, purchaseId }
  const mark = async (institutionId: number, sequence: number, reason: string) => {
    const outcome = await markAttendance(ctx, institutionId, { enrolment, sequence, reason }, by)
    return outcome.ok || outcome.refusal
  }
  assert.equal(await mark(2, 3, 'HP rusak'), 'participant_unknown')
  assert.equal(await mark(1, 3, ' '), 'reason_missing')
  assert.equal(await mark(1, 2, 'HP rusak'), 'already_attended')
  assert.equal(await mark(1, 3, 'HP rusak'), true)
  const seen = await participantOf(pool, 1, enrolment)
  assert.deepEqual([seen?.sessions, seen?.markedByHand], [[2, 3], [3]])
  assert.equal(await participantOf(pool, 2, enrolment), undefined)
})

test('a grade brings the certificate of the ministry where the journey gives two, as soon as the training is finished', async () => {
  clock.set('2026-11-23T10:00:00+07:00')
  const course = await programme.aCourse()
  await pool.query(
    `insert into lesson select course_id, number, 'Materi', 'Isi' from course, generate_series(1, 2) number where course_code = $1`,
    [course.courseCode],
  )
  const [early, late, single] = [await buy(course), await buy(course), await buy(course, programme.kupon)]
  const grade = async (enrolment: typeof early, text: string, institutionId = 1) => {
    const outcome = await gradeTraining(ctx, institutionId, { enrolment, grade: text }, by)
    return outcome.ok ? outcome.value.certificateId !== undefined : outcome.refusal
  }
  const kinds = async (enrolment: typeof early) =>
    (await certificatesOfPurchase(pool, enrolment)).map(({ kind, grade: given }) => [kind, given])
  assert.equal(await grade(early, 'A', 2), 'participant_unknown')
  assert.equal(await grade(early, ' '), 'grade_missing')
  assert.equal(await grade(early, 'x'.repeat(21)), 'grade_too_long')
  assert.equal(await grade(early, 'B'), false, 'not finished yet')
  assert.equal(await grade(early, 'A'), false, 'a grade may be changed')
  await learn(programme, early)
  assert.deepEqual((await kinds(early)).sort(), [
    ['institution', undefined],
    ['ministry', 'A'],
  ])
  assert.equal(await grade(early, 'C'), 'grade_certified')

  await learn(programme, late)
  assert.equal((await kinds(late)).length, 1)
  const both = await Promise.all([grade(late, '90'), grade(late, '90')])
  assert.deepEqual(both.sort(), ['grade_certified', true])
  assert.equal((await kinds(late)).length, 2)

  const [line] = [{ line: 1, code: single.voucher, email: undefined }]
  await redeemFile(ctx, 1, [line], by)
  await learn(programme, single)
  assert.equal(await grade(single, 'A'), false)
  assert.deepEqual(await kinds(single), [['institution', undefined]])
})

test('a completion is taken with evidence from the institution of the course, once, and frees the next purchase', async () => {
  clock.set('2026-11-23T10:00:00+07:00')
  const course = await programme.aCourse()
  const training = await buy(course, programme.kupon)
  const evidence = { kind: 'test_result', link: 'https://lkp.contoh.test/nilai.pdf', note: 'Nilai ujian 90' }
  const report = async (given: Partial<typeof evidence> & { file?: Uint8Array } = {}, institutionId = 1) => {
    const outcome = await reportCompletion(ctx, training, { ...evidence, ...given, institutionId }, by)
    return outcome.ok || outcome.refusal
  }
  assert.equal(await report({}, 2), 'participant_unknown')
  assert.equal(await report({ kind: 'kata lembaga' }), 'evidence_kind_missing')
  assert.equal(await report({ link: ' ' }), 'evidence_missing')
  assert.equal(await report({ note: 'x'.repeat(501) }), 'evidence_too_long')
  assert.equal(await report({ link: 'http://lkp.contoh.test' }), 'link_malformed')
  assert.equal(await report({ file: new Uint8Array(5 * 1024 * 1024 + 1) }), 'file_too_large')
  assert.equal(await report({ file: Buffer.from('apa saja') }), 'file_type_not_taken')
  assert.equal(await report(), 'not_redeemed')
  await redeemFile(ctx, 1, [{ line: 1, code: training.voucher, email: undefined }], by)
  const both = await Promise.all([report(), report()])
  assert.deepEqual(both.map(String).sort(), ['already_reported', 'true'])
  const resting = await participantOf(pool, 1, training)
  assert.deepEqual(
    [resting?.report?.kind, resting?.report?.note, resting?.certificates],
    ['test_result', 'Nilai ujian 90', []],
  )
  const waitsFor = async () => {
    const { rows } = await pool.query('select unfinished_purchase_id from card where card_id = $1', [
      training.cardId,
    ])
    return rows[0].unfinished_purchase_id
  }
  assert.equal(await finishAwaited(ctx), 0)
  assert.equal(await waitsFor(), training.purchaseId)
  clock.advance(7 * 86_400_000 - 1)
  assert.equal(await finishAwaited(ctx), 0, 'it rests to the millisecond')
  clock.advance(1)
  const runs = await Promise.all([finishAwaited(ctx), finishAwaited(ctx)])
  assert.deepEqual(runs.sort(), [0, 1], 'the job may run twice')
  const seen = await participantOf(pool, 1, training)
  assert.deepEqual([seen?.finishedAs, seen?.certificates], ['reported', ['institution']])
  assert.equal(await waitsFor(), null)
  assert.equal(await report(), 'already_finished')
  clock.set('2026-11-23T10:00:00+07:00')
})

test('a dated training is reported when it is over, and not before', async () => {
  const startsAt = '2026-12-01T09:00:00+07:00'
  const course = await programme.aCourse({ startsAt })
  await pool.query(
    `update schedule set ends_at = $2 where course_id = (select course_id from course where course_code = $1)`,
    [course.courseCode, '2026-12-01T12:00:00+07:00'],
  )
  const training = await buy(course)
  const report = async () => {
    const evidence = { institutionId: 1, kind: 'attendance_list', link: 'https://lkp.contoh.test/hadir.pdf' }
    const outcome = await reportCompletion(ctx, training, evidence, by)
    return outcome.ok || outcome.refusal
  }
  clock.set(startsAt)
  assert.ok((await redeemCode(ctx, { kind: 'redeem', code: training.redeemCode, institutionId: 1 }, by)).ok)
  clock.set('2026-12-01T08:59:59.999+07:00')
  assert.equal(await report(), 'schedule_not_begun')
  clock.set('2026-12-01T11:59:59.999+07:00')
  assert.equal(await report(), 'schedule_not_ended')
  clock.set('2026-12-01T12:00:00+07:00')
  assert.equal(await report(), true)
  clock.set('2026-11-23T10:00:00+07:00')
})

test('the programme accepts a report or refuses it with a reason; a refused one counts never and may be made anew', async () => {
  const accepted = await buy(await programme.aCourse())
  const refused = await buy(await programme.aCourse())
  for (const { redeemCode: code } of [accepted, refused])
    assert.ok((await redeemCode(ctx, { kind: 'redeem', code, institutionId: 1 }, by)).ok)
  const report = (training: typeof accepted) =>
    reportCompletion(
      ctx,
      training,
      { institutionId: 1, kind: 'recording', file: Buffer.from('%PDF-1.7 daftar') },
      by,
    )
  assert.ok((await report(accepted)).ok && (await report(refused)).ok)
  const waiting = await waitingReports(ctx, 50)
  const numberOf = async (training: typeof accepted) =>
    (await participantOf(pool, 1, training))!.report!.reportId
  const [yes, no] = [await numberOf(accepted), await numberOf(refused)]
  assert.ok(waiting.some(({ reportId, uploaded }) => reportId === yes && uploaded))
  assert.equal((await reportFile(ctx, yes, 1))?.mediaType, 'application/pdf')
  assert.equal(await reportFile(ctx, yes, 2), undefined)
  const met = new Set<string>()
  const decide = async (id: number, verdict: 'accepted' | 'refused', reason = '') => {
    const outcome = await decideReport(ctx, id, { verdict, reason }, { actor: 'cli:staf', requestId: 'r' })
    if (!outcome.ok) met.add(outcome.refusal)
    return outcome.ok ? outcome.value.finished : outcome.refusal
  }
  assert.equal(await decide(no, 'refused', ' '), 'reason_missing')
  assert.equal(await decide(no, 'refused', 'x'.repeat(501)), 'reason_too_long')
  assert.equal(await decide(999_999, 'accepted'), 'report_unknown')
  assert.equal(await decide(yes, 'accepted'), true)
  assert.equal(await decide(yes, 'refused', 'ternyata'), 'report_decided')
  assert.equal(await decide(no, 'refused', 'Rekaman kosong'), false)
  assert.equal((await participantOf(pool, 1, accepted))?.finishedAs, 'reported')
  clock.advance(30 * 86_400_000)
  await finishAwaited(ctx)
  const still = await participantOf(pool, 1, refused)
  assert.deepEqual([still?.finishedAt, still?.report?.because], [undefined, 'Rekaman kosong'])
  assert.ok((await report(refused)).ok, 'anew')
  clock.advance(7 * 86_400_000)
  const late = await numberOf(refused)
  await finishAwaited(ctx)
  assert.equal(await decide(late, 'refused', 'terlambat'), 'report_over')
  assert.deepEqual([...met].sort(), [...reasonsOf(decideReportRefusals)].sort())
  clock.set('2026-11-23T10:00:00+07:00')
})

test('the word of an institution alone makes nothing due, and nothing is due of what was cancelled', () => {
  const at = new Date(0)
  const facts = {
    ...splitOf(100_001, { redeemPercent: 30, commissionBp: 0 }),
    redeemedAt: at,
    usedByWord: false,
    reportRestsUntil: undefined,
    finishedAt: undefined,
    cancelledAt: undefined,
  }
  const { redeem, completion } = partsOf(facts)
  assert.deepEqual([redeem.state, completion.state], ['due', 'held_not_finished'])
  const said = partsOf({ ...facts, usedByWord: true, reportRestsUntil: new Date(9) })
  assert.deepEqual([said.redeem.state, said.completion.state], ['held_reported', 'held_reported'])
  assert.deepEqual([said.redeem.amount, said.completion.amount], [30_000, 70_001])
  const gone = partsOf({ ...facts, cancelledAt: at })
  assert.equal(gone.redeem.amount + gone.completion.amount, 0)
})

test('a statement says what is due and what is held and why, for its own institution, by the rules of the year', async () => {
  await pool.query(`
    insert into institution (institution_id, name, name_key, slug) overriding system value values (77, 'LKP Buku', 'lkp buku', 'lkp-buku')`)
  const course = await programme.aCourse({ price: 100_001 })
  await pool.query('update course set institution_id = 77 where course_code = $1', [course.courseCode])
  const statement = () => institutionStatement(ctx, 77, { withSandbox: false })
  const [first] = [await buy(course, programme.kupon), await buy(course, programme.kupon)]
  assert.deepEqual((await statement()).totals, { due: 0, held: 200_002 })
  await redeemFile(ctx, 77, [{ line: 1, code: first.voucher, email: undefined }], by)
  assert.deepEqual((await statement()).totals, { due: 30_000, held: 170_002 })
  const evidence = { institutionId: 77, kind: 'work', link: 'https://lkp.contoh.test/karya' }
  assert.ok((await reportCompletion(ctx, first, evidence, by)).ok)
  const resting = await statement()
  assert.deepEqual(resting.totals, { due: 30_000, held: 170_002 }, 'what is reported rests')
  assert.ok(resting.lines.some(({ completion }) => completion.state === 'held_reported'))
  clock.advance(7 * 86_400_000)
  await finishAwaited(ctx)
  const { lines, totals } = await statement()
  assert.deepEqual(lines.map(({ reported }) => reported).sort(), [false, true])
  assert.deepEqual(totals, { due: 100_001, held: 100_001 })
  const states = lines.map(({ redeem, completion }) => `${redeem.state} ${completion.state}`)
  assert.deepEqual(states.sort(), ['due due', 'held_not_redeemed held_not_finished'])
  assert.deepEqual((await institutionStatement(ctx, 2, { withSandbox: true })).lines, [])
})

test('the schedules and participants of an institution are its own', async () => {
  const { scheduleId, purchaseId } = await buy(await programme.aCourse())
  const page = { number: 1, size: 500 }
  const own = (await schedulesOfInstitution(ctx, 1, page)).schedules
  assert.ok(own.some((schedule) => schedule.scheduleId === scheduleId && schedule.participants === 1))
  assert.deepEqual((await schedulesOfInstitution(ctx, 2, page)).schedules, [])
  assert.equal(await scheduleOfInstitution(ctx, 2, scheduleId), undefined)
  const there = (await participantsOf(ctx, 1, scheduleId, page)).participants
  assert.deepEqual(
    there.map((participant) => participant.purchaseId),
    [purchaseId],
  )
  assert.deepEqual((await participantsOf(ctx, 2, scheduleId, page)).participants, [])
})
