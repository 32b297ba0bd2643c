import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { anAccountRoom } from '../../../test/an-account.ts'
import { findLink, forgetLinks } from '../../identity/single-use-links.ts'
import { day, minute } from '../../kernel/clock.ts'
import { hashPassword } from '../../kernel/secrets/passwords.ts'
import { accountLink } from './account-links.ts'
import { checkPassword, findAccount, signUp } from './accounts.ts'
import { askNewEmail, confirmNewEmail } from './change-email.ts'
import { changeName } from './change-name.ts'
import { changePassword } from './change-password.ts'
import { askNewPassword, resetPassword } from './reset-password.ts'

const room = await anAccountRoom()
after(() => room.close())
const { storefronts, journey, ctx, clock, pool, anAccount } = room
const by = { language: 'id', requestId: 'r' } as const
const forgotten = (email: string) =>
  askNewPassword(storefronts, journey, { email, next: '/tokopedia/pesanan/TOK-1', ...by })
const reset = (token: string, password = 'sandi baru sekali') =>
  resetPassword(storefronts, journey, { token, password, ...by })
const logsIn = async (email: string, password: string) =>
  (await checkPassword(ctx, 'tokopedia', email, password)).ok
const findAccountOf = async (email: string) =>
  (await pool.query('select 1 from storefront_account where email = $1', [email])).rowCount
const refusalOf = (outcome: { ok: boolean; refusal?: string }) => outcome.refusal ?? 'done'

test('a forgotten password is replaced by a link, which leads back to the order and ends every session', async () => {
  const { accountId, email } = await anAccount()
  await room.aSession(accountId)
  await room.aSession(accountId)
  const elsewhere = await room.aSession(accountId, 'pijar')
  await forgotten(` ${email.toUpperCase()} `)
  const token = await room.resetToken(email)
  assert.deepEqual(await reset(token), { ok: true, value: undefined })
  assert.equal(await logsIn(email, 'sandi baru sekali'), true)
  assert.equal(await logsIn(email, 'sandi yang panjang'), false)
  const left = await pool.query('select token_hash from web_session where account_id = $1', [accountId])
  assert.deepEqual(
    left.rows.map(({ token_hash }) => token_hash),
    [elsewhere],
  )
  assert.equal(await room.messages(email, 'account-changed'), 1)
  assert.deepEqual(await room.journal(`account:${accountId}`), [
    'account_opened',
    'new_password_asked',
    'password_changed',
  ])
})

test('the token of a link is kept nowhere, and its email is sealed', async () => {
  const { email } = await anAccount()
  await forgotten(email)
  const token = await room.resetToken(email)
  const { rows } = await pool.query(`
    select concat_ws(' ', (select string_agg(single_use_link::text, ' ') from single_use_link),
      (select string_agg(outbox.params::text, ' ') from outbox), (select string_agg(journal::text, ' ') from journal)) as all_text`)
  assert.ok(!rows[0].all_text.includes(token))
})

test('an email without an account gets nothing, and leaves a row of the journal that does not name it', async () => {
  const before = await pool.query('select count(*)::int as n from single_use_link')
  await forgotten('tidak-ada@contoh.example')
  const now = await pool.query('select count(*)::int as n from single_use_link')
  assert.equal(now.rows[0].n, before.rows[0].n)
  assert.equal(await room.messages('tidak-ada@contoh.example', 'password-reset'), 0)
  const { rows } = await pool.query(
    `select journal::text as text from journal where reason = 'email_unknown'`,
  )
  assert.equal(rows.length, 1)
  assert.ok(!rows[0].text.includes('tidak-ada'))
})

test('a link works once, whoever uses it at the same time, and takes the other links along', async () => {
  const { email } = await anAccount()
  await forgotten(email)
  const older = await room.resetToken(email)
  await forgotten(email)
  const token = await room.resetToken(email)
  const outcomes = await Promise.all(
    [token, older, token, older, token, older].map((one, at) => reset(one, `sandi ke ${at} yang panjang`)),
  )
  assert.deepEqual(outcomes.map(refusalOf).sort(), ['done', ...Array(5).fill('link_used')])
  assert.equal(await room.messages(email, 'account-changed'), 1)
})

