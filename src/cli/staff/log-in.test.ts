import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { aStaffMember } from '../../../test/a-visitor.ts'
import { bekalOn } from '../../../test/bekal.ts'
import { settingsOf, testDatabase } from '../../../test/database.ts'
import { machineClock } from '../../kernel/clock.ts'
import { totpCode } from '../../kernel/secrets/second-factor.ts'
import { secretsFrom } from '../../kernel/secrets/secrets.ts'
import { scheme2021 } from '../../years/year-rules.ts'
import { createYear } from '../../years/years.ts'

const { pool, connection } = await testDatabase()
const secret = 'a secret that only the tests know, really'
const ctx = { db: pool, clock: machineClock, secrets: secretsFrom(secret) }
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-log-in-'))
after(() => rm(folder, { recursive: true, force: true }))
const settings = {
  ...settingsOf({ connection }),
  BEKAL_SECRET: secret,
  BEKAL_MODE: 'demo',
  BEKAL_DATA: folder,
}
const bin = fileURLToPath(new URL('../../../bin/bekal.mjs', import.meta.url))
const of = (name: string) => bekalOn({ ...settings, BEKAL_TOKEN_FILE: path.join(folder, `${name}.token`) })
const rules = { ...scheme2021, usableUntil: '9998-12-31' }
await createYear(ctx, { year: 2026, name: 'Program 2026', rules }, { actor: 'cli:test', requestId: 'r' })

test('the first administrator is made by the machine and shown a link; from then on links go by email alone', async () => {
  const bekal = of('root')
  const wrong = await bekal('staff', 'add', 'a@contoh.id', '--name', 'A', '--role', 'supervisor')
  assert.deepEqual([wrong.code, wrong.said.refusal], [1, 'admin_first'])
  const first = await bekal('staff', 'add', 'a@contoh.id', '--name', 'A', '--role', 'admin')
  assert.match(first.said.link, /\/konsol\/undangan\/[A-Z0-9]{32}$/)
  const second = await bekal('staff', 'add', 'b@contoh.id', '--name', 'B', '--role', 'supervisor')
  assert.deepEqual([second.code, second.said.refusal], [1, 'not_first'])
  const anew = await bekal('staff', 'reset-second-factor', 'a@contoh.id')
  assert.match(anew.said.link, /undangan/)
  await pool.query(`update staff set disabled_at = now() where email = 'a@contoh.id'`)

  const admin = await aStaffMember(ctx, ['admin'], new Date())
  const nobody = await bekal('staff', 'add', 'b@contoh.id', '--name', 'B', '--role', 'supervisor')
  assert.deepEqual([nobody.code, nobody.said.refusal], [1, 'not_logged_in'])
  // The last administrator may have lost the phone: the machine may order it, and sees no link either.
  const last = await bekal('staff', 'reset-second-factor', admin.email)
  assert.equal(last.code, 0)
  assert.doesNotMatch(JSON.stringify(last.said), /undangan/)
})

test('log-in asks for both factors, as lines of the input for scripts, and keeps the token for its owner alone', async () => {
  const staff = await aStaffMember(ctx, ['operator'], new Date())
  const home = await mkdtemp(path.join(folder, 'home-'))
  const run = (input: string) =>
    new Promise<{ code: number | null; said: string }>((resolve, reject) => {
      const child = spawn(process.execPath, [bin, 'staff', 'log-in', staff.email], {
        env: { ...process.env, ...settings, HOME: home, BEKAL_TOKEN: '', BEKAL_TOKEN_FILE: '' },
      })
      let said = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
      child.on('error', reject).on('close', (code) => resolve({ code, said }))
      child.stdin.end(input)
    })
  const code = () => totpCode(staff.secret, new Date())
  const wrong = await run(`bukan\n${code()}\n`)
  assert.equal(wrong.code, 1)
  assert.match(wrong.said, /Email, password or code is wrong/)
  const entered = await run(`${staff.password}\n${code()}\n`)
  assert.equal(entered.code, 0, entered.said)
  assert.match(entered.said, /You act as Staf operator/)
  const [name] = await readdir(path.join(home, '.bekal'))
  const file = path.join(home, '.bekal', name!)
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  const token = (await readFile(file, 'utf8')).trim()
  assert.match(token, /^[\w-]{43}$/)
  assert.ok(!entered.said.includes(token), 'the token is not shown')

  const bekal = bekalOn(settings, token)
  assert.equal((await bekal('staff', 'sessions')).said.sessions.length, 1)
  const planned = await bekal('wave', 'create', '--quota', '5')
  assert.equal(planned.code, 0)
  const { rows } = await pool.query(`select actor from journal where act = 'wave_planned'`)
  assert.deepEqual(rows, [{ actor: `staff:${staff.staffId}` }])
  // An operator neither approves nor administers, here as in the console.
  assert.equal((await bekal('staff', 'disable', staff.email)).said.refusal, 'not_allowed')
  assert.equal((await bekal('correction', 'approve', '1')).said.refusal, 'not_allowed')
  assert.equal((await bekal('staff', 'log-out')).code, 0)
  assert.equal((await bekal('wave', 'create', '--quota', '5')).said.refusal, 'not_logged_in')
})

test('the invented staff is entered by --demo, in the demo alone; one person who logs in twice is one', async () => {
  const [ani, budi] = [of('ani'), of('budi')]
  const stranger = await ani('staff', 'log-in', 'a@contoh.id', '--demo')
  assert.equal(stranger.said.refusal, 'not_invented')
  assert.equal((await ani('staff', 'log-in', 'ani@konsol.contoh.id', '--demo')).code, 0)
  assert.equal((await budi('staff', 'log-in', 'ani@konsol.contoh.id', '--demo')).code, 0)
  await ani('draw', 'commit', '1', '--value', 'IHSG', '--known-from', '2099-01-01T00:00:00+07:00')
  assert.equal((await ani('wave', 'open', '1')).said.waits, true)
  // The same person in another shell asks once more, and approves nothing.
  assert.equal((await budi('wave', 'open', '1')).said.waits, true)
  assert.equal((await budi('staff', 'log-in', 'budi@konsol.contoh.id', '--demo')).code, 0)
  assert.equal((await budi('wave', 'open', '1')).said.opened, true)

  const { stderr } = await promisify(execFile)(
    process.execPath,
    [bin, 'staff', 'log-in', 'ani@konsol.contoh.id', '--demo'],
    {
      env: {
        ...process.env,
        ...settings,
        BEKAL_MODE: 'production',
        BEKAL_URL: 'https://bekal.example',
        SMTP_URL: 'smtps://mail.example',
        SMPP_URL: 'ssmpp://sms.example',
      },
    },
  ).catch((error: { stderr: string }) => error)
  assert.match(stderr, /in production log in with password and code/)
})

test('there is no --as any more: nobody says who they are', async () => {
  const { log, error } = console
  console.log = console.error = () => {}
  const write = process.stderr.write
  process.stderr.write = () => true
  try {
    const { main } = await import('../../cli.ts')
    for (const words of [
      ['wave', 'open', '1'],
      ['draw', 'value', '1', 'x'],
      ['correction', 'approve', '1'],
      ['approval', 'withdraw', 'open_wave', 'wave:1'],
      ['review', 'show', '1'],
    ])
      assert.equal(await main(['node', 'bekal', ...words, '--as', 'dua']), 2, words.join(' '))
  } finally {
    process.stderr.write = write
    Object.assign(console, { log, error })
  }
})
