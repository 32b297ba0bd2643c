import type { Context } from 'hono'
import { certificateById, typedCertificateId } from '../../learning/certificates/certificates.ts'
import { credentialOf } from '../../learning/certificates/credential.ts'
import { didDocument } from '../../learning/certificates/did-document.ts'
import { type Issuer, verificationAddress } from '../../learning/certificates/issuer.ts'
import { statusList } from '../../learning/certificates/status-list.ts'
import { errorPage } from '../http/errors.tsx'
import type { Web } from '../http/web.ts'
import { programmeTheme } from '../parts/page/themes.ts'
import { goTo } from '../site/link.ts'
import { everybody, rowsOf, type SiteTable } from '../site/site-table.ts'
import { certificatePdf, credentialFile } from './certificate-pdf.ts'
import { askPage, certificatePage, unknownPage } from './verify-pages.tsx'

/** What a certificate's page needs of the whole. */
export interface VerifyDeps {
  readonly issuer: Issuer
  /** a certificate of the demo says so */
  readonly demo: boolean
}

const { get } = rowsOf({ everybody: everybody<VerifyDeps>() })

/**
 * `/verifikasi`, `/verifikasi/:id` with its `sertifikat.pdf` and `kredensial.json`, `/status/:list` and
 * `/.well-known/did.json`: everything that tells strangers whether a certificate holds.
 */
export const verifyTable: SiteTable<VerifyDeps> = {
  base: '',
  limits: [
    { under: '/verifikasi/*', purpose: 'verifikasi', perMinute: 120, reads: true },
    { under: '/.well-known/did.json', purpose: 'status', perMinute: 120, reads: true },
    { under: '/status/*', purpose: 'status', perMinute: 120, reads: true },
  ],
  routes: [
    get('/verifikasi', 'everybody', ask),
    get('/verifikasi/:id', 'everybody', see),
    get('/verifikasi/:id/sertifikat.pdf', 'everybody', pdf),
    get('/verifikasi/:id/kredensial.json', 'everybody', credential, { anyOrigin: true }),
    get(
      '/.well-known/did.json',
      'everybody',
      async (c, { issuer }) => publicly(c, await didDocument(issuer)),
      { anyOrigin: true },
    ),
    get('/status/:list{[1-9][0-9]{0,8}}', 'everybody', status, { anyOrigin: true }),
  ],
}

async function status(c: Context<Web>, { issuer }: VerifyDeps): Promise<Response> {
  const list = await statusList(issuer, Number(c.req.param('list')))
  return list ? publicly(c, list) : errorPage(c, 404)
}

function ask(c: Context<Web>): Response {
  const typed = c.req.query('nomor')
  const id = typed === undefined ? undefined : typedCertificateId(typed)
  return id ? goTo(c, `/verifikasi/${id}`) : askPage(c, typed?.slice(0, 200))
}

async function see(c: Context<Web>, { issuer }: VerifyDeps): Promise<Response> {
  const typed = c.req.param('id') ?? ''
  const id = typedCertificateId(typed)
  const certificate = id && (await certificateById(issuer.db, id))
  if (!certificate) return unknownPage(c, typed.slice(0, 40))
  return certificatePage(c, certificate, verificationAddress(issuer, certificate.certificateId))
}

async function pdf(c: Context<Web>, { issuer, demo }: VerifyDeps): Promise<Response> {
  const id = typedCertificateId(c.req.param('id') ?? '')
  const certificate = id && (await certificateById(issuer.db, id))
  if (!certificate) return errorPage(c, 404)
  const credential = await credentialOf(issuer, certificate.certificateId)
  // A revoked one is not handed out any more: its page says why.
  if (!credential) return goTo(c, `/verifikasi/${id}`)
  const address = verificationAddress(issuer, certificate.certificateId)
  const language = c.get('language')
  const theme = programmeTheme
  const sheet = await certificatePdf({ certificate, credential, language, theme, address, demo })
  return c.body(new Uint8Array(sheet), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="sertifikat-${id}.pdf"`,
  })
}

async function credential(c: Context<Web>, { issuer }: VerifyDeps): Promise<Response> {
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
