import type { Unwritable } from '../database/can-write.ts'
import type { Context } from '../database/context.ts'
import type { HostRole } from '../database/hosts/choose-primary.ts'
import type { Clock } from '../kernel/clock.ts'
import type { ProxiesInFront } from '../kernel/network/caller-address.ts'
import type { Accounts } from '../money/accounts/accounts.ts'
import type { Registrations } from '../registration/registrations.ts'
import type { Tasks } from '../staff/tasks.ts'
import type { Storefronts } from '../storefronts/storefronts.ts'
import type { Asker, MetricsAnswer } from '../telemetry/metrics-page.ts'
import type { WiredDemo } from './demo/wired-demo.ts'
import type { Gate } from './http/gate/gate.ts'
import type { SignOn } from './sign-on/open-sign-on.ts'

/** What the pages and the API are made from; nothing here is global. */
export interface AppDeps {
  /** its database is for what somebody waits for: every wait ends */
  readonly ctx: Context
  /** for work of operators that takes its time */
  readonly longWork: Context
  /** for what the pages of operators read */
  readonly consoleReads: Context
  readonly storefronts: Storefronts
  readonly registrations: Registrations
  readonly signOn: SignOn
  readonly accounts: Accounts
  /** long work of the console */
  readonly tasks: Tasks
  /** how long new factors of the staff rest before they may decide */
  readonly staffRestHours: number
  /** the time of the world outside, by which authenticator apps go */
  readonly systemClock: Clock
  /** the site is reached by https */
  readonly secure: boolean
  readonly behindProxy: ProxiesInFront
  /** how many processes share every rate of requests; 1 without it */
  readonly processes?: number | undefined
  /** before which newcomers wait while there is too much to do */
  readonly gate: Gate
  /** the host that people see, where it is configured */
  readonly ownHost: string | undefined
  maxGrant(): Promise<number>
  /** whether purchases can be decided here: the database takes writes, and this machine's clock agrees with its own; else why not */
  ready(): Promise<true | Unwritable | 'wrong_clock'>
  /** what each host of `DATABASE_URL` was at the last look, in its order; undefined where it names one */
  databaseHosts?(): readonly HostRole[] | undefined
  /** the figures for whoever may see them */
  metrics(asker: Asker): Promise<MetricsAnswer>
  /** writes a fault down; its reader is an operator */
  report(fault: unknown, requestId: string): void
  /** the demo's pages; undefined in production */
  readonly demo: WiredDemo | undefined
}
