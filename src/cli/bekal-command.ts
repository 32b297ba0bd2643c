import { Command as AnyCommand } from 'commander'
import type { Config } from '../config.ts'
import type { Context } from '../database/context.ts'
import type { Actor } from '../kernel/request.ts'
import type { Permission } from '../staff/permissions.ts'
import type { Cli } from './command.ts'
import { staffActs } from './who-acts.ts'

/** What an act of somebody of the staff is given. */
export interface ByStaff {
  readonly cli: Cli
  readonly ctx: Context
  readonly config: Config
  readonly actor: Actor
}

/** A command that can say whom of the staff it takes: docs/commands.md tells it. */
export class Command extends AnyCommand {
  /** what whoever gives it must be allowed to do; none: it takes nobody of the staff */
  permissions: readonly Permission[] = []
  declare readonly commands: readonly Command[]

  override createCommand(name?: string): Command {
    return new Command(name)
  }

  /** For an action that asks by itself who gives it, because not every call of it takes somebody of the staff. */
  takes(...permissions: readonly Permission[]): this {
    this.permissions = permissions
    return this
  }

  /**
   * The action of a command that takes authority over money or people. Before anything else it says no where nobody is
   * logged in, or where their roles do not allow it; which of `any` it takes may depend on what is given. It answers as JSON, too, where asked.
   */
  byStaff<Given extends unknown[]>(
    cli: Cli,
    permission: Permission | { readonly any: readonly Permission[]; of(...given: Given): Permission },
    act: (by: ByStaff, ...given: Given) => Promise<unknown>,
  ): this {
    if (!this.options.some(({ long }) => long === '--json')) this.option('--json', 'the answer as JSON')
    const any = typeof permission === 'string' ? [permission] : permission.any
    return this.takes(...any).action(async (...given) => {
      const wanted = typeof permission === 'string' ? permission : permission.of(...(given as Given))
      const actor = await staffActs(cli, wanted, this.opts().json)
      if (!actor) return
      const { ctx, config } = await cli.open()
      await act({ cli, ctx, config, actor }, ...(given as Given))
    })
  }
}
