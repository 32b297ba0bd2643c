import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { minute } from '../../src/kernel/clock.ts'
import { roles } from '../../src/staff/permissions.ts'
import { fixedAt, fixedWorlds } from './fixed-world.ts'
import { requestsOf } from './requests.ts'
import { seedWorld } from './seed-world.ts'
import { Visitor } from './visitor.ts'
import { guarded, isNobodyElsewhere, seesNoOrderOf } from './walk-others.ts'
import {
  allowed,
  aVisitorOfStaff,
  journaledSince,
  lastOfJournal,
  ofConsole,
  readAll,
  sendAllowed,
  sendForbidden,
} from './walk-roles.ts'

const worlds = await fixedWorlds(new Date(fixedAt.getTime() - 30 * minute))
const world = await worlds.open('seeded')
// Whatever goes wrong, the server stops: else the test is never over.
after(async () => {
  await world.stop()
  await worlds.end()
})
const { db } = world.ctx
const { kinds, values } = await seedWorld(world)
const asked = requestsOf(world.addresses, values)
const staff = new Map<string, Visitor>()
for (const role of roles) staff.set(role, await aVisitorOfStaff(world, role))
const forms = new Map<string, ReadonlyMap<string, string | undefined>>()

test('the golden asks for every address that is routed, as somebody who may ask for all', () => {
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

for (const role of roles)
  test(`${role}: every page of the console with something real in it answers by the one table of permissions`, async () => {
    const before = await lastOfJournal(db)
    const walked = await readAll(staff.get(role)!, role, asked)
    assert.deepEqual(walked.wrong, [])
    for (const [action, fields] of walked.forms) forms.set(action, fields)
    // Whoever reads changes nothing, but that it is told who looked at whom.
    const told = await journaledSince(db, before)
    assert.deepEqual(
      told.filter((act) => !act.startsWith('person_viewed ')),
      [],
    )
  })

test('nobody of the staff does another’s part: every form that a role may not send is refused, and nothing is told of it', async () => {
  const before = await lastOfJournal(db)
  const kept = await db.query('select count(*)::int as rows from journal')
  let refused = 0
  for (const role of roles) {
    const { sent, wrong } = await sendForbidden(staff.get(role)!, role, asked)
    assert.deepEqual(wrong, [])
    refused += sent
  }
  assert.ok(refused > 500, `${refused}`)
  assert.deepEqual(await journaledSince(db, before), [])
  assert.deepEqual((await db.query('select count(*)::int as rows from journal')).rows, kept.rows)
})

test('whoever is somebody at one site is nobody at all others, and orders are there for their buyer alone', async () => {
  const addresses = await guarded(new Visitor(world.url), asked)
  assert.ok(addresses.size > 150, `${addresses.size}`)
  const kind = (wanted: string) => kinds.find(({ name }) => name === wanted) ?? assert.fail(wanted)
  for (const one of ['institution', 'supervisor'].map(kind))
    assert.ok((await isNobodyElsewhere(one, addresses)) > 50, one.name)
  assert.ok((await seesNoOrderOf(kind('buyer'), asked, (label) => label === 'paid')) > 10)
  assert.ok((await seesNoOrderOf(kind('learner'), asked, (label) => /enter|lapsed/.test(label))) > 10)
})

test('an auditor, who sends the forms that everybody else is shown, changes nothing', async () => {
  const before = await lastOfJournal(db)
  assert.deepEqual(await sendAllowed(staff.get('auditor')!, 'auditor', asked, forms), [])
  const told = await journaledSince(db, before)
  // They may have the ledger checked, and take a list away: both only read, and are told of.
  assert.deepEqual(
    told.filter((act) => !/^(?:task_started programme|(?:list_exported|task_started) export:\d+)$/.test(act)),
    [],
  )
})

test('every form that a role may send is answered, filled in wrongly', async () => {
  assert.ok(ofConsole(asked, 'POST').length > 100)
  // Each by the first who may: what a role may is the same table for all of them.
  for (const [place, role] of roles.entries()) {
    const before = roles.slice(0, place)
    const theirs = asked.filter((one) => !before.some((other) => allowed(other, one)))
    assert.deepEqual(await sendAllowed(staff.get(role)!, role, theirs, forms), [], role)
  }
})
