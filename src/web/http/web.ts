import type { FoundCourse } from '../../catalogue/courses.ts'
import type { Language } from '../../kernel/wib.ts'
import type { Holder } from '../../people/card-of-person.ts'
import type { RowsTaken } from '../../staff/exports/export-source.ts'
import type { Staff } from '../../staff/staff.ts'
import type { StorefrontOrder } from '../../storefronts/orders/orders.ts'
import type { DrawnPage } from '../parts/page/drawn-page.ts'
import type { Site } from '../site/site.ts'
import type { Session, SessionMaker } from './sessions/session.ts'

/** The body of one request, for whoever reads it; nothing is read before. */
export interface Body {
  /**
   * Its pieces as they come. Throws what is answered with 413 when it is too long, 408 when it does not come on, 429 or
   * 503 when too much is held already.
   */
  pieces(): AsyncGenerator<Uint8Array>
  /** Says that so many bytes are kept in memory, until the request is answered. */
  hold(bytes: number): void
}

/** A page while it is drawn for everybody who has no session: of whoever asks for it nothing is known. */
export interface CommonDrawing {
  /** where the token of a form will stand; undefined where the site has no sessions */
  readonly token: (() => string) | undefined
  /** takes the page, instead of answering with it */
  drew(page: DrawnPage): Response
}

/** What was typed into a form whose session had ended. */
export interface KeptForm {
  /** the path that the form is sent to */
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}

/** What the middlewares of the pages leave on a request (`c.var`). */
export interface Web {
  Variables: {
    requestId: string
    /** where the request comes from, or the network that one household has; undefined where nobody asked for it */
    caller: string | undefined
    language: Language
    /** the site that answers; the programme's look where none was set */
    site: Site | undefined
    /** the sessions of the site that answers */
    sessions: SessionMaker | undefined
    /** the browser's session at this site, if it has a live one */
    session: Session | undefined
    /** instead of it: the one that the browser still names, and that ended by its time */
    ended: Session | undefined
    /** the order of the address, asked for together with the session */
    order: Promise<StorefrontOrder | undefined> | undefined
    /** the course of the address, in the same way */
    course: Promise<FoundCourse | undefined> | undefined
    /** of the console: whose its session is, in the same way */
    staff: Promise<Staff | undefined> | undefined
    /** the card of whose home it is, in the same way */
    holder: Promise<Holder | undefined> | undefined
    /** what its owner typed into a form of this site when their session had ended */
    kept: KeptForm | undefined
    /** what is posted, for whoever reads it */
    body: Body | undefined
    /** the form that was posted, read once */
    form: URLSearchParams | undefined
    /** the file that was posted with it, where one is taken */
    upload: Uint8Array | undefined
    /** what its sender calls it */
    uploadName: string | undefined
    /** the other site that a form of this page may lead to in the end, by redirects: its origin */
    formTarget: string | undefined
    /** what is shown is the same for whoever has no session, and may lie on the way */
    sameForAll: true | undefined
    /** the page is being drawn for everybody who has no session */
    common: CommonDrawing | undefined
    /** no page is asked for, but the rows of a list for a file */
    taking: RowsTaken | undefined
  }
}
