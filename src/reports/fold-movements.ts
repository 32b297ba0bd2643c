import { type AccountKind, accountKinds } from '../ledger/trial-balance.ts'

/** What the ledger moved of one kind, from one account to another, for one value of a dimension; rupiah. */
export interface Movement {
  /** the value: undefined for what belongs to none */
  readonly of: string | undefined
  readonly kind: string
  readonly debit: AccountKind
  readonly credit: AccountKind
  readonly amount: number
}

/** The figures of a position, in the order in which they are told. */
export const figures = [
  /** given to cards */
  'granted',
  /** taken from cards again, less what was given back to them */
  'forfeited',
  /** what lies on cards */
  'cards',
  /** paid by cards, less what came back to them */
  'spent',
  /** paid for, and not earned by anybody yet */
  'clearing',
  /** incentives that fell due, less those taken back */
  'incentives',
  /** earned, and not ordered to be paid */
  'payable',
  /** ordered at the bank, not answered */
  'in_transit',
  /** paid by the bank, less what came back */
  'paid',
  /** what parties must give back, promos of storefronts among it */
  'owed',
  /** money at the bank that matches nothing yet: negative where the bank took it */
  'suspense',
] as const
export type Figure = (typeof figures)[number]

/** Where the money of one value of a dimension is. */
export interface Position {
  readonly of: string | undefined
  readonly figures: Readonly<Record<Figure, number>>
  /** all accounts, as the trial balance tells them: what left them is negative */
  readonly accounts: Readonly<Record<AccountKind, number>>
}

/** Sums movements up for each value of their dimension, in the order in which the values come. */
export function foldMovements(movements: readonly Movement[]): Position[] {
  const positions = new Map<string | undefined, Movement[]>()
  for (const moved of movements) {
    const own = positions.get(moved.of)
    if (own) own.push(moved)
    else positions.set(moved.of, [moved])
  }
  return [...positions].map(([of, own]) => positionOf(of, own))
}

/** The position that movements make together. */
export function positionOf(of: string | undefined, movements: readonly Movement[]): Position {
  const accounts = Object.fromEntries(accountKinds.map((kind) => [kind, 0])) as Record<AccountKind, number>
  const moved = (...kinds: readonly string[]) =>
    movements.reduce((sum, { kind, amount }) => (kinds.includes(kind) ? sum + amount : sum), 0)
  let incentives = 0
  for (const { kind, debit, credit, amount } of movements) {
    accounts[debit] -= amount
    accounts[credit] += amount
    if (kind === 'incentive' || kind === 'survey') incentives += debit === 'treasury' ? amount : -amount
  }
  return {
    of,
    accounts,
    figures: {
      granted: moved('grant'),
      forfeited: moved('forfeit') - moved('restore'),
      cards: accounts.card,
      spent: moved('purchase') - moved('return'),
      clearing: accounts.clearing,
      incentives,
      payable: accounts.payable_institution + accounts.payable_storefront + accounts.payable_person,
      in_transit: accounts.in_transit,
      paid: moved('pay', 'pays') - moved('return_of_payment', 'gives_back'),
      owed: 0 - accounts.owed_storefront - accounts.owed_institution - accounts.owed_person,
      suspense: accounts.suspense,
    },
  }
}
