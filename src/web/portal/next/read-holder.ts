import type { MiddlewareHandler, Context as RequestContext } from 'hono'
import type { Context } from '../../../database/context.ts'
import { first, statement } from '../../../database/sql.ts'
import { hashOfToken } from '../../../kernel/secrets/session-token.ts'
import { cardOfPerson, type Holder } from '../../../people/card-of-person.ts'
import { askedAhead } from '../../http/asked-ahead.ts'
import { writtenToken } from '../../http/sessions/sessions.ts'
import type { Web } from '../../http/web.ts'

const holderOfSession = statement<[tokenHash: Buffer], 'web/holder-of-session'>(
  'web/holder-of-session',
  `
  select recipient.person_id, card.card_id, card.unfinished_purchase_id
  from web_session
  join recipient on recipient.person_id = web_session.person_id
  join card on card.card_id = recipient.card_id
  where web_session.token_hash = $1 and web_session.site = 'portal'
  `,
)

/**
 * Asks for the card of a session's person before the session is asked for, so that both travel to the database together. Whether the
 * session lives, and is of that person, is decided where the home is shown. `cookie`: of the portal's sessions.
 */
export function readHolder({ db }: Pick<Context, 'db'>, cookie: string): MiddlewareHandler<Web> {
  return (c, next) => {
    const token = c.req.path === '/kartu' && c.req.method === 'GET' ? writtenToken(c, cookie) : undefined
    if (token) c.set('holder', askedAhead(first(db, holderOfSession, [hashOfToken(token)])))
    return next()
  }
}

/** The card of whose home is shown, or undefined for somebody who has none. */
export async function holderOf(
  c: RequestContext<Web>,
  { db }: Pick<Context, 'db'>,
  personId: string,
): Promise<Holder | undefined> {
  const ahead = await c.get('holder')
  if (ahead?.personId === personId) return ahead
  const cardId = await cardOfPerson(db, personId)
  return cardId === undefined ? undefined : { personId, cardId }
}
