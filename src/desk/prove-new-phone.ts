import { type ApprovalRefusal, requestApproval, withdrawApproval } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { first, one, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { type ProveCodeRefusal, phoneCodeRules, type SendCodeRefusal } from '../identity/phone-code-rules.ts'
import { takePhoneCode, type WaitingPhone, waitingPhone } from '../identity/phone-codes.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { indonesianMobile } from '../kernel/phone.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import type { SmsCapRefusal, SmsOrigin } from '../messages/sms-caps.ts'
import { accountOfPerson } from '../registration/account-sql.ts'
import { phoneOfPerson } from '../registration/change-phone.ts'
import { phoneTaken, sendCodeOf } from '../registration/prove-phone.ts'
import type { Registrations } from '../registration/registrations.ts'
import { caseAtDesk, type OnCase } from './desk-case.ts'
import * as sql from './desk-sql.ts'
import { giveAccessAct } from './give-access.ts'

const ownerOf = (deskCaseId: string) => ({ realm: 'portal', owner: `desk:${deskCaseId}` })

type OnPhone = OnCase | 'opener_needed' | 'proof_missing'

/**
 * Sends a code to the phone that somebody at the desk says is theirs now, once they are proved. Only for whoever opened the
 * case; the code is good for this case alone.
 */
export async function sendDeskCode(
  registrations: Registrations,
  deskCaseId: string,
  wanted: { readonly phone: string; readonly origin: SmsOrigin; readonly drawCode?: () => string },
  actor: Actor,
): Promise<Outcome<undefined, OnPhone | SendCodeRefusal | SmsCapRefusal | 'phone_malformed' | 'phone_same'>> {
  const { ctx } = registrations
  const phone = indonesianMobile(wanted.phone)
  if (!phone) return refuse('phone_malformed')
  const ready = await inTransaction(ctx.db, async (tx) => {
    const found = await mayChange(tx, ctx, deskCaseId, actor)
    if (!found.ok) return found
    const known = await one(tx, phoneOfPerson, [found.value.personId])
    return known.phone === phone ? refuse('phone_same') : done(undefined)
  })
  if (!ready.ok) return ready
  return sendCodeOf(registrations, ownerOf(deskCaseId), { ...wanted, phone, language: 'id' })
}

/** The new phone that waits for its code. */
export function deskPhoneWaiting(
  ctx: Pick<Context, 'db' | 'clock'>,
  deskCaseId: string,
): Promise<WaitingPhone | undefined> {
  return waitingPhone(ctx, ownerOf(deskCaseId), phoneCodeRules)
}

/**
 * Takes the code that was sent to the new phone, and asks for the second person. Another phone later is another request: what
 * was asked for before is withdrawn.
 */
export async function proveNewPhone(
  ctx: Context,
  deskCaseId: string,
  code: string,
  actor: Actor,
): Promise<Outcome<null, OnPhone | ProveCodeRefusal | ApprovalRefusal | 'phone_taken' | 'phone_not_proved'>> {
  const proved = await inTransaction(ctx.db, async (tx) => {
    // The phone's lock comes before the case's, as where access is given.
    const taken = await takePhoneCode(tx, ctx, ownerOf(deskCaseId), code, phoneCodeRules)
    if (!taken.ok) return taken
    const found = await mayChange(tx, ctx, deskCaseId, actor)
    if (!found.ok) return found
    const { personId } = found.value
    const { phone } = taken.value
    const account = await first(tx, accountOfPerson, [personId])
    if ((await one(tx, phoneTaken, [phone, account?.accountId ?? null, personId])).taken)
      return refuse('phone_taken')
    const now = ctx.clock.now()
    await touched(tx, sql.setProvedPhone, [deskCaseId, phone, now])
    await writeJournal(tx, actor, now, [
      { event: 'desk_phone_proved', subject: `person:${personId}`, facts: { desk_case: deskCaseId } },
    ])
    return done(null)
  })
  if (!proved.ok) return proved
  const act = await giveAccessAct(ctx, deskCaseId)
  if (!act.ok) return act
  const asked = await requestApproval(ctx, act.value, actor)
  if (asked.ok) return done(null)
  if (asked.refusal !== 'approval_differs') return asked
  await withdrawApproval(ctx, act.value, actor)
  const again = await requestApproval(ctx, act.value, actor)
  return again.ok ? done(null) : again
}

async function mayChange(
  tx: Parameters<typeof caseAtDesk>[0],
  ctx: Context,
  deskCaseId: string,
  actor: Actor,
): Promise<Outcome<{ personId: string }, OnPhone>> {
  const found = await caseAtDesk(tx, ctx, deskCaseId, actor)
  if (!found.ok) return found
  const { open, staffId } = found.value
  if (open.kind !== 'access') return refuse('desk_case_unknown')
  if (open.openedById !== staffId) return refuse('opener_needed')
  return open.firstProved ? done(open) : refuse('proof_missing')
}
