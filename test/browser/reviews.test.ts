import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import type { Page } from 'playwright-core'
import { setInstitutionContact } from '../../src/catalogue/institution-contact.ts'
import { rememberedMs } from '../../src/database/remembered.ts'
import { machineClock } from '../../src/kernel/clock.ts'
import { secretsFrom } from '../../src/kernel/secrets/secrets.ts'
import { hideReview, showReview } from '../../src/learning/reviews/moderate-review.ts'
import { reviewRules } from '../../src/learning/reviews/rules.ts'
import { aShop, pay, press, sendOtp, toCardNumber } from './a-shop.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'
import { pageWeight } from './speed.ts'

const shop = await aShop()
const { pool } = shop.database
// What is moderated here seals nothing, so any secret will do.
const ctx = {
  db: pool,
  clock: machineClock,
  secrets: secretsFrom('a secret that only the tests know, really'),
}
/** What strangers are shown of a course may be so old. */
const grownOld = () => sleep(rememberedMs + 50)
const moderator = { actor: 'cli:uji', requestId: 'uji' }

interface Bought {
  readonly page: Page
  readonly javaScript: boolean
  readonly orderNo: string
  readonly course: string
  readonly cardId: string
  readonly purchaseId: string
  readonly email: string
}

/** Buys a course on a phone; its training is not begun. */
async function buy(javaScript: boolean, nth = 0): Promise<Bought> {
  const page = await shop.open({ width: 360, javaScript })
  const card = shop.freshCard()
  await toCardNumber(page, nth)
  await sendOtp(page, card.prakerja_id)
  await pay(page, await shop.otp(card.phone))
  await page.locator('.confirmation').waitFor()
  const orderNo = page.url().split('/').at(-1) ?? ''
  const { rows } = await pool.query(
    `select slug, card_id, purchase_id, holder_email from storefront_order join course using (course_id)
     join card using (card_id) where order_no = $1`,
    [orderNo],
  )
  const { slug, card_id: cardId, purchase_id: purchaseId, holder_email: email } = rows[0]
  return { page, javaScript, orderNo, course: `/pijar/kursus/${slug}`, cardId, purchaseId, email }
}

async function finish({ page, orderNo }: Bought): Promise<void> {
  await page.goto(`/pijar/belajar/${orderNo}`)
  for (
    let lesson = 1;
    await page.getByRole('link', { name: `Buka materi ${lesson}` }).isVisible();
    lesson++
  ) {
    await press(page, `Buka materi ${lesson}`)
    await press(page, 'Tandai selesai')
  }
  await page.getByRole('heading', { name: 'Pelatihan selesai' }).waitFor()
}

async function looksGood({ page, javaScript }: Pick<Bought, 'page' | 'javaScript'>): Promise<void> {
  if (!javaScript) return
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
}

async function fill(page: Page, stars: RegExp, text: string): Promise<void> {
  await page.getByLabel(stars).check()
  await page.getByLabel('Ulasan', { exact: true }).fill(text)
}

