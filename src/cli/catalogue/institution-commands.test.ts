import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { anInstitution } from '../../../test/an-institution.ts'
import { bekal } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { ana, tokenOf } from '../../../test/two-people.ts'
import { sandboxCodes } from '../../demo/sandbox-codes.ts'
import { day } from '../../kernel/clock.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'

const programme = await anInstitution()
const { pool, database, clock, data, refusal } = programme
// The commands go by the machine's clock.
clock.set(new Date())
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-'))
after(async () => {
  await programme.close()
  await rm(folder, { recursive: true, force: true })
})
Object.assign(process.env, { ...settingsOf(database), BEKAL_DATA: folder })

process.env.BEKAL_TOKEN = await tokenOf(programme.ctx, ana)
const status = 'payment/redeem-code/status'
const commit = 'payment/redeem-code/commit'

/**
 * All that the sandbox's codes say of themselves, without the invoices of those that were bought anew, and whether they
 * are used, not when: the one that is used is used again with every reset.
 */
async function state() {
  const found = []
  for (const { code: redeem_code } of sandboxCodes)
    for (const sequence of [1, 2]) {
      const {
        invoice_code: _,
        schedule_start_end: __,
        redeem_at,
        ...known
      } = await data(status, { redeem_code, sequence })
      found.push({ ...known, used: redeem_at !== '' })
    }
  return found
}

test('sandbox reset puts every code back, whatever was done with it: used, attended, handed in, cancelled, over', async () => {
  assert.equal((await bekal('sandbox', 'reset')).code, 0)
  const before = await state()
  for (const n of [1, 11, 15]) {
    const redeem_code = `UJI0KODE00${String(n).padStart(2, '0')}`
    assert.equal((await data(commit, { redeem_code })).status, 1)
  }
  const session = { redeem_code: 'UJI0KODE0001', scope: 'tpm', sequence: 1 }
  await data('tpm/submission', { ...session, url_file: 'https://lp.contoh.test/a.pdf' })
  // The published key can do this, too.
  const { invoice_code } = await data(status, { redeem_code: 'UJI0KODE0012' })
  const { transaction_code } = await data('payment/status', { invoice_code })
  await data('payment/void', { invoice_code, transaction_code })
  assert.match(await refusal(status, { redeem_code: 'UJI0KODE0012' }), /^ERRTRX40101 /)
  await pool.query(
    `update schedule set starts_at = $1, ends_at = $2 where schedule_code = 'UJI-WEBINAR-J1'`,
    [new Date(Date.now() - 9 * day), new Date(Date.now() - 8 * day)],
  )
  assert.match(await refusal(commit, { redeem_code: 'UJI0KODE0013' }), /^ERRTRX40027 /)

  const reset = await bekal('sandbox', 'reset')
  assert.deepEqual([reset.code, reset.said.slice(0, 27)], [0, '11 codes are as good as new'])
  assert.deepEqual(await state(), before)
  assert.equal((await data('tpm/submission/status', session)).assignment instanceof Object, true)
  const { assignment } = (await data('tpm/submission/status', session)) as { assignment: { status: number } }
  assert.equal(assignment.status, 0)
  assert.equal((await data(commit, { redeem_code: 'UJI0KODE0012' })).status, 1)
  assert.deepEqual(await checkInvariants(pool), [])
})

test('return addresses are added, listed and removed', async () => {
  const uri = 'https://lp.contoh.test/kelas?id=7'
  const words = ['partner', 'redirect-uri']
  assert.equal((await bekal(...words, 'add', 'lkp', uri)).said, `Participants may be sent back to ${uri}`)
  assert.match((await bekal(...words, 'add', 'lkp', uri)).said, /registered already/)
  assert.match((await bekal(...words, 'add', 'lkp', 'http://lp.contoh.test/')).said, /Write a https/)
  assert.match((await bekal(...words, 'add', 'siapa', uri)).said, /no partner/)
  assert.ok((await bekal(...words, 'list', 'lkp')).said.endsWith(` ${uri}`))
  assert.equal((await bekal(...words, 'list', 'siapa')).code, 1)
  assert.equal((await bekal(...words, 'remove', 'lkp', uri)).code, 0)
  assert.match((await bekal(...words, 'remove', 'lkp', uri)).said, /not registered/)
  assert.equal((await bekal(...words, 'list', 'lkp')).said, 'It has none yet.')
  const { rows } = await pool.query(
    `select act from journal where act like 'redirect_uri_%' and actor = $1 order by at`,
    [ana.actor],
  )
  assert.deepEqual(rows, [{ act: 'redirect_uri_added' }, { act: 'redirect_uri_removed' }])
})

test('assignments that wait are listed, and accepted, or failed with a reason', async () => {
  const session = { redeem_code: 'UJI0KODE0001', scope: 'uk', sequence: 999 }
  const { id } = await data('tpm/submission', { ...session, url_file: 'https://lp.contoh.test/uk.pdf' })
  assert.match(
    (await bekal('assignment', 'list')).said,
    new RegExp(`${id} +assignment +uk 999 .*UJI-WEBINAR +https://lp.contoh.test/uk.pdf`),
  )
  const decide = (...words: string[]) => bekal('assignment', 'decide', String(id), ...words)
  assert.equal((await decide()).code, 2)
  assert.match((await decide('--verdict', 'failed')).said, /^Say in --reason/)
  assert.equal(
    (await decide('--verdict', 'failed', '--reason', 'kosong')).said,
    `Submission ${id} is failed.`,
  )
  assert.match((await decide('--verdict', 'accepted')).said, /decided before/)
  const { assignment } = (await data('tpm/submission/status', session)) as { assignment: { status: number } }
  assert.equal(assignment.status, 3)
})

test('a storefront can be given the second role, our own not, and not without an institution', async () => {
  const add = (...words: string[]) =>
    bekal('partner', 'add', ...words, '--name', 'Dua', '--domain', 'dua.example', '--acts-as-institution')
  assert.match((await add('dua')).said, /needs one/)
  assert.equal((await add('dua', '--institution', '1')).code, 0)
})
