import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { partnerDirectory } from '../directory/directory.ts'
import { rotateKey } from '../directory/keys.ts'
import { integrationListener } from '../integration-listener.ts'
import { type SigningExample, signingExamples } from './signing-examples.ts'

const { ctx, clock, purchases, aCourse, close } = await aProgramme()
// The examples sign by the machine's own clock.
clock.set(new Date())
const directory = partnerDirectory(ctx)
const made = await rotateKey(ctx, directory, { actor: 'cli:test', requestId: 'r-test', clientCode: 'toko' })
assert.ok(made.ok)
const listener = integrationListener({
  ctx,
  purchases,
  directory,
  link: (path) => `https://bekal.example${path}`,
})
const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const folder = mkdtempSync(path.join(tmpdir(), 'signing-'))
after(async () => {
  server.close().closeAllConnections()
  rmSync(folder, { recursive: true })
  await close()
})

const { courseCode, scheduleCode } = await aCourse({ quota: 25 })
const examples = signingExamples({
  baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  clientCode: 'toko',
  signKey: made.value.key,
  path: '/api/v1/integration/payment/quota-schedule',
  body: JSON.stringify({ schedule_code: scheduleCode, course_code: courseCode }),
})

const runners: Record<SigningExample['id'], { file: string; command: string[]; needs: string[] }> = {
  curl: { file: 'call.sh', command: ['sh'], needs: ['curl', 'openssl'] },
  python: { file: 'call.py', command: ['python3'], needs: ['python3'] },
  php: { file: 'call.php', command: ['php'], needs: ['php'] },
  node: { file: 'call.mjs', command: [process.execPath], needs: [] },
  go: { file: 'call.go', command: ['go', 'run'], needs: ['go'] },
}

function isThere(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}

function outputOf(command: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
    })
    child.on('error', reject)
    child.on('close', () => resolve(said))
  })
}

for (const { id, name, code } of examples) {
  const { file, command, needs } = runners[id]
  const missing = needs.find((program) => !isThere(program))
  const skip = missing ? `${missing} is not installed` : false
  test(`the example for ${name} really calls the API`, { skip }, async () => {
    const script = path.join(folder, file)
    writeFileSync(script, code)
    const [program, ...args] = command
    const answer = JSON.parse(await outputOf(program!, [...args, script]))
    assert.deepEqual(answer, {
      success: true,
      message: 'OK',
      data: { schedule_code: scheduleCode, course_code: courseCode, quota: 25 },
    })
  })
}
