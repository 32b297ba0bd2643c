import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commands as allCommands, read } from '../../test/documents.ts'

const rows = read('docs/operating.md')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').slice(1, -1))
const [heads, ...objects] = rows.map((cells) => cells.map((cell) => cell.trim()))

const commands = new Set(allCommands)

/** Commands upon no object of the programme: they look after the machine, or check. */
const upkeep = new Set([
  ...['audit', 'ledger check', 'journal export', 'journal verify', 'journal head', 'journeys'],
  ...['database prepare', 'database check', 'secret rotate', 'demo applicants'],
  ...['clock show', 'clock set', 'clock advance', 'clock reset'],
])

test('every object says how it is made, listed, shown, changed and ended', () => {
  assert.deepEqual(heads, ['Object', 'Make', 'List', 'Show', 'Change', 'End'])
  const objectsOf = objects.filter(([object]) => !object!.startsWith('---'))
  assert.ok(objectsOf.length > 35)
  const empty = objectsOf.filter((cells) => cells.length !== 6 || cells.some((cell) => cell === ''))
  assert.deepEqual(empty, [])
})

test('every command of the table exists, and every command is in it', () => {
  const named = new Set(
    objects.flatMap((cells) =>
      cells.flatMap((cell) => [...cell.matchAll(/`([a-z][a-z -]+)`/g)].map(([, it]) => it!)),
    ),
  )
  assert.deepEqual(
    [...named].filter((command) => !commands.has(command)),
    [],
  )
  assert.deepEqual(
    [...commands].filter((command) => !named.has(command) && !upkeep.has(command)),
    [],
  )
})
