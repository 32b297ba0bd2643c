import assert from 'node:assert/strict'
import { test } from 'node:test'
import { consoleTable } from '../src/web/console/console-routes.ts'
import { onlyInTheConsole, onlyInTheShell, pageOf } from './commands-and-pages.ts'
import { commands } from './documents.ts'

const addresses = consoleTable.routes.map(({ method, path }) => `${method} ${path}`)
const without = (all: Iterable<string>, known: Iterable<string>) => {
  const there = new Set(known)
  return [...all].filter((one) => !there.has(one))
}

test('every command has its page in the console, or stands on the list of what only the shell does', () => {
  const named = [...Object.keys(pageOf), ...Object.keys(onlyInTheShell)]
  assert.deepEqual(without(commands, named), [], 'say where their pages are: test/commands-and-pages.ts')
  assert.deepEqual(without(named, commands), [], 'there are no such commands any more')
  assert.equal(new Set(named).size, named.length, 'a command stands on two lists')
  assert.deepEqual(without(Object.values(pageOf), addresses), [], 'there are no such pages any more')
})

test('whatever the console changes is done by a command, too, or is named with the reason why not', () => {
  const changes = addresses.flatMap((one) => (one.startsWith('post ') ? [one.slice('post '.length)] : []))
  const byCommand = Object.values(pageOf).map((place) => place.replace(/^\w+ /, ''))
  const alone = Object.keys(onlyInTheConsole)
  assert.deepEqual(without(changes, [...byCommand, ...alone]), [], 'say which command does the same')
  assert.deepEqual(without(alone, changes), [], 'there are no such forms any more')
})
