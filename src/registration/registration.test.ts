import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aRegistration, clerk, must, refusalOf } from '../../test/a-registration.ts'
import { anOrigin } from '../../test/an-origin.ts'
import { day, minute } from '../kernel/clock.ts'
import { usualSmsCaps } from '../messages/sms-caps.ts'
import { demoRegistry, RegistryFault } from '../people/population-registry.ts'
import { importExclusions } from '../recipients/exclusions/exclusions.ts'
import { checkPortalPassword, openAccount, sendEmailLink } from './account.ts'
import { checkIdentity, checkIdentityAgain, type IdentityOutcome } from './check-identity.ts'
import { completeRegistration, registrationState } from './complete-registration.ts'
import { makeDeclarations, setProfile } from './profile.ts'
import { provePhone, sendPhoneCode } from './prove-phone.ts'

const at: { registry: 'demo' | 'silent' } = { registry: 'demo' }
const scene = await aRegistration({
  async check(identity) {
    if (at.registry === 'silent') throw new RegistryFault('silent')
    return demoRegistry.check(identity)
  },
})
const { pool, clock, ctx, registrations } = scene
const wanted = { language: 'id', requestId: 'r' } as const

const said = (outcome: IdentityOutcome) =>
  outcome.ok ? 'ok' : 'form' in outcome ? [...outcome.form].join() : outcome.refusal

test('from an email to a person: each step is there once, and the person is as an import writes it', async () => {
  const accountId = await scene.anAccount('siti@contoh.example')
  assert.equal((await registrationState(ctx, accountId)).next, 'identity')
  assert.equal(refusalOf(await completeRegistration(registrations, accountId, wanted)), 'steps_missing')
  const typed = scene.typed({ name: '  Siti   Aminah ' })
  assert.equal(said(await checkIdentity(registrations, accountId, typed, 'r')), 'ok')
  assert.equal((await registrationState(ctx, accountId)).next, 'profile')
  assert.equal(refusalOf(await completeRegistration(registrations, accountId, wanted)), 'steps_missing')
  await scene.otherSteps(accountId, '+6281300000001')
  assert.equal((await registrationState(ctx, accountId)).next, undefined)
  const { personId } = must(await completeRegistration(registrations, accountId, wanted))
  assert.deepEqual(must(await completeRegistration(registrations, accountId, wanted)), { personId })
  const { rows } = await pool.query('select * from person where person_id = $1', [personId])
  assert.equal(rows[0].name, 'Siti Aminah')
  assert.deepEqual(rows[0].nik_hash, ctx.secrets.hash('nik', typed.nik))
  assert.deepEqual(rows[0].kk_hash, ctx.secrets.hash('kk', typed.kk))
  assert.equal(ctx.secrets.open(rows[0].nik_sealed), typed.nik)
  assert.deepEqual(
    [rows[0].phone, rows[0].email, rows[0].education],
    ['+6281300000001', 'siti@contoh.example', 3],
  )
  const left = await pool.query('select * from registration where account_id = $1', [accountId])
  assert.ok(!JSON.stringify(left.rows[0]).includes('Siti'), 'nothing of the identity is kept twice')
  const scores = await pool.query('select scores from test_attempt where account_id = $1', [accountId])
  assert.deepEqual(Object.keys(scores.rows[0].scores).sort(), ['arithmetic', 'motivation', 'reading'])
})

