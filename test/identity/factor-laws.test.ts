import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minute, second } from '../../src/kernel/clock.ts'
import { totpCode } from '../../src/kernel/secrets/second-factor.ts'
import { institutionUsersRoom, staffRoom } from './factor-realms.ts'
import type { Answer } from './link-realms.ts'

const said = (answer: Answer) => answer.refusal ?? 'done'

for (const realm of [await staffRoom(), await institutionUsersRoom()]) {
  const { clock, logIn } = realm
  const law = (sentence: string, body: () => Promise<void>) => test(`${realm.name}: ${sentence}`, body)
  const now = (secret: string) => totpCode(secret, clock.now())

  law('password and code together let in, neither does alone', async () => {
    const { email, secret } = await realm.enrol()
    assert.equal(said(await logIn(email, now(secret), { password: 'lain sekali' })), 'log_in_wrong')
    assert.equal(said(await logIn(email, '000000')), 'log_in_wrong')
    assert.equal(
      said(await logIn(` ${email.toUpperCase()} `, ` ${now(secret).slice(0, 3)} ${now(secret).slice(3)}`)),
      'done',
    )
  })

  law('a step of the app is good once, also for many at once, and so are those before it', async () => {
    const { email, secret } = await realm.enrol()
    const before = totpCode(secret, new Date(clock.now().getTime() - 30 * second))
    const codes = Array.from({ length: 4 }, () => now(secret))
    const answers = await Promise.all(codes.map((code) => logIn(email, code)))
    assert.deepEqual(answers.map(said).sort(), ['done', 'log_in_wrong', 'log_in_wrong', 'log_in_wrong'])
    assert.equal(said(await logIn(email, before)), 'log_in_wrong')
    clock.advance(30 * second)
    assert.equal(said(await logIn(email, now(secret))), 'done')
  })

  law('a recovery code is good once, also for two at once, and only with the password', async () => {
    const { email, recoveryCodes } = await realm.enrol()
    const [first = '', other = ''] = recoveryCodes
    assert.equal(said(await logIn(email, first, { password: 'lain sekali' })), 'log_in_wrong')
    const answers = await Promise.all([logIn(email, first), logIn(email, first)])
    assert.deepEqual(answers.map(said).sort(), ['done', 'log_in_wrong'])
    assert.equal(said(await logIn(email, other)), 'done')
  })

  law('a wrong password uses up no code', async () => {
    const { email, secret } = await realm.enrol()
    const code = now(secret)
    assert.equal(said(await logIn(email, code, { password: 'lain sekali' })), 'log_in_wrong')
    assert.equal(said(await logIn(email, code)), 'done')
  })

  law(
    'who is not enrolled, disabled or unknown is answered like a wrong password, and locked like it',
    async () => {
      const waiting = (await realm.invite()).owner
      const gone = await realm.enrol()
      await realm.disable(gone.email)
      const wrong = await realm.enrol()
      const answers: string[][] = []
      for (const email of [waiting, gone.email, 'tidak-ada@contoh.id', wrong.email]) {
        const own: string[] = []
        const caller = `198.51.100.${answers.length + 1}`
        for (let tries = 0; tries < 7; tries++) own.push(said(await logIn(email, '000000', { caller })))
        answers.push(own)
      }
      assert.ok(answers[0]?.includes('log_in_locked'))
      for (const own of answers) assert.deepEqual(own, answers[0])
    },
  )

  law('the wrong clock of the programme does not matter: phones go by the time of the world', async () => {
    const { email, secret } = await realm.enrol()
    clock.advance(minute)
    assert.equal(said(await logIn(email, now(secret))), 'done')
  })

  law('new factors end the old ones, and their links and sessions', async () => {
    const { email, secret } = await realm.enrol()
    const { token } = await realm.invite(email)
    assert.equal(said(await logIn(email, now(secret))), 'log_in_wrong')
    assert.equal(said(await realm.accept(token)), 'done')
    clock.advance(30 * second)
    assert.equal(said(await logIn(email, now(secret))), 'log_in_wrong')
  })
}
