import type { AsSuperuser } from './altered-rows.ts'

/** The tables whose rows are told one by one, for those who buy; all others are told by the statement. */
const tables = ['card', 'purchase', 'entry'] as const

/**
 * Lets the traces of cards, purchases and postings be written by the statement while `work` makes many of them at once, by the
 * functions that `trace_table` made for these tables as for all others: the same traces, two hundred to a row. Behind it the
 * product's own triggers are on again.
 */
export async function withBulkTraces<T>(asSuperuser: AsSuperuser, work: () => Promise<T>): Promise<T> {
  const change = (text: (table: string) => string) =>
    asSuperuser((client) => client.query(`begin; ${tables.map(text).join(' ')} commit`))
  await change(
    (table) => `
    alter table ${table} disable trigger trace_inserted, disable trigger trace_updated;
    create trigger bench_inserted after insert on ${table} referencing new table as new_rows
    for each statement execute function write_traces_of_${table}();
    create trigger bench_updated after update on ${table} referencing old table as old_rows new table as new_rows
    for each statement execute function write_traces_of_${table}();`,
  )
  const done = await work()
  await change(
    (table) => `
    drop trigger bench_inserted on ${table};
    drop trigger bench_updated on ${table};
    alter table ${table} enable trigger trace_inserted, enable trigger trace_updated;`,
  )
  return done
}