test('an email is proved by its link, once and in time, and an email that has an account gets a new password instead', async () => {
  const email = 'budi@contoh.example'
  must(await sendEmailLink(registrations, { email: ' Budi@Contoh.example ', language: 'id' }))
  const { confirmLink = '' } = await scene.secretTo(email, 'portal-sign-up')
  const token = confirmLink.split('/').at(-1) ?? ''
  const open = (password: string, link = token) =>
    openAccount(registrations, { token: link, password, requestId: 'r' })
  assert.equal(refusalOf(await open('kata sandi satu', 'TIDAKADA')), 'link_unknown')
  assert.equal(refusalOf(await open('1234567890')), 'password_common')
  assert.equal(refusalOf(await open('budi@contoh.example')), 'password_personal')
  const opened = await Promise.all(Array.from({ length: 6 }, () => open('kata sandi satu')))
  assert.equal(opened.filter(({ ok }) => ok).length, 1)
  assert.ok(opened.every((one) => one.ok || one.refusal === 'link_used'))
  assert.ok((await checkPortalPassword(ctx, email, 'kata sandi satu')).ok)
  assert.equal(refusalOf(await checkPortalPassword(ctx, email, 'kata sandi dua')), 'log_in_wrong')
  assert.equal(
    refusalOf(await checkPortalPassword(ctx, 'tak@ada.example', 'kata sandi satu')),
    'log_in_wrong',
  )

  must(await sendEmailLink(registrations, { email, language: 'id' }))
  const { resetLink = '' } = await scene.secretTo(email, 'password-reset')
  clock.advance(60 * minute)
  assert.equal(refusalOf(await open('kata sandi dua', resetLink.split('/').at(-1))), 'link_expired')
  must(await sendEmailLink(registrations, { email, language: 'id' }))
  const again = await scene.secretTo(email, 'password-reset')
  must(await open('kata sandi dua', again.resetLink?.split('/').at(-1)))
  assert.ok((await checkPortalPassword(ctx, email, 'kata sandi dua')).ok)
})

test('links to one email are five in an hour, however many are asked for at once', async () => {
  const asked = await Promise.all(
    Array.from({ length: 12 }, () =>
      sendEmailLink(registrations, { email: 'banyak@contoh.example', language: 'id' }),
    ),
  )
  assert.equal(asked.filter(({ ok }) => ok).length, 5)
  assert.ok(asked.every((one) => one.ok || one.refusal === 'too_many_links'))
})

test('all that is wrong with the form is told at once, in its order, and the registry is not asked', async () => {
  const accountId = await scene.anAccount()
  const check = (change: object) =>
    checkIdentity(registrations, accountId, { ...scene.typed(), ...change }, 'r').then(said)
  assert.equal(
    await check({ name: '', nik: '123', kk: '1', birthDate: '31-02-1990' }),
    'name_malformed,nik_malformed,kk_malformed,birth_date_malformed',
  )
  const person = scene.typed()
  assert.equal(await check({ ...person, birthDate: '1960-01-01' }), 'nik_birth_date_differ')
  assert.equal(await check({ ...person, kk: person.nik }), 'kk_malformed')
  const child = { nik: '3201041507150001', kk: '3201041507150002', birthDate: '2015-07-15' }
  assert.equal(await check(child), 'too_young')
  const strange = `329999${person.nik.slice(6)}`
  assert.equal(await check({ ...person, nik: strange }), 'region_unknown')
  assert.equal(
    await check({ ...person, nik: strange, regionConfirmed: true, kk: `3299${person.kk.slice(4)}` }),
    'ok',
  )
})

test('the registry says no five times a day, also to many at once, and a no says nothing more', async () => {
  const accountId = await scene.anAccount()
  const wrong = scene.typed()
  const many = await Promise.all(
    Array.from({ length: 9 }, (_, n) =>
      checkIdentity(registrations, accountId, { ...wrong, kk: `110101010101000${n + 1}` }, 'r').then(said),
    ),
  )
  assert.equal(many.filter((one) => one === 'registry_no_match').length, 5)
  assert.equal(many.filter((one) => one === 'registry_tries_used').length, 4)
  assert.equal(said(await checkIdentity(registrations, accountId, scene.typed(), 'r')), 'registry_tries_used')
  clock.advance(day)
  assert.equal(said(await checkIdentity(registrations, accountId, scene.typed(), 'r')), 'ok')
})

