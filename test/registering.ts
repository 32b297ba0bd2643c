import assert from 'node:assert/strict'
import { inventRecipient } from '../src/demo/invent-recipient.ts'
import { minute } from '../src/kernel/clock.ts'
import type { Outcome } from '../src/kernel/refusal.ts'
import { setConsents } from '../src/people/consents.ts'
import { openAccount, sendEmailLink } from '../src/registration/account.ts'
import { beginTest, finishTest, saveAnswer } from '../src/registration/aptitude/take-test.ts'
import { checkIdentity } from '../src/registration/check-identity.ts'
import { completeRegistration } from '../src/registration/complete-registration.ts'
import { makeDeclarations, setProfile } from '../src/registration/profile.ts'
import { provePhone, sendPhoneCode } from '../src/registration/prove-phone.ts'
import type { TypedIdentity } from '../src/registration/read-identity.ts'
import type { Registrations } from '../src/registration/registrations.ts'
import { anOrigin } from './an-origin.ts'

/** What an operation answered, where the test is not about its being refused. */
export function must<Value, Kind extends string>(outcome: Outcome<Value, Kind>): Value {
  assert.ok(outcome.ok, `refused: ${outcome.ok ? '' : outcome.refusal}`)
  return outcome.value
}

export interface ApplicantOptions {
  readonly nik?: string
  readonly kk?: string
  readonly birthDate?: string
  readonly name?: string
  readonly phone?: string
  readonly email?: string
}

/** Registers people, by the operations of the portal; those invented begin after the first `people`. */
export function registering(registrations: Registrations, people = 0) {
  const { ctx } = registrations

  /** The secret params of the newest message of a template to somebody. */
  async function secretTo(address: string, template: string): Promise<Record<string, string>> {
    const { rows } = await ctx.db.query(
      'select sealed from outbox where address = $1 and template = $2 order by message_id desc limit 1',
      [address, template],
    )
    assert.ok(rows[0], `no ${template} for ${address}`)
    return JSON.parse(ctx.secrets.open(rows[0].sealed))
  }

  return {
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
      must(await makeDeclarations(ctx, accountId))
    },
    async aPerson(
      options: ApplicantOptions = {},
    ): Promise<{ accountId: string; personId: string; typed: TypedIdentity }> {
      const accountId = await this.anAccount(options.email)
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
