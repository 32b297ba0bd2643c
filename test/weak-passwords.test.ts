import assert from 'node:assert/strict'
import { test } from 'node:test'
import { totpCode } from '../src/kernel/secrets/second-factor.ts'
import * as users from '../src/learning/institution-portal/factors.ts'
import { addInstitutionUser } from '../src/learning/institution-portal/users.ts'
import * as staff from '../src/staff/factors.ts'
import { addStaff } from '../src/staff/manage-staff.ts'
import { demoClock } from '../src/years/demo-clock.ts'
import { Visitor } from './a-visitor.ts'
import { aShop } from './browser/a-shop.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }
const by = { actor: 'cli:test', requestId: 'r' }
const common = {
  id: /dipakai banyak orang dan cepat ditebak\. Pakai tiga kata atau lebih/,
  en: /many people use this one, and it is guessed soon\. Use three or more words/,
}

/** The form at an address is sent with a weak password, in both languages, and with a strong one, which is taken. */
async function isRefused(
  address: string,
  formNow: () => Readonly<Record<string, string>>,
  visitor: Visitor,
  name = 'password',
) {
  for (const language of ['id', 'en'] as const) {
    await visitor.get(`${address}?lang=${language}`)
    const weak = await visitor.post(address, { ...formNow(), [name]: '1234567890' })
    assert.equal(weak.status, 422, `${address}: ${weak.text.slice(0, 300)}`)
    assert.match(weak.text, common[language], address)
    // Said at the field, and never shown again.
    assert.match(weak.text, new RegExp(`id="${name}-error"`), address)
    assert.doesNotMatch(weak.text, /1234567890/, address)
  }
  const taken = await visitor.post(address, { ...formNow(), [name]: 'kuda makan rumput' })
  assert.ok(taken.status < 400, `${address}: ${taken.status}`)
}

const someone = (email: string) => () => ({ name: 'Sari', email, phone: '', lanjut: '' })
const pathIn = async (email: string, says: RegExp) =>
  says.exec((await shop.message(email, says)).text)?.[1] ?? assert.fail(`no link to ${email}`)

test('storefronts: a new account, another password and a forgotten one', async () => {
  const visitor = new Visitor(shop.url)
  await isRefused('/pijar/daftar', someone('sari@contoh.id'), visitor)
  // The old one is right: what is said of the new one counts as no wrong try, however often.
  const change = { current_password: 'kuda makan rumput' }
  for (let tries = 0; tries < 12; tries++) {
    await visitor.get('/pijar/akun/sandi')
    const { text } = await visitor.post('/pijar/akun/sandi', { ...change, new_password: 'sari-sari-sari' })
    assert.match(text, /isinya nama, email, nomor HP Anda|made of your name, email or phone/)
  }
  await isRefused('/pijar/akun/sandi', () => change, visitor, 'new_password')
  const stranger = new Visitor(shop.url)
  await stranger.get('/pijar/lupa-sandi')
  await stranger.post('/pijar/lupa-sandi', { email: 'sari@contoh.id', lanjut: '' })
  await isRefused(
    await pathIn('sari@contoh.id', /(\/pijar\/sandi-baru\/\w+)/),
    () => ({ lanjut: '' }),
    stranger,
  )
})

test("the ministry's account and the portal's", async () => {
  await isRefused('/kemnaker/daftar', someone('nina@contoh.id'), new Visitor(shop.url))
  const visitor = new Visitor(shop.url)
  await visitor.get('/daftar')
  await visitor.post('/daftar', { email: 'rini@contoh.id' })
  await isRefused(await pathIn('rini@contoh.id', /(\/daftar\/email\/\w+)/), () => ({}), visitor)
})

test('the staff and the institutions, whose invitation still holds after it', async () => {
  let token = ''
  const linkOf = (made: string) => {
    token = made
    return `https://bekal.example/${made}`
  }
  const added = await addStaff(
    ctx,
    { email: 'citra@contoh.id', name: 'Citra', roles: ['operator'] },
    linkOf,
    by,
  )
  assert.ok(added.ok)
  const invited = await staff.findLiveInvitation(ctx, pool, token)
  assert.ok(invited.ok)
  const code = () => totpCode(invited.value.totpSecret, new Date())
  await isRefused(`/konsol/undangan/${token}`, () => ({ otp: code() }), new Visitor(shop.url))

  const { rows } = await pool.query('select name from institution limit 1')
  const user = await addInstitutionUser(
    ctx,
    { institution: rows[0].name, email: 'dina@contoh.id' },
    linkOf,
    by,
  )
  assert.ok(user.ok)
  const seen = await users.findLiveInvitation(ctx, pool, token)
  assert.ok(seen.ok)
  const otp = () => totpCode(seen.value.totpSecret, new Date())
  await isRefused(`/mitra/undangan/${token}`, () => ({ otp: otp() }), new Visitor(shop.url))
})
