import assert from 'node:assert/strict'
import { journeys } from '../../src/storefronts/journeys.ts'
import { aStaffMember } from '../a-visitor.ts'
import { fixedAt, type World } from './fixed-world.ts'
import { seedConfirmation, seedInstitutionPortal } from './seed-institution-portal.ts'
import { emails, seedOrders, shops, told } from './seed-orders.ts'
import { seedPayments } from './seed-payments.ts'
import { portalPeople, seedPeople } from './seed-people.ts'
import { type Values, valuesOf } from './values.ts'
import { Visitor } from './visitor.ts'

/** A kind of visitor: their browser, and what of the product is theirs. */
export interface Kind {
  readonly name: string
  readonly browser: Visitor
  /** which addresses they ask for; all when it is missing */
  readonly within?: RegExp
}

/** Who is nobody to a storefront need not ask there: nobody does. */
const insideShops = new RegExp(`^/(?:${journeys.map(({ id }) => id).join('|')})(?:/|$)`)
const outsideShops = new RegExp(`^(?!${insideShops.source.slice(1)})`)

/** Fills the demo with something at every address, and logs in who is to look at it. */
export async function seedWorld(world: World): Promise<{ kinds: readonly Kind[]; values: Values }> {
  const { ctx } = world
  await seedPeople(world)
  const { buyer, learner, orders } = await seedOrders(world)
  await world.setClock(fixedAt)
  const recipient = await persona(world)
  await finishTraining(world, recipient)
  await startTest(world, learner, orders.get('pijar paid')!)
  const { userId, institutionId } = await seedInstitutionPortal(ctx, orders.get('pijar paid')!)
  const confirmation = await seedConfirmation(ctx)
  await seedPayments(ctx, institutionId)
  const staff: Kind[] = []
  for (const role of ['operator', 'supervisor', 'admin', 'auditor'] as const) {
    const { email } = await aStaffMember(ctx, [role], ctx.clock.now())
    const browser = new Visitor(world.url)
    await browser.get('/dev/konsol')
    redirected(await browser.post('/dev/konsol', { email }))
    staff.push({ name: role, browser, within: role === 'supervisor' ? outsideShops : /^\/konsol/ })
  }
  const institution = new Visitor(world.url)
  await institution.get('/dev/mitra')
  redirected(await institution.post('/dev/mitra', { user: userId }))
  const portal: Record<string, Visitor> = {}
  for (const [name, email] of Object.entries(portalPeople)) {
    const browser = new Visitor(world.url)
    await browser.get('/masuk/sandi')
    redirected(await browser.post('/masuk/sandi', { email, password: 'kata sandi panjang' }))
    portal[name] = browser
  }
  const links = await askForLinks(world, buyer)
  const ofPortal = /^\/($|beranda|daftar|data-saya|kartu|keberatan|ganti-hp|undian|verifikasi|masuk|keluar)/
  const kinds: Kind[] = [
    { name: 'nobody', browser: new Visitor(world.url) },
    { name: 'recipient', browser: recipient },
    { name: 'buyer', browser: buyer, within: insideShops },
    { name: 'learner', browser: learner, within: /^\/(?:pijar|tokopedia)(?:\/|$)/ },
    { name: 'institution', browser: institution, within: outsideShops },
    ...staff,
    { name: 'applicant', browser: portal.applicant!, within: outsideShops },
    { name: 'chosen', browser: portal.chosen!, within: ofPortal },
    { name: 'beginner', browser: portal.beginner!, within: ofPortal },
  ]
  return { kinds, values: await valuesOf(world, { orders, institutionId, confirmation, links }) }
}

function redirected({ status }: { readonly status: number }): void {
  assert.equal(status, 303)
}

/** The demo's recipient who has bought something. */
async function persona(world: World): Promise<Visitor> {
  const browser = new Visitor(world.url)
  await browser.get('/')
  redirected(await browser.post('/dev/masuk', { persona: 'sudah' }))
  return browser
}

/** The recipient learns what they bought, and reviews it: there is a certificate. */
async function finishTraining({ ctx }: World, recipient: Visitor): Promise<void> {
  const { rows } = await ctx.db.query(
    `select order_no, number from storefront_order join lesson using (course_id)
     where status = 'paid' order by account_id, number`,
  )
  const [{ order_no: no }] = rows
  for (const { number } of rows.filter(({ order_no }) => order_no === no)) {
    await recipient.get(`/pijar/belajar/${no}/${number}`)
    redirected(await recipient.post(`/pijar/belajar/${no}/${number}`))
  }
  await recipient.get(`/pijar/pesanan/${no}/ulasan`)
  const written = { bintang: '5', ulasan: 'Materinya jelas dan mudah diikuti.' }
  redirected(await recipient.post(`/pijar/pesanan/${no}/ulasan`, written))
}

/** A test under way, with the same questions in every run. */
async function startTest({ ctx }: World, learner: Visitor, no: string): Promise<void> {
  await learner.get(`/pijar/belajar/${no}/tes/pre`)
  redirected(await learner.post(`/pijar/belajar/${no}/tes/pre`))
  await ctx.db.query(`
    update quiz_attempt set questions = (
      select array_agg(question_id order by question_id) from (
        select question_id from question join purchase using (course_id)
        where purchase.card_id = quiz_attempt.card_id and question.test = quiz_attempt.test
        order by question_id limit cardinality(quiz_attempt.questions)
      ) first
    )`)
}

/** Links that work once, as their messages have them. */
async function askForLinks(world: World, buyer: Visitor): Promise<Readonly<Record<string, string>>> {
  const links: Record<string, string> = {}
  const nobody = new Visitor(world.url)
  for (const shop of shops) {
    await nobody.get(`/${shop}/lupa-sandi`)
    await nobody.post(`/${shop}/lupa-sandi`, { email: emails.buyer })
    links[`${shop} password`] = await told(world, emails.buyer, new RegExp(`/${shop}/sandi-baru/(\\w+)`))
    const email = `baru-${shop}@contoh.id`
    await buyer.get(`/${shop}/akun/email`)
    await buyer.post(`/${shop}/akun/email`, { email, current_password: 'kata sandi panjang' })
    links[`${shop} email`] = await told(world, email, new RegExp(`/${shop}/email-baru/(\\w+)`))
  }
  await nobody.get('/daftar')
  await nobody.post('/daftar', { email: 'calon@contoh.id' })
  links['sign up'] = await told(world, 'calon@contoh.id', /\/daftar\/email\/(\w+)/)
  return links
}
