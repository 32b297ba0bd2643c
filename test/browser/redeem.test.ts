import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { machineClock } from '../../src/kernel/clock.ts'
import { maskEmail } from '../../src/kernel/email.ts'
import { replaceVoucher } from '../../src/learning/redeem/replace-voucher.ts'
import { type BoughtVoucher, voucherBuyer } from './a-bought-voucher.ts'
import { aShop, expectHeading, press } from './a-shop.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'

const shop = await aShop()
const aVoucher = voucherBuyer(shop)

const redeemPath = ({ institution, course }: BoughtVoucher) =>
  `/lembaga/${institution.slug}/tukar?kelas=${course.code}`

async function fill(page: Page, code: string, email: string) {
  await page.getByLabel('Kode voucher').fill(code)
  await page.getByLabel('Email pembeli').fill(email)
  await press(page, 'Tukarkan')
}

for (const javaScript of [true, false]) {
  test(`a voucher is redeemed on a phone ${javaScript ? 'with' : 'without'} JavaScript, and learning goes on`, async () => {
    const voucher = await aVoucher()
    const page = await shop.open({ width: 360, javaScript })
    await page.goto('/lembaga')
    await expectHeading(page, 'Lembaga pelatihan')
    if (javaScript) await expectAccessible(page)
    await page.getByRole('link', { name: voucher.institution.name, exact: true }).click()
    await expectHeading(page, voucher.institution.name)
    await page.getByRole('heading', { level: 3, name: voucher.course.title }).waitFor()
    if (javaScript) await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await press(page, 'Tukarkan kode voucher')

    await expectHeading(page, 'Tukarkan kode voucher')
    await page.getByLabel('Pelatihan', { exact: true }).selectOption({ label: voucher.course.title })
    if (javaScript) await expectAccessible(page)
    // As people paste it.
    const code = voucher.code.toLowerCase().replace(/(.{4})/g, '$1 ')
    await fill(page, code, voucher.email.toUpperCase())

    await expectHeading(page, 'Voucher berhasil ditukarkan')
    const said = await page.locator('main').innerText()
    assert.ok(said.includes(voucher.course.title) && said.includes(maskEmail(voucher.email)))
    assert.match(said, /Kode ini sekarang sudah dipakai/)
    assert.doesNotMatch(page.url() + said, new RegExp(`${voucher.code}|${voucher.email}`))
    if (javaScript) await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await page.reload()
    await expectHeading(page, 'Voucher berhasil ditukarkan')

    const learn = page.getByRole('link', { name: 'Mulai Belajar' })
    assert.equal(await learn.getAttribute('href'), `/bukalapak/belajar/${voucher.orderNo}`)

    // A course that is not taught here chooses none.
    await page.goto(`${redeemPath(voucher)}x`)
    assert.equal(await page.getByLabel('Pelatihan', { exact: true }).inputValue(), '')

    // The same form sent again, by the back button, sees its result; a code that is typed anew is told as used, here too.
    await page.goto(redeemPath(voucher))
    await fill(page, voucher.code, voucher.email)
    await expectHeading(page, 'Kode voucher sudah dipakai')
    assert.ok((await page.locator('main').innerText()).includes(voucher.course.title))
    const other = await shop.open({ width: 360, javaScript })
    await other.goto(redeemPath(voucher))
    await fill(other, voucher.code, voucher.email)
    await expectHeading(other, 'Kode voucher sudah dipakai')
    const honest = await other.locator('main').innerText()
    assert.match(honest, /sudah dipakai pada \d+ \w+ \d{4}, \d\d\.\d\d WIB/)
    assert.ok(honest.includes(maskEmail(voucher.email)))
  })
}

test('the lessons of a voucher lead to its order until it is redeemed', async () => {
  const voucher = await aVoucher()
  const page = await shop.open({ width: 360 })
  await page.goto('/bukalapak/masuk')
  await page.getByLabel('Alamat email').fill(voucher.email)
  await page.getByLabel('Kata sandi').fill(voucher.password)
  await page.locator('main').getByRole('button', { name: 'Masuk', exact: true }).click()
  await page.waitForURL(/bukalapak$/)
  const landed = async () => {
    const answer = await page.request.get(`/bukalapak/belajar/${voucher.orderNo}`)
    return new URL(answer.url()).pathname
  }
  assert.equal(await landed(), `/bukalapak/pesanan/${voucher.orderNo}`)
  await page.goto(redeemPath(voucher))
  await fill(page, voucher.code, voucher.email)
  await expectHeading(page, 'Voucher berhasil ditukarkan')
  assert.equal(await landed(), `/bukalapak/belajar/${voucher.orderNo}`)
})

