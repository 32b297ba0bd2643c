import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { choosePrimary, type Known } from './choose-primary.ts'
import { hostAt, type Said } from './look-at-host.ts'

const [a, b, c] = ['a', 'b', 'c'].map((name) => hostAt(`postgres://bekal@${name}:5432/bekal`))
const hosts = [a!, b!, c!]
const away: Said = { is: 'away' }
const standby: Said = { is: 'standby' }
const writes = (timeline: number, system = '7'): Said => ({ is: 'writable', system, timeline })
const nothing: Known = { timeline: 0 }

function roles(said: readonly Said[], known: Known) {
  const chosen = choosePrimary(hosts, said, known)
  return [chosen.known.primary?.name, chosen.seen.map(({ role }) => role).join(' ')]
}

test('of the hosts that take writes the one with the newest timeline is the primary', () => {
  assert.deepEqual(roles([standby, writes(1), away], nothing), ['b:5432', 'standby primary away'])
  assert.deepEqual(roles([writes(1), writes(2), standby], nothing), ['b:5432', 'former primary standby'])
})

test('where none is left the primary stays what it was, and a former one never takes its place', () => {
  const known = choosePrimary(hosts, [away, writes(2), standby], nothing).known
  assert.deepEqual(roles([away, away, standby], known), ['b:5432', 'away away standby'])
  assert.deepEqual(roles([writes(1), away, standby], known), ['b:5432', 'former away standby'])
  assert.deepEqual(roles([away, away, writes(3)], known), ['c:5432', 'away away primary'])
})

test('of two that cannot be told apart we stay where we are, and another cluster is never ours', () => {
  const known = choosePrimary(hosts, [away, writes(2), away], nothing).known
  assert.deepEqual(roles([writes(2), writes(2), away], known), ['b:5432', 'rival primary away'])
  assert.deepEqual(roles([writes(9, '8'), writes(2), away], known), ['b:5432', 'foreign primary away'])
})

test('every connection of the product is opened by what finds the primary', async () => {
  const source = path.join(import.meta.dirname, '../..')
  const files = await readdir(source, { recursive: true })
  const own: string[] = []
  for (const file of files.filter((one) => /\.tsx?$/.test(one) && !/\.test\.tsx?$/.test(one)))
    if (/new (pg\.)?Client\(/.test(await readFile(path.join(source, file), 'utf8'))) own.push(file)
  assert.deepEqual(own.sort(), [
    // as the superuser of the embedded one, which is one host
    'database/backup/copy-cluster.ts',
    'database/embedded/embedded-roles.ts',
    // asks each host by itself
    'database/hosts/look-at-host.ts',
    'database/hosts/primary-client.ts',
  ])
})
