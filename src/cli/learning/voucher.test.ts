import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { aVoucher } from '../../../test/a-voucher.ts'
import { bekal } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { ana, tokenOf } from '../../../test/two-people.ts'

const programme = await aProgramme()
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-'))
Object.assign(process.env, { ...settingsOf(programme.database), BEKAL_DATA: folder })
after(async () => {
  await programme.close()
  await rm(folder, { recursive: true, force: true })
})

process.env.BEKAL_TOKEN = await tokenOf(programme.ctx, ana)
test('bekal voucher shows the state of a code, half hiding whose it is', async () => {
  const { code, email } = await aVoucher(programme)
  const shown = await bekal('voucher', 'show', code.toLowerCase())
  assert.equal(shown.code, 0)
  assert.match(shown.said, /^state +not used yet/)
  assert.match(shown.said, /buyer +pe\*\*\*\*@contoh\.test/)
  assert.doesNotMatch(shown.said, new RegExp(email))
  const json = await bekal('voucher', 'show', code, '--json')
  assert.doesNotMatch(json.said, new RegExp(`${email}|${code}`))
  assert.deepEqual(await bekal('voucher', 'show', 'AAAAAAAAAAAA'), {
    code: 1,
    said: 'There is no voucher code like this. Check its letters.',
  })
  const { redeemCode } = await aVoucher(programme)
  for (const words of [
    ['show', redeemCode],
    ['replace', redeemCode, '--reason', 'tersebar'],
  ])
    assert.match(
      (await bekal('voucher', ...words)).said,
      /^This is a redeem code, which institutions ask for\./,
    )
})

test('bekal voucher replaces the codes of a file, says what became of each, and lists those replaced by their ends', async () => {
  const { code } = await aVoucher(programme)
  const file = path.join(folder, 'bocor.txt')
  await writeFile(file, `${code}\nAAAAAAAAAAAA\n`)
  const asked = ['voucher', 'replace-list', file, '--reason', 'daftar bocor', '--json']
  const { code: ended, said } = await bekal(...asked)
  assert.equal(ended, 1)
  const refusals = JSON.parse(said).map(({ refusal }: { refusal?: string }) => refusal)
  assert.deepEqual(refusals, [undefined, 'code_unknown'])
  const again = JSON.parse((await bekal(...asked)).said)
  assert.equal(again[0].refusal, 'code_cancelled')
  const listed = JSON.parse((await bekal('voucher', 'list', '--json')).said)
  assert.deepEqual([listed[0].tail, listed[0].because], [code.slice(-4), 'daftar bocor'])
  assert.doesNotMatch(JSON.stringify(listed), new RegExp(code))
})

test('bekal voucher replaces a leaked code once, with a reason, and tells the new one to nobody but the buyer', async () => {
  const { code, email } = await aVoucher(programme)
  assert.equal((await bekal('voucher', 'replace', code)).code, 2)
  assert.equal((await bekal('voucher', 'replace', code, '--reason', ' ')).code, 1)
  const replaced = await bekal('voucher', 'replace', code, '--reason', 'tersebar di grup')
  assert.equal(replaced.code, 0)
  assert.match(replaced.said, /goes by email to pe\*\*\*\*@contoh\.test/)
  const { rows } = await programme.pool.query(
    `select voucher_code, outbox.params from purchase join outbox using (card_id)
     where template = 'voucher-replaced' and address = $1`,
    [email],
  )
  assert.equal(rows.length, 1)
  assert.doesNotMatch(replaced.said, new RegExp(rows[0].voucher_code))
  assert.match(rows[0].params.redeemLink, /^http:\/\/localhost:\d+\/lembaga\/lkp-contoh\/tukar\?kelas=/)
  assert.match((await bekal('voucher', 'show', code)).said, /replaced by another code, .*: tersebar di grup/)
  const again = await bekal('voucher', 'replace', code, '--reason', 'lagi')
  assert.deepEqual([again.code, /was replaced before/.test(again.said)], [1, true])
})