test('the course that a link brings is chosen already', async () => {
  const voucher = await aVoucher()
  const page = await shop.open({ width: 360 })
  await page.goto(redeemPath(voucher))
  assert.equal(await page.getByLabel('Pelatihan', { exact: true }).inputValue(), voucher.course.code)
  await page.goto(redeemPath(voucher).replace(voucher.course.code, 'tidak-ada'))
  assert.equal(await page.getByLabel('Pelatihan', { exact: true }).inputValue(), '')
})

test('every reason is told apart on the page, in a sentence of its own', async () => {
  const used = await aVoucher()
  const cancelled = await aVoucher()
  await cancelled.cancel()
  const leaked = await aVoucher()
  const ctx = { db: shop.database.pool, clock: machineClock, secrets: shop.secrets }
  const link = { redeemLink: () => shop.url }
  const actor = { actor: 'cli:test', requestId: 'r' }
  assert.ok((await replaceVoucher(ctx, { code: leaked.code, reason: 'bocor', ...link }, actor)).ok)
  const waiting = await aVoucher()
  const other = await aVoucher({ institution: 1 })

  const page = await shop.open({ width: 360 })
  const told = async (voucher: BoughtVoucher, code = voucher.code, email = voucher.email, at = voucher) => {
    await page.goto(redeemPath(at))
    await fill(page, code, email)
    return page.locator('main').innerText()
  }
  const sentences: [RegExp, string][] = [
    [/belum benar/, await told(waiting, 'ABC')],
    [/tidak ditemukan/, await told(waiting, 'AAAAAAAAAAAA')],
    [/Ini kode redeem, bukan kode voucher/, await told(waiting, await redeemCodeOf(waiting))],
    [/bukan email pembeli/, await told(waiting, waiting.code, 'orang@lain.id')],
    [/bukan untuk lembaga ini/, await told(other, other.code, other.email, waiting)],
    [/uangnya kembali ke saldo kartu Anda/, await told(cancelled)],
    [/dibatalkan pada .* dan diganti/, await told(leaked)],
  ]
  for (const [at, [, text]] of sentences.entries())
    for (const [other, [sentence]] of sentences.entries())
      assert.equal(sentence.test(text), at === other, `${sentence} in: ${text}`)
  await expectAccessible(page)

  await told(other, other.code, other.email, waiting)
  await expectAccessible(page)
  await page.getByRole('link', { name: `Buka halaman tukar ${other.institution.name}` }).click()
  assert.ok(page.url().endsWith(redeemPath(other)))

  await shop.database.pool.query(
    `insert into course (course_code, institution_id, category_id, title, title_key, slug, learning_method, price,
       created_at)
     select 'kelas-lain', institution_id, category_id, 'Kelas Lain', 'kelas lain', 'kelas-lain', 'self_paced', 1, now()
     from course where course_code = $1`,
    [waiting.course.code],
  )
  await page.goto(`/lembaga/${waiting.institution.slug}/tukar?kelas=kelas-lain`)
  await fill(page, waiting.code, waiting.email)
  await page.getByRole('link', { name: /untuk pelatihan “.*”\. Pilih pelatihan itu/ }).waitFor()

  await schedule(waiting, "now() + interval '1 day'", 'null')
  assert.match(await told(waiting), /belum dimulai\. Tukarkan kode ini mulai \d+ \w+ \d{4}/)
  await schedule(waiting, `now() - interval '2 days'`, `now() - interval '1 day'`)
  assert.match(await told(waiting), /sudah selesai pada \d+ \w+ \d{4}/)
  await schedule(waiting, 'null', 'null')
  await told(used)
  await expectHeading(page, 'Voucher berhasil ditukarkan')
})

async function redeemCodeOf({ code }: BoughtVoucher): Promise<string> {
  const { rows } = await shop.database.pool.query(
    'select redeem_code from purchase where voucher_code = $1',
    [code],
  )
  return rows[0].redeem_code
}

async function schedule(voucher: BoughtVoucher, startsAt: string, endsAt: string) {
  await shop.database.pool.query(
    `update schedule set starts_at = ${startsAt}, ends_at = ${endsAt}
     where course_id = (select course_id from course where course_code = $1)`,
    [voucher.course.code],
  )
}

test('a code is tried ten times in a quarter of an hour, not more', async () => {
  const voucher = await aVoucher()
  const visit = await aVisitor(redeemPath(voucher))
  const tried: string[] = []
  for (let i = 0; i < 11; i++) {
    const { text } = await visit({ kelas: voucher.course.code, kode: voucher.code, email: 'orang@lain.id' })
    tried.push(
      /terlalu sering dicoba/.test(text) ? 'too often' : /bukan email pembeli/.test(text) ? 'wrong' : text,
    )
  }
  assert.deepEqual(tried, [...Array(10).fill('wrong'), 'too often'])
})

