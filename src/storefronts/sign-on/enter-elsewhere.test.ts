import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { cardOfAccount, checkPassword, findAccount, signUp } from '../accounts/accounts.ts'
import { enterElsewhere } from './enter-elsewhere.ts'
import type { Identity } from './relying-party.ts'

const programme = await aProgramme()
const { ctx, pool } = programme
after(() => programme.close())

let serial = 0

function someone(more: Partial<Identity> = {}): Identity {
  const subject = `orang-${++serial}`
  return {
    subject,
    name: 'Siti Aminah',
    email: `${subject}@contoh.id`,
    phone: undefined,
    cardNumber: undefined,
    ...more,
  }
}

const enter = (identity: Identity, storefront = 'pintaria') =>
  enterElsewhere(ctx, storefront, 'programme', identity, 'test')

async function entered(identity: Identity, storefront = 'pintaria'): Promise<string> {
  const outcome = await enter(identity, storefront)
  assert.ok(outcome.ok)
  return outcome.value.accountId
}

test('the subject says whose account it is: who comes again finds it, with what has changed', async () => {
  const before = someone()
  const accountId = await entered(before)
  const now = { ...before, name: 'Siti A. Rahma', email: 'Baru@Contoh.id', cardNumber: '1234567812345670' }
  assert.equal(await entered(now), accountId)
  const account = await findAccount(ctx.db, 'pintaria', accountId)
  assert.equal(account?.name, 'Siti A. Rahma')
  assert.equal(account?.email, 'baru@contoh.id')
  assert.equal(account?.provider, 'programme')
  assert.equal(await cardOfAccount(ctx, 'pintaria', accountId), '1234567812345670')
  // Where the card number is no longer allowed to pass, it is no longer kept.
  await entered({ ...now, cardNumber: undefined })
  assert.equal(await cardOfAccount(ctx, 'pintaria', accountId), undefined)
})

test('the same person is somebody else at every storefront, and nobody comes in by a password', async () => {
  const identity = someone()
  assert.notEqual(await entered(identity), await entered(identity, 'lain'))
  const tried = await checkPassword(ctx, 'pintaria', identity.email, '')
  assert.equal(!tried.ok && tried.refusal, 'log_in_wrong')
})

test('an email never opens an account of somebody else', async () => {
  const owner = someone()
  const ownerId = await entered(owner)
  const other = await enter(someone({ email: owner.email.toUpperCase() }))
  assert.equal(!other.ok && other.refusal, 'email_taken')

  const withPassword = await signUp(ctx, {
    storefront: 'pintaria',
    email: 'lama@contoh.id',
    name: 'Sari',
    password: 'kata sandi panjang',
    requestId: 'test',
  })
  assert.ok(withPassword.ok)
  const third = await enter(someone({ email: 'lama@contoh.id' }))
  assert.equal(!third.ok && third.refusal, 'email_taken')

  // Somebody who has an account keeps it, with the email from before.
  const changed = await entered({ ...owner, email: 'lama@contoh.id' })
  assert.equal(changed, ownerId)
  assert.equal((await findAccount(ctx.db, 'pintaria', ownerId))?.email, owner.email)
})

test('two tabs that come back at once open one account', async () => {
  const identity = someone()
  const all = await Promise.all(Array.from({ length: 12 }, () => entered(identity)))
  assert.equal(new Set(all).size, 1)
  const { rows } = await pool.query('select from storefront_account where subject = $1', [identity.subject])
  assert.equal(rows.length, 1)
})
