import { formatRupiah } from '../kernel/rupiah.ts'
import type { Language } from '../kernel/wib.ts'
import type { PurchaseMoney } from './purchase-money.ts'

const id = {
  back: (amount: string) => `${amount} sudah kembali ke kartu.`,
  promo: (amount: string) => ` Promo ${amount} kembali ke toko.`,
  waits: (price: string) => `${price} ditahan sampai pelatihan dipakai.`,
  first: (earned: string, waits: string) => `${earned}. Sisanya, ${waits}, ditahan sampai pelatihan selesai.`,
  all: (earned: string) => `${earned}.`,
  institution: (amount: string) => `${amount} menjadi hak lembaga`,
  storefront: (amount: string) => ` dan ${amount} komisi toko`,
  atBank: (amount: string) => ` ${amount} sedang di bank.`,
  paidOut: (amount: string) => ` ${amount} sudah dibayar.`,
}
const en: typeof id = {
  back: (amount) => `${amount} is back on the card.`,
  promo: (amount) => ` The promo of ${amount} is back at the storefront.`,
  waits: (price) => `${price} is held until the training is used.`,
  first: (earned, waits) => `${earned}. The rest, ${waits}, is held until the training is finished.`,
  all: (earned) => `${earned}.`,
  institution: (amount) => `${amount} is earned by the institution`,
  storefront: (amount) => `, and ${amount} by the storefront`,
  atBank: (amount) => ` ${amount} is at the bank.`,
  paidOut: (amount) => ` ${amount} was paid.`,
}
const words: Readonly<Record<Language, typeof id>> = { id, en }

/** Where the money of a purchase is, in one sentence. */
export function moneySentence(money: PurchaseMoney, language: Language): string {
  const said = words[language]
  const { price, discount, toInstitution, toStorefront, waits, cancelled } = money
  if (cancelled)
    return (
      said.back(formatRupiah(price - discount)) + (discount > 0 ? said.promo(formatRupiah(discount)) : '')
    )
  if (waits === price) return said.waits(formatRupiah(price))
  const commission = toStorefront > 0 ? said.storefront(formatRupiah(toStorefront)) : ''
  const earned = said.institution(formatRupiah(toInstitution)) + commission
  const out = [
    money.atBank > 0 ? said.atBank(formatRupiah(money.atBank)) : '',
    money.paidOut > 0 ? said.paidOut(formatRupiah(money.paidOut)) : '',
  ].join('')
  return (waits > 0 ? said.first(earned, formatRupiah(waits)) : said.all(earned)) + out
}
