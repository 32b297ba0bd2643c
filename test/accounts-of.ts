import type { Context } from '../src/database/context.ts'
import type { AccountChecker } from '../src/money/accounts/account-checker.ts'
import { CheckerFault, demoChecker } from '../src/money/accounts/account-checker.ts'
import type { Accounts } from '../src/money/accounts/accounts.ts'

/** Accounts for payments over a test's programme, with a bank that can be made silent, or to say what a test wants. */
export function accountsOver(ctx: Context) {
  const bank: { silent: boolean; asked: number; says: AccountChecker['holderOf'] } = {
    silent: false,
    asked: 0,
    says: demoChecker.holderOf,
  }
  const accounts: Accounts = {
    ctx,
    checker: {
      async holderOf(account) {
        bank.asked++
        if (bank.silent) throw new CheckerFault('the bank of the test is silent')
        return bank.says(account)
      },
    },
    restHours: 72,
    domain: 'bekal.example',
    link: (path) => `https://bekal.example${path}`,
    onMessages: () => {},
  }
  let people = 0
  /** Somebody whom the programme knows. */
  async function aPerson(name = 'Siti Aminah'): Promise<{ personId: string; phone: string; email: string }> {
    const serial = ++people
    const phone = `+62813${String(20_000_000 + serial)}`
    const email = `peserta-${serial}@contoh.id`
    const { rows } = await ctx.db.query(
      `insert into person (nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
         occupation, created_at)
       values ($1, '', '0000', '', '', $4, '1995-05-17', $2, $3, 3, 'lainnya', now()) returning person_id`,
      [Buffer.from(`nik of account ${serial}`), phone, email, name],
    )
    return { personId: rows[0].person_id, phone, email }
  }
  return { accounts, bank, aPerson }
}
