import { longNumber } from '../../kernel/long-number.ts'
import { indonesianMobile, localPhone } from '../../kernel/phone.ts'

interface Bank {
  readonly kind: 'bank'
  readonly name: string
  /** ISO 9362, for payment files */
  readonly bic: string
  /** how many digits its account numbers have */
  readonly digits: readonly number[]
}

interface Wallet {
  readonly kind: 'wallet'
  readonly name: string
}

export type Provider = Bank | Wallet

const bank = (name: string, bic: string, ...digits: number[]): Bank => ({ kind: 'bank', name, bic, digits })
const wallet = (name: string): Wallet => ({ kind: 'wallet', name })

/** The banks and wallets that the programme pays to: a closed catalogue. The lengths are those of the banks' own forms. */
export const providers = {
  bri: bank('BRI', 'BRINIDJA', 15),
  mandiri: bank('Mandiri', 'BMRIIDJA', 13),
  bni: bank('BNI', 'BNINIDJA', 10),
  bca: bank('BCA', 'CENAIDJA', 10),
  btn: bank('BTN', 'BTANIDJA', 16),
  bsi: bank('BSI', 'BSMDIDJA', 10),
  cimb: bank('CIMB Niaga', 'BNIAIDJA', 12, 13, 14),
  permata: bank('Permata', 'BBBAIDJA', 10),
  danamon: bank('Danamon', 'BDINIDJA', 10, 12),
  ocbc: bank('OCBC', 'NISPIDJA', 12),
  panin: bank('Panin', 'PINBIDJA', 10, 12),
  maybank: bank('Maybank Indonesia', 'IBBKIDJA', 10),
  mega: bank('Mega', 'MEGAIDJA', 15),
  muamalat: bank('Muamalat', 'MUABIDJA', 10),
  bjb: bank('bank bjb', 'PDJBIDJA', 13),
  gopay: wallet('GoPay'),
  ovo: wallet('OVO'),
  dana: wallet('DANA'),
  linkaja: wallet('LinkAja'),
  shopeepay: wallet('ShopeePay'),
} as const satisfies Readonly<Record<string, Provider>>

export type ProviderId = keyof typeof providers

export const providerIds = Object.keys(providers) as [ProviderId, ...ProviderId[]]

/** Whether a text names one of them. */
export function isProvider(text: string): text is ProviderId {
  return Object.hasOwn(providers, text)
}

/** Banks and wallets as choices, by their names. */
export function providerChoices(): { value: ProviderId; label: string }[] {
  return providerIds.map((value) => ({ value, label: providers[value].name }))
}

/**
 * A number as it is kept, from what people type: digits alone, of a length that the bank has; of a wallet the mobile
 * number, `0812...`. Undefined for anything else, and for what a spreadsheet has rounded.
 */
export function accountNumber(id: ProviderId, typed: string): string | undefined {
  const provider: Provider = providers[id]
  if (provider.kind === 'wallet') return localPhone(indonesianMobile(typed)) || undefined
  const digits = longNumber(typed)
  return /^\d+$/.test(digits) && provider.digits.includes(digits.length) ? digits : undefined
}

/** `BCA •••• 4321`, as it is shown to whoever may know of it. */
export function shownAccount({ provider, numberTail }: { provider: string; numberTail: string }): string {
  return `${providerName(provider)} •••• ${numberTail}`
}

/** The same in the letters that an SMS has: `BCA *4321`. */
export function shortAccount({ provider, numberTail }: { provider: string; numberTail: string }): string {
  return `${providerName(provider)} *${numberTail}`
}

/** Its name, or what it was called where a later version does not know it any more. */
export function providerName(id: string): string {
  return isProvider(id) ? providers[id].name : id
}
