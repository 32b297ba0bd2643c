import { one, type Queryable, statement } from '../database/sql.ts'

const countBroken = statement<[since: Date], 'staff/count-broken-tasks', 'broken'>(
  'staff/count-broken-tasks',
  `
  select count(*)::int as broken
  from (select ended_at, ended_as from staff_task order by task_id desc limit 100) newest
  where ended_as in ('broken', 'interrupted') and ended_at > $1
  `,
)

/** How much of the newest hundred works broke off since a moment: somebody may have to begin it again. */
export async function brokenTasks(db: Queryable, since: Date): Promise<number> {
  return (await one(db, countBroken, [since])).broken
}
