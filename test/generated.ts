import { neededInProduction, settings } from '../src/config.ts'
import { newsKinds, occasions } from '../src/messages/occasions.ts'
import { type TemplateName, templates } from '../src/messages/templates.ts'
import { callReferences } from '../src/partners/reference/reference.ts'
import { rulesInWords } from '../src/retention/retention-list.ts'
import { may, roles } from '../src/staff/permissions.ts'
import { type PartGroup, partGroups, partRules } from '../src/web/demo/parts/part-rules.ts'
import { partsWords } from '../src/web/demo/parts/parts-words.ts'
import { siteTables } from '../src/web/site/sites.ts'
import { templateWords } from '../src/web/words/template-words.ts'
import { read, tree } from './documents.ts'

/**
 * What documents say by themselves of the code: it stands between two lines, `begin: npm run docs` and `end: npm run docs`.
 * `npm run docs` writes it, a test compares.
 */
const parts: Readonly<Record<string, () => readonly string[]>> = {
  'docs/commands.md': commands,
  'docs/partners.md': calls,
  'docs/settings.md': settingRows,
  '.env.example': example,
  'docs/addresses.md': addressTables,
  'docs/messages.md': messageRows,
  'docs/retention.md': retentionRows,
  'docs/design.md': designRows,
  'src/web/site/addresses.ts': addressTypes,
}

export const generated: readonly string[] = Object.keys(parts)

/** The document as it should be. */
export function generate(file: string): string {
  const part = parts[file]!().join('\n')
  return read(file).replace(
    /^(.*begin: npm run docs.*\n)[\s\S]*?(^.*end: npm run docs.*$)/m,
    (_, begin, end) => `${begin}\n${part}\n\n${end}`,
  )
}

function designRows(): string[] {
  const rules = partRules('en')
  return (Object.keys(partGroups) as PartGroup[]).flatMap((group) => [
    `### ${partsWords.en.groups[group]}`,
    '',
    `![${partsWords.en.groups[group]}](pictures/parts-${group}.jpg)`,
    '',
    '| Part | For | Do | Do not |',
    '|---|---|---|---|',
    ...partGroups[group].map((name) => {
      const { use, good, bad } = rules.find((one) => one.name === name)!
      return `| \`${name}\` | ${use} | ${good} | ${bad} |`
    }),
    '',
  ])
}

function retentionRows(): string[] {
  return [
    '| Table | Kept | Why | Removed by | Once the person is erased |',
    '|---|---|---|---|---|',
    ...rulesInWords('en').map(
      ({ table, kept, why, by, erased }) =>
        `| \`${table}\` | ${kept} | ${why} | ${by ? `\`${by}\`` : '-'} | ${erased ?? '-'} |`,
    ),
  ]
}

/** A cell of a table, in which a bar would begin another one. */
const cell = (text: string) => text.replaceAll('|', '\\|')

function commands(): string[] {
  return tree.commands.flatMap((group) => [
    `## ${group.name()}`,
    '',
    ...(group.commands.length > 0 ? [group.description(), ''] : []),
    '| Command | What it does | Who |',
    '|---|---|---|',
    ...commandRows(group),
    '',
  ])
}

type Command = (typeof tree.commands)[number]

function commandRows(command: Command, above: readonly string[] = []): string[] {
  const name = [...above, command.name()]
  if (command.commands.length > 0) return command.commands.flatMap((one) => commandRows(one, name))
  const given = command.usage().replace(/^\[options\] ?/, '')
  const needed = command.options.filter(({ mandatory }) => mandatory).map(({ flags }) => flags)
  const able = roles.filter((role) => command.permissions.some((permission) => may([role], permission)))
  const line = [...name, given, ...needed].filter(Boolean).join(' ')
  return [`| \`${cell(line)}\` | ${cell(command.description())} | ${able.join(', ')} |`]
}

function calls(): string[] {
  return [
    '| Call (`POST ...`) | Who | What it does |',
    '|---|---|---|',
    ...callReferences.map(
      ({ call, about }) =>
        `| \`${call.path}\` | ${call.kind === 'both' ? 'storefront, institution' : call.kind} | ${cell(about.en)} |`,
    ),
  ]
}

/** What stands above a setting in config.ts: the one place that says what it is. */
function meanings(): Map<string, string> {
  const found = read('src/config.ts').matchAll(/^ {2}\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n {2}([A-Z_]+):/gm)
  return new Map(
    [...found].map(([, text = '', name = '']) => [name, text.replace(/\s*\n\s+\*?\s*/g, ' ').trim()]),
  )
}

