import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { logOutPage, visitOf } from './provider-pages.ts'
import type { SignOnTerms } from './site.ts'

/**
 * Lets a provider follow the session of its site: whom the site does not know as logged in, the provider forgets before
 * it answers; who logs out at the provider is logged out at the site.
 */
export function followSite(provider: Provider, terms: SignOnTerms): void {
  const { site, url } = terms
  provider.use(async (koa, next) => {
    const visit = visitOf(koa)
    if (koa.path === '/auth' || koa.path.startsWith('/auth/')) {
      const session = await provider.Session.get(koa as KoaContextWithOIDC)
      const accountId = session.accountId
      if (accountId && accountId !== (await site.accountOf(visit))) await session.destroy()
    }
    await next()
    await endSession(koa as KoaContextWithOIDC, terms)
    // Our own addresses stay on the host by which the browser came.
    const location = koa.response.get('location')
    if (location?.startsWith(`${url}/`)) koa.set('Location', location.slice(url.length))
    koa.set('X-Content-Type-Options', 'nosniff')
    koa.set('Referrer-Policy', 'same-origin')
  })
}

async function endSession(koa: KoaContextWithOIDC, terms: SignOnTerms): Promise<void> {
  if (!koa.path.startsWith('/session/end') || !koa.oidc?.session) return
  const { session } = koa.oidc as { session: { destroyed?: boolean; accountId?: string } }
  if (koa.path === '/session/end/confirm' && session.destroyed) {
    const cookies = await terms.site.logOut(visitOf(koa))
    for (const cookie of cookies) koa.append('Set-Cookie', cookie)
  }
  // The library would send the form of somebody unknown by a script; ours asks with a button.
  if (koa.path === '/session/end' && koa.status === 200 && !session.accountId) {
    koa.remove('Content-Type')
    await logOutPage(koa, terms)
  }
}
