import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../test/a-programme.ts'
import { tamper } from '../../test/database.ts'
import { journeys } from './journeys.ts'
import { registerStorefronts } from './register-storefronts.ts'

const { ctx, pool, close } = await aProgramme()
after(close)
await tamper(pool, `select setval(pg_get_serial_sequence('partner', 'partner_id'), 10)`)

test('which certificates a purchase leads to is what its journey says, also of a storefront that was there before', async () => {
  const read = async () => {
    const { rows } = await pool.query(
      `select storefront, certificates from partner where storefront is not null`,
    )
    return Object.fromEntries(rows.map(({ storefront, certificates }) => [storefront, certificates]))
  }
  const said = Object.fromEntries(
    journeys.map(({ id, certificates }) => [id, certificates ?? ['institution']]),
  )
  assert.ok(Object.values(said).some((kinds) => kinds.includes('ministry')))
  assert.equal(await registerStorefronts(ctx, 'bekal.example'), journeys.length)
  assert.deepEqual(await read(), said)
  await pool.query(`update partner set certificates = '{institution}'`)
  assert.equal(await registerStorefronts(ctx, 'bekal.example'), 0)
  assert.deepEqual(await read(), said)
})
