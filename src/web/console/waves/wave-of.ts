import { smallIdOf } from '../../../kernel/ids.ts'
import { nameOfWave, readWave, type Wave } from '../../../waves/waves.ts'
import type { ConsoleRequest } from '../console-request.ts'

/** The wave that the address names. */
export async function waveOf({ c, ctx }: ConsoleRequest): Promise<Wave | undefined> {
  const id = smallIdOf(c.req.param('id'))
  return id === undefined ? undefined : readWave(ctx.db, id)
}

/** The same without a look at its recipients. */
export async function wavesNameOf({
  c,
  ctx,
}: ConsoleRequest): Promise<Pick<Wave, 'waveId' | 'year' | 'number'> | undefined> {
  const id = smallIdOf(c.req.param('id'))
  return id === undefined ? undefined : nameOfWave(ctx.db, id)
}
