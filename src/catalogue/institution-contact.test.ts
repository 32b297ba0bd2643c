import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../test/a-programme.ts'
import { setInstitutionContact } from './institution-contact.ts'

const programme = await aProgramme()
const { ctx, pool } = programme
after(() => programme.close())
const actor = { actor: 'cli:ani', requestId: 'r-1' }
const set = (name: string, email: string) => setInstitutionContact(ctx, name, email, actor)

test('the contact of an institution is set by its name, however it is spaced, and journaled', async () => {
  assert.deepEqual(await set(' LKP  contoh', 'baru@lkp.test'), {
    ok: true,
    value: { institutionId: 1, name: 'LKP Contoh' },
  })
  const { rows } = await pool.query('select contact_email from institution')
  assert.deepEqual(rows, [{ contact_email: 'baru@lkp.test' }])
  const journal = await pool.query(
    `select actor, act, subject from journal where actor <> 'system:migration'`,
  )
  assert.deepEqual(journal.rows, [
    { actor: 'cli:ani', act: 'institution_contact_set', subject: 'institution:1' },
  ])
})

test('what is no email address, or no institution, is refused and changes nothing', async () => {
  const before = (await pool.query('select from journal')).rowCount
  assert.deepEqual(await set('LKP Lain', 'a@b.test'), {
    ok: false,
    refusal: 'institution_unknown',
    facts: {},
  })
  for (const email of ['', 'a', 'a@b', 'a@b.c, d@e.f', '<a@b.c>', `${'a'.repeat(250)}@b.test`])
    assert.deepEqual(await set('LKP Contoh', email), { ok: false, refusal: 'email_malformed', facts: {} })
  assert.equal((await pool.query('select from journal')).rowCount, before)
})