for (const javaScript of [true, false]) {
  test(`a finished training is reviewed, changed, hidden and shown, ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
    const bought = await buy(javaScript)
    const { page, orderNo, course } = bought
    const form = `/pijar/pesanan/${orderNo}/ulasan`
    await page.goto(form)
    await page.getByText('Pelatihan ini belum selesai. Selesaikan dulu').waitFor()
    await looksGood(bought)
    await finish(bought)
    await looksGood(bought)
    await press(page, 'Tulis ulasan')
    assert.equal(new URL(page.url()).pathname, form)
    await looksGood(bought)

    await press(page, 'Kirim ulasan')
    await page.getByText('Ada 2 isian yang perlu diperbaiki').waitFor()
    await looksGood(bought)
    await fill(page, /^4 bintang/, 'Singkat')
    await press(page, 'Kirim ulasan')
    await page.getByRole('link', { name: /terlalu pendek/ }).waitFor()
    assert.ok(await page.getByLabel(/^4 bintang/).isChecked())
    await fill(
      page,
      /^4 bintang/,
      `Materinya <b>jelas</b>.\nWA 0812 3456 7890, https://jahat.example/${javaScript}`,
    )
    await press(page, 'Kirim ulasan')
    await page.getByRole('heading', { name: 'Terima kasih, ulasanmu sudah tersimpan' }).waitFor()
    await page.getByText('Nomor panjang disembunyikan').waitFor()
    await looksGood(bought)

    const reader = await shop.open({ width: 360, javaScript })
    const item = reader.locator('article', { hasText: `jahat.example/${javaScript}` })
    const rows = reader.locator('.spread dd.number')
    await reader.goto(course)
    const text = await item.innerText()
    assert.match(text, /4 bintang/)
    assert.match(text, /Materinya <b>jelas<\/b>\./)
    assert.match(text, /WA ••••••••••, https/)
    assert.equal(await item.locator('a, b:text-is("jelas")').count(), 0)
    const fours = Number(await rows.nth(1).innerText())
    const facts = JSON.parse((await reader.locator('script[type="application/ld+json"]').textContent()) ?? '')
    assert.equal(
      facts.aggregateRating.reviewCount,
      (await rows.allInnerTexts()).map(Number).reduce((a, b) => a + b),
    )
    await looksGood({ page: reader, javaScript })

    await press(page, 'Ubah ulasan')
    await fill(page, /^1 bintang/, `Setelah dicoba ternyata kurang, jahat.example/${javaScript}`)
    await press(page, 'Simpan perubahan')
    await page.getByText('Setelah dicoba ternyata kurang').waitFor()
    await grownOld()
    await reader.goto(course)
    assert.equal(Number(await rows.nth(1).innerText()), fours - 1)
    assert.match(await item.innerText(), /1 bintang[\s\S]*Setelah dicoba/)

    assert.ok((await hideReview(ctx, bought, { because: 'advertising' }, moderator)).ok)
    await shop.message(bought.email, /Ulasanmu disembunyikan[\s\S]*berisi iklan[\s\S]*\/pijar\/pesanan\//)
    await grownOld()
    await reader.goto(course)
    assert.equal(await item.count(), 0)
    await page.goto(form)
    await page.getByText('karena berisi iklan atau ajakan membeli').waitFor()
    await looksGood(bought)
    await press(page, 'Ubah ulasan')
    await fill(page, /^2 bintang/, `Tanpa tautan sekarang ${orderNo}`)
    await press(page, 'Simpan perubahan')
    await page.getByText('Ulasanmu disembunyikan').waitFor()
    assert.ok((await showReview(ctx, bought, moderator)).ok)
    await reader.goto(`${course}/ulasan`)
    await reader.getByText(`Tanpa tautan sekarang ${orderNo}`).waitFor()
    await looksGood({ page: reader, javaScript })
    await reader.goto('/pijar/kursus?harga=250000&cara=self_paced')
    await reader.locator('article.course .stars').first().waitFor()
    await reader.context().close()
    await page.context().close()
  })
}

