import { luhnHolds } from '../kernel/codes.ts'
import { longNumber } from '../kernel/long-number.ts'
import { indonesianMobile } from '../kernel/phone.ts'
import type { RefusalFacts } from '../kernel/refusal.ts'
import { bare, bareDigits, tidyName } from '../kernel/text.ts'
import type { PurchaseRefusal } from '../purchase/refusals.ts'
import type { AskedStep } from './journey.ts'
import type { PromoRefusal } from './promo/rules.ts'
import type { StepOf } from './step-types.ts'

export const answerRefusals = [
  'card_number_missing',
  'card_number_length',
  'card_number_mistyped',
  'otp_missing',
  'otp_form',
  'method_missing',
  'terms_not_agreed',
  'identity_name_missing',
  'identity_email_wrong',
  'identity_phone_wrong',
  'identity_city_missing',
] as const

export type AnswerRefusal = (typeof answerRefusals)[number]

/** Every way in which a step says no: what was typed, what the programme says, or what the storefront says. */
export type StepRefusal = AnswerRefusal | PromoRefusal | PurchaseRefusal | 'order_lapsed' | 'own_card_missing'

/** One thing that is wrong with an answer. */
export interface Said {
  readonly refusal: StepRefusal
  readonly facts: RefusalFacts
}

/** Who is going to learn, as the buyer wrote it into the order. */
export interface Identity {
  readonly name: string
  readonly email: string
  /** E.164 */
  readonly phone: string
  readonly city: string
}

/** What the form of a page said, read and found to be in form. */
export interface Answer {
  readonly cardNumber?: string
  readonly otp?: string
  readonly identity?: Identity
}

export type FormAnswers = Readonly<Record<string, string | undefined>>

export interface Read {
  readonly answer: Answer
  readonly problems: readonly AnswerRefusal[]
}

const nothing: Read = { answer: {}, problems: [] }

/** What each step of an order asks of the form of its page; some only want their button pressed. */
export const readers: Readonly<Record<StepOf<'order'>, (form: FormAnswers) => Read>> = {
  see_methods: asksNothing,
  apply: asksNothing,
  use_own_card: asksNothing,
  confirm_payment: asksNothing,
  submit_order: asksNothing,
  choose_payment: (form) => (form.method === 'kartu_prakerja' ? nothing : wrong('method_missing')),
  fill_identity: readIdentity,
  enter_card: readCardNumber,
  enter_otp: readOtp,
  agree_terms: (form) => (form.terms === 'yes' ? nothing : wrong('terms_not_agreed')),
}

/** Reads the form of a page, which may hold several steps; slips are caught here, before anything is looked up. */
export function readAnswer(page: readonly AskedStep[], form: FormAnswers): Read {
  const read = page.map(({ step }) => readers[step](form))
  return {
    answer: Object.assign({}, ...read.map(({ answer }) => answer)),
    problems: read.flatMap(({ problems }) => problems),
  }
}

function asksNothing(): Read {
  return nothing
}

function wrong(...problems: AnswerRefusal[]): Read {
  return { answer: {}, problems }
}

function readCardNumber(form: FormAnswers): Read {
  const digits = longNumber(form.card_number ?? '')
  if (digits === '') return wrong('card_number_missing')
  if (!/^\d{16}$/.test(digits)) return wrong('card_number_length')
  return luhnHolds(digits) ? { answer: { cardNumber: digits }, problems: [] } : wrong('card_number_mistyped')
}

function readOtp(form: FormAnswers): Read {
  // People paste the whole SMS: the code is its one group of six digits.
  const typed = tidyName((form.otp ?? '').normalize('NFKC'))
  const digits = bareDigits(typed)
  if (digits === '') return wrong('otp_missing')
  if (/^\d{6}$/.test(digits)) return { answer: { otp: digits }, problems: [] }
  const groups = typed.match(/(?<![\d.])\d{6}(?![\d.])/g) ?? []
  return new Set(groups).size === 1 ? { answer: { otp: groups[0]! }, problems: [] } : wrong('otp_form')
}

function readIdentity(form: FormAnswers): Read {
  const name = line(form.identity_name)
  const email = bare(form.identity_email ?? '').slice(0, 120)
  const phone = indonesianMobile(form.identity_phone ?? '')
  const city = line(form.identity_city)
  const problems: AnswerRefusal[] = []
  if (name === '') problems.push('identity_name_missing')
  if (!/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(email)) problems.push('identity_email_wrong')
  if (!phone) problems.push('identity_phone_wrong')
  if (city === '') problems.push('identity_city_missing')
  if (problems.length > 0 || !phone) return wrong(...problems)
  return { answer: { identity: { name, email, phone, city } }, problems: [] }
}

function line(typed: string | undefined): string {
  return tidyName(typed ?? '').slice(0, 120)
}
