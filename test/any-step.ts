import fc from 'fast-check'
import { edgeKinds } from './a-model.ts'

/**
 * What a storefront may ask; numbers choose among the cards, courses, accounts and invoices of a walk. Account -1 is the one that
 * belongs to the card.
 */
export type Operation =
  | { send: number; course: number; account: number; partner: number; off: number; wrong: number }
  | { authorize: number; otp: Entered; invoice: number; stranger: boolean }
  | { status: number; partner: number }
  | { cancel: number; partner: number; wrong: boolean }
/** What may happen to a programme, one after the other. */
export type Step =
  | Operation
  | { together: Operation[] }
  | { buy: number; course: number; account: number; invoice: number }
  /** so many more requests for the last OTP, each as soon as another may be sent */
  | { again: number }
  /** so many wrong codes */
  | { guess: number }
  | { wait: number }
  /** to the first or last edge of a kind, or a millisecond beside it, and there the last request or a code */
  | { toEdge: (typeof edgeKinds)[number]; last: boolean; off: number; there: 'send' | 'newest' | 'oldest' }
  | { suspend: number }
  | { redeem: number }
  | { finish: number }
export type Entered = 'newest' | 'oldest' | 'wrong' | '123456' | '112233'

const upTo = (max: number) => fc.nat({ max })
const often = <T>(usual: T, ...seldom: T[]) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(usual, ...seldom) },
  )
const send = fc.record({
  send: fc.oneof({ weight: 9, arbitrary: upTo(3) }, { weight: 1, arbitrary: fc.constant(4) }),
  course: fc.oneof({ weight: 9, arbitrary: upTo(4) }, { weight: 1, arbitrary: fc.constant(5) }),
  account: often(-1, 0, 1, 2),
  partner: often(0, 1, 2),
  off: often(0, -1, 1),
  wrong: often(0, 1, 2, 3, 4),
})
const authorize = fc.record({
  authorize: fc.oneof({ weight: 3, arbitrary: upTo(1) }, { weight: 1, arbitrary: upTo(9) }),
  otp: fc.oneof(
    { weight: 4, arbitrary: fc.constant<Entered>('newest') },
    { weight: 4, arbitrary: fc.constantFrom<Entered>('oldest', 'wrong', 'wrong', '123456', '112233') },
  ),
  invoice: upTo(5),
  stranger: often(false, true),
})
const status = fc.record({ status: upTo(5), partner: often(0, 1, 2) })
const cancel = fc.record({ cancel: upTo(5), partner: often(0, 1, 2), wrong: often(false, true) })
const change = fc.oneof(
  { weight: 5, arbitrary: send },
  { weight: 6, arbitrary: authorize },
  { weight: 2, arbitrary: cancel },
)
const operation = fc.oneof({ weight: 13, arbitrary: change }, { weight: 1, arbitrary: status })

/** Steps, in the mix that leads far. */
export const anyStep = fc.oneof(
  { weight: 12, arbitrary: operation },
  // without status: in between it rightly says PENDING of what is looked for in another bucket of seats
  { weight: 4, arbitrary: fc.record({ together: fc.array(change, { minLength: 2, maxLength: 4 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({ buy: upTo(3), course: upTo(4), account: often(-1, 0, 1), invoice: upTo(5) }),
  },
  { weight: 2, arbitrary: fc.record({ again: upTo(5) }) },
  { weight: 1, arbitrary: fc.record({ guess: fc.integer({ min: 2, max: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 400_000 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      toEdge: fc.constantFrom(...edgeKinds),
      last: fc.boolean(),
      off: fc.constantFrom(-1, 0, 0, 1),
      there: fc.constantFrom('send', 'newest', 'oldest'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ suspend: upTo(3) }) },
  { weight: 1, arbitrary: fc.record({ redeem: upTo(5) }) },
  { weight: 2, arbitrary: fc.record({ finish: upTo(3) }) },
) as fc.Arbitrary<Step>
