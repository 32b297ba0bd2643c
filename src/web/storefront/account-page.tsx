import { formatInstant } from '../../kernel/wib.ts'
import { findAccount } from '../../storefronts/accounts.ts'
import { show, viewOf } from '../http/site.ts'
import * as parts from '../parts/parts.ts'
import { path, type Request, type Shop } from './shop.ts'
import { words } from './words.ts'

/** Who is logged in, on which devices, and the way out. */
export async function accountPage(c: Request, shop: Shop, accountId: string): Promise<Response> {
  const language = c.get('language')
  const said = words[language]
  const account = await findAccount(shop.storefronts.ctx.db, shop.journey.id, accountId)
  const sessions = await shop.sessions.list({ accountId })
  const here = c.get('session')?.tokenHash
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.account}>
      <h1>{said.account}</h1>
      <parts.SummaryList
        rows={[
          { label: said.name, value: account?.name ?? '' },
          { label: said.email, value: account?.email ?? '' },
          { label: said.phone, value: account?.phone ?? said.noPhone },
        ]}
      />
      <parts.Buttons>
        <parts.LinkButton href={path(shop, '/riwayat')}>{said.history}</parts.LinkButton>
        <parts.Form action={path(shop, '/keluar')} plain>
          <parts.Button look="second">{said.logOut}</parts.Button>
        </parts.Form>
      </parts.Buttons>
      <h2>{said.devices}</h2>
      <parts.SummaryList
        rows={sessions.map((session) => ({
          label: session.device,
          value: here?.equals(session.tokenHash) ? said.thisDevice : formatInstant(session.seenAt, language),
        }))}
      />
      {sessions.length > 1 ? (
        <parts.Form action={path(shop, '/akun/perangkat')} plain>
          <parts.Button look="second">{said.endOthers}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
    </parts.Page>,
  )
}

/** Logs the account out everywhere else. */
export async function endOtherSessions(c: Request, shop: Shop, accountId: string): Promise<Response> {
  await shop.sessions.revokeOthers({ accountId }, c.get('session')?.tokenHash)
  return c.redirect(path(shop, '/akun'), 303)
}
