import assert from 'node:assert/strict'
import type { Context } from '../src/database/context.ts'
import { inventRecipient } from '../src/demo/invent-recipient.ts'
import { minute, stoppedClock } from '../src/kernel/clock.ts'
import type { Outcome } from '../src/kernel/refusal.ts'
import { secretsFrom } from '../src/kernel/secrets.ts'
import { setConsents } from '../src/people/consents.ts'
import type { TypedIdentity } from '../src/people/identity.ts'
import { demoRegistry, type PopulationRegistry } from '../src/people/population-registry.ts'
import { openAccount, sendEmailLink } from '../src/registration/account.ts'
import { beginTest, finishTest, saveAnswer } from '../src/registration/aptitude/take-test.ts'
import { checkIdentity } from '../src/registration/check-identity.ts'
import { completeRegistration } from '../src/registration/complete-registration.ts'
import { makeStatements, setProfile } from '../src/registration/profile.ts'
import { provePhone, sendPhoneCode } from '../src/registration/prove-phone.ts'
import type { Registrations } from '../src/registration/registrations.ts'
import { scheme2021 } from '../src/years/year-rules.ts'
import { createYear } from '../src/years/years.ts'
import { anOrigin } from './an-origin.ts'
import { testDatabase } from './database.ts'
import { ana, twoPeople } from './two-people.ts'

export const clerk = ana

/** What an operation answered, where the test is not about its being refused. */
export function must<Value, Kind extends string>(outcome: Outcome<Value, Kind>): Value {
  assert.ok(outcome.ok, `refused: ${outcome.ok ? '' : outcome.refusal}`)
  return outcome.value
}

/** The refusal of an outcome, or undefined. */
export function refusalOf(outcome: { readonly ok: boolean; readonly refusal?: string }): string | undefined {
  return outcome.ok ? undefined : outcome.refusal
}

export interface ApplicantOptions {
  readonly nik?: string
  readonly kk?: string
  readonly birthDate?: string
  readonly name?: string
  readonly phone?: string
}

/** A programme in which people register, on a clock that stands at 2026-11-23 10:00 WIB. */
export async function aRegistration(registry: PopulationRegistry = demoRegistry) {
  const { pool, connection } = await testDatabase({ max: 12 })
  const clock = stoppedClock('2026-11-23T10:00:00+07:00')
  const ctx: Context = { db: pool, clock, secrets: secretsFrom('a secret that only the tests know, really') }
  const rules = { ...scheme2021, usableUntil: '2027-12-15' }
  await twoPeople(pool)
  must(await createYear(ctx, { year: 2026, name: 'Program 2026', rules }, clerk))
  const registrations: Registrations = {
    ctx,
    registry,
    domain: 'bekal.example',
    link: (path) => `https://bekal.example${path}`,
    onMessages: () => {},
  }
  let people = 0

  /** The secret params of the newest message of a template to somebody. */
  async function secretTo(address: string, template: string): Promise<Record<string, string>> {
    const { rows } = await pool.query(
      'select sealed from outbox where address = $1 and template = $2 order by message_id desc limit 1',
      [address, template],
    )
    assert.ok(rows[0], `no ${template} for ${address}`)
    return JSON.parse(ctx.secrets.open(rows[0].sealed))
  }

  return {
    pool,
    connection,
    clock,
    ctx,
    registrations,
    secretTo,
    /** somebody invented, never the same twice */
    typed(options: ApplicantOptions = {}): TypedIdentity {
      const person = inventRecipient(++people)
      return {
        name: options.name ?? person.name,
        nik: options.nik ?? person.nik,
        kk: options.kk ?? person.kk,
        birthDate: options.birthDate ?? person.birth_date,
        regionConfirmed: false,
      }
    },
    aPhone: () => `+62813${String(10_000_000 + ++people)}`,
    /** an account whose email was proved, with its consents */
    async anAccount(email = `orang-${++people}@contoh.example`): Promise<string> {
      must(await sendEmailLink(registrations, { email, language: 'id' }))
      const { confirmLink = '' } = await secretTo(email, 'portal-sign-up')
      const token = confirmLink.split('/').at(-1) ?? ''
      const opened = must(
        await openAccount(registrations, { token, password: 'kata sandi panjang', requestId: 'r' }),
      )
      must(await setConsents(ctx, opened, ['registration', 'registry'], 'r'))
      return opened.accountId
    },
    /** all steps but the identity */
    async otherSteps(accountId: string, phone = `+62813${String(20_000_000 + ++people)}`): Promise<void> {
      must(await setProfile(ctx, accountId, { education: 3, occupation: 'Pencari kerja', studies: false }))
      must(await sendPhoneCode(registrations, { accountId }, { phone, origin: anOrigin, language: 'id' }))
      const { otp = '' } = await secretTo(phone, 'account-phone-otp')
      must(await provePhone(ctx, accountId, otp))
      await beginTest(ctx, accountId)
      for (let item = 1; item <= 18; item++) must(await saveAnswer(ctx, accountId, item, item % 4))
      await finishTest(ctx, accountId)
      must(await makeStatements(ctx, accountId))
    },
    async aPerson(
      options: ApplicantOptions = {},
    ): Promise<{ accountId: string; personId: string; typed: TypedIdentity }> {
      const accountId = await this.anAccount()
      const typed = this.typed(options)
      const checked = await checkIdentity(registrations, accountId, typed, 'r')
      assert.ok(checked.ok, JSON.stringify(checked))
      await this.otherSteps(accountId, options.phone)
      const wanted = { language: 'id', requestId: 'r' } as const
      const { personId } = must(await completeRegistration(registrations, accountId, wanted))
      return { accountId, personId, typed }
    },
    minutes: (count: number) => count * minute,
  }
}
