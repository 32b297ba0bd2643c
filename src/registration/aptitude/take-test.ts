import type { Context } from '../../database/context.ts'
import { first, type Queryable, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { minutesFrom } from '../../kernel/clock.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { registrationRules } from '../rules.ts'
import { type TestState, testState } from './test-rules.ts'

/** Somebody's test, on whatever device it goes on. */
export interface TestAttempt {
  readonly beganAt: Date
  /** the first instant at which nothing is saved any more */
  readonly endsAt: Date
  readonly state: TestState
  /** the choice (0 to 3) by item from 1 on */
  readonly answers: ReadonlyMap<number, number>
}

const insertAttempt = statement<[accountId: string, now: Date, endsAt: Date]>(
  'registration/insert-test-attempt',
  `
  insert into test_attempt (account_id, began_at, ends_at) values ($1, $2, $3)
  on conflict (account_id) do nothing
  `,
)

const selectAttempt = statement<[accountId: string], 'registration/select-test-attempt'>(
  'registration/select-test-attempt',
  'select began_at, ends_at, finished_at from test_attempt where account_id = $1',
)

const selectAnswers = statement<[accountId: string], 'registration/select-test-answers'>(
  'registration/select-test-answers',
  'select item, choice from test_answer where account_id = $1 order by item',
)

/** Held against the end of the attempt: an answer is in time or late, and never both. */
const lockRunning = statement<[accountId: string, now: Date], 'registration/lock-running-test'>(
  'registration/lock-running-test',
  `
  select ends_at from test_attempt
  where account_id = $1 and finished_at is null and ends_at > $2
  for share
  `,
)

const upsertAnswer = statement<[accountId: string, item: number, choice: number, now: Date]>(
  'registration/upsert-test-answer',
  `
  insert into test_answer (account_id, item, choice, saved_at) values ($1, $2, $3, $4)
  on conflict (account_id, item) do update set choice = excluded.choice, saved_at = excluded.saved_at
  `,
)

const finishAttempt = statement<[accountId: string, now: Date]>(
  'registration/finish-test',
  `
  update test_attempt set finished_at = $2
  where account_id = $1 and finished_at is null and ends_at > $2
  `,
)

/** Begins the test, once: asked again, the first beginning stays. */
export async function beginTest(ctx: Pick<Context, 'db' | 'clock'>, accountId: string): Promise<void> {
  const now = ctx.clock.now()
  await touched(ctx.db, insertAttempt, [accountId, now, minutesFrom(now, registrationRules.test.minutes)])
}

/** The test of an account; undefined when it has not begun. */
export async function testAttempt(
  { clock }: Pick<Context, 'clock'>,
  db: Queryable,
  accountId: string,
): Promise<TestAttempt | undefined> {
  const row = await first(db, selectAttempt, [accountId])
  if (!row) return undefined
  const answers = await rows(db, selectAnswers, [accountId])
  const times = { endsAt: row.endsAt, finishedAt: row.finishedAt }
  return {
    beganAt: row.beganAt,
    endsAt: row.endsAt,
    state: testState(times, clock.now()),
    answers: new Map(answers.map(({ item, choice }) => [item, choice])),
  }
}

/**
 * Saves one answer. Refuses with `test_over` from the millisecond at which the time is up, and with `test_not_begun`
 * before there is a test.
 */
export async function saveAnswer(
  ctx: Pick<Context, 'db' | 'clock'>,
  accountId: string,
  item: number,
  choice: number,
): Promise<Outcome<undefined, 'test_not_begun' | 'test_over'>> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    if (!(await first(tx, lockRunning, [accountId, now])))
      return refuse((await first(tx, selectAttempt, [accountId])) ? 'test_over' : 'test_not_begun')
    await touched(tx, upsertAnswer, [accountId, item, choice, now])
    return done(undefined)
  })
}

/** Hands the test in before its time is up; afterwards it is finished anyhow. */
export async function finishTest(ctx: Pick<Context, 'db' | 'clock'>, accountId: string): Promise<void> {
  await touched(ctx.db, finishAttempt, [accountId, ctx.clock.now()])
}
