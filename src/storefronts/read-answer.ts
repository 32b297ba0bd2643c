import { luhnHolds } from '../kernel/codes.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { PurchaseRefusal } from '../purchase/refusals.ts'
import type { StepName } from './alphabet.ts'

export const answerRefusals = [
  'card_number_missing',
  'card_number_length',
  'card_number_mistyped',
  'otp_missing',
  'otp_form',
  'method_missing',
] as const

export type AnswerRefusal = (typeof answerRefusals)[number]

/** Every way in which a step says no: what was typed, what the programme says, or that the order waited too long. */
export type StepRefusal = AnswerRefusal | PurchaseRefusal | 'order_lapsed'

/** What a step's form said, read and found to be in form. */
export interface Answer {
  readonly cardNumber?: string
  readonly otp?: string
}

const readers: Record<StepName, (form: FormAnswers) => Outcome<Answer, AnswerRefusal>> = {
  arrive: () => done({}),
  choose_course: () => done({}),
  log_in: () => done({}),
  choose_payment: (form) => (form.method === 'kartu_prakerja' ? done({}) : refuse('method_missing')),
  enter_card: readCardNumber,
  enter_otp: readOtp,
  see_result: () => done({}),
  learn: () => done({}),
}

export type FormAnswers = Readonly<Record<string, string | undefined>>

/** Reads the form of a step; slips of the finger are caught here, before anything is looked up. */
export function readAnswer(step: StepName, form: FormAnswers): Outcome<Answer, AnswerRefusal> {
  return readers[step](form)
}

function readCardNumber(form: FormAnswers): Outcome<Answer, AnswerRefusal> {
  const digits = (form.card_number ?? '').replace(/[\s.-]/g, '')
  if (digits === '') return refuse('card_number_missing')
  if (!/^\d{16}$/.test(digits)) return refuse('card_number_length')
  return luhnHolds(digits) ? done({ cardNumber: digits }) : refuse('card_number_mistyped')
}

function readOtp(form: FormAnswers): Outcome<Answer, AnswerRefusal> {
  // People paste the whole SMS: the code is its one group of six digits.
  const typed = form.otp ?? ''
  const digits = typed.replace(/[\s.-]/g, '')
  if (digits === '') return refuse('otp_missing')
  if (/^\d{6}$/.test(digits)) return done({ otp: digits })
  const groups = typed.match(/(?<![\d.])\d{6}(?![\d.])/g) ?? []
  return new Set(groups).size === 1 ? done({ otp: groups[0]! }) : refuse('otp_form')
}
