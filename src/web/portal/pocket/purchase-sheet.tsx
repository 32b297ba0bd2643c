import type { CardStatement } from '../../../card/card-statement.ts'
import { placeLine } from '../../../catalogue/places/schedule-place.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDate, formatInstant, type Language } from '../../../kernel/wib.ts'
import { type Certificate, spacedCertificateId } from '../../../learning/certificates/certificates.ts'
import { voucherState } from '../../../learning/redeem/rules.ts'
import type { CardPurchase } from '../../../purchase/purchases-of-card.ts'
import * as parts from '../../parts/parts.ts'
import { placeWords } from '../../parts/schedule-place.tsx'
import { verifyWords } from '../../verify/verify-words.ts'
import { pocketWords } from './pocket-words.ts'

export interface Sheet {
  readonly purchase: CardPurchase
  readonly statement: CardStatement
  /** last four digits of the card */
  readonly cardTail: string
  readonly holder: string
  /** those of the card that hold */
  readonly certificates: readonly Certificate[]
  readonly language: Language
}

/** A purchase as its holder shows or prints it: the voucher with its honest state, the receipt, the certificates. */
export function PurchaseSheet(sheet: Sheet) {
  return (
    <>
      <Voucher {...sheet} />
      <parts.SummaryList rows={receiptRows(sheet)} />
      {sheet.certificates
        .filter(({ purchaseId, revoked }) => purchaseId === sheet.purchase.purchaseId && !revoked)
        .map((certificate) => (
          <CertificateOf certificate={certificate} language={sheet.language} />
        ))}
    </>
  )
}

function Voucher({ purchase, language }: Sheet) {
  const said = pocketWords[language]
  const state = voucherState(purchase)
  if (state.state === 'none' || purchase.voucherCode === undefined) return null
  const sentence =
    state.state === 'unused'
      ? said.unused(purchase.institution)
      : state.state === 'used'
        ? said.used(formatInstant(state.at, language))
        : said.cancelled
  return (
    <>
      <parts.CopyCode label={said.voucher} code={purchase.voucherCode} />
      <p>{sentence}</p>
    </>
  )
}

function receiptRows({ purchase, statement, cardTail, holder, language }: Sheet): parts.SummaryRow[] {
  const said = pocketWords[language]
  const instant = (at: Date) => formatInstant(at, language)
  const movement = statement.movements.find(
    ({ kind, purchaseId }) => kind === 'purchase' && purchaseId === purchase.purchaseId,
  )
  return [
    { label: said.institution, value: purchase.institution },
    { label: said.storefront, value: purchase.storefront },
    { label: said.schedule, value: purchase.startsAt ? instant(purchase.startsAt) : said.anyTime },
    ...(purchase.place ? [{ label: placeWords[language].place, value: placeLine(purchase.place) }] : []),
    { label: said.invoice, value: purchase.invoiceCode },
    { label: said.transaction, value: purchase.transactionCode },
    { label: said.redeemCode, value: purchase.redeemCode },
    { label: said.paidAt, value: instant(purchase.paidAt) },
    ...(purchase.cancelledAt ? [{ label: said.cancelledAt, value: instant(purchase.cancelledAt) }] : []),
    { label: said.card, value: `•••• ${cardTail}, ${holder}` },
    { label: said.paid, value: formatRupiah(purchase.amount), total: true },
    ...(movement ? [{ label: said.balanceAfter, value: formatRupiah(movement.balance) }] : []),
  ]
}

function CertificateOf({ certificate, language }: { certificate: Certificate; language: Language }) {
  const said = pocketWords[language]
  const { certificateId, kind, holderName, grade, issuedAt } = certificate
  return (
    <section class="stack">
      <h3>{verifyWords[language].kinds[kind]}</h3>
      <parts.SummaryList
        rows={[
          { label: said.holder, value: holderName },
          ...(grade === undefined ? [] : [{ label: said.grade, value: grade }]),
          { label: said.issuedAt, value: formatDate(issuedAt, language) },
          {
            label: said.certificate,
            value: <a href={`/verifikasi/${certificateId}`}>{spacedCertificateId(certificateId)}</a>,
          },
        ]}
      />
    </section>
  )
}
