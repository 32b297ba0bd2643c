import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hour } from '../../src/kernel/clock.ts'
import { aShop } from '../browser/a-shop.ts'
import { logInBySms, Visitor } from './visitor.ts'

const shop = await aShop()
const headingOf = (page: string) => /<h1[^>]*>([^<]*)/.exec(page)?.[1] ?? ''
/** Where the form of a page that failed leads on to. */
const againTo = (page: string) => /name="lanjut" value="([^"]*)"/.exec(page)?.[1]
const pathOf = (visitor: Visitor) => new URL(visitor.url).pathname

/** Two drafts of one browser at a storefront, each with its page that asks for the login. */
async function twoOrders(visitor: Visitor, id: string) {
  const list = await visitor.go(`/${id}/kursus?harga=250000&cara=self_paced`)
  const orders: { path: string; page: string }[] = []
  for (const [, href = ''] of list.matchAll(new RegExp(` href="(/${id}/kursus/[\\w-]+)"`, 'g'))) {
    const page = await visitor.go(href)
    const form = new RegExp(`<form[^>]* action="${href}/beli".*?</form>`, 's').exec(page)?.[0]
    const schedule = form && /name="jadwal"[^>]*? value="([^"]+)"/.exec(form)?.[1]
    if (!schedule) continue
    const asks = await visitor.send(form, { jadwal: schedule })
    orders.push({ path: pathOf(visitor), page: asks })
    if (orders.length === 2) break
  }
  const [one, other] = orders
  assert.ok(one && other && one.path !== other.path, `${id} has two orders`)
  return { one, other }
}

/** Both tabs leave for the identity provider, before either has logged in there; returns where each of them stands. */
async function bothLeave(visitor: Visitor, { one, other }: Awaited<ReturnType<typeof twoOrders>>) {
  const first = await visitor.send(one.page, {})
  const firstAt = visitor.url
  await visitor.send(other.page, {})
  return { first, firstAt, secondAt: visitor.url }
}

test('Pintaria: two tabs that log in at once come back each to its own order', async () => {
  const visitor = new Visitor(shop.url)
  const orders = await twoOrders(visitor, 'pintaria')
  const { first, secondAt } = await bothLeave(visitor, orders)
  const allowOne = await logInBySms(visitor, shop.url, first, shop.freshCard().phone)
  assert.equal(headingOf(allowOne), 'Izinkan Pintaria?')
  // The second tab is loaded again: whoever is logged in by now goes on in its own order.
  const allowOther = await visitor.go(secondAt)
  assert.equal(headingOf(allowOther), 'Izinkan Pintaria?')
  await visitor.send(allowOther, { answer: 'allow' })
  assert.equal(pathOf(visitor), orders.other.path)
  await visitor.send(allowOne, { answer: 'allow' })
  assert.equal(pathOf(visitor), orders.one.path)
})

test('Pintaria: two codes that are asked for in two tabs lead each tab on to its own order', async () => {
  const visitor = new Visitor(shop.url)
  const orders = await twoOrders(visitor, 'pintaria')
  const { first, secondAt } = await bothLeave(visitor, orders)
  const { phone } = shop.freshCard()
  // The first tab asks for its code and waits; the second one asks for another, and logs in.
  const waiting = await visitor.send(first, { email_or_phone: phone })
  const waitingAt = visitor.url
  assert.match(waiting, /name="otp"/)
  await shop.logInCode(phone)
  await shop.advance(61_000)
  const allowOther = await logInBySms(visitor, shop.url, await visitor.go(secondAt), phone)
  await visitor.send(allowOther, { answer: 'allow' })
  assert.equal(pathOf(visitor), orders.other.path)
  // Allowed once, it is not asked again.
  await visitor.go(waitingAt)
  assert.equal(pathOf(visitor), orders.one.path)
})

test('Sisnaker: two tabs that log in at once come back each to its own order', async () => {
  const visitor = new Visitor(shop.url)
  const orders = await twoOrders(visitor, 'sisnaker')
  const { firstAt, secondAt } = await bothLeave(visitor, orders)
  const signUp = await visitor.go(firstAt.replace('/masuk', '/daftar'))
  const who = { name: 'Ratna', email: 'ratna-dua-tab@contoh.id', password: 'kata sandi panjang' }
  const allowOne = await visitor.send(signUp, who)
  assert.equal(headingOf(allowOne), 'Izinkan Sisnaker?')
  const allowOther = await visitor.go(secondAt)
  assert.equal(headingOf(allowOther), 'Izinkan Sisnaker?')
  await visitor.send(allowOther, { answer: 'allow' })
  assert.equal(pathOf(visitor), orders.other.path)
  await visitor.send(allowOne, { answer: 'allow' })
  assert.equal(pathOf(visitor), orders.one.path)
})

test('a tab that is refused offers its own order again, whatever the other one does', async () => {
  const visitor = new Visitor(shop.url)
  const orders = await twoOrders(visitor, 'pintaria')
  const { first, secondAt } = await bothLeave(visitor, orders)
  const allowOne = await logInBySms(visitor, shop.url, first, shop.freshCard().phone)
  const allowOther = await visitor.go(secondAt)
  const refusedOne = await visitor.send(allowOne, { answer: 'refuse' })
  assert.equal(headingOf(refusedOne), 'Belum masuk')
  assert.equal(againTo(refusedOne), orders.one.path)
  const refusedOther = await visitor.send(allowOther, { answer: 'refuse' })
  assert.equal(headingOf(refusedOther), 'Belum masuk')
  assert.equal(againTo(refusedOther), orders.other.path)
})

test('a departure is good for an hour, and a browser keeps its newest few', async () => {
  const visitor = new Visitor(shop.url)
  const { one, other } = await twoOrders(visitor, 'pintaria')
  const leave = async (page: string) => {
    const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const next = againTo(page) ?? ''
    const answer = await visitor.ask('/pintaria/masuk/mulai', { csrf, lanjut: next })
    return new URL(answer.headers.get('location') ?? '', shop.url).searchParams.get('state') ?? ''
  }
  const comeBack = (state: string) => visitor.go(`/pintaria/masuk/kembali?error=access_denied&state=${state}`)
  const oldest = await leave(one.page)
  const states: string[] = []
  for (let tab = 0; tab < 8; tab++) states.push(await leave(other.page))
  // The oldest was given up for newer ones: it ends as an answer that nobody waits for.
  assert.equal(againTo(await comeBack(oldest)), '/pintaria')
  assert.equal(againTo(await comeBack(states[0] ?? '')), other.path)
  // Each is good for one return.
  assert.equal(againTo(await comeBack(states[0] ?? '')), '/pintaria')
  await shop.advance(hour - 60_000)
  assert.equal(againTo(await comeBack(states[1] ?? '')), other.path)
  await shop.advance(60_000)
  assert.equal(againTo(await comeBack(states[2] ?? '')), '/pintaria')
})
