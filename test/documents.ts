import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from '../src/cli/bekal-command.ts'
import { commandTree } from '../src/cli.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Every document of the repository, as a path from its root. */
export const documents: readonly string[] = globSync('**/*.md', {
  cwd: root,
  exclude: (name) => ['node_modules', 'data', 'test-output', '.git'].includes(name),
})
  .map((file) => file.replaceAll(path.sep, '/'))
  .sort()

export const exists = (file: string) => existsSync(path.join(root, file))
export const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

/** The folders below src: the rooms, and what `start.ts` is put together from. */
export const folders: readonly string[] = readdirSync(path.join(root, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

const files = globSync('src/**/*', { cwd: root })

/** The text of every file of code below src. */
export const sources = () =>
  files
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => read(file))
    .join('')

const names = new Set(files.map((file) => path.basename(file)))

/** Whether a file that is named is there: from the root, from src, or anywhere in src where only its name is told. */
export const isThere = (file: string) => exists(file) || exists(`src/${file}`) || names.has(file)

/** What stands between backticks in a line of text; nothing of fenced code. */
export function quoted(text: string): string[] {
  const prose = text.replace(/^\s*```[\s\S]*?^\s*```/gm, '')
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!)
}

/** The lines of fenced code. */
export function fenced(text: string): string[] {
  return [...text.matchAll(/^\s*```\w*\n([\s\S]*?)^\s*```/gm)].flatMap(([, code]) => code!.split('\n'))
}

/** Links of a document that lead to no file, or to no heading of it. Addresses of the product are no files. */
export function deadLinks(document: string): string[] {
  const links = [...read(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!)
  return links.filter((link) => {
    if (/^(?:[a-z]+:|\/)/.test(link)) return false
    const [file = '', anchor] = link.split('#')
    const target = file === '' ? document : path.posix.join(path.posix.dirname(document), file)
    return !exists(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor))
  })
}

/** The anchors of a document, as the usual viewers make them from its headings. */
function anchorsOf(document: string): string[] {
  return [...read(document).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** Whether a quotation names a file or folder of ours: `src/cli.ts`, `storefronts/walk.ts`, `docs/decisions/`. */
export function isPath(code: string): boolean {
  return /^\w[\w./-]*(?:\.(?:tsx?|m?js|css|sql|md)|\/)$/.test(code)
}

/** All of `bekal`. */
export const tree = commandTree({
  open: () => {
    throw new Error('nothing is opened')
  },
  end: () => {},
})

/** `wave show` of every command that has none below it. */
export const commands: readonly string[] = leaves(tree)

function leaves(command: Command, above: readonly string[] = []): string[] {
  return command.commands.flatMap((one) =>
    one.commands.length > 0 ? leaves(one, [...above, one.name()]) : [[...above, one.name()].join(' ')],
  )
}

/** What is wrong with a command line without its `bekal`; undefined when there is such a command with such options. */
export function wrongCommand(line: string): string | undefined {
  const words = line.split(' ').filter(Boolean)
  let command = tree
  for (const word of words) {
    const next = command.commands.find((one) => one.name() === word)
    if (next) command = next
    else if (command.commands.length > 0 && /^[a-z]/.test(word)) return `no command: ${line}`
    else break
  }
  const options = command.options.map(({ long }) => long)
  const unknown = line.match(/(?<=\s)--[a-z0-9-]+/g)?.filter((one) => !options.includes(one)) ?? []
  if (command.commands.length > 0 || unknown.length === 0) return undefined
  return `no ${unknown.join(', ')}: ${line}`
}

/** Every `bekal ...` that a document tells people to give, without the `bekal` and what follows a `#` or a wide gap. */
export function toldCommands(text: string): string[] {
  return [...quoted(text), ...fenced(text)].flatMap((code) => {
    const [, line] = code.match(/^(?:[^#]*npm run )?bekal (?:-- )?(\S.*)$/) ?? []
    if (line === undefined) return []
    const given = line.split(/\s+#|\s{3,}/)[0]!
    const [, above = '', those, after = ''] = given.match(/^(.*?)([\w-]+(?:\|[\w-]+)+)(.*)$/) ?? []
    return those ? those.split('|').map((one) => `${above}${one}${after}`) : [given]
  })
}

/**
 * The commands of a cell like "`partner add`, `list`, `redirect-uri add`, `remove`": whatever stands alone is beside the one
 * before it. What is no command stays as it is written.
 */
export function commandsOfCell(cell: string): string[] {
  const found: string[] = []
  for (const code of quoted(cell)) {
    if (code.startsWith('-')) continue
    const words = code.split(' ')
    const end = words.findIndex((word) => !/^[a-z][a-z-]*$/.test(word))
    const name = words.slice(0, end < 0 ? undefined : end).join(' ')
    const beside = found.at(-1)?.split(' ').slice(0, -1).join(' ')
    found.push(commands.includes(name) || beside === undefined ? name : `${beside} ${name}`)
  }
  return found
}
