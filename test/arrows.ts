import path from 'node:path'

/** One file under src/ with its text. */
export interface Source {
  /** Below src/, with forward slashes: `purchase/authorize.ts`. */
  readonly file: string
  readonly text: string
}

/** What every domain room may use besides the rooms named for it. */
const BELOW = ['identity', 'journal', 'lists', 'database', 'kernel']

/** Which domain room may use which. A room that is not here may not be there either. */
const DOMAIN: Readonly<Record<string, readonly string[]>> = {
  ledger: [],
  card: [],
  catalogue: [],
  messages: ['approvals'],
  approvals: [],
  years: ['approvals'],
  people: ['years', 'card', 'messages'],
  appeals: ['people', 'messages'],
  information: ['appeals', 'years', 'messages'],
  waves: ['people', 'years', 'approvals', 'card', 'messages'],
  deadlines: ['appeals', 'waves', 'years', 'approvals', 'card', 'messages'],
  recipients: ['deadlines', 'waves', 'people', 'years', 'card', 'messages'],
  registration: ['recipients', 'waves', 'people', 'years', 'approvals', 'card', 'messages'],
  imports: [
    'catalogue',
    'registration',
    'recipients',
    'waves',
    'people',
    'years',
    'staff',
    'card',
    'messages',
  ],
  purchase: ['ledger', 'card', 'catalogue', 'messages'],
  storefronts: ['purchase', 'catalogue', 'card', 'messages', 'years', 'people', 'registration'],
  learning: ['purchase', 'ledger', 'approvals', 'catalogue', 'messages'],
  money: ['learning', 'purchase', 'ledger', 'messages', 'card', 'approvals'],
  suspension: [
    'money',
    'learning',
    'storefronts',
    'purchase',
    'catalogue',
    'ledger',
    'messages',
    'approvals',
  ],
  reconciliation: ['learning', 'catalogue', 'ledger'],
  fraud: ['money', 'learning', 'approvals', 'years'],
  evidence: ['ledger'],
  staff: ['ledger', 'card', 'messages'],
  retention: ['approvals', 'staff', 'registration', 'learning', 'purchase', 'messages'],
  desk: ['registration', 'people', 'approvals', 'staff', 'card', 'messages'],
  cases: ['appeals', 'deadlines', 'staff', 'messages', 'approvals'],
  reports: [
    'reconciliation',
    'money',
    'learning',
    'purchase',
    'ledger',
    'registration',
    'waves',
    'people',
    'appeals',
    'card',
    'messages',
  ],
}

const PARTNERS = ['purchase', 'catalogue', 'learning', 'ledger', 'reconciliation', 'card', 'messages']
const EVERY_DOMAIN_ROOM = Object.keys(DOMAIN)
const EVERYTHING = [
  ...EVERY_DOMAIN_ROOM,
  'acts',
  'partners',
  'jobs',
  'telemetry',
  'cli',
  'web',
  'demo',
  'config',
  'installation',
  'main',
  ...BELOW,
]

/** What each room may import, besides itself. */
export const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  config: ['kernel'],
  installation: ['config', 'demo', ...BELOW],
  database: ['kernel'],
  journal: ['database', 'kernel'],
  identity: ['journal', 'database', 'kernel'],
  lists: ['journal', 'database', 'kernel'],
  ...Object.fromEntries(Object.entries(DOMAIN).map(([room, rooms]) => [room, [...rooms, ...BELOW]])),
  partners: [...PARTNERS, ...BELOW],
  acts: [...EVERY_DOMAIN_ROOM, ...BELOW],
  jobs: [...EVERY_DOMAIN_ROOM, ...BELOW],
  telemetry: ['deadlines', 'messages', 'purchase', 'waves', ...BELOW],
  demo: [...EVERY_DOMAIN_ROOM, ...BELOW],
  web: EVERYTHING.filter((room) => room !== 'main'),
  cli: EVERYTHING.filter((room) => room !== 'main' && room !== 'web'),
  start: EVERYTHING.filter((room) => room !== 'main'),
  main: [...EVERYTHING, 'start'],
}

/** What a rule may not do: it decides from what it is handed, so that it can be tested and told again. */
const IMPURE: readonly [RegExp, string][] = [
  [/\basync\b/, 'is async'],
  [/\bawait\b/, 'awaits'],
  [/\bDate\.now\b/, 'asks Date.now'],
  [/\bnew Date\(\s*\)/, 'asks for the time now'],
  [/\bMath\.random\b/, 'asks Math.random'],
  [/\bprocess\.env\b/, 'reads process.env'],
]

/** Everything in these sources that points against the arrow, each as a sentence; none when all is well. */
export function brokenArrows(sources: readonly Source[]): string[] {
  const broken: string[] = []
  const edges = new Map<string, Set<string>>()
  for (const { file, text } of sources) {
    const room = roomOf(file)
    const code = withoutComments(text)
    for (const target of importsOf(file, code)) {
      const other = roomOf(target)
      if (isRules(file) && other !== 'kernel' && !isRules(target)) {
        broken.push(`${file} holds rules and imports ${target}: rules import only kernel and other rules`)
      }
      if (other === room) continue
      edges.set(room, (edges.get(room) ?? new Set()).add(other))
      if (!ALLOWED[room]) broken.push(`${file} is in a room the arrow does not know: ${room}`)
      else if (!ALLOWED[room].includes(other))
        broken.push(`${file} imports ${target}: ${room} may not use ${other}`)
    }
    if (!isRules(file)) continue
    for (const [pattern, does] of IMPURE)
      if (pattern.test(code)) broken.push(`${file} holds rules and ${does}`)
  }
  return [...broken, ...circles(edges)]
}

/** `rules.ts`, or where a room has several: `promo-rules.ts`. */
function isRules(file: string): boolean {
  return /(^|[/-])rules\.ts$/.test(file)
}

/** The folder a file lives in; the files that lie beside the folders are rooms by themselves. */
function roomOf(file: string): string {
  return (file.split('/')[0] ?? file).replace(/\.tsx?$/, '')
}

/** The text without its comments. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}

/** Our own files this one imports, also for their types only, exports on, or imports late. */
export function importsOf(file: string, code: string): string[] {
  const found = code.matchAll(/(?:\bfrom|\bimport|\bimport\s*\()\s*['"](\.{1,2}\/[^'"]+)['"]/g)
  return [...found]
    .map(([, specifier]) => path.posix.join(path.posix.dirname(file), specifier ?? ''))
    .filter((target) => !target.startsWith('..'))
}

function circles(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const found = new Map<string, string>()
  const walk = (room: string, way: readonly string[]): void => {
    const start = way.indexOf(room)
    if (start >= 0) {
      const circle = way.slice(start)
      const rooms = [...circle].sort().join()
      if (!found.has(rooms)) found.set(rooms, `rooms in a circle: ${[...circle, room].join(' -> ')}`)
      return
    }
    for (const next of edges.get(room) ?? []) walk(next, [...way, room])
  }
  for (const room of edges.keys()) walk(room, [])
  return [...found.values()]
}
