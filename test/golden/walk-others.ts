import assert from 'node:assert/strict'
import type { Asked } from './requests.ts'
import type { Kind } from './seed-world.ts'
import { siteOf, type Visitor } from './visitor.ts'

const entrance = /\/masuk(?:\/|\?|$)/

/** Every address that leads whoever is nobody there to its log-in, with where it leads. */
export async function guarded(nobody: Visitor, asked: readonly Asked[]): Promise<Map<Asked, string>> {
  const found = new Map<Asked, string>()
  for (const one of asked) {
    if (one.method !== 'GET') continue
    const { status, location } = await nobody.get(one.path)
    if (status === 303 && entrance.test(location)) found.set(one, location)
  }
  return found
}

/** Asks for all of that at every site where the visitor has no session: they are nobody there. */
export async function isNobodyElsewhere(
  { name, browser }: Pick<Kind, 'name' | 'browser'>,
  addresses: ReadonlyMap<Asked, string>,
): Promise<number> {
  const own = browser.sites()
  let walked = 0
  for (const [{ path }, leadsTo] of addresses) {
    if (own.has(siteOf(path))) continue
    const { status, location } = await browser.get(path)
    assert.deepEqual([status, location], [303, leadsTo], `${name}: ${path}`)
    walked++
  }
  return walked
}

/** Where both buyers have an account. */
const ofOrder = /^\/(?:pijar|tokopedia)\/(?:pesanan|belajar)\/:no(?:\/|$)/

/** Asks for every page of orders of others, and sends every form of theirs: for this buyer there are none. */
export async function seesNoOrderOf(
  { name, browser }: Pick<Kind, 'name' | 'browser'>,
  asked: readonly Asked[],
  isOthers: (label: string) => boolean,
): Promise<number> {
  const wrong: string[] = []
  let walked = 0
  for (const one of asked) {
    const [, label = ''] = /\/no=([^/]+)/.exec(one.name) ?? []
    if (!ofOrder.test(one.route) || !isOthers(label)) continue
    const answer = await (one.method === 'GET' ? browser.get(one.path) : browser.post(one.path))
    // Where only a form goes, whoever opens it is led to its page, which is not there either.
    const leadsBack = one.method === 'GET' && answer.status === 303 && one.path.startsWith(answer.location)
    if (answer.status !== 404 && !leadsBack)
      wrong.push(`${name}: ${one.method} ${one.path}: ${answer.status}`)
    walked++
  }
  assert.deepEqual(wrong, [])
  return walked
}
