#!/usr/bin/env node
// Plain JavaScript that an old Node understands, so that it can say what is missing.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = fileURLToPath(import.meta.url)
const major = Number.parseInt(process.versions.node, 10)

if (major >= 24) {
  // Found from this file, not from the folder in which the command is given.
  const tsx = createRequire(here).resolve('tsx/esm/api')
  const { register } = await import(pathToFileURL(tsx).href)
  register()
  const { main } = await import('../src/cli.ts')
  process.exitCode = await main(process.argv)
} else {
  const node = process.env.BEKAL_LOCKED_NODE ? undefined : lockedNode()
  if (node === undefined) {
    console.error(
      `bekal needs Node 24 or newer, and this is ${process.versions.node}. ` +
        'Run "npm ci" in the folder of bekal, or install Node 24.',
    )
    process.exitCode = 1
  } else {
    const ran = spawn(node, [here, ...process.argv.slice(2)], {
      stdio: 'inherit',
      env: { ...process.env, BEKAL_LOCKED_NODE: node },
    })
    // Whoever ends us means the command.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => ran.kill(signal))
    ran.on('error', (error) => {
      console.error(`${node} cannot be started: ${error.message}`)
      process.exitCode = 1
    })
    ran.on('exit', (code) => {
      process.exitCode = code ?? 1
    })
  }
}

/** The Node that came with the packages: beside us, or above us when bekal is itself installed as a package. */
function lockedNode() {
  for (let folder = path.dirname(here); ; folder = path.dirname(folder)) {
    const node = path.join(folder, 'node_modules', '.bin', 'node')
    if (existsSync(node)) return node
    if (folder === path.dirname(folder)) return undefined
  }
}
