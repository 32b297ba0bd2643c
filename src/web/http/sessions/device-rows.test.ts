import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceRows } from './device-rows.ts'
import type { Session } from './session.ts'

const session = (token: number, device: string, createdAt: string, seenAt: string): Session => ({
  tokenHash: Buffer.from([token]),
  site: 'portal',
  accountId: undefined,
  personId: '1',
  csrf: '',
  state: {},
  device,
  createdAt: new Date(createdAt),
  seenAt: new Date(seenAt),
})

test('two devices of one kind are told apart: by number, since when, last seen, and which one this is', () => {
  const sessions = [
    session(1, 'Chrome, Android', '2026-03-02T03:00:00Z', '2026-03-05T03:00:00Z'),
    session(2, 'Chrome, Android', '2026-03-01T03:00:00Z', '2026-03-04T03:00:00Z'),
    session(3, '', '2026-02-01T03:00:00Z', '2026-02-02T03:00:00Z'),
  ]
  assert.deepEqual(deviceRows(sessions, Buffer.from([1]), 'id'), [
    { label: 'Chrome, Android (1)', value: 'Perangkat ini, masuk sejak 2 Maret 2026, 10.00 WIB' },
    {
      label: 'Chrome, Android (2)',
      value: 'terakhir dipakai 4 Maret 2026, 10.00 WIB, masuk sejak 1 Maret 2026, 10.00 WIB',
    },
    {
      label: 'Perangkat tak dikenal',
      value: 'terakhir dipakai 2 Februari 2026, 10.00 WIB, masuk sejak 1 Februari 2026, 10.00 WIB',
    },
  ])
  assert.match(String(deviceRows(sessions, undefined, 'en')[0]!.value), /^last used .*, logged in since /)
})
