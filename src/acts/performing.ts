import type { Context } from '../database/context.ts'
import type { Actor } from '../kernel/request.ts'

/** What an act of two people is performed with. */
export interface Performing {
  readonly ctx: Context
  readonly actor: Actor
  /** the address that people see, with this path */
  link(path: string): string
  /** cards that only sandbox partners may charge */
  readonly sandbox: boolean
  progress?(done: number, total: number): void
}
