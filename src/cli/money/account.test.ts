import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { bekalOn } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { ana, budi, tokenOf } from '../../../test/two-people.ts'

const programme = await aProgramme()
const { ctx, clock } = programme
// The commands go by the machine's clock.
clock.set(new Date())
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-'))
after(async () => {
  await programme.close()
  await rm(folder, { recursive: true, force: true })
})
const settings = { BEKAL_DATA: folder, ...settingsOf(programme.database) }
const byAna = bekalOn(settings, await tokenOf(ctx, ana))
const byBudi = bekalOn(settings, await tokenOf(ctx, budi))
const nobody = bekalOn(settings)
const bca = (number: string) => ['--bank', 'bca', '--number', number, '--name', 'PT Toko'] as const
const set = ['account', 'set', ...bca('1234567890'), '--storefront', 'toko'] as const

/** The first command of a process answers for the one that gives it: each is given by one of them. */
async function refused(given: Promise<{ code: number; said: { refusal?: string } }>): Promise<string> {
  const { code, said } = await given
  assert.equal(code, 1, JSON.stringify(said))
  return said.refusal ?? ''
}

test('a storefront’s account takes two people, each by a command of their own', async () => {
  assert.equal((await nobody(...set)).code, 1)
  const { said: asked } = await byAna(...set)
  assert.equal(asked.verifiedName, 'PT TOKO')
  const id = String(asked.accountId)
  assert.equal(await refused(byAna('account', 'approve', id)), 'second_person_needed')
  assert.equal((await byBudi('account', 'approve', id)).code, 0)
  assert.equal(await refused(byBudi('account', 'approve', id)), 'account_decided')
  const { said: listed } = await nobody('account', 'list')
  assert.deepEqual(
    listed.map((one: Record<string, string>) => [one.party, one.numberTail, one.state, one.approvedBy]),
    [['Toko', '7890', 'usable', budi.actor]],
  )
  assert.ok(!JSON.stringify(listed).includes('1234567890'))
  assert.equal((await byAna('account', 'end', id, '--because', 'Ditutup.')).code, 0)
})

test('the bank is asked again by command, and what is not there is refused by name', async () => {
  const { said: asked } = await byAna('account', 'set', ...bca('1234569999'), '--institution', '1')
  assert.equal(asked.verifiedName, undefined)
  const id = String(asked.accountId)
  assert.equal(await refused(byBudi('account', 'approve', id)), 'account_unchecked')
  assert.deepEqual((await nobody('account', 'check', id)).said, { checked: 'silent' })
  assert.deepEqual((await nobody('account', 'check')).said, { answered: 0 })
  assert.equal(await refused(nobody('account', 'check', '999')), 'account_unlisted')
  assert.equal(await refused(byAna('account', 'end', 'x', '--because', 'Salah.')), 'account_unlisted')
  assert.equal(
    await refused(byAna('account', 'set', ...bca('1234567891'), '--storefront', 'tak-ada')),
    'party_unknown',
  )
  assert.equal(await refused(byAna('account', 'set', ...bca('1234567891'))), 'party_unknown')
  assert.equal(
    await refused(byAna('account', 'set', ...bca('12'), '--storefront', 'toko')),
    'number_malformed',
  )
})
