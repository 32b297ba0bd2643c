import { findCourse } from '../../../catalogue/courses.ts'
import { errorPage } from '../../http/errors.tsx'
import { programmeTheme } from '../../parts/page/themes.ts'
import { samplePdf } from '../../verify/certificate-pdf.ts'
import type { Request, Shop } from '../shop.ts'

/** What the certificate of a course will look like. */
export async function sampleCertificate(c: Request, shop: Shop): Promise<Response> {
  const { ctx } = shop.storefronts
  const found = await (c.get('course') ?? findCourse(ctx, c.req.param('slug') ?? ''))
  if (!found) return errorPage(c, 404)
  const { title, slug, institution } = found.course
  const sheet = await samplePdf({
    course: { title, institution: institution.name },
    at: ctx.clock.now(),
    language: c.get('language'),
    theme: programmeTheme,
  })
  return c.body(new Uint8Array(sheet), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="contoh-sertifikat-${slug}.pdf"`,
  })
}
