import { smallIdOf } from '../../../kernel/ids.ts'
import { readWave, type Wave } from '../../../waves/waves.ts'
import type { ConsoleRequest } from '../console-request.ts'

/** The wave that the address names. */
export async function waveOf({ c, ctx }: ConsoleRequest): Promise<Wave | undefined> {
  const id = smallIdOf(c.req.param('id'))
  return id === undefined ? undefined : readWave(ctx.db, id)
}
