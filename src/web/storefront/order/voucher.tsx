import { redeemPlace } from '../../../catalogue/redeem-place.ts'
import { maskEmail } from '../../../kernel/email.ts'
import { formatInstant, type Language } from '../../../kernel/wib.ts'
import { type VoucherState, voucherState } from '../../../learning/redeem/rules.ts'
import type { Receipt } from '../../../purchase/receipt.ts'
import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import * as parts from '../../parts/parts.ts'
import { outside } from '../../site/link.ts'
import { dictionary } from '../../words/dictionary.ts'
import { labelOf } from '../label-words.ts'
import type { Request, Shop } from '../shop.ts'

export { type VoucherState, voucherState }

const words = dictionary({
  id: {
    code: 'Kode voucher',
    unused: 'Belum dipakai',
    used: 'Sudah dipakai',
    cancelled: 'Dibatalkan',
    unusedText: (institution: string, email: string) =>
      `Giliran kamu: tukarkan di ${institution} dengan email ${email}. Kode dipakai satu kali, dan pelatihan terbuka setelah ditukarkan.`,
    usedText: (at: string, institution: string, email: string) =>
      `Dipakai pada ${at} di ${institution}, dengan email ${email}. Pelatihanmu sudah terbuka.`,
    usedByInstitution: (at: string, institution: string) =>
      `Dipakai pada ${at}, ditukarkan langsung oleh ${institution}. Pelatihanmu sudah terbuka.`,
    cancelledText: (at: string) => `Pembelian dibatalkan pada ${at}, jadi kode ini tidak berlaku lagi.`,
    yourEmail: 'akun ini',
  },
  en: {
    code: 'Voucher code',
    unused: 'Not used yet',
    used: 'Used',
    cancelled: 'Cancelled',
    unusedText: (institution, email) =>
      `Your turn: redeem it at ${institution} with the email ${email}. A code is used once, and the training opens when it is redeemed.`,
    usedText: (at, institution, email) =>
      `Used on ${at} at ${institution}, with the email ${email}. Your training is open.`,
    usedByInstitution: (at, institution) =>
      `Used on ${at}, redeemed by ${institution} itself. Your training is open.`,
    cancelledText: (at) => `The purchase was cancelled on ${at}, so this code is no longer valid.`,
    yourEmail: 'of this account',
  },
})

export interface VoucherProps {
  readonly c: Request
  readonly shop: Shop
  readonly order: StorefrontOrder
  readonly receipt: Receipt
}

/** The voucher of a paid order: its code, its honest state, and where to redeem it. Draws nothing when there is none. */
export function VoucherBlock({ c, shop, order, receipt }: VoucherProps) {
  const state = voucherState(receipt)
  if (state.state === 'none' || receipt.voucherCode === undefined) return null
  const language = c.get('language')
  const said = words[language]
  const institution = { slug: order.institutionSlug, redeemUrl: receipt.redeemUrl }
  return (
    <section class="stack" aria-label={said.code}>
      <parts.CopyCode label={said.code} code={receipt.voucherCode} />
      <p>
        <VoucherTag state={state} language={language} />
      </p>
      <p>{sentenceOf(state, order, language)}</p>
      {state.state === 'unused' ? (
        <parts.LinkButton href={outside(redeemPlace(institution, order.courseCode))}>
          {labelOf(shop, 'redeem', language)}
        </parts.LinkButton>
      ) : (
        ''
      )}
    </section>
  )
}

/** The state in a word, with colour and icon: for lists too. */
export function VoucherTag({ state, language }: { state: VoucherState; language: Language }) {
  if (state.state === 'none') return null
  const tone = { unused: 'waiting', used: 'success', cancelled: 'quiet' } as const
  return <parts.StatusTag tone={tone[state.state]}>{words[language][state.state]}</parts.StatusTag>
}

function sentenceOf(state: VoucherState, order: StorefrontOrder, language: Language): string {
  const said = words[language]
  switch (state.state) {
    case 'none':
      return ''
    case 'unused':
      return said.unusedText(order.institution, order.email ?? said.yourEmail)
    case 'cancelled':
      return said.cancelledText(formatInstant(state.at, language))
    case 'used': {
      const at = formatInstant(state.at, language)
      return state.email
        ? said.usedText(at, order.institution, maskEmail(state.email))
        : said.usedByInstitution(at, order.institution)
    }
  }
}
