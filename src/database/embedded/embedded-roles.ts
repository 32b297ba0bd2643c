import pg from 'pg'

/** Owns the embedded database and everything in it; used by migrations only. */
export const OWNER = 'bekal_owner'
/** What the application connects as. */
export const APPLICATION = 'bekal'

/** Any number, the same for every bekal. */
const HANDING_OVER = 2_020_111_129

/**
 * Data folders of before had one role, which owned what it should not change. Hands everything over to the owner, once;
 * run as the superuser. A folder that has both roles is left as it is.
 */
export async function handOverToOwner(superuser: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(superuser)
  client.on('error', () => {})
  await client.connect()
  try {
    if (await isHandedOver(client)) return false
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [HANDING_OVER])
    const done = await isHandedOver(client)
    if (!done) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [OWNER])
      if (rowCount === 0) await client.query(`create role ${OWNER} login`)
      // The database goes along: it belongs to the same role.
      await client.query(`reassign owned by ${APPLICATION} to ${OWNER}`)
    }
    await client.query('commit')
    return !done
  } finally {
    await client.end()
  }
}

async function isHandedOver(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ owner: string }>(
    'select pg_get_userbyid(datdba) as owner from pg_database where datname = current_database()',
  )
  return rows[0]?.owner === OWNER
}