test('a code that this browser has redeemed is no second success, with another course neither', async () => {
  const voucher = await aVoucher()
  const page = await shop.open({ width: 360 })
  await page.goto(redeemPath(voucher))
  await fill(page, voucher.code, voucher.email)
  await expectHeading(page, 'Voucher berhasil ditukarkan')
  const courses = page.getByLabel('Pelatihan', { exact: true })
  await page.goto(redeemPath(voucher))
  const others = await courses
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as unknown as { value: string }).value))
  await courses.selectOption(others.find((code) => code && code !== voucher.course.code) ?? '')
  await fill(page, voucher.code, voucher.email)
  await expectHeading(page, 'Kode voucher sudah dipakai')
  const said = await page.locator('main').innerText()
  assert.match(said, /sudah dipakai pada/)
  assert.ok(said.includes(voucher.course.title), 'the course that it was for is named')
  await page.context().close()
})

test('two clicks at once on the button are one redemption and one result', async () => {
  const voucher = await aVoucher()
  const visit = await aVisitor(redeemPath(voucher))
  const lembar = 'K7QX9M2RT4WB'
  const form = { kelas: voucher.course.code, kode: voucher.code, email: voucher.email, lembar }
  const answers = await Promise.all([visit(form), visit(form), visit(form)])
  for (const { status, location } of answers) {
    assert.equal(status, 303)
    assert.equal(location, `/lembaga/${voucher.institution.slug}/tukar/selesai`)
  }
  const result = await visit(undefined, `/lembaga/${voucher.institution.slug}/tukar/selesai`)
  assert.match(result.text, /Voucher berhasil ditukarkan/)
})

test('whatever is posted, a page answers and never a fault', async () => {
  const voucher = await aVoucher()
  const visit = await aVisitor(redeemPath(voucher))
  const odd = [
    '',
    ' ',
    '\0',
    '\ud800',
    '🎫'.repeat(40),
    'x'.repeat(20_000),
    "' or 1=1 --",
    '<script>',
    '[object Object]',
  ]
  for (const kode of [...odd, voucher.code]) {
    for (const email of [...odd, voucher.email.replace('@', '@@')]) {
      const { status } = await visit({ kelas: odd[kode.length % odd.length]!, kode, email })
      assert.ok(
        status < 500,
        `${status} for ${JSON.stringify({ kode: kode.slice(0, 20), email: email.slice(0, 20) })}`,
      )
    }
  }
  for (const path of [
    '/lembaga/%00',
    '/lembaga/%ff/tukar',
    '/lembaga/tidak-ada/tukar/selesai',
    '/lembaga?halaman=9e9',
  ])
    assert.ok((await fetch(shop.url + path)).status < 500)
  assert.equal((await fetch(`${shop.url}/lembaga/tidak-ada`)).status, 404)
})

test('an institution with a system of its own is where its link leads, and nothing is redeemed here', async () => {
  const voucher = await aVoucher({ institution: 1 })
  const address = 'https://lembaga.example/tukar'
  const set = (url: string | null) =>
    shop.database.pool.query('update institution set redeem_url = $1 where slug = $2', [
      url,
      voucher.institution.slug,
    ])
  const visit = await aVisitor(redeemPath(voucher))
  await set(address)
  const { text } = await visit({ kelas: voucher.course.code, kode: voucher.code, email: voucher.email })
  assert.match(text, new RegExp(`href="${address}"`))
  const page = await shop.open({ width: 360 })
  await page.goto(`/lembaga/${voucher.institution.slug}`)
  const link = page.locator('main').getByRole('link', { name: 'Tukarkan kode voucher' })
  assert.equal(await link.getAttribute('href'), address)
  await set(null)
  const { rows } = await shop.database.pool.query(
    'select redeemed_at from purchase where voucher_code = $1',
    [voucher.code],
  )
  assert.equal(rows[0].redeemed_at, null)
})

/** Somebody without a browser, with the session and the token of a form. */
async function aVisitor(path: string) {
  const page = await fetch(shop.url + path)
  // As a browser does: a cookie that is set again replaces the one of its name.
  const cookies = new Map<string, string>()
  const keep = (from: Response) => {
    for (const one of from.headers.getSetCookie()) {
      const [name = '', value = ''] = one.split(';')[0]!.split(/=(.*)/s)
      cookies.set(name, value)
    }
  }
  keep(page)
  const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const action = path.split('?')[0]!
  return async (form?: Record<string, string>, at = action) => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const response = await fetch(shop.url + at, {
      redirect: 'manual',
      headers: { cookie, ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(form && { method: 'POST', body: new URLSearchParams({ ...form, csrf }) }),
    })
    keep(response)
    return {
      status: response.status,
      location: response.headers.get('location'),
      text: await response.text(),
    }
  }
}
