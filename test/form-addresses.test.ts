import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoClock } from '../src/years/demo-clock.ts'
import { aStaffMember, Visitor } from './a-visitor.ts'
import { aShop, expectHeading, pay, sendOtp, toCardNumber } from './browser/a-shop.ts'

const shop = await aShop({ BEKAL_BEHIND_PROXY: '1', LOG_LEVEL: 'silent' })
const ctx = { db: shop.database.pool, clock: await demoClock(shop.database.pool), secrets: shop.secrets }
const everybody = new Visitor(shop.url, { everFromElsewhere: true })

// Programs send what is below `/api/` and ends in `.json`: nobody ever stands there.
const forPeople = shop.addresses.filter(
  ({ path }) => !path.startsWith('/api/') && !path.endsWith('.json') && !path.startsWith('/oidc'),
)
const pathsOf = (wanted: string) => [
  ...new Set(forPeople.filter(({ method }) => method === wanted).map(({ path }) => path)),
]
const formPaths = pathsOf('POST')
const patternOf = (path: string) =>
  new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+\{([^}]*(?:\{[^}]*\})?[^}]*)\}|:\w+/g, '[^/]+')}$`)

/** Where forms were seen to lead to, by the route that takes them. */
const seen = new Map<string, Set<string>>()
const pages = new Set<string>()

/** Notes the forms and the addresses of a page. */
function learn(text: string): void {
  for (const [form] of text.matchAll(/<form[^>]*>/g)) {
    if (!/method="post"/.test(form)) continue
    const action = (/ action="([^"?]+)/.exec(form)?.[1] ?? '').replaceAll('&amp;', '&')
    const route =
      formPaths.find((path) => path === action) ?? formPaths.find((path) => patternOf(path).test(action))
    assert.ok(route, `no address takes the form to ${action}`)
    seen.set(route, (seen.get(route) ?? new Set()).add(action))
  }
  for (const [, href = ''] of text.matchAll(/ href="(\/[^"#?]*)/g)) pages.add(href)
}

/** Asks for an address as a browser that reloads it, and follows where it leads; returns the last answer. */
async function stand(path: string) {
  let at = path
  let answer = await everybody.get(at)
  for (let hops = 0; hops < 4 && answer.status >= 300 && answer.status < 400; hops++) {
    at = answer.location
    answer = await everybody.get(at)
  }
  return { at, ...answer }
}

/** From the list of courses to a draft order at each storefront, which stands at its first question. */
async function beginOrder(id: string): Promise<string> {
  const list = await everybody.get(`/${id}/kursus`)
  for (const [, href = ''] of list.text.matchAll(new RegExp(` href="(/${id}/kursus/[\\w-]+)"`, 'g'))) {
    const page = await everybody.get(href)
    const jadwal = /name="jadwal"[^>]* value="([^"]+)"|value="([^"]+)"[^>]* name="jadwal"/.exec(page.text)
    if (!jadwal) continue
    const begun = await everybody.post(`${href}/beli`, { jadwal: jadwal[1] ?? jadwal[2] ?? '' })
    if (begun.status === 303) return begun.location
  }
  return assert.fail(`nothing can be bought at ${id}`)
}

test('every address that takes a form answers whoever asks for it, too', async () => {
  const pages = new Set(pathsOf('GET'))
  assert.ok(formPaths.length > 150, `${formPaths.length}`)
  assert.deepEqual(
    formPaths.filter((path) => !pages.has(path)),
    [],
  )
  const persona = /name="persona" value="([^"]+)"/.exec((await everybody.get('/')).text)?.[1] ?? ''
  assert.equal((await everybody.post('/dev/masuk', { persona })).status, 303)
  const user = /name="user" value="([^"]+)"/.exec((await everybody.get('/dev/mitra')).text)?.[1] ?? ''
  assert.equal((await everybody.post('/dev/mitra', { user })).status, 303)
  const staff = await aStaffMember(ctx, ['admin', 'supervisor', 'operator', 'auditor'], new Date())
  assert.equal((await everybody.logIn(staff)).status, 303)
  const lost: string[] = []
  for (const path of formPaths.filter((path) => !path.includes(':'))) {
    const { status, at } = await stand(`${path}?lang=en`)
    if (status !== 200) lost.push(`${path} leads to ${status} ${at}`)
  }
  assert.deepEqual(lost, [])
})

test('whoever could send a form can stand at its address, reload it, and read it in another language', async () => {
  for (const id of ['pijar', 'bukalapak', 'tokopedia', 'sekolahmu', 'sisnaker', 'pintaria', 'maubelajar'])
    pages.add(await beginOrder(id))
  for (const { path } of forPeople) if (!path.includes(':')) pages.add(path)
  const asked = new Set<string>()
  for (let round = 0; round < 3; round++)
    for (const path of [...pages]) {
      if (asked.has(path) || path.includes(':') || asked.size > 900 || /\.(pdf|csv|json)$/.test(path))
        continue
      asked.add(path)
      const answer = await everybody.get(path)
      if (answer.status === 200) learn(answer.text)
    }
  const lost: string[] = []
  for (const actions of seen.values())
    for (const action of [...actions].slice(0, 5)) {
      const answer = await stand(`${action}?lang=id`)
      if (answer.status !== 200) lost.push(`${action} leads to ${answer.status} ${answer.at}`)
    }
  assert.deepEqual(lost, [])
  assert.ok(seen.size > 40, [...seen.keys()].join('\n'))
})

test('after a wrong card and a wrong code the page loads again, by language, reload and the way back', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  const card = shop.freshCard()
  await toCardNumber(page)
  const order = new URL(page.url()).pathname
  const loads = async (heading: RegExp) => {
    const answer = await page.goto(page.url())
    assert.equal(answer?.status(), 200)
    await expectHeading(page, heading)
    assert.equal(new URL(page.url()).pathname, order)
  }
  await sendOtp(page, '4000 0000 0000 0000')
  assert.notEqual(new URL(page.url()).pathname, order)
  await loads(/./)
  await sendOtp(page, card.prakerja_id)
  const otp = await shop.otp(card.phone)
  await pay(page, otp === '000000' ? '000001' : '000000')
  assert.match(page.url(), /enter_otp$/)
  await page.locator('a[lang="en"], a[hreflang="en"]').first().click()
  await page.getByLabel('OTP code').waitFor()
  assert.equal(new URL(page.url()).pathname, order)
  await loads(/./)
  await page.goto('/pijar?lang=id')
  await page.goBack()
  await page.goto(`${order}?lang=id`)
  await pay(page, otp)
  await expectHeading(page, 'Pembayaran Berhasil')
  await page.context().close()
})
