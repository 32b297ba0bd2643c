import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aBoughtTraining, learn } from '../../../test/a-finished-training.ts'
import { aProgramme } from '../../../test/a-programme.ts'
import { bekalOn } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { ana, tokenOf } from '../../../test/two-people.ts'
import { certificatesOf } from '../../learning/certificates/certificates.ts'
import { ensureIssuerKey, issuerKeys, openCurrentKey } from '../../learning/certificates/issuer-keys.ts'

const programme = await aProgramme()
const { ctx, pool } = programme
after(() => programme.close())

const bekal = bekalOn(settingsOf(programme.database), await tokenOf(ctx, ana))
test('certificates are listed, shown, revoked for a reason and replaced from the command line', async () => {
  const training = await aBoughtTraining(programme)
  await learn(programme, training)
  const list = await bekal('certificate', 'list', training.card.number)
  assert.equal(list.code, 0)
  const [{ certificateId }] = list.said
  assert.equal((await bekal('certificate', 'replace', certificateId)).said.refusal, 'certificate_holds')
  assert.equal((await bekal('certificate', 'revoke', certificateId)).code, 2)
  assert.equal((await bekal('certificate', 'revoke', certificateId, '--because', 'wrong_details')).code, 0)
  const again = await bekal('certificate', 'revoke', certificateId, '--because', 'misuse')
  assert.deepEqual([again.code, again.said.refusal], [1, 'certificate_revoked'])
  assert.equal((await bekal('certificate', 'show', certificateId)).said.revoked.because, 'wrong_details')
  assert.equal((await bekal('certificate', 'show', 'AAAA AAAA AAAA')).said.refusal, 'certificate_unknown')
  const [listed] = (await bekal('certificate', 'revoked')).said
  assert.deepEqual([listed.certificateId, listed.replaced], [certificateId, false])
  const replaced = await bekal('certificate', 'replace', certificateId)
  assert.deepEqual(
    (await certificatesOf(pool, training.cardId)).map((certificate) => certificate.certificateId),
    [replaced.said.certificateId, certificateId],
  )
})

test('the issuer key is rotated from the command line, and the server signs with the new one', async () => {
  await ensureIssuerKey(ctx)
  const rotated = await bekal('issuer-key', 'rotate', '--compromised')
  assert.equal(rotated.code, 0)
  assert.equal((await openCurrentKey(ctx)).publicKey, rotated.said.publicKey)
  assert.equal((await bekal('issuer-key', 'distrust', '2')).said.refusal, 'key_signs')
  const shown = await bekal('issuer-key', 'show')
  assert.deepEqual(
    shown.said.map(({ compromised }: { compromised: boolean }) => compromised),
    [false, true],
  )
  assert.doesNotMatch(JSON.stringify(shown.said), /private|secret/i)
  assert.equal((await issuerKeys(pool)).length, 2)
})
