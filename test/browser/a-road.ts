import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Journey } from '../../src/storefronts/journey.ts'
import { pageFrom, stepOf } from '../../src/storefronts/walk.ts'
import { type AShop, type DemoCard, press } from './a-shop.ts'

export const password = 'kata sandi panjang'

/** The way of one storefront, walked from its data: what the page asks is filled in, then its own button is pressed. */
export interface Road {
  readonly journey: Journey
  /** a course that begins at any time, bought up to the first page of its order with an account made on the way */
  toOrder(page: Page, card: DemoCard, nth?: number): Promise<{ email: string }>
  /** on to where the code is asked for, the card's number typed; `look` is shown every page on the way */
  toCode(page: Page, card: DemoCard, look?: () => Promise<void>): Promise<void>
  /** the code, and what the page asks with it */
  pay(page: Page, otp: string): Promise<void>
  /** logs the buyer in again, where the page asks for it */
  logInAgain(page: Page, card: DemoCard, email: string): Promise<void>
  /** the heading of the page of a paid order */
  readonly result: string
}

let people = 0

export function aRoad(shop: AShop, journey: Journey): Road {
  const label = (step: string, index = 0) => stepOf(journey, step)?.labels[index] ?? ''
  const road: Road = {
    journey,
    result: stepOf(journey, 'see_result')?.title ?? '',

    async toOrder(page, card, nth = 0) {
      await page.goto(`/${journey.id}/kursus?harga=250000&cara=self_paced`)
      await page.locator('article.course').filter({ hasText: 'Rp' }).locator('a.whole').nth(nth).click()
      await press(page, label('choose_course'))
      const email = await enter(page, card)
      await page.waitForURL(/\/pesanan\/[A-Z]{3}-\w{12}$/)
      return { email }
    },

    async toCode(page, card, look) {
      for (let pages = 0; pages < 8; pages++) {
        const step = await stepOfPage(page)
        const asked = pageFrom(journey, step)
        await look?.()
        if (asked.some(({ step: name }) => name === 'enter_otp')) return
        await fillIn(page, card)
        await goOn(page, asked.at(-1)?.labels[0] ?? assert.fail(`${step} has no button`))
      }
      const said = await page.locator('#salah').allInnerTexts()
      assert.fail(
        `${journey.id} does not come to its code: ${said.join() || (await page.locator('h1').innerText())}`,
      )
    },

    async pay(page, otp) {
      const asked = pageFrom(journey, await stepOfPage(page))
      await page.getByLabel('Kode OTP').fill(otp)
      if (asked.some(({ step }) => step === 'agree_terms')) await page.locator('#terms').check()
      await goOn(page, asked.at(-1)?.labels[0] ?? assert.fail('no button pays'))
    },

    async logInAgain(page, card, email) {
      if (journey.account === 'programme' || journey.account === 'external') {
        await press(page, label('log_in_elsewhere'))
        if (journey.account === 'programme') await logInBySms(page, card)
        else if (await page.getByLabel('Kata sandi').isVisible()) await logInAtKemnaker(page, email)
        return
      }
      await page.getByLabel('Alamat email').fill(email)
      await page.getByLabel('Kata sandi').fill(password)
      await page
        .locator('main')
        .getByRole('button', { name: label('log_in'), exact: true })
        .click()
    },
  }
  return road

  /** An account of the storefront's kind, opened where the page asks for one. */
  async function enter(page: Page, card: DemoCard): Promise<string> {
    const email = `pembeli-${crypto.randomUUID().slice(0, 8)}@contoh.id`
    if (journey.account === 'programme') {
      await press(page, label('log_in_elsewhere'))
      await logInBySms(page, card)
      await press(page, 'Izinkan dan lanjut')
      return email
    }
    if (journey.account === 'external') {
      await press(page, label('log_in_elsewhere'))
      await press(page, 'Buat akun')
    } else await press(page, label('log_in', 1))
    await page.getByLabel('Nama lengkap').fill('Sari Dewi')
    await page.getByLabel('Alamat email').fill(email)
    await page.getByLabel('Kata sandi').fill(password)
    await page.locator('main form').getByRole('button').last().click()
    if (journey.account === 'external') await press(page, 'Izinkan dan lanjut')
    if (journey.account === 'own_phone_verified') await verifyPhone(page)
    return email
  }

  async function verifyPhone(page: Page): Promise<void> {
    const phone = `+62813${String(10_000_000 + people++)}`
    await page.getByLabel('Nomor HP').fill(phone)
    await press(page, label('verify_phone'))
    const { text } = await shop.message(phone, /kode verifikasi \d{6}/)
    await page.getByLabel('Kode verifikasi').fill(/kode verifikasi (\d{6})/.exec(text)![1]!)
    await press(page, label('verify_phone', 1))
  }

  async function logInBySms(page: Page, { phone }: DemoCard): Promise<void> {
    if (!(await page.getByLabel('Email atau nomor HP').isVisible())) return
    const before = (await shop.messagesTo(phone)).length
    await page.getByLabel('Email atau nomor HP').fill(phone)
    await press(page, 'Kirim kode')
    const code = await newestCode(phone, before)
    await page.getByLabel('Kode OTP').fill(code)
    await press(page, 'Masuk')
  }

  async function newestCode(phone: string, before: number): Promise<string> {
    for (let tries = 0; tries < 150; tries++) {
      const messages = await shop.messagesTo(phone)
      const code = messages.length > before && /kode OTP (\d{6}) utk masuk/.exec(messages[0]!.text)?.[1]
      if (code) return code
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return assert.fail('no code to log in with came')
  }

  async function logInAtKemnaker(page: Page, email: string): Promise<void> {
    await page.getByLabel('Alamat email').fill(email)
    await page.getByLabel('Kata sandi').fill(password)
    await page.locator('main form').getByRole('button').click()
  }
}

/** Presses what leads to another page, and waits until it is there. */
async function goOn(page: Page, label: string): Promise<void> {
  const gone = page.waitForEvent('framenavigated')
  await press(page, label)
  await gone
  await page.waitForLoadState('domcontentloaded')
}

/** The step that the page of an order asks for, by where its form goes. */
export async function stepOfPage(page: Page): Promise<string> {
  await page.locator('main form[action*="/pesanan/"]').first().waitFor()
  const actions = await page
    .locator('main form[action*="/pesanan/"]')
    .evaluateAll((forms) => forms.map((form) => (form as unknown as { action: string }).action))
  const steps = actions.map((action) => action.split('/').at(-1) ?? '')
  return (
    steps.find((step) => !['kembali', 'kirim-ulang', 'kirim-struk'].includes(step)) ??
    assert.fail(`${page.url()} asks for no step`)
  )
}

async function fillIn(page: Page, card: DemoCard): Promise<void> {
  const answers: [string, string][] = [
    ['#identity_name', 'Sari Dewi'],
    ['#identity_email', 'sari.dewi@contoh.id'],
    ['#identity_phone', '0812 3456 7890'],
    ['#identity_city', 'Kupang'],
    ['#card_number', card.prakerja_id],
  ]
  for (const [field, answer] of answers)
    if (await page.locator(field).isVisible()) await page.locator(field).fill(answer)
  if (await page.locator('#method').isVisible()) await page.locator('#method').check()
  if (await page.locator('#terms').isVisible()) await page.locator('#terms').check()
}
