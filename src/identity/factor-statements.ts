import { statement } from '../database/sql.ts'

/** Whose accounts they are: the table, and its column with the number of the account. */
export interface FactorTable {
  readonly table: 'staff' | 'institution_user'
  readonly id: 'staff_id' | 'institution_user_id'
}

export interface OwnerRow {
  ownerId: string
  passwordHash: string
  totpSealed: Buffer
}

/** What is read and written of password and second factor in such a table. */
export function factorStatements({ table, id }: FactorTable) {
  return {
    toLogIn: statement<[email: string], `identity/${FactorTable['table']}-to-log-in`, OwnerRow>(
      `identity/${table}-to-log-in`,
      `
      select ${id} as owner_id, password_hash, totp_sealed from ${table}
      where email = $1 and disabled_at is null and totp_confirmed_at is not null
      `,
    ),
    secretOf: statement<[ownerId: string], `identity/secret-of-${FactorTable['table']}`>(
      `identity/secret-of-${table}`,
      `select totp_sealed from ${table} where ${id} = $1 and disabled_at is null`,
    ),
    set: statement<[ownerId: string, passwordHash: string, recovery: Buffer[], now: Date, step: number]>(
      `identity/set-factors-of-${table}`,
      `
      update ${table} set password_hash = $2, recovery_hashes = $3, totp_confirmed_at = $4, totp_used_step = $5
      where ${id} = $1 and disabled_at is null
      `,
    ),
    /** A step is used once, and none before it any more. */
    useStep: statement<[ownerId: string, step: number]>(
      `identity/use-step-of-${table}`,
      `
      update ${table} set totp_used_step = $2
      where ${id} = $1 and disabled_at is null and (totp_used_step is null or totp_used_step < $2)
      `,
    ),
    useRecovery: statement<[ownerId: string, hash: Buffer]>(
      `identity/use-recovery-code-of-${table}`,
      `
      update ${table} set recovery_hashes = array_remove(recovery_hashes, $2)
      where ${id} = $1 and disabled_at is null and $2 = any (recovery_hashes)
      `,
    ),
    forget: statement<[ownerId: string, totp: Buffer]>(
      `identity/forget-factors-of-${table}`,
      `
      update ${table} set
        totp_sealed = $2, totp_confirmed_at = null, totp_used_step = null, password_hash = null,
        recovery_hashes = '{}'
      where ${id} = $1 and disabled_at is null
      `,
    ),
  }
}
