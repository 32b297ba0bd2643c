import type { Context } from 'hono'
import type { Context as RoomContext } from '../../database/context.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Role } from '../../staff/permissions.ts'
import type { Sessions } from '../http/sessions/sessions.ts'
import type { Web } from '../http/web.ts'
import type { Theme } from '../parts/page/theme.ts'
import type { NavItem } from '../parts/view.ts'
import type { Link } from '../site/link.ts'

/** A message as its receiver would read it. */
export interface InboxMessage {
  /** `sms` or `email` */
  readonly kind: string
  /** E.164 or an email address */
  readonly to: string
  readonly subject?: string | undefined
  readonly text: string
  readonly sentAt: Date
}

/** Somebody whom a visitor can be with one click. */
export interface Persona {
  readonly id: string
  readonly name: string
  /** one sentence: what can be tried as this person */
  readonly line: string
  /** who that is in the programme, as said on screen: `Peserta`, `Operator` ... */
  readonly group: string
}

/** What scripts need to try the system from outside. */
export interface DemoFacts {
  readonly partners: readonly { readonly client_code: string; readonly sign_key: string }[]
  readonly cards: readonly {
    readonly prakerja_id: string
    readonly name: string
    readonly phone: string
    readonly balance: number
  }[]
  readonly courses: readonly {
    readonly course_code: string
    readonly schedule_code: string
    readonly amount: number
  }[]
  /** invented people to register as */
  readonly population: readonly {
    readonly name: string
    readonly nik: string
    readonly kk: string
    readonly birth_date: string
    readonly note: string
  }[]
}

/** Somebody of the demo's staff. */
export interface DemoStaffFacts {
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly password: string
  /** of their authenticator app, now */
  readonly code: string
}

/** A storefront in the list of the start page. */
export interface DemoPlace {
  readonly theme: Theme
  readonly name: string
  readonly href: Link
  readonly line: string
}

/** A page of the demo that is none of the product's: inbox, clock ... */
export type DemoTool = NavItem & { readonly line: string }

/** What the demo's pages are wired to. Handed in only where nothing is real. */
export interface DemoDeps {
  readonly ctx: RoomContext
  /** the sessions of the institution portal */
  readonly institutionUsers: Sessions
  /** the system's time, the demo's offset counted */
  readonly clock: Clock
  readonly clockControl: {
    /** ms that the system's time stands from the machine's */
    offsetMs(): number
    setOffsetMs(offsetMs: number): Promise<void>
  }
  /** newest first; `to` is E.164 or an email address in lower case */
  inboxMessages(filter: { to?: string; limit: number }): Promise<readonly InboxMessage[]>
  personas(language: 'id' | 'en'): Promise<readonly Persona[]>
  /** Logs the visitor in as a persona; returns where to go on, or undefined when there is none of that id. */
  become(c: Context<Web>, personaId: string): Promise<Link | undefined>
  /** who runs the programme, with all that a login asks for */
  staff(): Promise<readonly DemoStaffFacts[]>
  /** Logs the visitor in to the console; false when there is none of that email. */
  becomeStaff(c: Context<Web>, email: string): Promise<boolean>
  facts(): Promise<DemoFacts>
  /** the first instant that is too late for a card's first purchase */
  deadlineOf(prakerjaId: string): Promise<Date | undefined>
  places(language: 'id' | 'en'): readonly DemoPlace[]
  /** inbox, clock, API reference ... */
  tools(language: 'id' | 'en'): readonly DemoTool[]
}
