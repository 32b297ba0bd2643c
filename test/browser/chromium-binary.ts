import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { access, chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'

/** A Chromium that can be launched: its file, and the environment that it needs beside the machine's own. */
export interface ChromiumBinary {
  readonly file: string
  readonly env: Readonly<Record<string, string>>
}

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The Chromium of BEKAL_CHROMIUM; else the one packed in node_modules, with its own libraries and fonts, so that a
 * machine with nothing but Node will do (Linux x64); else an installed one.
 */
export async function findChromium(): Promise<ChromiumBinary> {
  const named = process.env.BEKAL_CHROMIUM
  if (named) return { file: named, env: {} }
  if (process.platform === 'linux' && process.arch === 'x64') return unpackedChromium()
  const file = installed.find((candidate) => existsSync(candidate))
  if (file) return { file, env: {} }
  throw new Error('no Chromium found: install one, or name its file in BEKAL_CHROMIUM')
}

async function unpackedChromium(): Promise<ChromiumBinary> {
  const bin = path.join(path.dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', 'bin')
  const manifest = await readFile(path.join(bin, '..', 'package.json'), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const folder = path.join(await cacheFolder(), `chromium-${version}`)
  if (!existsSync(folder)) await unpack(bin, folder)
  return {
    file: path.join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: path.join(folder, 'lib'), FONTCONFIG_FILE: path.join(folder, 'fonts.conf') },
  }
}

/** Once per machine: beside the packages where that is allowed, else in a folder of this user's own. */
async function cacheFolder(): Promise<string> {
  const beside = fileURLToPath(new URL('../../node_modules/.cache/bekal', import.meta.url))
  const made = await mkdir(beside, { recursive: true }).then(
    () => access(beside, 2).then(() => beside),
    () => undefined,
  )
  if (made) return made
  const own = path.join(tmpdir(), `bekal-cache-${process.getuid?.() ?? 0}`)
  await mkdir(own, { recursive: true, mode: 0o700 })
  return own
}

/** Unpacks beside and renames, so that a half-made folder is never taken for a whole one. */
async function unpack(bin: string, folder: string): Promise<void> {
  const making = await mkdtemp(`${folder}-`)
  await chmod(making, 0o755)
  await pipeline(
    createReadStream(path.join(bin, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(path.join(making, 'chromium'), { mode: 0o755 }),
  )
  for (const archive of ['al2023', 'fonts']) {
    const source = createReadStream(path.join(bin, `${archive}.tar.br`))
    await pipeline(source, createBrotliDecompress(), untar(making))
  }
  await writeFile(path.join(making, 'fonts.conf'), fontsConf)
  await rename(making, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(making, { recursive: true, force: true })
    // Another test file was faster.
    if (!existsSync(folder)) throw error
  })
}

/** The package that the packed Chromium itself unpacks with. */
function untar(folder: string): NodeJS.WritableStream {
  const require = createRequire(import.meta.resolve('@sparticuz/chromium'))
  const tar = require('tar-fs') as { extract(folder: string): NodeJS.WritableStream }
  return tar.extract(folder)
}

// Without it a bare machine has no font at all, and every text is invisible. One font, the same everywhere: pictures
// of pages do not depend on what is installed.
// Its folder is named from where this file lies: a checkout that is moved or copied keeps its fonts. Without them the browser
// ends at the first field of a form.
const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  ${['sans-serif', 'serif', 'monospace', 'system-ui']
    .map(
      (family) =>
        `<alias binding="same"><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`,
    )
    .join('\n  ')}
</fontconfig>
`