test('the registry’s no is told as a no, and the same sent again burns no try', async () => {
  const accountId = await scene.anAccount()
  const wrong = { ...scene.typed(), kk: '1101010101010001' }
  const again = () => checkIdentity(registrations, accountId, wrong, 'r')
  const both = await Promise.all([again(), again(), again()])
  assert.deepEqual(both.map(said), Array(3).fill('registry_no_match'))
  const no = { answer: 'no_match', at: clock.now(), triesLeft: 4 }
  assert.deepEqual((await registrationState(ctx, accountId)).registry, no)
  for (let times = 0; times < 8; times++) {
    const outcome = await (times % 2 ? checkIdentityAgain(registrations, accountId, 'r') : again())
    assert.ok(outcome && !outcome.ok && 'refusal' in outcome)
    assert.deepEqual([outcome.refusal, outcome.facts], ['registry_no_match', { triesLeft: 4 }])
  }
  assert.deepEqual((await registrationState(ctx, accountId)).registry, no)
  // Another mistake is another try; the registry is asked anew the next day, for its data may have been mended.
  assert.equal(
    said(await checkIdentity(registrations, accountId, { ...wrong, name: 'Orang Lain' }, 'r')),
    'registry_no_match',
  )
  assert.deepEqual((await registrationState(ctx, accountId)).registry, { ...no, triesLeft: 3 })
  clock.advance(day)
  at.registry = 'silent'
  assert.equal(said((await checkIdentityAgain(registrations, accountId, 'r'))!), 'registry_unreachable')
  assert.deepEqual((await registrationState(ctx, accountId)).registry, { answer: 'nothing' })
  at.registry = 'demo'
  const right = await checkIdentity(registrations, accountId, scene.typed(), 'r')
  assert.equal(said(right), 'ok')
  assert.equal((await registrationState(ctx, accountId)).registry, undefined)
})

test('what the programme refuses after the registry’s yes does not wait for the registry', async () => {
  const { typed } = await scene.aPerson()
  const accountId = await scene.anAccount()
  assert.equal(said(await checkIdentity(registrations, accountId, typed, 'r')), 'person_known')
  assert.equal((await registrationState(ctx, accountId)).registry, undefined)
})

test('a registry that is silent loses nothing: what was typed is asked again', async () => {
  const accountId = await scene.anAccount()
  at.registry = 'silent'
  assert.equal(
    said(await checkIdentity(registrations, accountId, scene.typed(), 'r')),
    'registry_unreachable',
  )
  for (let times = 0; times < 8; times++)
    assert.equal(
      refusalOf((await checkIdentityAgain(registrations, accountId, 'r'))!),
      'registry_unreachable',
    )
  assert.deepEqual((await registrationState(ctx, accountId)).registry, { answer: 'nothing' })
  at.registry = 'demo'
  must((await checkIdentityAgain(registrations, accountId, 'r'))!)
  assert.equal((await registrationState(ctx, accountId)).next, 'profile')
  assert.equal(await checkIdentityAgain(registrations, accountId, 'r'), undefined)
})

test('of many accounts that claim one NIK at once one gets it', async () => {
  const typed = scene.typed()
  const accounts = await Promise.all(Array.from({ length: 10 }, () => scene.anAccount()))
  const claimed = await Promise.all(
    accounts.map((accountId) => checkIdentity(registrations, accountId, typed, 'r').then(said)),
  )
  assert.equal(claimed.filter((one) => one === 'ok').length, 1)
  assert.equal(claimed.filter((one) => one === 'nik_taken').length, 9)
})

