import type { Reconciling } from '../../reconciliation/reconciling.ts'
import type { Opened } from '../command.ts'

/** What the files of storefronts are made with, from the command line. */
export function reconcilingOf({ ctx, config }: Pick<Opened, 'ctx' | 'config'>): Reconciling {
  const url = config.BEKAL_URL ?? `http://localhost:${config.PORT}`
  return { ...ctx, url, withSandbox: !config.production }
}
