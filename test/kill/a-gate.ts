import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Where a work is stopped: at the row of that table after so many, or after so many that are as `when` says. */
export interface Gate {
  readonly table: string
  readonly on: 'insert' | 'update'
  readonly after: number
  readonly when?: string
}

/**
 * Stops works of another process in the middle: whoever writes beyond a gate waits there, with all that it wrote in that
 * transaction, until {@link Gates.open}; meanwhile its process can be killed.
 */
export interface Gates {
  shut(...gates: Gate[]): Promise<void>
  /** waits until so many works stand before gates */
  reached(works: number, whatFailed?: () => Promise<string>): Promise<void>
  /** ends the connections that wait, as those of a process that is gone, and takes all gates away */
  open(): Promise<void>
  close(): Promise<void>
}

const key = 47_110_815

export async function gatesOf(connection: pg.ClientConfig): Promise<Gates> {
  const client = new pg.Client({ ...connection, user: 'postgres' })
  await client.connect()
  const waiting = `select pid from pg_locks where locktype = 'advisory' and objid = ${key} and not granted
    and database = (select oid from pg_database where datname = current_database())`
  let shut: Gate[] = []
  await client.query(`
    create function gate() returns trigger language plpgsql security definer set search_path = public as $$
    begin
      if nextval(tg_argv[0]::regclass) > tg_argv[1]::bigint then perform pg_advisory_xact_lock_shared(${key}); end if;
      return new;
    end $$`)
  return {
    async shut(...gates) {
      shut = gates
      await client.query(`select pg_advisory_lock(${key})`)
      for (const [place, { table, on, after, when }] of gates.entries())
        await client.query(`
          create sequence gate_${place};
          create trigger gate_${place} before ${on} on ${table} for each row ${when ? `when (${when})` : ''}
            execute function gate('public.gate_${place}', '${after}')`)
    },
    async reached(works, whatFailed) {
      for (let tries = 0; tries < 300; tries++) {
        const { rowCount } = await client.query(waiting)
        if (rowCount !== null && rowCount >= works) return
        await sleep(100)
      }
      assert.fail(`${works} works never came so far: ${await whatFailed?.()}`)
    },
    async open() {
      await client.query(`select pg_terminate_backend(pid) from (${waiting}) it`)
      await client.query(`select pg_advisory_unlock(${key})`)
      for (const [place, { table }] of shut.entries())
        await client.query(`drop trigger gate_${place} on ${table}; drop sequence gate_${place}`)
      shut = []
    },
    close: () => client.end(),
  }
}
