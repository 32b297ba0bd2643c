import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { Hono } from 'hono'
import { aDrawnProgramme } from '../../../../test/a-draw.ts'
import { demoChecker } from '../../../money/accounts/account-checker.ts'
import { noRegistry } from '../../../people/population-registry.ts'
import { announceDraw } from '../../../waves/draw/announce-draw.ts'
import { sessionLimits } from '../../http/sessions/session.ts'
import { sessions } from '../../http/sessions/sessions.ts'
import type { Web } from '../../http/web.ts'
import { programmeTheme } from '../../parts/page/themes.ts'
import { mountSite } from '../../site/mount-site.ts'
import { language } from '../../words/language.ts'
import { homeRoutes } from './home-routes.ts'

const programme = await aDrawnProgramme()
const { ctx, clock, pool } = programme
const portal = sessions({ ...ctx, site: 'portal', limits: sessionLimits.portal, secure: false })
const registrations = {
  ctx,
  registry: noRegistry,
  domain: 'bekal.example',
  link: (path: string) => `https://bekal.example${path}`,
  onMessages: () => {},
}
const { domain, link, onMessages } = registrations
const accounts = { ctx, checker: demoChecker, restHours: 72, domain, link, onMessages }
const app = new Hono<Web>()
app.use(language({ secure: false }), portal.load)
mountSite(
  app,
  { ctx, behindProxy: false },
  {
    table: { base: '', limits: [], routes: homeRoutes },
    deps: { registrations, portal, accounts },
    look: { theme: programmeTheme, home: '/', nav: () => [] },
    door: [],
  },
)

/** A page as a person sees it now. */
async function see(personId: string, path: string): Promise<{ status: number; text: string }> {
  const token = randomBytes(32).toString('base64url')
  await pool.query(
    `insert into web_session (token_hash, site, person_id, csrf, created_at, seen_at)
     values ($1, 'portal', $2, 'x', $3, $3)`,
    [createHash('sha256').update(token).digest(), personId, clock.now()],
  )
  const answer = await app.request(path, { headers: { cookie: `bekal_portal=${token}` } })
  return { status: answer.status, text: await answer.text() }
}

test('the programme’s words follow a wave: processed, evaluated, and then the own rank with its proof', async () => {
  const waveId = await programme.anOpenWave(1, { reserves: 0 })
  const people: string[] = []
  for (let count = 0; count < 4; count++) people.push(await programme.aPerson())
  for (const personId of people) await programme.join(personId, waveId)
  const [first = ''] = people
  assert.match((await see(first, '/kartu')).text, /Sedang Diproses/)
  assert.equal((await see(first, `/beranda/bukti/${waveId}`)).status, 404)
  await programme.close(waveId)
  const closed = (await see(first, '/kartu')).text
  assert.match(closed, /Sedang Dievaluasi/)
  assert.doesNotMatch(closed, /Keluar dari gelombang ini/)
  await programme.enterValue(waveId)
  await programme.run(waveId)
  assert.match((await see(first, '/kartu')).text, /Sedang Dievaluasi/)
  await announceDraw(ctx, waveId, { actor: 'staff:101', requestId: 'r' })
  const pages = await Promise.all(people.map((personId) => see(personId, '/kartu')))
  const ranks = pages.map(({ text }) => Number(/(\d) dari 4 peserta undian/.exec(text)?.[1]))
  assert.deepEqual([...ranks].sort(), [1, 2, 3, 4])
  for (const [at, { text }] of pages.entries()) {
    assert.match(text, ranks[at] === 1 ? /Selamat, Anda Terpilih/ : /Anda Belum Berhasil/)
    assert.equal(/tentang=draw/.test(text), ranks[at] !== 1, 'who was not chosen may appeal')
  }
  const proof = await see(first, `/beranda/bukti/${waveId}`)
  assert.equal(proof.status, 200)
  assert.equal(JSON.parse(proof.text).length, 2)
  assert.equal((await see(await programme.aPerson(), `/beranda/bukti/${waveId}`)).status, 404)
})
