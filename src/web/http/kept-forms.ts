import type { Context, MiddlewareHandler } from 'hono'
import type { Clock } from '../../kernel/clock.ts'
import type { Secrets } from '../../kernel/secrets/secrets.ts'
import { isSecret, readForm } from './forms.ts'
import { formerSession, isOf } from './sessions/former-session.ts'
import { csrfHolds, type Owner, sessionLimits } from './sessions/session.ts'
import type { Sessions } from './sessions/sessions.ts'
import type { KeptForm, Web } from './web.ts'

interface Sealed extends KeptForm {
  readonly owner: Owner
  readonly at: string
}

/** What was kept is good as long as a visitor's session that nobody touches. */
const keptForMs = sessionLimits.anonymous.idleMs
/** Characters of a form that is kept; the longest text that a form of ours takes has a few thousand. */
const mostKept = 32_768

export interface KeptForms {
  /**
   * Keeps the posted form for the owner of the session that ended; false when it was drawn in no such session, or is
   * too long. Never passwords, codes or files.
   */
  keep(c: Context<Web>): Promise<boolean>
  /** Hands it to the pages (`c.var.kept`) once its owner is logged in again, until it is sent. After `csrf`. */
  readonly give: MiddlewareHandler<Web>
}

/** Forms whose sender's session had ended, until they log in again. Nobody else ever sees them. */
export function keptForms(
  { secrets, clock }: { readonly secrets: Pick<Secrets, 'seal' | 'open'>; readonly clock: Clock },
  sessions: Sessions,
): KeptForms {
  return {
    async keep(c) {
      const former = formerSession(c)
      const form = await readForm(c)
      // Only the owner's own session had a page with such a token.
      if (!former || !csrfHolds(former, form.get('csrf') ?? '')) return false
      const fields = Object.fromEntries([...form].filter(([name]) => !isSecret(name)))
      const sealed: Sealed = {
        action: c.req.path,
        fields,
        owner: former.owner,
        at: clock.now().toISOString(),
      }
      const text = JSON.stringify(sealed)
      if (text.length > mostKept) return false
      // They hold what is sealed everywhere else, too: numbers of people, of families, of cards.
      await sessions.remember(c, { kept: secrets.seal(text).toString('base64url'), was: former })
      return true
    },
    async give(c, next) {
      const session = c.get('session')
      const kept = session?.state.kept
      if (session && typeof kept === 'string' && (session.accountId ?? session.personId) !== undefined) {
        const sealed: Sealed = JSON.parse(secrets.open(Buffer.from(kept, 'base64url')))
        const old = clock.now().getTime() - new Date(sealed.at).getTime() >= keptForMs
        const sent = c.req.method === 'POST' && c.req.path === sealed.action
        if (old || sent || !isOf(session, sealed.owner)) await sessions.remember(c, { kept: undefined })
        else c.set('kept', { action: sealed.action, fields: sealed.fields })
      }
      await next()
    },
  }
}