interface Setting {
  readonly name: string
  /** as the environment would have it; empty where there is none */
  readonly otherwise: string
  readonly meaning: string
  readonly needed: boolean
}

function allSettings(): Setting[] {
  const told = meanings()
  return Object.entries(settings.shape).map(([name, shape]) => {
    const meaning = told.get(name)
    if (!meaning) throw new Error(`src/config.ts does not say what ${name} is`)
    const { data } = shape.safeParse(undefined)
    return {
      name,
      otherwise: data === undefined ? '' : String(data),
      meaning,
      needed: (neededInProduction as readonly string[]).includes(name),
    }
  })
}

function messageRows(): string[] {
  return [
    '| Message | What it is | When | To | Channels | May be declined |',
    '|---|---|---|---|---|---|',
    ...(Object.keys(occasions) as TemplateName[]).map((name) => {
      const { kind, to, when } = occasions[name]
      const declined = newsKinds.find((one) => one === kind)
      const what = templateWords.en[name]
      const by = templates[name].channels.join(', ')
      return `| \`${name}\` | ${what} | ${cell(when)} | ${to} | ${by} | ${declined ?? `no: ${kind}`} |`
    }),
  ]
}

function settingRows(): string[] {
  return [
    '| Variable | Default | Meaning |',
    '|---|---|---|',
    ...allSettings().map(
      ({ name, otherwise, meaning, needed }) =>
        `| \`${name}\`${needed ? ' *' : ''} | ${otherwise && `\`${otherwise}\``} | ${cell(meaning)} |`,
    ),
  ]
}

function example(): string[] {
  return allSettings().flatMap(({ name, otherwise, meaning, needed }) => [
    ...wrapped(
      `${needed ? '(production) ' : ''}${meaning.replace(/\[[^\]]*\]\(([^)#]*)[^)]*\)/g, 'docs/$1')}`,
    ),
    `${name}=${/[ <>]/.test(otherwise) ? `"${otherwise}"` : otherwise}`,
  ])
}

function wrapped(text: string): string[] {
  return (text.match(/.{1,110}(?: |$)/g) ?? []).map((line) => `# ${line.trimEnd()}`)
}

function addressTables(): string[] {
  return Object.entries(siteTables).flatMap(([name, { base, limits, routes }]) => [
    `## ${name}`,
    '',
    '| Address | | Who | At most, a minute |',
    '|---|---|---|---|',
    ...routes.map(({ method, path, who }) => {
      const held = limits.filter((limit) => isUnder(path, limit.under) && (limit.reads || method === 'post'))
      const counts = held.map(({ perMinute, of }) => `${perMinute} for ${of ?? 'a network'}`)
      return `| \`${cell(whole(base, path))}\` | ${method} | ${who} | ${counts.join(', ')} |`
    }),
    '',
  ])
}

function whole(base: string, path: string): string {
  return path === '/' && base !== '' ? base : base + path
}

/** As Hono matches: `/masuk/*` is `/masuk`, too. */
function isUnder(path: string, pattern: string): boolean {
  const stem = pattern.replace(/\/\*$/, '')
  return stem === pattern ? path === pattern : path === stem || path.startsWith(`${stem}/`)
}

function addressTypes(): string[] {
  const own = Object.entries(siteTables).filter(([name]) => name !== 'storefront')
  const all = own.flatMap(([, table]) =>
    table.routes.map((route) => ({ ...route, path: whole(table.base, route.path) })),
  )
  const shop = siteTables.storefront!.routes.map((route) => ({
    ...route,
    path: route.path.replace(/^\/$/, ''),
  }))
  return [
    ...union('Page', 'A page of one of the programme’s own sites.', all, 'get'),
    ...union('Action', 'What takes a form there.', all, 'post'),
    ...union('ShopPage', 'A page of a storefront, below its own address.', shop, 'get'),
    ...union('ShopAction', 'What takes a form there.', shop, 'post'),
  ].slice(0, -1)
}

function union(
  name: string,
  meaning: string,
  routes: readonly { readonly method: string; readonly path: string }[],
  method: 'get' | 'post',
): string[] {
  const patterns = routes.filter((route) => route.method === method).map(({ path }) => patternOf(path))
  const unique = [...new Set(patterns)].sort()
  return [`/** ${meaning} */`, `export type ${name} =`, ...unique.map((pattern) => `  | ${pattern}`), '']
}

/** `/orang/:id` as a type: `/orang/${string}`. */
function patternOf(path: string): string {
  const typed = path.replace(/:\w+(?:\{(?:[^{}]|\{[^{}]*\})*\})?/g, `\${string}`)
  return typed.includes('$') ? `\`${typed}\`` : `'${typed}'`
}
