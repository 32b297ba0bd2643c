import type { KoaContextWithOIDC } from 'oidc-provider'
import { issuers } from './issuers.ts'
import type { SignOnTerms, Visit } from './site.ts'

/** The question whether to log out, from a partner or from the address itself. */
export async function logOutPage(koa: KoaContextWithOIDC, { issuer, site }: SignOnTerms): Promise<void> {
  const state = koa.oidc.session?.state as { secret?: string; postLogoutRedirectUri?: string } | undefined
  const after = state?.postLogoutRedirectUri
  const page = await site.page(
    {
      kind: 'log_out',
      action: `${issuers[issuer].path}/session/end/confirm`,
      token: state?.secret ?? '',
      partner: koa.oidc.client?.clientName,
      target: after ? new URL(after).origin : undefined,
    },
    visitOf(koa),
  )
  await draw(koa, page)
}

/** Answers with a page of the site. */
export async function draw(koa: KoaContextWithOIDC, page: Response): Promise<void> {
  koa.status = page.status
  for (const [name, value] of page.headers) {
    if (name === 'set-cookie') koa.append(name, value)
    else koa.set(name, value)
  }
  koa.body = await page.text()
}

export function visitOf(koa: Pick<KoaContextWithOIDC, 'req' | 'originalUrl'>): Visit {
  const url = (koa.req as { originalUrl?: string }).originalUrl ?? koa.originalUrl
  return { cookies: koa.req.headers.cookie ?? '', url }
}