test('the institution replies by the link of its email, once, without a login', async () => {
  const bought = await buy(true, 1)
  const { page, course, orderNo } = bought
  const { rows } = await pool.query(
    `select institution.name from storefront_order join course using (course_id)
     join institution using (institution_id) where order_no = $1`,
    [orderNo],
  )
  const contact = 'balasan@lembaga.test'
  assert.ok((await setInstitutionContact(ctx, rows[0].name, contact, moderator)).ok)
  await finish(bought)
  await press(page, 'Tulis ulasan')
  await fill(page, /^5 bintang/, 'Pengajarnya sabar dan jelas.')
  await press(page, 'Kirim ulasan')
  const { text } = await shop.message(contact, /Ada ulasan baru/)
  const [link = ''] = /\/lembaga\/balas\/[A-Z0-9]{32}/.exec(text) ?? []

  const tab = await shop.open({ width: 360, javaScript: false })
  await tab.goto(link)
  await tab.getByText('Pengajarnya sabar dan jelas.').waitFor()
  await press(tab, 'Kirim balasan')
  await tab.getByRole('link', { name: /Balasan terlalu pendek/ }).waitFor()
  await tab.getByLabel('Balasan', { exact: true }).fill('Terima kasih, sampai jumpa lagi!')
  const second = await shop.open({ width: 320 })
  await second.goto(link)
  await looksGood({ page: second, javaScript: true })
  await press(second, 'Kirim balasan')
  await second.getByRole('link', { name: /Balasan terlalu pendek/ }).waitFor()
  await looksGood({ page: second, javaScript: true })
  const csrf = await second.locator('input[name="csrf"]').inputValue()
  const binary = fc.sample(fc.string({ unit: 'binary', maxLength: 9 }), { numRuns: 10, seed: 7 })
  for (const balasan of ['', '\0'.repeat(20), '\u200b'.repeat(20), 'a'.repeat(2001), ...binary]) {
    const answer = await second.request.post(link, { form: { csrf, balasan } })
    assert.equal(answer.status(), 422, JSON.stringify(balasan))
  }
  const nowhere = await second.request.post(`/lembaga/balas/${'B'.repeat(24)}`, {
    form: { csrf, balasan: 'Balasan tanpa ulasan.' },
  })
  assert.equal(nowhere.status(), 404)
  await second.getByLabel('Balasan', { exact: true }).fill('Balasan dari jendela kedua.')
  await press(tab, 'Kirim balasan')
  await tab.getByRole('heading', { name: 'Balasan sudah tersimpan' }).waitFor()
  await press(second, 'Kirim balasan')
  await second.getByText('Ulasan ini sudah dibalas').waitFor()
  await looksGood({ page: second, javaScript: true })

  await page.goto(course)
  await page.locator('.brief').getByText('Terima kasih, sampai jumpa lagi!').waitFor()
  await looksGood(bought)
  await page.goto(`/pijar/pesanan/${orderNo}/ulasan?ubah=1`)
  await page.getByText('sudah dibalas lembaga pelatihan, jadi tidak bisa diubah lagi').waitFor()
  await looksGood(bought)

  await tab.goto(`/lembaga/balas/${'A'.repeat(24)}`)
  await tab.getByText('Tautan ini tidak dikenali').waitFor()
  await pool.query(
    `update single_use_link set created_at = '2019-01-01Z', expires_at = '2020-01-01Z' where purpose = 'reply'`,
  )
  await pool.query(
    'update review set reply = null, replied_at = null, replied_by = null where card_id = $1',
    [bought.cardId],
  )
  const ended = await tab.goto(link)
  assert.equal(ended?.status(), 410)
  await tab.getByText(`masa berlakunya, ${reviewRules.replyLinkForDays} hari`).waitFor()
  await second.goto(link)
  await looksGood({ page: second, javaScript: true })
  for (const one of [page, tab, second]) await one.context().close()
})

test('a course with many long reviews keeps the budget of its pages, and all of them can be read', async () => {
  const page = await shop.open({ width: 320 })
  await page.goto('/pijar/kursus?harga=250000&cara=self_paced')
  const course = (await page.locator('article.course a.whole').last().getAttribute('href')) ?? ''
  await pool.query(
    `insert into review (card_id, purchase_id, course_id, stars, text, shown_name, written_at, reply, replied_at,
       replied_by)
     select 2000000 + n, 1, course_id, 1 + n % 5, 'Ulasan ' || n || ': ' || said, 'Siti A.', now() - n * interval '1 hour',
       said, now(), 'institution:1'
     from course, generate_series(1, 34) n,
       lateral (select left(string_agg(substr(md5(n::text || w), 1, 3 + w % 6), ' '), 1900) as said
         from generate_series(1, 400) w) as words
     where slug = $1`,
    [course.split('/').at(-1)],
  )
  for (const url of [course, `${course}/ulasan`, `${course}/ulasan?urut=lowest&hal=2&buka=3`]) {
    const { html } = await pageWeight(page, url)
    assert.ok(html <= 14_336, `${url}: HTML of ${html} bytes`)
    await looksGood({ page, javaScript: true })
  }
  await page.goto(course)
  await page.getByRole('link', { name: 'Baca selengkapnya' }).first().click()
  assert.ok((await page.locator('#ulasan-1 .lines').first().innerText()).length > 1800)
  await page.getByRole('link', { name: 'Bintang terendah' }).click()
  const read: string[] = []
  for (let at = 1; at <= 4; at++) {
    read.push(
      ...(await page.locator('article .lines').allInnerTexts()).filter((text) => /^Ulasan/.test(text)),
    )
    assert.equal(await page.locator('.chosen').innerText(), 'Bintang terendah')
    const next = page.locator('.pages a[rel="next"]')
    if (at < 4) await next.click()
    else assert.equal(await next.count(), 0)
  }
  assert.equal(new Set(read.map((text) => /^Ulasan \d+/.exec(text)?.[0])).size, 34)
  for (const query of ['?hal=999999', '?hal=-1', '?hal=x&urut=x&buka=99', '?urut=highest&hal=0'])
    assert.equal((await page.request.get(`${course}/ulasan${query}`)).status(), 200)
  // An address with a control sign is refused in one place, for every page.
  assert.equal((await page.request.get(`${course}/ulasan?urut=%00`)).status(), 400)
  assert.equal((await page.request.get('/pijar/kursus/tidak-ada/ulasan')).status(), 404)
  await page.context().close()
})

