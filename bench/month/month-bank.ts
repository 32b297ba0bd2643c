import { addDays } from '../../src/kernel/wib.ts'
import { camt053, type Movement } from '../../test/bank-file.ts'

/** A transfer as the bank reads it in a payment file. */
export interface Ordered {
  readonly reference: string
  /** rupiah */
  readonly amount: number
}

/** A bank's statement, as its file. */
export interface StatementFile {
  readonly name: string
  readonly content: Buffer
}

/** The bank of the programme: reads payment files, books what they order, and writes statements that follow on one another. */
export class MonthBank {
  #balance: number
  #sequence = 0

  constructor(opening: number) {
    this.#balance = opening
  }

  /** The transfers of a pain.001 file. */
  read(pain: string): Ordered[] {
    const ordered: Ordered[] = []
    const transfer = /<EndToEndId>([^<]+)<\/EndToEndId>[\s\S]*?<InstdAmt Ccy="IDR">(\d+)<\/InstdAmt>/g
    for (const [, reference, amount] of pain.matchAll(transfer))
      ordered.push({ reference: reference!, amount: Number(amount) })
    return ordered
  }

  /** The statement of two days, from a day on. */
  statement(from: string, movements: readonly Movement[]): StatementFile {
    const until = addDays(from, 1)
    const of = { sequence: ++this.#sequence, from, until, opening: this.#balance }
    const { file, closing } = camt053(of, movements)
    this.#balance = closing
    return { name: `${from}.xml`, content: file }
  }

  /** A statement that begins where the last one began: the bank's page was asked for days that were read. */
  overlapping(from: string, movements: readonly Movement[]): StatementFile {
    const moved = movements.reduce((sum, { amount }) => sum + amount, 0)
    const of = { sequence: this.#sequence, from, until: addDays(from, 2), opening: this.#balance - moved }
    return { name: `${from}-lagi.xml`, content: camt053(of, movements).file }
  }

  /** What the bank says before anything moves: it will not pay these. */
  refusals(refused: readonly Ordered[]): StatementFile {
    const lines = refused.map(({ reference }) => `${reference};RJCT;AC04 rekening ditutup`)
    return { name: 'jawaban.csv', content: Buffer.from(`end_to_end_id;status;reason\n${lines.join('\n')}\n`) }
  }
}
