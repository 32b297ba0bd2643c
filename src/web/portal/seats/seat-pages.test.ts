import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { Hono } from 'hono'
import { aDeadline } from '../../../../test/a-deadline.ts'
import type { WaveCard } from '../../../../test/a-wave.ts'
import { declineCard } from '../../../deadlines/decline.ts'
import { checkInvariants } from '../../../ledger/check-invariants.ts'
import { cardOfPerson } from '../../../people/card-of-person.ts'
import { sessionLimits } from '../../http/sessions/session.ts'
import { sessions } from '../../http/sessions/sessions.ts'
import type { Web } from '../../http/web.ts'
import { language } from '../../words/language.ts'
import { cardPage } from '../card-page.tsx'
import type { RegisterDeps } from '../register/visitor.tsx'
import { declinePage, submitDecline } from './decline-page.tsx'
import { submitLeaveWaiting, submitWaiting, waitingPage } from './waiting-pages.tsx'

const world = await aDeadline()
const { ctx, clock, pool, cards, aCourse } = world
after(() => world.close())
const portal = sessions({ ...ctx, site: 'portal', limits: sessionLimits.portal, secure: false })
const link = (path: string) => `https://bekal.example${path}`
const deps = { registrations: { ctx, link }, portal } as unknown as RegisterDeps
const app = new Hono<Web>()
app.use(language({ secure: false }), portal.load, (c, next) => {
  c.set('requestId', 'r-1')
  return next()
})
const who = (c: { get(key: 'session'): { personId?: string | undefined } | undefined }) =>
  c.get('session')!.personId!
app.get('/kartu', async (c) => {
  const personId = who(c)
  return cardPage(c, ctx, { personId, cardId: (await cardOfPerson(pool, personId))! })
})
app.get('/kartu/tunggu/:schedule', (c) => waitingPage(c, deps, who(c)))
app.post('/kartu/tunggu/:schedule', (c) => submitWaiting(c, deps, who(c)))
app.get('/kartu/tolak', (c) => declinePage(c, deps, who(c)))
app.post('/kartu/tolak', (c) => submitDecline(c, deps, who(c)))
app.post('/kartu/tunggu/:schedule/keluar', (c) => submitLeaveWaiting(c, deps, who(c)))

async function visitor({ personId }: WaveCard) {
  const token = randomBytes(32).toString('base64url')
  await pool.query(
    `insert into web_session (token_hash, site, person_id, csrf, created_at, seen_at)
     values ($1, 'portal', $2, 'x', $3, $3)`,
    [createHash('sha256').update(token).digest(), personId, clock.now()],
  )
  return async (path: string, method = 'GET', fields?: Record<string, string>) => {
    const body = fields ? new URLSearchParams(fields) : null
    const answer = await app.request(path, { method, body, headers: { cookie: `bekal_portal=${token}` } })
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
  }
}

test('a participant joins the waiting list of a full schedule, reads the place on the card’s page, and leaves', async () => {
  const [one, two] = (await cards(2)) as [WaveCard, WaveCard]
  const { scheduleCode } = await aCourse({ quota: 0 })
  const address = `/kartu/tunggu/${scheduleCode}`
  const [first, second] = [await visitor(one), await visitor(two)]
  assert.match((await first(address)).text, /Masuk daftar tunggu/)
  assert.equal((await first(address, 'POST')).to, address)
  assert.equal((await second(address, 'POST')).to, address)
  assert.match((await second(address)).text, /ke-2 dari 2/)
  assert.match((await second('/kartu')).text, /Daftar tunggu[\s\S]*Tempat ke-2/)
  assert.match((await second('/kartu?lang=en')).text, /Waiting list[\s\S]*Place 2/)
  assert.match((await second(address, 'POST')).text, /sudah ada di daftar tunggu ini/)
  assert.equal((await first(`${address}/keluar`, 'POST')).to, address)
  assert.match((await second(address)).text, /ke-1 dari 1/)
  assert.equal((await first('/kartu/tunggu/tidak-ada')).status, 404)
})

test('who does not want the card proves who it is and declines it: the seat is free, and the page says so', async () => {
  const [card, buyer] = (await cards(2)) as [WaveCard, WaveCard]
  const see = await visitor(card)
  assert.match((await see('/kartu')).text, /href="\/kartu\/tolak"/)
  assert.match((await see('/kartu/tolak?lang=en')).text, /You cannot undo this yourself/)
  const { rows } = await pool.query(
    `select nik_sealed, to_char(born_on, 'YYYY-MM-DD') as born_on from person where person_id = $1`,
    [card.personId],
  )
  const birth_date = rows[0].born_on
  const wrong = await see('/kartu/tolak', 'POST', { nik: '3201010101010001', birth_date })
  assert.equal(wrong.to, null)
  const nik = ctx.secrets.open(rows[0].nik_sealed)
  assert.equal((await see('/kartu/tolak', 'POST', { nik, birth_date })).to, '/kartu')
  assert.match((await see('/kartu')).text, /Anda menolak kartu ini\./)
  assert.match(
    (await see('/kartu/tolak', 'POST', { nik, birth_date })).text,
    /tidak aktif, jadi tidak ada yang bisa ditolak/,
  )
  assert.deepEqual(await world.movementsOf(card), [
    ['grant', 1_000_000, 1_000_000],
    ['forfeit', -1_000_000, 0],
  ])
  await world.buy(buyer)
  const by = { actor: { actor: `person:${buyer.personId}`, requestId: 'r' }, link: link('/kartu') }
  const bought = await declineCard(ctx, buyer.cardId, by)
  assert.equal(bought.ok ? '' : bought.refusal, 'bought_before')
  const nobody = await declineCard(ctx, '999999', by)
  assert.equal(nobody.ok ? '' : nobody.refusal, 'no_card')
  assert.deepEqual(await checkInvariants(pool), [])
})
