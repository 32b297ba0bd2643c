import { maskPhone } from '../../../kernel/phone.ts'
import { cardTailOf, findAccount, type StorefrontAccount } from '../../../storefronts/accounts/accounts.ts'
import { deviceRows } from '../../http/sessions/device-rows.ts'
import { show, viewOf } from '../../http/site.ts'
import type { SummaryRow } from '../../parts/lists/summary-list.tsx'
import * as parts from '../../parts/parts.ts'
import type { ShopPage } from '../../site/addresses.ts'
import { goTo } from '../../site/link.ts'
import { labelOf } from '../label-words.ts'
import { path, type Request, type Shop } from '../shop.ts'
import { words } from '../words.ts'
import { accountNews, accountWords } from './account-words.ts'

/** Who is logged in, with what may be changed, on which devices, and the way out. */
export async function accountPage(c: Request, shop: Shop, accountId: string): Promise<Response> {
  const said = words[c.get('language')]
  const { db } = shop.storefronts.ctx
  const account = await findAccount(db, shop.journey.id, accountId)
  if (!account) throw new Error('a session belongs to an account that is not there')
  const tail = await cardTailOf(db, shop.journey.id, accountId)
  const sessions = await shop.sessions.list({ accountId })
  const here = c.get('session')?.tokenHash
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.account}>
      <News c={c} />
      <h1>{said.account}</h1>
      {account.provider === undefined ? '' : <KeptElsewhere c={c} shop={shop} />}
      <parts.SummaryList rows={accountRows(c, shop, account, tail)} />
      <parts.Buttons>
        <parts.LinkButton href={path(shop, '/riwayat')}>{said.history}</parts.LinkButton>
        <parts.Form action={path(shop, '/keluar')} plain>
          <parts.Button look="second">{said.logOut}</parts.Button>
        </parts.Form>
      </parts.Buttons>
      <h2>{said.devices}</h2>
      <parts.SummaryList rows={deviceRows(sessions, here, c.get('language'))} />
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

function accountRows(
  c: Request,
  shop: Shop,
  account: StorefrontAccount,
  tail: string | undefined,
): SummaryRow[] {
  const language = c.get('language')
  const said = accountWords[language]
  const own = account.provider === undefined
  const change = (rest: ShopPage) => (own ? { change: path(shop, rest) } : {})
  return [
    { label: words[language].name, value: account.name, ...change('/akun/nama') },
    { label: words[language].email, value: account.email, ...change('/akun/email') },
    { label: said.phone, value: <Phone c={c} account={account} />, change: path(shop, '/akun/hp') },
    ...(own ? [{ label: said.password, value: said.passwordKept, ...change('/akun/sandi') }] : []),
    { label: said.card, value: tail ? said.cardEnding(tail) : said.noCard },
  ]
}

function Phone({ c, account }: { c: Request; account: StorefrontAccount }) {
  const said = accountWords[c.get('language')]
  if (account.phone === undefined) return <>{words[c.get('language')].noPhone}</>
  return (
    <>
      <span class="number">{maskPhone(account.phone)}</span>{' '}
      {account.phoneVerifiedAt ? (
        <parts.StatusTag tone="success">{said.verified}</parts.StatusTag>
      ) : (
        <parts.StatusTag tone="warning">{said.notVerified}</parts.StatusTag>
      )}
    </>
  )
}

function KeptElsewhere({ c, shop }: { c: Request; shop: Shop }) {
  const said = accountWords[c.get('language')]
  const label = labelOf(shop, 'log_in_elsewhere', c.get('language'))
  return (
    <parts.Notice tone="info" title={said.keptElsewhereTitle}>
      <p>{said.keptElsewhere(label)}</p>
    </parts.Notice>
  )
}

/** What was just changed. */
function News({ c }: { c: Request }) {
  const news = accountNews.find((one) => one === c.req.query('kabar'))
  if (!news) return ''
  return (
    <parts.Notice tone={news === 'tautan' ? 'info' : 'success'}>
      <p>{accountWords[c.get('language')][`news_${news}`]}</p>
    </parts.Notice>
  )
}

/** Logs the account out everywhere else. */
export async function endOtherSessions(c: Request, shop: Shop, accountId: string): Promise<Response> {
  await shop.sessions.revokeOthers({ accountId }, c.get('session')?.tokenHash)
  return goTo(c, path(shop, '/akun'))
}
