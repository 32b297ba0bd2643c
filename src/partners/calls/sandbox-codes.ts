import { bare } from '../../kernel/text.ts'
import type { BoughtCode } from '../../learning/attendance/bought-code.ts'
import { errorCatalogue, type PartnerError } from '../error-catalogue.ts'

const errorByCode = new Map(
  Object.entries(errorCatalogue).map(([error, { code }]) => [code, error as PartnerError]),
)

/** The error that a redeem code is the code of. */
export function provokedError(redeemCode: string): PartnerError | undefined {
  return errorByCode.get(bare(redeemCode).toUpperCase())
}

/** `TC`, the type of the course, the session, and the HTTP status that is answered. */
export const testCodes = ['TC1-001-200', 'TC1-999-200', 'TC2-001-200', 'TC2-999-200'] as const

/** The purchase that a test code plays. */
export function testCode(redeemCode: string): BoughtCode | undefined {
  const code = testCodes.find((known) => known === bare(redeemCode).toUpperCase())
  if (!code) return undefined
  return {
    cardId: '0',
    purchaseId: '0',
    redeemCode: code,
    courseId: 0,
    courseCode: 'PELATIHAN-UJI',
    course: 'Pelatihan Uji',
    method: code.startsWith('TC1') ? 'self_paced' : 'webinar',
    institutionId: 0,
    institution: 'Lembaga Uji',
    scheduleCode: 'JADWAL-UJI',
    startsAt: undefined,
    endsAt: undefined,
    invoiceCode: 'INV-UJI',
    storefront: 'Mitra Uji 01',
    sandbox: true,
    redeemedAt: undefined,
    attended: false,
    sequence: Number(code.slice(4, 7)),
    transactionCancelledAt: undefined,
    codeCancelledAt: undefined,
  }
}