test('of a family card two are registered, however many try at once', async () => {
  const kk = scene.typed().kk
  const accounts = await Promise.all(Array.from({ length: 10 }, () => scene.anAccount()))
  const claimed = await Promise.all(
    accounts.map((accountId) => checkIdentity(registrations, accountId, scene.typed({ kk }), 'r').then(said)),
  )
  assert.equal(claimed.filter((one) => one === 'ok').length, 2)
  assert.equal(claimed.filter((one) => one === 'family_card_full').length, 8)
  const winners = accounts.filter((_account, at) => claimed[at] === 'ok')
  for (const accountId of winners) await scene.otherSteps(accountId)
  for (const accountId of winners) must(await completeRegistration(registrations, accountId, wanted))
  const late = await scene.anAccount()
  assert.equal(said(await checkIdentity(registrations, late, scene.typed({ kk }), 'r')), 'family_card_full')
})

test('a claim that was not finished lapses after seven days, and its NIK and place are free again', async () => {
  const typed = scene.typed()
  const first = await scene.anAccount()
  assert.equal(said(await checkIdentity(registrations, first, typed, 'r')), 'ok')
  await scene.otherSteps(first)
  const second = await scene.anAccount()
  clock.advance(7 * day - 1)
  assert.equal(said(await checkIdentity(registrations, second, typed, 'r')), 'nik_taken')
  clock.advance(1)
  assert.equal(said(await checkIdentity(registrations, second, typed, 'r')), 'ok')
  assert.equal((await registrationState(ctx, first)).next, 'identity')
  assert.equal(refusalOf(await completeRegistration(registrations, first, wanted)), 'steps_missing')
})

test('completing at once from many devices makes one person', async () => {
  const accountId = await scene.anAccount()
  assert.equal(said(await checkIdentity(registrations, accountId, scene.typed(), 'r')), 'ok')
  await scene.otherSteps(accountId)
  const all = await Promise.all(
    Array.from({ length: 10 }, () => completeRegistration(registrations, accountId, wanted)),
  )
  assert.equal(new Set(all.map((one) => must(one).personId)).size, 1)
})

test('what is complete is changed by nobody any more', async () => {
  const { accountId } = await scene.aPerson()
  const complete = 'registration_complete'
  const profile = { education: 1, occupation: 'Pedagang', studies: false }
  assert.equal(refusalOf(await setProfile(ctx, accountId, profile)), complete)
  assert.equal(refusalOf(await makeDeclarations(ctx, accountId)), complete)
  assert.equal(said(await checkIdentity(registrations, accountId, scene.typed(), 'r')), complete)
})

test('who is known, was a recipient, is barred or stands on a list is told which, after the registry has said yes', async () => {
  const known = await scene.aPerson()
  const accountId = await scene.anAccount()
  const check = () => checkIdentity(registrations, accountId, known.typed, 'r').then(said)
  assert.equal(await check(), 'person_known')
  await pool.query(`insert into wave (year, number, quota) values (2026, 1, 5)`)
  await pool.query(`insert into recipient (wave_id, person_id, selected_at) values (1, $1, now())`, [
    known.personId,
  ])
  assert.equal(await check(), 'earlier_recipient')
  await pool.query("insert into bar (person_id, barred_at, because) values ($1, now(), 'x')", [
    known.personId,
  ])
  assert.equal(await check(), 'barred')
  const file = [`nik,nama\n${known.typed.nik},Ani\n123,x\n${known.typed.nik},Ani\n`]
  const imported = must(
    await importExclusions(
      ctx,
      'ASN',
      (async function* () {
        yield* file
      })(),
      clerk,
    ),
  )
  const { refused: refusedRows, ...counts } = imported
  assert.deepEqual(counts, { rows: 3, added: 1, already: 1 })
  assert.deepEqual(
    refusedRows.map(({ line, nik, refusal }) => ({ line, nik, refusal })),
    [{ line: 3, nik: '***', refusal: 'nik_malformed' }],
  )
  const again = must(
    await importExclusions(
      ctx,
      'ASN',
      (async function* () {
        yield* file
      })(),
      clerk,
    ),
  )
  assert.deepEqual([again.added, again.already], [0, 2])
  const refused = await checkIdentity(registrations, accountId, known.typed, 'r')
  assert.equal(said(refused), 'excluded')
  assert.equal(!refused.ok && 'facts' in refused && refused.facts.belongsTo, 'ASN')
  assert.equal(
    said(await checkIdentity(registrations, accountId, { ...known.typed, kk: '1101010101010001' }, 'r')),
    'registry_no_match',
  )
})

