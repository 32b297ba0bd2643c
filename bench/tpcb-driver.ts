import { randomInt } from 'node:crypto'
import pg from 'pg'
import type { EmbeddedConnection } from '../src/database/embedded/embedded.ts'
import type { TpcbSlice } from './tpcb.ts'

const accountsOfBranch = 100_000
const tellersOfBranch = 10

/** pgbench's tables and rows (`pgbench -i`), where there is no pgbench. */
export async function fillTpcb(connection: EmbeddedConnection, scale: number): Promise<void> {
  const client = new pg.Client({ ...connection })
  await client.connect()
  try {
    await client.query(`
      create table pgbench_branches (bid int not null, bbalance int, filler char(88)) with (fillfactor = 100);
      create table pgbench_tellers (tid int not null, bid int, tbalance int, filler char(84)) with (fillfactor = 100);
      create table pgbench_accounts (aid int not null, bid int, abalance int, filler char(84)) with (fillfactor = 100);
      create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
      insert into pgbench_branches select bid, 0, '' from generate_series(1, ${scale}) bid;
      insert into pgbench_tellers
        select tid, (tid - 1) / ${tellersOfBranch} + 1, 0, '' from generate_series(1, ${scale * tellersOfBranch}) tid;
      insert into pgbench_accounts
        select aid, (aid - 1) / ${accountsOfBranch} + 1, 0, '' from generate_series(1, ${scale * accountsOfBranch}) aid;
      alter table pgbench_branches add primary key (bid);
      alter table pgbench_tellers add primary key (tid);
      alter table pgbench_accounts add primary key (aid)`)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

/** pgbench's `tpcb-like` script through the driver, every statement named, so that it is prepared once. */
export async function driverTpcb(
  connection: EmbeddedConnection,
  scale: number,
  clients: number,
  seconds: number,
): Promise<TpcbSlice> {
  const open = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client({ ...connection })
      await client.connect()
      return client
    }),
  )
  try {
    let transactions = 0
    const began = performance.now()
    const ends = began + seconds * 1000
    await Promise.all(
      open.map(async (client) => {
        while (performance.now() < ends) {
          await transact(client, scale)
          transactions += 1
        }
      }),
    )
    const took = performance.now() - began
    return {
      transactions,
      perSecond: (transactions * 1000) / took,
      averageMilliseconds: (took * clients) / Math.max(transactions, 1),
    }
  } finally {
    await Promise.all(open.map((client) => client.end()))
  }
}

const script = {
  account: 'update pgbench_accounts set abalance = abalance + $1 where aid = $2',
  balance: 'select abalance from pgbench_accounts where aid = $1',
  teller: 'update pgbench_tellers set tbalance = tbalance + $1 where tid = $2',
  branch: 'update pgbench_branches set bbalance = bbalance + $1 where bid = $2',
  history:
    'insert into pgbench_history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, current_timestamp)',
} as const

async function transact(client: pg.Client, scale: number): Promise<void> {
  const aid = randomInt(1, accountsOfBranch * scale + 1)
  const bid = randomInt(1, scale + 1)
  const tid = randomInt(1, tellersOfBranch * scale + 1)
  const delta = randomInt(-5000, 5001)
  const run = (name: keyof typeof script, ...values: number[]) =>
    client.query({ name, text: script[name], values })
  await client.query({ name: 'begin', text: 'begin' })
  await run('account', delta, aid)
  await run('balance', aid)
  await run('teller', delta, tid)
  await run('branch', delta, bid)
  await run('history', tid, bid, aid, delta)
  await client.query({ name: 'commit', text: 'commit' })
}
