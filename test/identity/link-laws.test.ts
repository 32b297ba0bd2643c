import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minute } from '../../src/kernel/clock.ts'
import { type Answer, linkRealms } from './link-realms.ts'

/** What was answered, by the one set of words that all realms have. */
const said = (answer: Answer) => answer.refusal ?? 'done'

for (const realm of await linkRealms()) {
  const { clock, send, look, use, name } = realm
  const law = (sentence: string, body: () => Promise<void>) => test(`${name}: ${sentence}`, body)

  law('looking at a link does not use it', async () => {
    const { token } = await send()
    for (let times = 0; times < 3; times++) assert.equal(said(await look(token)), 'done')
    assert.equal(said(await use(token)), 'done')
  })

  law('a link works once, and says then that it was used', async () => {
    const { token } = await send()
    assert.equal(said(await use(token)), 'done')
    assert.equal(said(await use(token)), 'link_used')
    assert.equal(said(await look(token)), 'link_used')
  })

  law('of many who use a link at once one does', async () => {
    const { token } = await send()
    const answers = await Promise.all(Array.from({ length: 6 }, () => use(token)))
    assert.deepEqual(answers.map(said).sort(), ['done', ...Array(5).fill('link_used')])
  })

  law('a link works until the moment in which it lapses', async () => {
    const [early, late] = [await send(), await send()]
    clock.advance(realm.minutes * minute - 1)
    assert.equal(said(await use(early.token)), 'done')
    clock.advance(1)
    assert.equal(said(await look(late.token)), 'link_expired')
    assert.equal(said(await use(late.token)), 'link_expired')
  })

  law('who used a link has ended all others of theirs', async () => {
    const first = await send()
    const second = await send(first.owner)
    assert.equal(said(await look(first.token)), realm.newestOnly ? 'link_used' : 'done')
    assert.equal(said(await use(second.token)), 'done')
    assert.equal(said(await use(first.token)), 'link_used')
  })

  law('a token that nobody was sent leads nowhere', async () => {
    for (const token of ['', 'A'.repeat(32), "' or true --", 'é'.repeat(2000)]) {
      assert.equal(said(await look(token)), 'link_unknown')
      assert.equal(said(await use(token)), 'link_unknown')
    }
  })
}

test('a link opens nothing of another kind', async () => {
  const realms = await linkRealms()
  for (const from of realms) {
    const { token } = await from.send()
    for (const to of realms.filter((other) => other !== from))
      assert.equal(said(await to.use(token)), 'link_unknown')
    assert.equal(said(await from.use(token)), 'done')
  }
})
