import type { Language } from '../../kernel/wib.ts'
import type { Body } from './bodies.ts'
import type { KeptForm } from './kept-forms.ts'
import type { Session } from './session.ts'
import type { Sessions } from './sessions.ts'
import type { Site } from './site.ts'

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
    sessions: Sessions | undefined
    /** the browser's session at this site, if it has a live one */
    session: Session | undefined
    /** instead of it: the one that the browser still names, and that ended by its time */
    ended: Session | undefined
    /** what its owner typed into a form of this site when their session had ended */
    kept: KeptForm | undefined
    /** what is posted, for whoever reads it */
    body: Body | undefined
    /** the form that was posted, read once */
    form: URLSearchParams | undefined
    /** the file that was posted with it, where one is taken */
    upload: Uint8Array | undefined
    /** the other site that a form of this page may lead to in the end, by redirects: its origin */
    formTarget: string | undefined
  }
}