test('whatever is posted to the forms, nothing breaks and nothing false is kept', async () => {
  const bought = await buy(true, 2)
  const { page, orderNo, cardId } = bought
  const form = `/pijar/pesanan/${orderNo}/ulasan`
  const csrfOf = () => page.locator('input[name="csrf"]').first().inputValue()
  const early = await page.request.post(form, {
    form: { csrf: await csrfOf(), bintang: '5', ulasan: 'Terlalu dini!' },
  })
  assert.equal(early.status(), 422)
  await finish(bought)
  await page.goto(form)
  const csrf = await csrfOf()
  const texts = [
    '',
    '         ',
    '\0\0\0\0\0\0\0\0\0\0\0',
    '\u202e\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b',
    'a'.repeat(2001),
    '😀'.repeat(9),
    ...fc.sample(fc.string({ unit: 'binary', maxLength: 9 }), { numRuns: 20, seed: 7 }),
  ]
  for (const ulasan of texts) {
    const answer = await page.request.post(form, { form: { csrf, bintang: '5', ulasan } })
    assert.equal(answer.status(), 422, JSON.stringify(ulasan))
  }
  for (const bintang of ['', '0', '6', '-1', '5.0', '٥', 'NaN', '1e0', '5 or 1=1']) {
    const answer = await page.request.post(form, {
      form: { csrf, bintang, ulasan: 'Cukup panjang teksnya.' },
    })
    assert.equal(answer.status(), 422, bintang)
  }
  const count = () => pool.query('select from review where card_id = $1', [cardId])
  assert.equal((await count()).rowCount, 0)
  const foreign = await shop.open({ width: 360 })
  await foreign.goto('/pijar/masuk')
  const strange = await foreign.locator('input[name="csrf"]').first().inputValue()
  const posted = await foreign.request.post(form, {
    form: { csrf: strange, bintang: '5', ulasan: 'Bukan punyaku ini.' },
    maxRedirects: 0,
  })
  assert.match(posted.headers().location ?? '', /\/pijar\/masuk/)
  assert.equal((await count()).rowCount, 0)
  for (const ulasan of ['😀'.repeat(2000), '<script>alert(1)</script>', "'; drop table review; --"]) {
    const answer = await page.request.post(form, { form: { csrf, bintang: '3', ulasan }, maxRedirects: 0 })
    assert.equal(answer.status(), 303, ulasan.slice(0, 20))
  }
  assert.equal((await count()).rowCount, 1)
  await page.goto(form)
  assert.match(await page.locator('article').innerText(), /'; drop table review; --/)
  for (const token of ['a', '%00', '..%2f', 'A'.repeat(500)])
    assert.ok((await page.request.get(`/lembaga/balas/${token}`)).status() < 500)
  await page.context().close()
  await foreign.context().close()
})
