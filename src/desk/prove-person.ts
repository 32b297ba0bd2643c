import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { one, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { readCalendarDate } from '../kernel/calendar-date.ts'
import { day } from '../kernel/clock.ts'
import { longNumber } from '../kernel/long-number.ts'
import { indonesianMobile } from '../kernel/phone.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { type PopulationRegistry, RegistryFault } from '../people/population-registry.ts'
import { failuresSince, insertFailure, lockIdentity } from '../registration/change-phone.ts'
import { registrationRules } from '../registration/rules.ts'
import { caseAtDesk, type DeskCase, type OnCase } from './desk-case.ts'
import { asksEnough, type Document, type Question, questions } from './desk-rules.ts'
import * as sql from './desk-sql.ts'

/** What the person answered, as the desk typed it; what was not asked is absent or empty. */
export type Answers = { readonly [Asked in Question]?: string | undefined }

/** Which of what was asked is right. Nothing else is ever shown of it. */
export type Compared = Readonly<Partial<Record<Question, boolean>>>

export type ProofRefusal = OnCase | 'answers_missing' | 'answers_locked'

/**
 * Compares what somebody answers with what the programme has of them: each answer matches or does not. All must be right at
 * once, and are then the proof of whoever of the desk asked, and of nobody else. After five failures in a day, here or at the person's
 * own change of phone, nothing is compared any more.
 */
export async function compareAnswers(
  ctx: Context,
  deskCaseId: string,
  answers: Answers,
  actor: Actor,
): Promise<Outcome<{ compared: Compared; proved: boolean; triesLeft: number }, ProofRefusal>> {
  const asked = questions.filter((question) => (answers[question] ?? '').trim() !== '')
  if (!asksEnough(asked)) return refuse('answers_missing')
  return inTransaction(ctx.db, async (tx) => {
    const found = await caseAtDesk(tx, ctx, deskCaseId, actor)
    if (!found.ok) return found
    return compare(tx, ctx, { ...found.value, answers, asked }, actor)
  })
}

async function compare(
  tx: pg.PoolClient,
  ctx: Context,
  of: {
    readonly open: DeskCase
    readonly staffId: string
    readonly answers: Answers
    readonly asked: readonly Question[]
  },
  actor: Actor,
): Promise<Outcome<{ compared: Compared; proved: boolean; triesLeft: number }, 'answers_locked'>> {
  const { open, staffId, answers, asked } = of
  const { personId, deskCaseId } = open
  const now = ctx.clock.now()
  await one(tx, lockIdentity, [personId])
  const { failures } = await one(tx, failuresSince, [personId, new Date(now.getTime() - day)])
  const most = registrationRules.identityFailuresPerDay
  if (failures >= most) return refuse('answers_locked')
  const known = await one(tx, sql.selectCompared, [personId])
  const right: Record<Question, (typed: string) => boolean> = {
    nik: (typed) => known.nikHash.equals(ctx.secrets.hash('nik', longNumber(typed))),
    kk: (typed) => known.kkHash.equals(ctx.secrets.hash('kk', longNumber(typed))),
    birth_date: (typed) => readCalendarDate(typed) === known.bornOn,
    old_phone: (typed) => indonesianMobile(typed) === known.phone,
    email: (typed) => [known.email, known.logInEmail].includes(typed.trim().toLowerCase()),
    card: (typed) => known.cardNumber !== undefined && longNumber(typed) === known.cardNumber,
  }
  const matched = asked.filter((question) => right[question](answers[question] ?? ''))
  const proved = matched.length === asked.length
  await touched(tx, sql.insertProof, [deskCaseId, staffId, asked, matched, now])
  if (!proved) await touched(tx, insertFailure, [personId, now])
  await writeJournal(tx, actor, now, [
    {
      event: 'desk_answer_compared',
      subject: `person:${personId}`,
      facts: { desk_case: deskCaseId, asked, matched },
    },
  ])
  const compared = Object.fromEntries(asked.map((question) => [question, matched.includes(question)]))
  return done({ compared, proved, triesLeft: most - failures - (proved ? 0 : 1) })
}

/** What the person showed, and what it says of who they are. */
export interface Shown {
  readonly document: Document
  /** what was looked at in it; 3 to 200 letters, no number whole */
  readonly note: string
  readonly nik: string
  readonly kk: string
  readonly birthDate: string
}

/**
 * The other way to prove somebody: a document that the desk looked at, what stands in it, and the population registry that
 * says so with the name that the programme has. What is typed must be ours, too; a failure counts as one of the answers.
 */
export async function checkDocument(
  ctx: Context,
  registry: PopulationRegistry,
  deskCaseId: string,
  shown: Shown,
  actor: Actor,
): Promise<
  Outcome<
    null,
    ProofRefusal | 'opener_needed' | 'document_note_length' | 'registry_no_match' | 'registry_unreachable'
  >
> {
  const note = shown.note.trim()
  if (note.length < 3 || note.length > 200) return refuse('document_note_length')
  const begun = await inTransaction(ctx.db, async (tx) => {
    const found = await caseAtDesk(tx, ctx, deskCaseId, actor)
    if (!found.ok) return found
    const { open, staffId } = found.value
    if (open.openedById !== staffId) return refuse('opener_needed')
    const answers = { nik: shown.nik, kk: shown.kk, birth_date: shown.birthDate }
    const asked = ['nik', 'kk', 'birth_date'] as const
    const ours = await compare(tx, ctx, { open, staffId, answers, asked }, actor)
    if (!ours.ok) return ours
    if (!ours.value.proved) return refuse('registry_no_match')
    return done(await one(tx, sql.selectCompared, [open.personId]))
  })
  if (!begun.ok) return begun
  const { name, bornOn } = begun.value
  const claimed = { name, bornOn, nik: longNumber(shown.nik), kk: longNumber(shown.kk) }
  const answer = await registry.check(claimed).catch((fault: unknown) => {
    if (fault instanceof RegistryFault) return 'unreachable' as const
    throw fault
  })
  if (answer === 'unreachable') return refuse('registry_unreachable')
  return inTransaction(ctx.db, async (tx) => {
    const found = await caseAtDesk(tx, ctx, deskCaseId, actor)
    if (!found.ok) return found
    const now = ctx.clock.now()
    const { personId } = found.value.open
    if (answer === 'no_match') {
      await one(tx, lockIdentity, [personId])
      await touched(tx, insertFailure, [personId, now])
      return refuse('registry_no_match')
    }
    await touched(tx, sql.markRegistryMatched, [deskCaseId, shown.document, note, now])
    const facts = { desk_case: deskCaseId, document: shown.document, note }
    await writeJournal(tx, actor, now, [
      { event: 'desk_registry_matched', subject: `person:${personId}`, facts },
    ])
    return done(null)
  })
}
