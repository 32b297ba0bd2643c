import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { Hono } from 'hono'
import { aDeadline, cutOff, deadline } from '../../../test/a-deadline.ts'
import { must } from '../../../test/a-draw.ts'
import type { WaveCard } from '../../../test/a-wave.ts'
import { answerAppeal } from '../../appeals/answer-appeal.ts'
import { fileAppeal } from '../../appeals/appeals.ts'
import { suspendCard } from '../../card/suspend-card.ts'
import { cardOfPerson } from '../../people/card-of-person.ts'
import { sessionLimits } from '../http/sessions/session.ts'
import { sessions } from '../http/sessions/sessions.ts'
import type { Web } from '../http/web.ts'
import { language } from '../words/language.ts'
import { cardPage } from './card-page.tsx'

const world = await aDeadline()
const { ctx, clock, pool, cards, run } = world
after(() => world.close())
const portal = sessions({ ...ctx, site: 'portal', limits: sessionLimits.portal, secure: false })
const app = new Hono<Web>()
app.use(language({ secure: false }), portal.load)
app.get('/kartu', async (c) => {
  const personId = c.get('session')!.personId!
  return cardPage(c, ctx, { personId, cardId: (await cardOfPerson(pool, personId))! })
})

async function holderOf({ cardId }: WaveCard): Promise<string> {
  return (await pool.query('select person_id from card where card_id = $1', [cardId])).rows[0].person_id
}

/** The card's page as its holder sees it now, as plain text. */
async function see(card: WaveCard, path = '/kartu'): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await pool.query(
    `insert into web_session (token_hash, site, person_id, csrf, created_at, seen_at)
     values ($1, 'portal', $2, 'x', $3, $3)`,
    [createHash('sha256').update(token).digest(), await holderOf(card), clock.now()],
  )
  const answer = await app.request(path, { headers: { cookie: `bekal_portal=${token}` } })
  assert.equal(answer.status, 200)
  return (await answer.text()).replace(/\s+/g, ' ')
}

test('who is revoked reads why, since when, and until when and where to appeal', async () => {
  const [card] = (await cards(1)) as [WaveCard]
  clock.set(deadline)
  await run()
  const page = await see(card)
  assert.match(page, /Kepesertaan dicabut/)
  assert.match(page, /Alasan<\/dt><dd>Belum ada pelatihan yang dibeli sampai 23 Desember 2026, 23\.59 WIB\./)
  assert.match(page, /Sejak<\/dt><dd>24 Desember 2026, 00\.00 WIB</)
  assert.match(page, /ajukan keberatan sampai 15 Desember 2027, 23\.59 WIB\./)
  assert.match(page, /href="\/keberatan\?tentang=revoked"/)
  // The deadline that is over is a reason now, and nothing to be met.
  assert.doesNotMatch(page, /Beli pelatihan pertama sebelum/)
  assert.match(await see(card, '/kartu?lang=en'), /No training was bought by 23 December 2026, 23:59 WIB\./)

  const subject = { personId: await holderOf(card) }
  const filed = must(
    await fileAppeal(ctx, subject, { about: 'revoked', text: 'Saya sudah membeli.', requestId: 'r' }),
  )
  const waits = await see(card)
  assert.match(waits, new RegExp(`${filed.reference}: Giliran petugas, dijawab paling lambat 7 Januari 2027`))
  assert.doesNotMatch(waits, /tentang=revoked/)
  const given = { answer: 'declined', text: 'Tidak ada pembelian.', link: 'https://bekal.example/k' } as const
  must(await answerAppeal(ctx, filed.reference, given, { actor: 'staff:101', requestId: 'r' }))
  assert.match(await see(card), new RegExp(`${filed.reference}: Ditolak\\. Dijawab 24 Desember 2026`))

  clock.set(cutOff)
  assert.match(await see(card), /Kartu ini bisa dipulihkan sampai 15 Desember 2027, 23\.59 WIB\./)
})

test('who cannot use the card for another reason finds the way to an appeal too', async () => {
  clock.set('2026-12-01T10:00:00+07:00')
  const [suspended, late] = (await cards(2)) as [WaveCard, WaveCard]
  must(await suspendCard(ctx, suspended.cardId, 'diperiksa', { actor: 'staff:101', requestId: 'r' }))
  const page = await see(suspended)
  assert.match(page, /Kartu ditangguhkan/)
  assert.match(page, /href="\/keberatan\?tentang=other"/)
  assert.doesNotMatch(page, /diperiksa/)
  clock.set(deadline)
  assert.match(await see(late), /Batas waktu terlewat.*href="\/keberatan\?tentang=revoked"/)
})
