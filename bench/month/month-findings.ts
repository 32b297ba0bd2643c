/** The kinds of errors that are planted, and where each has to be found. */
export const plantedKinds = {
  missing_there: "a storefront's file lacks a purchase",
  missing_here: 'only the storefront has a purchase',
  doubled: "a purchase stands twice in a storefront's file",
  amount_differs: 'an amount is off by one rupiah',
  status_differs: 'the storefront says that a purchase was cancelled',
  wrong_day: 'the storefront books a purchase on the next WIB day',
  bank_refused: 'the bank refuses a transfer',
  bank_returned: 'the bank sends a transfer back days later',
  amount_debited_differs: 'the bank debits another amount',
  unordered_debit: 'the bank debits what nobody ordered',
  statement_gap: 'a statement is missing',
  statement_overlaps: 'a statement repeats days that were read',
  statement_twice: 'a statement is read twice',
  file_edited: 'a payment file was edited after it was approved',
  account_changed: 'an account changed between approval and export',
  row_altered_traced: 'a row of the ledger was altered behind the program, triggers on',
  row_altered_untraced: 'a row of the ledger was altered behind the program, triggers off',
} as const
export type PlantedKind = keyof typeof plantedKinds

/** Which errors were planted, which the product named, and what it named besides. */
export class Findings {
  readonly #planted = new Map<PlantedKind, Set<string>>()
  readonly #found = new Map<PlantedKind, Map<string, string>>()
  readonly #surplus: string[] = []

  /** An error was planted; `subject` is what the product has to name. */
  plant(kind: PlantedKind, subject: string): void {
    const planted = this.#planted.get(kind) ?? new Set()
    this.#planted.set(kind, planted.add(subject))
  }

  /** The product named something: where, and what. */
  find(kind: PlantedKind, subject: string, where: string): void {
    const found = this.#found.get(kind) ?? new Map<string, string>()
    this.#found.set(kind, found.set(subject, where))
    if (!this.#planted.get(kind)?.has(subject)) this.#surplus.push(`${kind} ${subject} (${where})`)
  }

  /** The product named something that is none of the kinds. */
  other(what: string): void {
    this.#surplus.push(what)
  }

  /** A line for each kind. */
  table(): { kind: PlantedKind; what: string; where: string; planted: number; found: number }[] {
    return (Object.keys(plantedKinds) as PlantedKind[]).map((kind) => {
      const [planted, found] = [this.#planted.get(kind) ?? new Set(), this.#found.get(kind) ?? new Map()]
      const where = [...new Set(found.values())].join(', ')
      const named = [...planted].filter((subject) => found.has(subject)).length
      return { kind, what: plantedKinds[kind], where, planted: planted.size, found: named }
    })
  }

  /** What the product named and nobody planted. */
  get surplus(): readonly string[] {
    return this.#surplus
  }
}
