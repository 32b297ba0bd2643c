/**
 * One side of `bench -- pages`, in a process of its own: the stand on the code of this folder. Measures a round whenever
 * it is told to.
 */

import { randomCode } from '../../src/kernel/codes.ts'
import { openStand } from '../stand.ts'
import { measureRound } from './measure-round.ts'
import type { FromSide, ToSide } from './messages.ts'

const [, , cards = '0'] = process.argv
const stand = await openStand({
  cards: Number(cards),
  keep: undefined,
  settings: {},
  // Every visitor has an address of its own, as in life: the pages limit what comes from one.
  environment: { BEKAL_BEHIND_PROXY: '1' },
  say: (line) => process.stderr.write(`${line}\n`),
})
await stand.settle()
process.on('message', (message: ToSide) => void obey(message).catch(fail))
process.on('disconnect', () => void end())
tell({ type: 'ready' })

async function obey(message: ToSide): Promise<void> {
  if (message.type === 'end') return end()
  const lines = await measureRound(stand, `P${randomCode(8)}`, message.visitors)
  tell({ type: 'measured', lines })
}

async function end(): Promise<void> {
  await stand.close()
  process.exit(0)
}

function fail(error: unknown): void {
  console.error(error)
  void stand.close().finally(() => process.exit(1))
}

function tell(message: FromSide): void {
  process.send?.(message)
}
