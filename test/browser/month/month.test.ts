import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../../../src/kernel/clock.ts'
import { wibDate } from '../../../src/kernel/wib.ts'
import { checkInvariants } from '../../../src/ledger/check-invariants.ts'
import { inventedPeople } from '../../../src/people/population-registry.ts'
import { aShop } from '../a-shop.ts'
import { aStage } from './a-stage.ts'
import { appeal, helpWithLostPhone } from './the-desk.ts'
import { accountOf, ownAccount, pay, reconcile } from './the-money.ts'
import { audit, inviteAdministrator } from './the-office.ts'
import { buy, cardNumber, learn, participant, propose } from './the-training.ts'
import { beginYear, clockOf, drawWave, openWave, register } from './the-wave.ts'

const shop = await aShop()
const stage = aStage(shop)
const year = Number(wibDate(new Date()).slice(0, 4)) + 1
const [buyer, misser] = ['Ratna Puspita', 'Agus Setiawan'].map(
  (name) => inventedPeople().find((one) => one.name === name) ?? assert.fail(`no ${name}`),
) as [ReturnType<typeof inventedPeople>[number], ReturnType<typeof inventedPeople>[number]]

test('a month of the programme in seven roles, by its pages alone: none does another’s part', async () => {
  await beginYear(stage, year)
  await inviteAdministrator(stage, 'Hadi')
  await shop.setClock(new Date(`${year}-01-04T03:00:00Z`))

  const wave = await openWave(stage, year, 2)
  const [asRatna, asAgus] = await Promise.all([register(stage, buyer), register(stage, misser)])
  const [ratna, agus] = [
    { ...buyer, ...asRatna },
    { ...misser, ...asAgus },
  ]
  await drawWave(stage, wave)
  for (const { phone } of [ratna, agus]) await shop.message(phone, /Anda terpilih/)

  const home = await participant(stage, ratna.email)
  const card = { prakerja_id: await cardNumber(home), name: ratna.name, phone: ratna.phone, balance: 0 }
  const boughtOn = wibDate(new Date(await clockOf(shop.url)))
  const bought = await buy(stage, card)
  await learn(bought)
  await shop.message(ratna.phone, /insentif/)
  await ownAccount(stage, home, card)
  await home.context().close()
  await bought.page.context().close()

  // The timetable keeps deadlines once a minute: meanwhile others do their part.
  await shop.advance(24 * day)
  await propose(stage, bought.institution, 'Merangkai Janur')
  await accountOf(stage, bought.institution)
  await told(agus.phone, /Lewat waktu itu kepesertaan dicabut/)
  await shop.advance(7 * day)
  await pay(stage, [bought.institution])
  const difference = await reconcile(stage, bought, boughtOn)
  await helpWithLostPhone(stage, ratna)
  await told(agus.phone, /kepesertaan Anda dicabut/)
  const granted = await appeal(stage, agus.email)

  const rooms = await audit(stage, {
    [`/konsol/tahun/${year}`]: /Budi Penyetuju/,
    [wave]: /Semua langkah gelombang ini sudah selesai/,
    [granted]: /Dikabulkan/,
    [difference]: /Fitri Keuangan/,
  })
  assert.ok(rooms > 30, `${rooms}`)
  assert.deepEqual(await checkInvariants(shop.database.pool), [])
})

/** Waits for what a job of the timetable sends, which comes once a minute. */
async function told(phone: string, says: RegExp): Promise<void> {
  for (let tries = 0; tries < 180; tries++) {
    if ((await shop.messagesTo(phone)).some(({ text }) => says.test(text))) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  assert.fail(`${says} did not come to ${phone}`)
}
