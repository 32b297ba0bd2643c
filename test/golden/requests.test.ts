import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { minute } from '../../src/kernel/clock.ts'
import { fixedAt, fixedWorlds } from './fixed-world.ts'
import { requestsOf } from './requests.ts'
import { seedWorld } from './seed-world.ts'

const worlds = await fixedWorlds(new Date(fixedAt.getTime() - 30 * minute))
after(() => worlds.end())

test('the golden asks for every address that is routed, as somebody who may ask for all', async () => {
  const world = await worlds.open('seeded')
  // Whatever goes wrong, the server stops: else the test is never over.
  const { kinds, asked } = await (async () => {
    const { kinds, values } = await seedWorld(world)
    return { kinds, asked: requestsOf(world.addresses, values) }
  })().finally(() => world.stop())
  const bare = (path: string) => path.replaceAll(/:(\w+)\{(?:[^{}]|\{[^}]*\})*\}/g, ':$1')
  const routed = new Set(world.addresses.map(({ method, path }) => `${method} ${bare(path)}`))
  const walked = new Set(asked.map(({ method, route }) => `${method} ${route}`))
  assert.ok(routed.size > 400, `${routed.size}`)
  assert.deepEqual(
    [...routed].filter((address) => !walked.has(address)),
    [],
  )
  // Of other methods the golden would ask nothing, and nobody would see it.
  assert.deepEqual(new Set(asked.map(({ method }) => method)), new Set(['GET', 'POST']))
  const everybody = kinds.filter(({ within }) => !within).map(({ name }) => name)
  assert.deepEqual(everybody, ['nobody', 'recipient'])
})
