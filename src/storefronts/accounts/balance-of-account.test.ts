import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { balanceOfAccount } from './balance-of-account.ts'

const programme = await aProgramme()
const { pool, clock, toko } = programme
after(programme.close)

test('a buyer is told what lies on the card of the own account, never of another, nor of one that cannot pay', async () => {
  const card = await programme.aCard()
  await pool.query(`update partner set storefront = 'pijar' where partner_id = $1`, [toko.partnerId])
  await pool.query(
    'insert into storefront_account_card (partner_id, user_platform_id, card_id) values ($1, $2, $3)',
    [toko.partnerId, '77', card.cardId],
  )
  const at = clock.now()
  assert.deepEqual(await balanceOfAccount(pool, 'pijar', '77', at), {
    tail: card.number.slice(-4),
    balance: 1_000_000,
  })
  assert.equal(await balanceOfAccount(pool, 'pijar', '78', at), undefined)
  assert.equal(await balanceOfAccount(pool, 'tokopedia', '77', at), undefined)
  assert.equal(await balanceOfAccount(pool, 'pijar', '77', new Date('2099-01-01T00:00:00Z')), undefined)
})
