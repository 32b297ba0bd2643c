import { rowsOf } from '../../site/site-table.ts'
import { shopGuards } from '../shop-guards.ts'
import { comparePage } from './compare-page.tsx'
import { institutionPage } from './institution-page.tsx'
import { sampleCertificate } from './sample-certificate.ts'

const { get } = rowsOf(shopGuards)

/** What courses are judged by, beside their own pages. */
export const judgingRoutes = [
  get('/kursus/:slug/contoh-sertifikat.pdf', 'everybody', sampleCertificate),
  get('/lembaga/:slug', 'everybody', institutionPage),
  get('/bandingkan', 'everybody', comparePage),
]
