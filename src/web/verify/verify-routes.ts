import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { minute } from '../../kernel/clock.ts'
import { certificateById, typedCertificateId } from '../../learning/certificates/certificates.ts'
import { credentialOf } from '../../learning/certificates/credential.ts'
import { didDocument } from '../../learning/certificates/did-document.ts'
import { type Issuer, verificationAddress } from '../../learning/certificates/issuer.ts'
import { statusList } from '../../learning/certificates/status-list.ts'
import type { AppParts } from '../app-parts.ts'
import { errorPage } from '../http/errors.tsx'
import { rateLimit } from '../http/rate-limit.ts'
import { onSite, type Site } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import { programmeTheme } from '../parts/themes.ts'
import { certificatePdf, credentialFile } from './certificate-pdf.ts'
import { askPage, certificatePage, unknownPage } from './verify-pages.tsx'

/** What a certificate's page needs of the whole. */
export type VerifyParts = Pick<AppParts, 'ctx' | 'behindProxy' | 'demo'> & {
  readonly storefronts: Pick<AppParts['storefronts'], 'link'>
}

/**
 * `/verifikasi`, `/verifikasi/:id` with its `sertifikat.pdf` and `kredensial.json`, `/status/:list` and
 * `/.well-known/did.json`: everything that tells strangers whether a certificate holds.
 */
export function verifyRoutes(parts: VerifyParts, site: Site): Hono<Web> {
  const issuer: Issuer = { ...parts.ctx, url: parts.storefronts.link('') }
  const { behindProxy, ctx } = parts
  const limited = (purpose: string) =>
    rateLimit({
      purpose,
      quota: 120,
      windowMs: minute,
      clock: ctx.clock,
      behindProxy,
      changesOnly: false,
    })
  const routes = new Hono<Web>()
  routes.use('/verifikasi/*', onSite(site), limited('verifikasi'))
  // Verifiers that run in somebody's browser fetch these from other origins.
  for (const open of ['/.well-known/did.json', '/status/*', '/verifikasi/:id/kredensial.json'])
    routes.use(open, cors({ origin: '*', allowMethods: ['GET'] }))
  for (const open of ['/.well-known/did.json', '/status/*']) routes.use(open, limited('status'))

  routes.get('/verifikasi', (c) => ask(c))
  routes.get('/verifikasi/:id', (c) => see(c, issuer))
  routes.get('/verifikasi/:id/sertifikat.pdf', (c) => pdf(c, issuer, parts.demo !== undefined))
  routes.get('/verifikasi/:id/kredensial.json', (c) => credential(c, issuer))
  routes.get('/.well-known/did.json', async (c) => publicly(c, await didDocument(issuer)))
  routes.get('/status/:list{[1-9][0-9]{0,8}}', async (c) => {
    const list = await statusList(issuer, Number(c.req.param('list')))
    return list ? publicly(c, list) : errorPage(c, 404)
  })
  return routes
}

function ask(c: Context<Web>): Response {
  const typed = c.req.query('nomor')
  const id = typed === undefined ? undefined : typedCertificateId(typed)
  return id ? c.redirect(`/verifikasi/${id}`, 303) : askPage(c, typed?.slice(0, 200))
}

async function see(c: Context<Web>, issuer: Issuer): Promise<Response> {
  const typed = c.req.param('id') ?? ''
  const id = typedCertificateId(typed)
  const certificate = id && (await certificateById(issuer.db, id))
  if (!certificate) return unknownPage(c, typed.slice(0, 40))
  return certificatePage(c, certificate, verificationAddress(issuer, certificate.certificateId))
}

async function pdf(c: Context<Web>, issuer: Issuer, demo: boolean): Promise<Response> {
  const id = typedCertificateId(c.req.param('id') ?? '')
  const certificate = id && (await certificateById(issuer.db, id))
  if (!certificate) return errorPage(c, 404)
  const credential = await credentialOf(issuer, certificate.certificateId)
  // A revoked one is not handed out any more: its page says why.
  if (!credential) return c.redirect(`/verifikasi/${id}`, 303)
  const address = verificationAddress(issuer, certificate.certificateId)
  const language = c.get('language')
  const theme = programmeTheme
  const sheet = await certificatePdf({ certificate, credential, language, theme, address, demo })
  return c.body(new Uint8Array(sheet), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="sertifikat-${id}.pdf"`,
  })
}

async function credential(c: Context<Web>, issuer: Issuer): Promise<Response> {
  const id = typedCertificateId(c.req.param('id') ?? '')
  const certificate = id && (await certificateById(issuer.db, id))
  if (!certificate) return errorPage(c, 404)
  const signed = await credentialOf(issuer, certificate.certificateId)
  if (!signed) return c.json({ success: false, code: 'certificate_revoked' }, 410)
  c.header('Content-Disposition', `attachment; filename="${credentialFile(certificate.certificateId)}"`)
  return c.json(signed)
}

/** The same for everybody, and fresh: a verifier that keeps it for a minute asks us less often. */
function publicly(c: Context<Web>, document: object): Response {
  c.header('Cache-Control', 'public, max-age=60')
  return c.json(document)
}