test('a link is valid for 30 minutes to the millisecond, and says so afterwards until it is forgotten', async () => {
  const { email } = await anAccount()
  await forgotten(email)
  const token = await room.resetToken(email)
  const began = clock.now()
  clock.advance(30 * minute)
  assert.equal(refusalOf(await reset(token)), 'link_expired')
  clock.advance(-1)
  assert.equal((await findLink(ctx, pool, accountLink(journey, 'new_password'), token)).ok, true)
  assert.equal(refusalOf(await reset(token)), 'done')
  clock.advance(7 * day + 2)
  await forgetLinks(ctx)
  assert.equal(refusalOf(await reset(token)), 'link_unknown')
  clock.set(began)
})

test('how long a link is valid is a setting', async () => {
  const { email } = await anAccount()
  const accountRules = { ...(await import('./account-rules.ts')).accountRules, linkMinutes: 7 }
  await askNewPassword({ ...storefronts, accountRules }, journey, { email, next: '/tokopedia', ...by })
  const token = await room.resetToken(email)
  const began = clock.now()
  clock.advance(7 * minute)
  assert.equal(refusalOf(await reset(token)), 'link_expired')
  clock.set(began)
})

test('a link of another storefront, of another purpose, or none at all is unknown', async () => {
  const { accountId, email } = await anAccount()
  await forgotten(email)
  const token = await room.resetToken(email)
  const elsewhere = { ...journey, id: 'pijar' }
  const there = await resetPassword(storefronts, elsewhere, { token, password: 'sandi baru sekali', ...by })
  assert.equal(refusalOf(there), 'link_unknown')
  assert.equal(refusalOf(await confirmNewEmail(storefronts, journey, { token, ...by })), 'link_unknown')
  assert.equal(refusalOf(await reset('A'.repeat(32))), 'link_unknown')
  assert.equal((await findAccount(pool, 'tokopedia', accountId))?.email, email)
})

test('a password is changed by the old one; other devices and links on their way end', async () => {
  const { accountId, email } = await anAccount()
  const keep = await room.aSession(accountId)
  await room.aSession(accountId)
  await forgotten(email)
  const change = (currentPassword: string, password: string) =>
    changePassword(storefronts, journey, { accountId, currentPassword, password, keep, ...by })
  assert.equal(refusalOf(await change('bukan sandinya', 'sandi kedua panjang')), 'password_wrong')
  assert.equal(await room.sessionsOf(accountId), 2)
  const race = await Promise.all(
    [1, 2, 3].map((at) => change('sandi yang panjang', `sandi kedua panjang ${at}`)),
  )
  assert.deepEqual(race.map(refusalOf).sort(), ['done', 'password_wrong', 'password_wrong'])
  assert.equal(await logsIn(email, 'sandi yang panjang'), false)
  assert.equal(await room.sessionsOf(accountId), 1)
  assert.equal(refusalOf(await reset(await room.resetToken(email))), 'link_used')
  assert.equal(await room.messages(email, 'account-changed'), 1)
})

test('a password that is guessed soon is refused wherever one is set, and the link to set it stays', async () => {
  const { accountId, email } = await anAccount()
  const open = (password: string) =>
    signUp(ctx, {
      storefront: 'tokopedia',
      email: 'dewi@contoh.id',
      name: 'Dewi Lestari',
      password,
      requestId: 'r',
    })
  assert.equal(refusalOf(await open('1234567890')), 'password_common')
  assert.equal(refusalOf(await open('DewiLestari88')), 'password_personal')
  assert.equal(refusalOf(await open('Tokopedia2026')), 'password_personal')
  assert.equal(refusalOf(await open('zxzxzxzxzxzx')), 'password_pattern')
  assert.equal(refusalOf(await open('rumahkubesar')), 'password_few_words')
  assert.equal(await findAccountOf('dewi@contoh.id'), 0)
  const change = (currentPassword: string, password: string) =>
    changePassword(storefronts, journey, { accountId, currentPassword, password, keep: undefined, ...by })
  assert.equal(refusalOf(await change('bukan sandinya', '1234567890')), 'password_wrong')
  assert.equal(refusalOf(await change('sandi yang panjang', '1234567890')), 'password_common')
  await forgotten(email)
  const token = await room.resetToken(email)
  assert.equal(refusalOf(await reset(token, 'qwertyuiop')), 'password_common')
  assert.equal(refusalOf(await reset(token, email)), 'password_personal')
  assert.equal(await logsIn(email, 'sandi yang panjang'), true)
  assert.equal(refusalOf(await reset(token)), 'done')
})

