import type { Context } from '../../database/context.ts'
import { first, type Queryable, type Row, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'

/** An account of the programme at a bank, from which runs are paid. */
export interface NewBankAccount {
  /** as the bank knows the holder */
  readonly holder: string
  /** ISO 9362 */
  readonly bic: string
  readonly number: string
  /** rupiah that lay there when its books are begun: the opening balance of the first statement that is imported */
  readonly opening: number
}

export interface BankAccount extends Row<'money/select-bank-accounts', Sure> {}

export const bankAccountRefusals = refusalWords({
  id: {
    bank_holder_wrong: 'Tulis nama pemegang rekening, paling banyak 140 huruf.',
    bic_wrong: 'BIC bank terdiri dari 8 atau 11 huruf dan angka, misalnya BRINIDJA. Periksa lagi.',
    bank_number_wrong: 'Nomor rekening terdiri dari 5 sampai 34 angka. Periksa lagi.',
    bank_opening_wrong: 'Saldo awal ditulis dalam rupiah penuh, nol atau lebih. Periksa lagi.',
    bank_account_known: 'Rekening itu sudah ada. Lihat daftarnya: bekal bank account-list.',
  },
  en: {
    bank_holder_wrong: 'Write the name of the holder, 140 letters at most.',
    bic_wrong: 'The BIC of a bank is 8 or 11 letters and digits, such as BRINIDJA. Check it.',
    bank_number_wrong: 'An account number is 5 to 34 digits. Check it.',
    bank_opening_wrong: 'The opening balance is in whole rupiah, zero or more. Check it.',
    bank_account_known: 'That account is known already. See them: bekal bank account-list.',
  },
})
export type BankAccountRefusal = ReasonOf<typeof bankAccountRefusals>

const insertBankAccount = statement<
  [holder: string, bic: string, number: string, opening: number, actor: string, now: Date],
  'money/insert-bank-account'
>(
  'money/insert-bank-account',
  `
  insert into bank_account (holder, bic, number, opening, added_by, added_at) values ($1, $2, $3, $4, $5, $6)
  on conflict do nothing
  returning bank_account_id
  `,
)

const insertOpening = statement<[bankAccountId: number, amount: number, now: Date]>(
  'money/insert-opening',
  `
  insert into payment_entry (kind, debit, credit, bank_account_id, amount, at)
  values ('opening', 'bank', 'treasury', $1, $2, $3)
  `,
)

type Sure = 'bankAccountId' | 'holder' | 'bic' | 'number' | 'opening' | 'closing'

const selectBankAccounts = statement<[], 'money/select-bank-accounts', Sure>(
  'money/select-bank-accounts',
  `
  select bank_account_id, holder, bic, number, opening, added_by, added_at, last.until_on::text as until_on,
    coalesce(last.closing, opening) as closing
  from bank_account
  left join lateral (
    select until_on, closing from bank_statement
    where bank_statement.bank_account_id = bank_account.bank_account_id
    order by statement_id desc limit 1
  ) last on true
  order by bank_account_id
  `,
)

/** Begins the books of an account at a bank. What lies there came from the treasury. */
export async function addBankAccount(
  ctx: Context,
  account: NewBankAccount,
  actor: Actor,
): Promise<Outcome<{ bankAccountId: number }, BankAccountRefusal>> {
  const holder = account.holder.trim()
  const number = account.number.replace(/[\s.-]/g, '')
  const { bic, opening } = account
  if (holder === '' || holder.length > 140) return refuse('bank_holder_wrong')
  if (!/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic)) return refuse('bic_wrong')
  if (!/^\d{5,34}$/.test(number)) return refuse('bank_number_wrong')
  if (!Number.isSafeInteger(opening) || opening < 0) return refuse('bank_opening_wrong')
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const made = await first(tx, insertBankAccount, [holder, bic, number, opening, actor.actor, now])
    if (!made) return refuse('bank_account_known')
    const { bankAccountId } = made
    if (opening > 0) await touched(tx, insertOpening, [bankAccountId, opening, now])
    const facts = { amount: opening }
    await writeJournal(tx, actor, now, [
      { event: 'bank_account_added', subject: `bank_account:${bankAccountId}`, facts },
    ])
    return done({ bankAccountId })
  })
}

/** The accounts of the programme at banks, each with what its last statement says. */
export function listBankAccounts(db: Queryable): Promise<BankAccount[]> {
  return rows(db, selectBankAccounts, [])
}
