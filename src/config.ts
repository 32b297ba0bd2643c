import { z } from 'zod'

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1')

const proxies = z
  .enum(['true', 'false', '0', '1', '2', '3', '4', '5'])
  .transform((value) => (value === 'true' ? 1 : value === 'false' ? 0 : Number(value)))

/** Every setting of the product, each an environment variable. docs/settings.md says the same in words. */
export const settings = z.object({
  /** `demo` shows demo pages and sends nothing for real; `production` refuses to start without its secrets */
  BEKAL_MODE: z.enum(['demo', 'production']).default('demo'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  /** where the embedded database and the demo's secrets live */
  BEKAL_DATA: z.string().min(1).default('./data'),
  /** a PostgreSQL 18 or newer; without it the embedded one runs in BEKAL_DATA */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** the same server as the role that owns the schema, for migrations; the embedded one has its own */
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** production runs although the application's role may change what is append-only */
  BEKAL_ACCEPT_ONE_DATABASE_ROLE: flag.default(false),
  /** production sends personal data without TLS to these: `smtp`, `smpp`, `database`, separated by commas */
  BEKAL_ACCEPT_PLAINTEXT: z
    .string()
    .default('')
    .transform((names) => names.split(',').flatMap((name) => name.trim() || []))
    .pipe(z.array(z.enum(['smtp', 'smpp', 'database']))),
  /** seconds by which this machine's clock may be apart from the database's */
  CLOCK_TOLERANCE_SECONDS: z.coerce.number().min(0.5).max(60).default(2),
  /** the address that people see, for links in messages and receipts */
  BEKAL_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** at least 32 characters; all keys derive from it. The demo makes its own. */
  BEKAL_SECRET: z.string().min(32).optional(),
  /** the secret that `bekal secret rotate` puts in its place */
  BEKAL_SECRET_NEXT: z.string().min(32).optional(),
  /** smtp://user:password@host:port for email */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default('Bekal <no-reply@bekal.example>'),
  /** smpp://system_id:password@host:port for SMS */
  SMPP_URL: z.url({ protocol: /^s?smpps?$|^ssmpp$/ }).optional(),
  /** how many mails are handed over at once */
  SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(200).default(20),
  /** only a transceiver is told whether an SMS arrived */
  SMPP_BIND: z.enum(['transceiver', 'transmitter']).default('transceiver'),
  /** how many SMS may wait for the centre's answer at once */
  SMPP_WINDOW: z.coerce.number().int().min(1).max(1000).default(100),
  SMS_FROM: z.string().max(11).default('BEKAL'),
  /** the population registry that answers match or no match: one JSON call, see docs/decisions/0024-registration.md */
  REGISTRY_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** sent to it as a bearer token */
  REGISTRY_TOKEN: z.string().min(1).optional(),
  /** how many proxies of ours in front write X-Forwarded-For, each its own entry; `true` is one */
  BEKAL_BEHIND_PROXY: proxies.default(0),
  /** files of storefronts that are added to our own, separated by commas */
  BEKAL_STOREFRONTS: z
    .string()
    .default('')
    .transform((files) => files.split(',').flatMap((file) => file.trim() || [])),
  /** how long links for a new password or a new email of a storefront's account are valid */
  ACCOUNT_LINK_MINUTES: z.coerce.number().int().min(5).max(1440).default(30),
  /** how long the codes that verify the phone of a storefront's account are valid */
  PHONE_OTP_MINUTES: z.coerce.number().int().min(1).max(10).default(5),
  /** codes by SMS to numbers that are not proved yet: from one address in an hour, by browsers that worked for it */
  SMS_CODES_PER_ADDRESS_HOUR: z.coerce.number().int().min(1).default(60),
  /** ... and by those without JavaScript */
  SMS_CODES_PER_ADDRESS_HOUR_PLAIN: z.coerce.number().int().min(1).default(10),
  /** ... to numbers that differ in their last four digits only, in a day */
  SMS_CODES_PER_PREFIX_DAY: z.coerce.number().int().min(1).default(300),
  /** ... of one storefront, or of the portal, in a day */
  SMS_CODES_PER_SITE_DAY: z.coerce.number().int().min(1).default(100_000),
  /** how long new factors or a new address of somebody of the staff rest before they may decide with another person */
  STAFF_REST_HOURS: z.coerce.number().int().min(1).max(720).default(24),
  /** the log-in of whoever gives a command: the token itself, or the file that `bekal staff log-in` writes it to */
  BEKAL_TOKEN: z.string().min(1).optional(),
  BEKAL_TOKEN_FILE: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

export type Config = z.infer<typeof settings> & {
  readonly production: boolean
  /** email is sent over a network, and only with TLS */
  readonly smtpNeedsTls: boolean
}

/** What is wrong with the settings, all of it together, each with what to do. */
export class ConfigError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`Pengaturan salah / settings are wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

/** Reads the settings once; throws {@link ConfigError} with every problem found. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  // An empty variable is a variable that was not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const read = settings.safeParse(given)
  const problems = read.success
    ? []
    : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  const mode = read.success ? read.data.BEKAL_MODE : given.BEKAL_MODE
  if (mode === 'production') {
    const needed = ['BEKAL_SECRET', 'BEKAL_URL', 'SMTP_URL', 'SMPP_URL'] as const
    for (const name of needed)
      if (!given[name]) problems.push(`${name}: production mode needs it (see docs/settings.md)`)
    if (given.BEKAL_URL?.startsWith('http://')) problems.push('BEKAL_URL: production mode needs https')
    problems.push(...plaintextProblems(given, read.success ? read.data.BEKAL_ACCEPT_PLAINTEXT : []))
  }
  if (problems.length > 0 || !read.success) throw new ConfigError(problems)
  const { BEKAL_MODE, SMTP_URL, BEKAL_ACCEPT_PLAINTEXT } = read.data
  const smtpNeedsTls =
    SMTP_URL !== undefined && leavesMachine(SMTP_URL) && !BEKAL_ACCEPT_PLAINTEXT.includes('smtp')
  return { ...read.data, production: BEKAL_MODE === 'production', smtpNeedsTls }
}

/** Where personal data would leave this machine without TLS: identities, messages with codes, the whole database. */
function plaintextProblems(given: NodeJS.ProcessEnv, accepted: readonly string[]): string[] {
  const problems: string[] = []
  if (given.REGISTRY_URL?.startsWith('http:') && leavesMachine(given.REGISTRY_URL))
    problems.push('REGISTRY_URL: production mode needs https, identities would be sent in clear')
  if (given.SMPP_URL?.startsWith('smpp:') && leavesMachine(given.SMPP_URL) && !accepted.includes('smpp'))
    problems.push(
      'SMPP_URL: OTPs would be sent in clear. Use ssmpp://, a tunnel on this machine, or BEKAL_ACCEPT_PLAINTEXT=smpp',
    )
  for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL'] as const) {
    const url = given[name]
    if (!url || accepted.includes('database') || !leavesMachine(url)) continue
    if (!/[?&](sslmode=(require|verify-ca|verify-full)|ssl=true)(&|$)/.test(url))
      problems.push(
        `${name}: everything would be sent in clear. Add ?sslmode=verify-full, or set BEKAL_ACCEPT_PLAINTEXT=database`,
      )
  }
  return problems
}

/** Whether what is sent to this address goes over a network. A folder as `host` is a unix socket. */
export function leavesMachine(address: string): boolean {
  const url = URL.parse(address)
  if (!url) return true
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname)
  return !(host === '' || host.startsWith('/') || /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host))
}