test('a password of before, however weak, still logs in', async () => {
  const { accountId, email } = await anAccount()
  const of = [accountId, await hashPassword('1234567890')]
  await pool.query('update storefront_account set password_hash = $2 where account_id = $1', of)
  assert.equal(await logsIn(email, '1234567890'), true)
})

test('an email changes when the link to the new address is opened, and the old address is told', async () => {
  const { accountId, email } = await anAccount()
  const ask = (wanted: string, password = 'sandi yang panjang') =>
    askNewEmail(storefronts, journey, { accountId, password, email: wanted, ...by })
  assert.equal(refusalOf(await ask('baru@contoh.example', 'bukan sandinya')), 'password_wrong')
  assert.equal(refusalOf(await ask((await anAccount()).email)), 'email_taken')
  await ask('pertama@contoh.example')
  await ask('Baru@contoh.example')
  const first = await room.emailToken('pertama@contoh.example')
  const newest = await room.emailToken('baru@contoh.example')
  assert.equal((await findAccount(pool, 'tokopedia', accountId))?.email, email)
  const confirm = (token: string) => confirmNewEmail(storefronts, journey, { token, ...by })
  assert.equal(refusalOf(await confirm(first)), 'link_used')
  const race = await Promise.all([newest, newest, newest].map(confirm))
  assert.deepEqual(race.map(refusalOf).sort(), ['done', 'link_used', 'link_used'])
  assert.equal((await findAccount(pool, 'tokopedia', accountId))?.email, 'baru@contoh.example')
  assert.equal(await room.messages(email, 'account-changed'), 1)
  assert.equal(await logsIn('baru@contoh.example', 'sandi yang panjang'), true)
})

test('an email that got an account of its own meanwhile is not taken from it', async () => {
  const { accountId } = await anAccount()
  await askNewEmail(storefronts, journey, {
    accountId,
    password: 'sandi yang panjang',
    email: 'rebutan@contoh.example',
    ...by,
  })
  const token = await room.emailToken('rebutan@contoh.example')
  const owner = {
    storefront: 'tokopedia',
    email: 'rebutan@contoh.example',
    name: 'Ani',
    password: 'sandi Ani ini',
    requestId: 'test',
  }
  assert.equal((await signUp(ctx, owner)).ok, true)
  assert.equal(refusalOf(await confirmNewEmail(storefronts, journey, { token, ...by })), 'email_taken')
})

test('an account that is kept elsewhere has no password, email or name to change here', async () => {
  const { rows } = await pool.query(
    `insert into storefront_account (storefront, email, name, provider, subject, created_at)
     values ('tokopedia', 'luar@contoh.example', 'Luar', 'lain', 's-1', now()) returning account_id`,
  )
  const accountId = rows[0].account_id
  await forgotten('luar@contoh.example')
  assert.equal(await room.messages('luar@contoh.example', 'password-reset'), 0)
  await changeName(ctx, journey, { accountId, name: 'Lain', requestId: 'r' })
  const password = { currentPassword: '', password: 'sandi baru sekali', keep: undefined }
  const changed = await changePassword(storefronts, journey, { accountId, ...password, ...by })
  assert.equal(refusalOf(changed), 'password_wrong')
  const email = await askNewEmail(storefronts, journey, {
    accountId,
    password: '',
    email: 'x@contoh.example',
    ...by,
  })
  assert.equal(refusalOf(email), 'password_wrong')
  assert.equal((await findAccount(pool, 'tokopedia', accountId))?.name, 'Luar')
  assert.deepEqual(await room.journal(`account:${accountId}`), [])
})

test('a name is changed, with a row of the journal only when it is another one', async () => {
  const { accountId } = await anAccount()
  for (const name of ['Siti', ' Siti Aminah ', 'Siti Aminah'])
    await changeName(ctx, journey, { accountId, name, requestId: 'r' })
  assert.equal((await findAccount(pool, 'tokopedia', accountId))?.name, 'Siti Aminah')
  assert.deepEqual(await room.journal(`account:${accountId}`), ['account_opened', 'name_changed'])
})
