import { changeHolderFacts } from '../card/change-holder-facts.ts'
import { writeJournal } from '../card/write-journal.ts'
import type { Context } from '../database/context.ts'
import { first, one, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { readCalendarDate } from '../kernel/calendar-date.ts'
import { longNumber } from '../kernel/long-number.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { wibDate } from '../kernel/wib.ts'
import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from './approvals/approvals.ts'
import { cardOfPerson } from './card-of-person.ts'
import { maskNik, nikFitsBirthDate, readNik } from './nik.ts'
import { lockKeys } from './registration/applicant-sql.ts'
import { lockOf } from './registration/claim-identity.ts'

type NotIdentity =
  | 'reason_missing'
  | 'person_unknown'
  | 'nik_malformed'
  | 'birth_date_malformed'
  | 'nik_birth_date_differ'
  | 'nothing_differs'
  /** it is somebody else's, or somebody registers with it just now */
  | 'nik_taken'
  | 'on_exclusion_list'
  /** the closed list of a wave has the province of the NIK */
  | 'waits_in_wave'
export type IdentityRefusal = NotIdentity | ApprovalRefusal

/** Who somebody is, as it was typed; undefined stays. */
export interface Identity {
  readonly nik?: string | undefined
  readonly birthDate?: string | undefined
}

const lockPerson = statement<
  [personId: string],
  { nik_sealed: Buffer; nik_hash: Buffer; born_on: string; waits: boolean }
>(
  'programme/lock-identity-to-correct',
  `
  select
    nik_sealed, nik_hash, born_on,
    exists (
      select from wave_application application join wave using (wave_id)
      where application.person_id = person.person_id and left_at is null and wave.status in ('open', 'closed', 'drawn')
    ) as waits
  from person
  where person_id = $1
  for no key update of person
  `,
)

const selectNikFacts = statement<[nikHash: Buffer, personId: string], { taken: boolean; excluded: boolean }>(
  'programme/select-nik-facts',
  `
  select
    exists (select from person where nik_hash = $1 and person_id <> $2)
      or exists (select from registration where nik_hash = $1) as taken,
    exists (select from exclusion where nik_hash = $1) as excluded
  `,
)

const updateIdentity = statement<
  [personId: string, nikHash: Buffer, nikSealed: Buffer, nikTail: string, bornOn: string]
>(
  'programme/correct-identity',
  'update person set nik_hash = $2, nik_sealed = $3, nik_tail = $4, born_on = $5 where person_id = $1',
)

interface Correct {
  readonly act: TwoPersonAct
  readonly nik: string
  readonly nikHash: Buffer
  readonly bornOn: string
  readonly corrected: readonly string[]
}

/**
 * What two people approve: that somebody has another NIK, another day of birth, or both. The facts show the end of the NIK, and
 * a mark by which the same NIK is known again.
 */
export async function correctIdentityAct(
  ctx: Context,
  personId: string,
  typed: Identity,
  because: string,
): Promise<Outcome<TwoPersonAct, NotIdentity>> {
  const correct = await inTransaction(ctx.db, (tx) => read(tx, ctx, personId, typed, because))
  return correct.ok ? done(correct.value.act) : correct
}

/** Corrects who somebody is, on their card too, once two people have approved it. The journal says that, and why. */
export async function correctIdentity(
  ctx: Context,
  personId: string,
  typed: Identity,
  { because, actor }: { readonly because: string; readonly actor: Actor },
): Promise<Outcome<{ corrected: readonly string[] }, IdentityRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const correct = await read(tx, ctx, personId, typed, because)
    if (!correct.ok) return correct
    const { act, nik, nikHash, bornOn, corrected } = correct.value
    const now = ctx.clock.now()
    const approval = await takeApproval(tx, act, actor, now)
    if (!approval.ok) return approval
    await touched(tx, updateIdentity, [personId, nikHash, ctx.secrets.seal(nik), nik.slice(-4), bornOn])
    const cardId = await cardOfPerson(tx, personId)
    if (cardId) await changeHolderFacts(tx, cardId, { bornOn })
    const subject = `person:${personId}`
    await writeJournal(tx, actor, now, [
      {
        act: 'identity_corrected',
        subject,
        reason: because.trim(),
        facts: { corrected },
        ...(cardId && { cardId }),
      },
    ])
    return done({ corrected })
  })
}

async function read(
  tx: Parameters<typeof cardOfPerson>[0],
  ctx: Context,
  personId: string,
  typed: Identity,
  because: string,
): Promise<Outcome<Correct, NotIdentity>> {
  const reason = because.trim()
  if (reason === '') return refuse('reason_missing')
  const wanted = typed.nik === undefined ? undefined : longNumber(typed.nik)
  if (wanted !== undefined && !readNik(wanted)) return refuse('nik_malformed')
  const day = typed.birthDate === undefined ? undefined : readCalendarDate(typed.birthDate)
  if (typed.birthDate !== undefined && (day === undefined || day > wibDate(ctx.clock.now())))
    return refuse('birth_date_malformed')
  // As registrations do it: whoever claims the NIK meanwhile waits.
  if (wanted !== undefined) await rows(tx, lockKeys, [[lockOf('nik', ctx.secrets.hash('nik', wanted))]])
  const person = await first(tx, lockPerson, [personId])
  if (!person) return refuse('person_unknown')
  const before = ctx.secrets.open(person.nik_sealed)
  const nik = wanted ?? before
  const bornOn = day ?? person.born_on
  const corrected = [...(nik === before ? [] : ['nik']), ...(bornOn === person.born_on ? [] : ['birth_date'])]
  if (corrected.length === 0) return refuse('nothing_differs')
  if (!nikFitsBirthDate(nik, bornOn)) return refuse('nik_birth_date_differ')
  const nikHash = ctx.secrets.hash('nik', nik)
  const { taken, excluded } = await one(tx, selectNikFacts, [nikHash, personId])
  if (nik !== before && taken) return refuse('nik_taken')
  if (nik !== before && excluded) return refuse('on_exclusion_list')
  if (person.waits && nik.slice(0, 2) !== before.slice(0, 2)) return refuse('waits_in_wave')
  const mark = nikHash.toString('hex').slice(0, 16)
  const facts = { nik: maskNik(nik), nik_mark: mark, birth_date: bornOn, because: reason }
  const act: TwoPersonAct = { act: 'correct_identity', subject: `person:${personId}`, facts }
  return done({ act, nik, nikHash, bornOn, corrected })
}
