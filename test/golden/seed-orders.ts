import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { minute, second } from '../../src/kernel/clock.ts'
import { fixedAt, type World } from './fixed-world.ts'
import { Visitor } from './visitor.ts'

/** The storefronts at which orders are at every step, lapsed, and paid. */
export const shops = ['pijar', 'tokopedia'] as const
/** What else is asked at others: the first step of each page that these two do not have. */
const otherSteps = {
  bukalapak: ['enter_card', 'confirm_payment', 'enter_otp'],
  sekolahmu: ['enter_card', 'enter_otp'],
  maubelajar: ['fill_identity', 'enter_otp'],
} as const
const password = 'kata sandi panjang'

interface DemoCard {
  readonly prakerja_id: string
  readonly phone: string
}

/** Waits for a message to somebody that says so; returns what the first group found. */
export async function told(world: World, to: string, says: RegExp): Promise<string> {
  const nobody = new Visitor(world.url)
  for (let tries = 0; tries < 200; tries++) {
    const { text } = await nobody.get(`/dev/inbox.json?to=${encodeURIComponent(to)}`)
    const { messages } = JSON.parse(text) as { messages: { text: string }[] }
    const found = messages.flatMap((message) => says.exec(message.text)?.[1] ?? [])[0]
    if (found) return found
    await sleep(20)
  }
  return assert.fail(`${to} was never told ${says}`)
}

/** Orders by their labels, and whose they are. */
export interface Bought {
  /** has begun orders, up to the code; an account buys with one card */
  readonly buyer: Visitor
  /** has paid for a training with tests and an assignment */
  readonly learner: Visitor
  readonly orders: ReadonlyMap<string, string>
}

const learntHere = 'Keamanan Pangan untuk Juru Masak'

/** At each storefront an order at every step, a lapsed one and a paid one. */
export async function seedOrders(world: World): Promise<Bought> {
  const [buyer, learner] = [new Visitor(world.url), new Visitor(world.url)]
  const { cards } = JSON.parse((await buyer.get('/dev/demo.json')).text) as { cards: DemoCard[] }
  const orders = new Map<string, string>()
  await world.setClock(new Date(fixedAt.getTime() - 4 * minute))
  for (const shop of shops) {
    for (const [visitor, email] of [
      [buyer, emails.buyer],
      [learner, emails.learner],
    ] as const)
      await openAccount(world, visitor, shop, email)
    const begun = ['choose_payment', 'enter_card', 'enter_otp', 'lapsed']
    const [first, second] = cards.splice(0, 2)
    for (const [place, label] of begun.entries()) {
      const slug = await courseFor(world, shop, undefined, place)
      const until = label === 'lapsed' ? 'enter_card' : label
      orders.set(`${shop} ${label}`, await walk(world, buyer, { shop, slug, until, card: first! }))
    }
    await world.ctx.db.query(`update storefront_order set status = 'lapsed' where order_no = $1`, [
      orders.get(`${shop} lapsed`),
    ])
    const slug = await courseFor(world, shop, learntHere, 0)
    orders.set(`${shop} paid`, await walk(world, learner, { shop, slug, until: 'see_result', card: second! }))
  }
  for (const [shop, steps] of Object.entries(otherSteps)) {
    await openAccount(world, buyer, shop, emails.buyer)
    const [card] = cards.splice(0, 1)
    for (const [place, until] of steps.entries()) {
      const slug = await courseFor(world, shop, undefined, place)
      orders.set(`${shop} ${until}`, await walk(world, buyer, { shop, slug, until, card: card! }))
    }
  }
  return { buyer, learner, orders }
}

/** With the password of all tests. */
export const emails = { buyer: 'sari.dewi@contoh.id', learner: 'rini.astuti@contoh.id' } as const
let phones = 0

async function openAccount(world: World, buyer: Visitor, shop: string, email: string): Promise<void> {
  await buyer.get(`/${shop}/daftar`)
  const opened = await buyer.post(`/${shop}/daftar`, { name: 'Sari Dewi', email, password })
  assert.equal(opened.status, 303, `no account at ${shop}`)
  if (shop !== 'tokopedia') return
  const phone = `+628135550000${++phones}`
  await buyer.get(`/${shop}/akun/hp`)
  await buyer.post(`/${shop}/akun/hp`, { phone, current_password: password })
  const otp = await told(world, phone, /kode verifikasi (\d{6})/)
  const verified = await buyer.post(`/${shop}/akun/hp/kode`, { otp })
  assert.equal(verified.status, 303, `no phone at ${shop}`)
}

/** A course that begins at any time and that the storefront sells: by its title, or the nth. */
async function courseFor(
  world: World,
  shop: string,
  title: string | undefined,
  nth: number,
): Promise<string> {
  const { rows } = await world.ctx.db.query<{ slug: string }>(
    `select slug from course join offer using (course_id) join partner using (partner_id)
     where storefront = $1 and (title = $2 or $2::text is null and min_education = 0 and max_age is null and price < 400000
       and not exists (select from course_requirement asked where asked.course_id = course.course_id)
       and exists (select from schedule where schedule.course_id = course.course_id and starts_at is null))
     order by title offset $3 limit 1`,
    [shop, title ?? null, title ? 0 : nth],
  )
  return rows[0]?.slug ?? assert.fail(`nothing is sold at ${shop}`)
}

interface Wanted {
  readonly shop: string
  readonly slug: string
  readonly until: string
  readonly card: DemoCard
}

/** Walks an order to a step; returns its number. */
async function walk(world: World, buyer: Visitor, { shop, slug, until, card }: Wanted): Promise<string> {
  // No two orders are of the same moment: lists of them have an order.
  await world.setClock(new Date(world.ctx.clock.now().getTime() + 20 * second))
  const course = await buyer.get(`/${shop}/kursus/${slug}`)
  const jadwal = /name="jadwal"[^>]* value="([^"]+)"/.exec(course.text)?.[1] ?? ''
  const begun = await buyer.post(`/${shop}/kursus/${slug}/beli`, { jadwal })
  assert.equal(begun.status, 303, `${slug} cannot be bought at ${shop}`)
  const no = begun.location.split('/').at(-1)!
  const stepNow = async () => {
    const { rows } = await world.ctx.db.query('select step from storefront_order where order_no = $1', [no])
    return rows[0].step as string
  }
  for (let step = await stepNow(); step !== until; step = await stepNow()) {
    await buyer.get(`/${shop}/pesanan/${no}`)
    const otp = step === 'enter_otp' ? await told(world, card.phone, /kode OTP (\d{6}) utk bayar/) : ''
    const identity = {
      identity_name: 'Sari Dewi',
      identity_email: emails.buyer,
      identity_phone: '081355500001',
    }
    const form = {
      ...identity,
      identity_city: 'Bandung',
      method: 'kartu_prakerja',
      card_number: card.prakerja_id,
      otp,
      terms: 'yes',
    }
    const answered = await buyer.post(`/${shop}/pesanan/${no}/${step}`, form)
    const why = answered.text.split('id="salah"')[1]?.split('</div>')[0] ?? ''
    assert.equal(answered.status, 303, `${step} of ${no} at ${shop} was refused: ${why}`)
  }
  return no
}
