import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, only, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { redirectProblem } from './redirect-rules.ts'
import { partnerRefusals } from './register-partner.ts'
import { journalPartner, lockPartner } from './store.ts'

/** The most that a partner may have. */
export const redirectUrisAtMost = 20

export const redirectRefusals = refusalWords({
  id: {
    redirect_malformed: 'Tulis alamat https tanpa #, name dan state sendiri; http hanya di localhost.',
    redirect_taken: 'Alamat ini sudah terdaftar. Tidak perlu apa-apa lagi.',
    redirects_full: `Satu mitra paling banyak punya ${redirectUrisAtMost} alamat seperti ini: hapus dulu salah satunya.`,
    redirect_unknown: 'Alamat ini tidak terdaftar; tulis persis sama.',
  },
  en: {
    redirect_malformed:
      'Write a https address without #, name and a state of its own; http on localhost alone.',
    redirect_taken: 'This address is registered already. There is nothing to do.',
    redirects_full: `A partner has ${redirectUrisAtMost} such addresses at most: remove one first.`,
    redirect_unknown: 'This address is not registered; write it to the letter.',
  },
  also: [only(partnerRefusals, 'partner_unknown')],
})
export type RedirectRefusal = ReasonOf<typeof redirectRefusals>

export interface RedirectChange extends Actor {
  readonly clientCode: string
  readonly uri: string
}

const registered = statement<
  [partnerId: number, uri: string],
  'partners/redirect-uri-registered',
  'registered'
>(
  'partners/redirect-uri-registered',
  'select exists (select from partner_redirect_uri where partner_id = $1 and uri = $2) as registered',
)

/** Whether participants may be sent back there, to the letter. */
export async function isRegisteredRedirect(db: Queryable, partnerId: number, uri: string): Promise<boolean> {
  return (await one(db, registered, [partnerId, uri])).registered
}

const listed = statement<[clientCode: string], 'partners/redirect-uris'>(
  'partners/redirect-uris',
  `
  select uri, added_at from partner_redirect_uri join partner using (partner_id)
  where client_code = $1
  order by uri
  `,
)

/** Where a partner may have participants sent back to. */
export function listRedirectUris(
  db: Queryable,
  clientCode: string,
): Promise<{ uri: string; addedAt: Date }[]> {
  return rows(db, listed, [clientCode])
}

const counted = statement<[partnerId: number], 'partners/count-redirect-uris', 'count'>(
  'partners/count-redirect-uris',
  'select count(*)::int as count from partner_redirect_uri where partner_id = $1',
)

const insert = statement<[partnerId: number, uri: string, now: Date], 'partners/insert-redirect-uri'>(
  'partners/insert-redirect-uri',
  'insert into partner_redirect_uri (partner_id, uri, added_at) values ($1, $2, $3) on conflict do nothing returning uri',
)

const remove = statement<[partnerId: number, uri: string]>(
  'partners/remove-redirect-uri',
  'delete from partner_redirect_uri where partner_id = $1 and uri = $2',
)

/**
 * Lets a partner have participants sent back to an address. Refuses, in this order, `redirect_malformed`,
 * `partner_unknown`, `redirects_full` and `redirect_taken`.
 */
export async function addRedirectUri(
  ctx: Context,
  change: RedirectChange,
): Promise<Outcome<{ uri: string }, RedirectRefusal>> {
  const { clientCode, uri } = change
  if (redirectProblem(uri)) return refuse('redirect_malformed')
  return inTransaction(ctx.db, async (client) => {
    const partnerId = await lockPartner(client, clientCode)
    if (partnerId === undefined) return refuse('partner_unknown')
    const { count } = await one(client, counted, [partnerId])
    if (count >= redirectUrisAtMost) return refuse('redirects_full')
    const now = ctx.clock.now()
    if (!(await first(client, insert, [partnerId, uri, now]))) return refuse('redirect_taken')
    await journalPartner(client, change, now, 'redirect_uri_added', { uri })
    return done({ uri })
  })
}

/** Ends it at once, also for links that participants have already. Refuses `partner_unknown`, `redirect_unknown`. */
export async function removeRedirectUri(
  ctx: Context,
  change: RedirectChange,
): Promise<Outcome<{ uri: string }, RedirectRefusal>> {
  const { clientCode, uri } = change
  return inTransaction(ctx.db, async (client) => {
    const partnerId = await lockPartner(client, clientCode)
    if (partnerId === undefined) return refuse('partner_unknown')
    if ((await touched(client, remove, [partnerId, uri])) === 0) return refuse('redirect_unknown')
    await journalPartner(client, change, ctx.clock.now(), 'redirect_uri_removed', { uri })
    return done({ uri })
  })
}
