import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { minute } from '../src/kernel/clock.ts'
import type { Session } from '../src/web/http/sessions/session.ts'
import { csrfToken } from '../src/web/http/sessions/session.ts'
import { aShop } from './browser/a-shop.ts'

const shop = await aShop()
const { pool } = shop.database

/** A session of the portal that is there without a login: the forms are what is tried. */
async function aSession(owner: { account_id?: string; person_id?: string }) {
  const token = randomBytes(32).toString('base64url')
  const csrf = randomBytes(32).toString('base64url')
  const state = { provedUntil: '2999-01-01T00:00:00Z', linkSentTo: 'a@contoh.example', phoneChanged: '' }
  await pool.query(
    `insert into web_session (token_hash, site, account_id, person_id, csrf, state, created_at, seen_at)
     values ($1, 'portal', $2, $3, $4, $5, now(), now())`,
    [
      createHash('sha256').update(token).digest(),
      owner.account_id ?? null,
      owner.person_id ?? null,
      csrf,
      JSON.stringify(state),
    ],
  )
  return { cookie: `bekal_portal=${token}`, csrf }
}

async function anAccount(step: number): Promise<string> {
  const { rows } = await pool.query(
    `insert into portal_account (email, password_hash, email_verified_at, created_at)
     values ($1, '$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAA', now(), now()) returning account_id`,
    [`coba-${step}@contoh.example`],
  )
  const accountId = rows[0].account_id as string
  await pool.query('insert into registration (account_id) values ($1)', [accountId])
  if (step > 0)
    await pool.query(
      `insert into consent (account_id, purpose, version, given_at)
       select $1, purpose, 1, now() from unnest(array['registration', 'registry']) as purpose`,
      [accountId],
    )
  return accountId
}

async function personWith(card: boolean): Promise<string> {
  if (!card) {
    const { rows } = await pool.query(
      `insert into person (nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
         occupation, created_at)
       values ('x', $1, '0001', 'y', '', 'Siti', '1998-07-21', '+6281311111111', 's@contoh.example', 3, 'x', now())
       returning person_id`,
      [shop.secrets.seal('3201046107980001')],
    )
    return rows[0].person_id
  }
  const { rows } = await pool.query('select person_id from recipient where card_id is not null limit 1')
  return rows[0].person_id
}

const paths = [
  '/daftar',
  '/daftar/terkirim',
  '/daftar/email/ABC',
  '/daftar/lanjut',
  '/daftar/persetujuan',
  '/daftar/identitas',
  '/daftar/identitas/periksa-lagi',
  '/daftar/profil',
  '/daftar/hp',
  '/daftar/hp/kode',
  '/daftar/hp/kode/kirim-ulang',
  '/daftar/tes',
  '/daftar/tes/1',
  '/daftar/tes/18',
  '/daftar/tes/99',
  '/daftar/tes/-1',
  '/daftar/tes/1e1',
  '/daftar/tes/selesai',
  '/daftar/pernyataan',
  '/daftar/periksa',
  '/masuk/sandi',
  '/beranda',
  '/beranda/gabung',
  '/beranda/tinggalkan',
  '/beranda/bukti/1',
  '/beranda/bukti/99999999999999999999',
  '/pesan-saya',
  '/data-saya',
  '/data-saya/unduh',
  '/data-saya/persetujuan',
  '/data-saya/izin',
  '/data-saya/perangkat',
  '/keberatan',
  '/ganti-hp',
  '/ganti-hp/nomor',
  '/ganti-hp/kode',
  '/ganti-hp/kode/kirim-ulang',
  '/ganti-hp/selesai',
  '/kartu',
]

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    'yes',
    'no',
    '0',
    '3',
    '5',
    '-1',
    '1e9',
    '99999999999999999999',
    '2147483648',
    'a@contoh.example',
    '081234567890',
    '123456',
    '3201046107980001',
    '3201041205150100',
    '21-07-1998',
    '31-02-1998',
    'Pencari kerja',
    'identity',
    'Penjelasan yang cukup panjang.',
    '\u0000',
    '\ud800',
    '%00',
    "' or 1=1 --",
    'x'.repeat(3000),
  ),
)
const names = [
  'email',
  'password',
  'name',
  'nik',
  'kk',
  'birth_date',
  'region_confirmed',
  'education',
  'occupation',
  'other',
  'studies',
  'phone',
  'otp',
  'choice',
  'agree',
  'registration',
  'registry',
  'wave',
  'client',
  'about',
  'text',
  'lanjut',
  'username',
]
const body = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 12 })

test('whatever is typed into any form, by whoever, is answered: never a fault, and never its insides', async () => {
  const visitors = [
    await aSession({}),
    await aSession({ account_id: await anAccount(0) }),
    await aSession({ account_id: await anAccount(1) }),
    await aSession({ person_id: await personWith(false) }),
    await aSession({ person_id: await personWith(true) }),
  ]
  const statuses = new Map<number, number>()
  let asked = 0
  for (const path of paths)
    for (const { cookie, csrf } of visitors)
      for (const form of [[], ...fc.sample(body, 5)]) {
        // The limits of an address fill again with the minutes.
        if (++asked % 50 === 0) await shop.advance(minute)
        const fields = new URLSearchParams(form)
        const query = form.length % 2 === 0 ? `?${new URLSearchParams([['tentang', 'x'], ...form])}` : ''
        for (const method of ['GET', 'POST']) {
          fields.set('csrf', csrfToken({ csrf } as Session))
          const answer = await fetch(`${shop.url}${path}${query}`, {
            method,
            redirect: 'manual',
            headers: { cookie, 'sec-fetch-site': 'same-origin' },
            ...(method === 'POST' && { body: fields }),
          })
          const text = await answer.text()
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
          const told = `${method} ${path} ${JSON.stringify(form)}`
          assert.ok(answer.status < 500, `${told} was answered with ${answer.status}`)
          assert.doesNotMatch(text, /\.ts:\d|node_modules|select .* from|DatabaseError/, told)
        }
      }
  // Were most of them turned away at the door, this would say nothing.
  assert.ok((statuses.get(422) ?? 0) > 100, JSON.stringify([...statuses]))
  for (const { cookie } of visitors.slice(1)) {
    const answer = await fetch(`${shop.url}/data-saya`, { redirect: 'manual', headers: { cookie } })
    assert.equal(answer.status, 200, 'the session has ended on the way')
  }
  assert.equal(statuses.get(429), undefined)
})