test('pupils and excluded occupations are refused by the profile', async () => {
  const accountId = await scene.anAccount()
  const set = (occupation: string, studies = false) =>
    setProfile(ctx, accountId, { education: 3, occupation, studies }).then(refusalOf)
  // blanks that nobody sees are no occupation
  assert.equal(await set('\u200b'), 'occupation_missing')
  assert.equal(await set('Mahasiswa'), 'in_formal_education')
  assert.equal(await set('Pedagang', true), 'in_formal_education')
  assert.equal(await set('Anggota Polri'), 'occupation_excluded')
  assert.equal(await set('Pedagang'), undefined)
})

test('one network that registers many phones is told to wait, and people elsewhere are not held up', async () => {
  const origin = { address: '198.51.100.7', worked: false }
  const ask = async (from: typeof origin) =>
    sendPhoneCode(
      registrations,
      { accountId: await scene.anAccount() },
      { phone: scene.aPhone(), origin: from, language: 'id' },
    )
  for (let n = 0; n < usualSmsCaps.perAddressAndHour.plain; n++) must(await ask(origin))
  assert.equal(refusalOf(await ask(origin)), 'codes_capped')
  must(await ask({ address: '198.51.100.8', worked: false }))
})

test('a phone is proved by its code: five tries, three live codes, gaps, and one person for each phone', async () => {
  const accountId = await scene.anAccount()
  const phone = scene.aPhone()
  const send = () => sendPhoneCode(registrations, { accountId }, { phone, origin: anOrigin, language: 'id' })
  const codeSent = async () => (await scene.secretTo(phone, 'account-phone-otp')).otp ?? ''
  assert.equal(refusalOf(await provePhone(ctx, accountId, '000000')), 'code_not_sent')
  must(await send())
  const first = await codeSent()
  assert.equal(refusalOf(await send()), 'code_too_soon')
  const wrong = first === '111111' ? '222222' : '111111'
  const tries = await Promise.all(Array.from({ length: 12 }, () => provePhone(ctx, accountId, wrong)))
  // The fifth says until when no other is taken, not that none are left.
  assert.equal(tries.filter((one) => refusalOf(one) === 'code_wrong').length, 4)
  assert.equal(refusalOf(await provePhone(ctx, accountId, first)), 'too_many_tries')
  clock.advance(5 * minute)
  assert.equal(refusalOf(await provePhone(ctx, accountId, first)), 'code_expired')
  must(await send())
  must(await provePhone(ctx, accountId, await codeSent()))
  const other = await scene.anAccount()
  clock.advance(3 * minute)
  must(await sendPhoneCode(registrations, { accountId: other }, { phone, origin: anOrigin, language: 'id' }))
  assert.equal(refusalOf(await provePhone(ctx, other, await codeSent())), 'phone_taken')
  assert.equal(refusalOf(await provePhone(ctx, other, await codeSent())), 'code_not_sent')
})

test('a phone that two prove at once becomes the phone of one', async () => {
  const phone = scene.aPhone()
  const accounts = [await scene.anAccount(), await scene.anAccount(), await scene.anAccount()]
  const codes: string[] = []
  for (const accountId of accounts) {
    must(await sendPhoneCode(registrations, { accountId }, { phone, origin: anOrigin, language: 'id' }))
    codes.push((await scene.secretTo(phone, 'account-phone-otp')).otp ?? '')
  }
  const proved = await Promise.all(
    accounts.map((accountId, at) => provePhone(ctx, accountId, codes[at] ?? '')),
  )
  assert.equal(proved.filter(({ ok }) => ok).length, 1)
  assert.equal(proved.filter((one) => refusalOf(one) === 'phone_taken').length, 2)
})
