import type { Context as RequestContext } from 'hono'
import type { Approval } from '../../approvals/approvals.ts'
import type { Context } from '../../database/context.ts'
import type { WaveHold } from '../../deadlines/wave-holds.ts'
import type { ListHost } from '../../imports/write-list.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Actor } from '../../kernel/request.ts'
import type { Language } from '../../kernel/wib.ts'
import type { Accounts } from '../../money/accounts/accounts.ts'
import type { Reconciling } from '../../reconciliation/reconciling.ts'
import type { Registrations } from '../../registration/registrations.ts'
import type { ExportSources } from '../../staff/exports/export-source.ts'
import { may, type Permission } from '../../staff/permissions.ts'
import type { SavedView } from '../../staff/saved-views.ts'
import type { Staff } from '../../staff/staff.ts'
import type { Tasks } from '../../staff/tasks.ts'
import type { DrawRow } from '../../waves/draw/draw-store.ts'
import type { WaitingValue } from '../../waves/draw/waiting-value.ts'
import type { WaveFunnel } from '../../waves/wave-funnel.ts'
import type { Wave } from '../../waves/waves.ts'
import type { Gate } from '../http/gate/gate.ts'
import type { Sessions } from '../http/sessions/sessions.ts'
import type { Web } from '../http/web.ts'
import type { Site } from '../site/site.ts'

export type Request = RequestContext<Web>

/** What the console is made from. */
export interface ConsoleDeps {
  /** the console as somebody of the staff sees it */
  look(staff: Staff): Site
  /** for forms, files and long work */
  readonly ctx: Context
  /** for pages: what is read at once travels together */
  readonly reads: Context
  readonly sessions: Sessions
  readonly tasks: Tasks
  /** before which newcomers wait while there is too much to do */
  readonly gate: Gate
  /** the time of the world outside, by which authenticator apps go */
  readonly systemClock: Clock
  /** how long new factors rest before they may decide */
  readonly restHours: number
  /** the address that people see, with this path */
  link(path: string): string
  /** cards that only sandbox partners may charge: the demo's */
  readonly sandbox: boolean
  readonly accounts: Accounts
  readonly registrations: Registrations
  readonly reconciling: Reconciling
  /** what lists are imported with */
  readonly lists: ListHost
  /** the lists that can be taken away whole */
  readonly exportSources: ExportSources
  /** a message was written */
  onMessages(): void
}

/** A request of somebody of the staff, who may do what they ask for. */
export interface ConsoleRequest {
  readonly c: Request
  readonly deps: ConsoleDeps
  /** of a page that is only looked at its `reads`, else `ctx` */
  readonly ctx: Context
  readonly staff: Staff
  readonly actor: Actor
  readonly language: Language
  /** the views of a list that whoever asks is offered */
  views(place: string): Promise<readonly SavedView[]>
}

/** Whether whoever asks may do it: what they may not is not offered. */
export function offers({ staff }: ConsoleRequest, permission: Permission): boolean {
  return may(staff.roles, permission)
}

/** A wave with all that its page shows. */
export interface ShownWave {
  readonly wave: Wave
  readonly draw: DrawRow
  readonly funnel: WaveFunnel
  readonly waiting: readonly Approval[]
  readonly running: boolean
  /** its revocations are held */
  readonly hold: WaveHold | undefined
  /** who entered the public value first, while the second entry is missing */
  readonly value: WaitingValue | undefined
  /** names the people of this page */
  readonly name: (actor: string) => string
}
