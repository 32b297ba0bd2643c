import { adoptDraftOrdersOf } from '../../../storefronts/orders/draft-orders.ts'
import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import { enterElsewhere } from '../../../storefronts/sign-on/enter-elsewhere.ts'
import type { Departure, RelyingParty, SignOnRefusal } from '../../../storefronts/sign-on/relying-party.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm } from '../../http/forms.ts'
import { tabFacts } from '../../http/sessions/tab-facts.ts'
import { show, viewOf } from '../../http/site.ts'
import * as parts from '../../parts/parts.ts'
import { goTo, outside } from '../../site/link.ts'
import { showPage } from '../../site/show-page.tsx'
import { rowsOf } from '../../site/site-table.ts'
import { labelOf } from '../label-words.ts'
import { OrderBrief } from '../order/order-summary.tsx'
import { goOnTo, path, type Request, type Shop } from '../shop.ts'
import { words } from './sign-on-words.ts'

/** What is kept in the session while a tab of the buyer is away at the identity provider, by its `state`. */
interface Away extends Departure {
  readonly next: string
}

const departures = tabFacts<Away>('away')

type Shown = { readonly next?: string | undefined; readonly order?: StorefrontOrder }

const { get, post } = rowsOf({
  elsewhere: (
    c: Request,
    shop: Shop,
    page: (c: Request, shop: Shop, party: RelyingParty) => Response | Promise<Response>,
  ) => (shop.signOn ? page(c, shop, shop.signOn) : errorPage(c, 404)),
})

const toLogIn = (c: Request, shop: Shop) => goTo(c, path(shop, '/masuk'))

/** Addresses of a storefront whose accounts are kept elsewhere; it has no forms for passwords. */
export const signOnRoutes = [
  post('/masuk/mulai', 'elsewhere', depart),
  get('/masuk/kembali', 'elsewhere', comeBack),
  post('/masuk', 'elsewhere', toLogIn),
  get('/daftar', 'elsewhere', toLogIn),
  post('/daftar', 'elsewhere', toLogIn),
]

/** One button in the storefront's words, and who keeps the account. */
export async function elsewherePage(
  c: Request,
  shop: Shop,
  party: RelyingParty,
  shown: Shown,
): Promise<Response> {
  const said = words[c.get('language')]
  const { journey } = shop
  const next = goOnTo(shop, shown.next ?? c.req.query('lanjut'))
  const inOrder = shown.order || next.startsWith(path(shop, '/pesanan/'))
  return showPage(
    c,
    { title: said.title },
    <>
      {inOrder ? <p class="lead">{said.orderLead}</p> : ''}
      {shown.order ? <OrderBrief c={c} order={shown.order} /> : ''}
      <p>{said[party.provider](journey.name)}</p>
      <StartForm
        shop={shop}
        next={next}
        label={labelOf(shop, 'log_in_elsewhere', c.get('language')) || said.title}
      />
    </>,
  )
}

function StartForm({ shop, next, label }: { shop: Shop; next: string; label: string }) {
  return (
    <parts.Form action={path(shop, '/masuk/mulai')}>
      <input type="hidden" name="lanjut" value={next} />
      <parts.Button>{label}</parts.Button>
    </parts.Form>
  )
}

/** Sends the browser to the identity provider. Both are ours: the address stays on the host it came by. */
async function depart(c: Request, shop: Shop, party: RelyingParty): Promise<Response> {
  const next = goOnTo(shop, (await readForm(c)).get('lanjut'))
  const { to, kept } = await party.depart()
  const now = shop.storefronts.ctx.clock.now()
  await departures.keep(c, shop.sessions, kept.state, { ...kept, next }, now)
  return goTo(c, outside(`${to.pathname}${to.search}`))
}

async function comeBack(c: Request, shop: Shop, party: RelyingParty): Promise<Response> {
  const { ctx } = shop.storefronts
  const session = c.get('session')
  const state = c.req.query('state') ?? ''
  const away = departures.of(session, state, ctx.clock.now())
  if (!away) {
    // The way back button, or the address opened once more: whoever is in is in.
    if (session?.accountId) return goTo(c, path(shop))
    return failedPage(c, shop, 'sign_on_stale', path(shop))
  }
  // Good for one return, whatever comes of it.
  await departures.forget(c, shop.sessions, state)
  const arrived = await party.arrive(new URL(c.req.url).search, away)
  if (!arrived.ok) return failedPage(c, shop, arrived.refusal, away.next)
  const entered = await enterElsewhere(
    ctx,
    shop.journey.id,
    party.provider,
    arrived.value,
    c.get('requestId'),
  )
  if (!entered.ok) return failedPage(c, shop, entered.refusal, away.next)
  const { accountId } = entered.value
  const { before } = await shop.sessions.logIn(c, { accountId })
  if (before) await adoptDraftOrdersOf(ctx, before.tokenHash, accountId)
  return goTo(c, goOnTo(shop, away.next))
}

async function failedPage(
  c: Request,
  shop: Shop,
  refusal: SignOnRefusal | 'email_taken',
  next: string,
): Promise<Response> {
  const said = words[c.get('language')]
  return show(
    c,
    <parts.Page view={{ ...viewOf(c), url: path(shop, '/masuk') }} title={said.failedTitle}>
      <h1>{said.failedTitle}</h1>
      <p class="lead">{said[refusal]}</p>
      <StartForm shop={shop} next={goOnTo(shop, next)} label={said.again} />
      <p>
        <a href={path(shop)}>{said.home(shop.journey.name)}</a>
      </p>
    </parts.Page>,
    refusal === 'email_taken' ? 409 : 400,
  )
}
