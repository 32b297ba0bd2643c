import { z } from 'zod'
import { addressesOf } from './kernel/network/host-list.ts'

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1')

const proxies = z
  .enum(['true', 'false', '0', '1', '2', '3', '4', '5'])
  .transform((value) => (value === 'true' ? 1 : value === 'false' ? 0 : Number(value)))

const databaseUrl = z
  .string()
  .refine(isDatabaseUrl, 'not the address of a PostgreSQL, nor of several hosts of one')

/** Every setting, each an environment variable, with what it is: `npm run docs` tells it to docs/settings.md, .env.example. */
export const settings = z.object({
  /**
   * `demo`: invented people, the inbox, the movable clock, nothing is really sent. `production`: none of these pages
   * exist, and Bekal refuses to start without the settings marked *
   */
  BEKAL_MODE: z.enum(['demo', 'production']).default('demo'),
  /** 0 to 65535; 0 takes a free one */
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** the address it listens on; `127.0.0.1` behind a proxy on the same machine */
  HOST: z.string().default('0.0.0.0'),
  /**
   * the folder of the embedded PostgreSQL and of the demo's secret. Below the folder in which Bekal is started; give
   * services an absolute path
   */
  BEKAL_DATA: z.string().min(1).default('./data'),
  /**
   * `postgres://user:password@host:5432/database`, PostgreSQL 18 or newer. Without it the embedded PostgreSQL runs
   * in `BEKAL_DATA`, in production too. A unix socket: `postgres://user@localhost/database?host=/var/run/postgresql`. A primary
   * and its replicas: `postgres://user@a:5432,b:5432/database`, and Bekal finds the primary ([failover](failover.md))
   */
  DATABASE_URL: databaseUrl.optional(),
  /**
   * the same server as the role that owns the schema, for migrations, grants and `bekal secret rotate`. Best given
   * to `bekal database prepare` only ([deployment](deployment.md)). The embedded PostgreSQL has its own
   */
  DATABASE_OWNER_URL: databaseUrl.optional(),
  /** production starts although the role of `DATABASE_URL` may change what is append-only */
  BEKAL_ACCEPT_ONE_DATABASE_ROLE: flag.default(false),
  /**
   * `smtp`, `smpp`, `database`, separated by commas: production sends to these over a network without TLS. Addresses
   * of this machine need no mention; `REGISTRY_URL` and `ACCOUNT_CHECK_URL` cannot be named
   */
  BEKAL_ACCEPT_PLAINTEXT: z
    .string()
    .default('')
    .transform((names) => names.split(',').flatMap((name) => name.trim() || []))
    .pipe(z.array(z.enum(['smtp', 'smpp', 'database']))),
  /** 0.5 to 60: how far this machine's clock may be from the database's before nothing is decided */
  CLOCK_TOLERANCE_SECONDS: z.coerce.number().min(0.5).max(60).default(2),
  /**
   * the address that people see, and the issuer of single sign-on (changing it changes the issuer for all partners):
   * for links in messages and receipts, and to tell our own forms. Without it `http://localhost:PORT`; https in
   * production; then cookies are `Secure` and bound to the host, and browsers are told to stay on https
   */
  BEKAL_URL: z.url({ protocol: /^https?$/ }).optional(),
  /**
   * at least 32 characters (`openssl rand -hex 32`), kept apart from the database; opens the key that everything in
   * the database is sealed and hashed with. It is changed by `bekal secret rotate`
   * ([deployment](deployment.md#changing-the-secret)) and not otherwise: another one is refused. The demo keeps its
   * own in `BEKAL_DATA/secret`
   */
  BEKAL_SECRET: z.string().min(32).optional(),
  /** the secret that `bekal secret rotate` puts in the place of `BEKAL_SECRET` */
  BEKAL_SECRET_NEXT: z.string().min(32).optional(),
  /** `smtp://user:password@host:587`, or `smtps://`. Over a network STARTTLS is insisted on */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** sender of emails */
  MAIL_FROM: z.string().default('Bekal <no-reply@bekal.example>'),
  /**
   * `smpp://system_id:password@host:2775`; `ssmpp://` (or `smpps://`) for TLS, port 3550 unless named. Production
   * refuses `smpp://` over a network
   */
  SMPP_URL: z.url({ protocol: /^s?smpps?$|^ssmpp$/ }).optional(),
  /** 1 to 200: how many mails are handed over at once. Ask your provider what it allows */
  SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(200).default(20),
  /** `transceiver`: receipts are asked for, kept and shown. `transmitter`: the centre lets us only send, nobody learns what arrived */
  SMPP_BIND: z.enum(['transceiver', 'transmitter']).default('transceiver'),
  /** 1 to 1000: how many SMS may wait for the centre's answer at once; a fifth of it is kept free for codes */
  SMPP_WINDOW: z.coerce.number().int().min(1).max(1000).default(100),
  /** sender of SMS, at most 11 characters: a name, a number or a short code */
  SMS_FROM: z.string().max(11).default('BEKAL'),
  /**
   * the population registry: POST `{"nik","kk","birth_date","name"}`, answered by `{"match":true|false}`; https in
   * production. In production without it every identity check answers "try later"
   */
  REGISTRY_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** goes to the registry as bearer */
  REGISTRY_TOKEN: z.string().min(1).optional(),
  /** 1 to 256: questions to the registry at the same time while a list of applicants is brought, for each process. Ask the registry what it allows */
  REGISTRY_AT_ONCE: z.coerce.number().int().min(1).max(256).default(64),
  /**
   * who knows the holders of bank accounts and wallets: POST `{"kind","provider","bic","number"}`, answered by
   * `{"name":"..."}` or `{"unknown":true}` ([account-check](account-check.md)); https in production. In production
   * without it every account for payments waits
   */
  ACCOUNT_CHECK_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** goes to the check of accounts as bearer */
  ACCOUNT_CHECK_TOKEN: z.string().min(1).optional(),
  /**
   * 1 to 720: how long a changed account for payments rests before anything is paid to it, so that whoever did not
   * ask for the change can stop it. The first account of a party rests not at all
   */
  ACCOUNT_REST_HOURS: z.coerce.number().int().min(1).max(720).default(72),
  /**
   * how many proxies of yours stand in front and write `X-Forwarded-For`, `0` to `5`; `true` is one. With one the
   * last address is believed, with two the last but one, with or without a port; for rate limits. Only behind a
   * proxy of yours that writes it: anybody else could
   */
  BEKAL_BEHIND_PROXY: proxies.default(0),
  /**
   * 1 to 64: over how many server processes your balancer spreads the requests. Each allows its part of every rate of
   * requests; tries, codes by SMS and guesses are counted together whatever this says
   */
  BEKAL_PROCESSES: z.coerce.number().int().min(1).max(64).default(1),
  /** newcomers let in a minute at most, by all processes; without it the server measures what it can do */
  LET_IN_PER_MINUTE: z.coerce.number().int().min(1).optional(),
  /** files of storefronts that are added to the seven, separated by commas: [storefronts.md](storefronts.md) */
  BEKAL_STOREFRONTS: z
    .string()
    .default('')
    .transform((files) => files.split(',').flatMap((file) => file.trim() || [])),
  /** 5 to 1440: how long links for a new password or email of a storefront's account are valid */
  ACCOUNT_LINK_MINUTES: z.coerce.number().int().min(5).max(1440).default(30),
  /**
   * 1 to 10: how long the codes that verify the phone of a storefront's account are valid. Those of the portal:
   * always 5
   */
  PHONE_OTP_MINUTES: z.coerce.number().int().min(1).max(10).default(5),
  /**
   * codes by SMS to numbers that are not proved yet, from one address in an hour, by browsers that worked for it. A
   * day has ten times that
   */
  SMS_CODES_PER_ADDRESS_HOUR: z.coerce.number().int().min(1).default(60),
  /** ... and by those without JavaScript. A day has four times that */
  SMS_CODES_PER_ADDRESS_HOUR_PLAIN: z.coerce.number().int().min(1).default(10),
  /** ... to numbers that differ in their last four digits only, in a day; a third of it in an hour */
  SMS_CODES_PER_PREFIX_DAY: z.coerce.number().int().min(1).default(300),
  /** ... of one storefront, or of the portal, in a day */
  SMS_CODES_PER_SITE_DAY: z.coerce.number().int().min(1).default(100_000),
  /**
   * 1 to 720: how long a new password with its second factor, or a new email address, of somebody of the staff rests
   * before that person may ask for or approve what takes two people
   */
  STAFF_REST_HOURS: z.coerce.number().int().min(1).max(720).default(24),
  /** of the command line alone: the token of a log-in of the staff */
  BEKAL_TOKEN: z.string().min(1).optional(),
  /**
   * the file that `bekal staff log-in` keeps the token in; without it a file of its own for each installation, below
   * `~/.bekal`
   */
  BEKAL_TOKEN_FILE: z.string().min(1).optional(),
  /**
   * at least 32 characters (`openssl rand -hex 32`): shows `/metrics` to whoever brings it as bearer. Without it production has
   * no such page, and the demo shows it to its own machine only
   */
  METRICS_TOKEN: z.string().min(32).optional(),
  /**
   * `http://collector:4318`: where traces are sent (OTLP by HTTP, `/v1/traces` below it). Without it nothing is traced. What
   * the collector wants in headers: `OTEL_EXPORTER_OTLP_HEADERS`
   */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** `silent`, `error`, `warn`, `info`, `debug`. Logs are JSON lines on standard output */
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

/** What production refuses to start without. */
export const neededInProduction = ['BEKAL_SECRET', 'BEKAL_URL', 'SMTP_URL', 'SMPP_URL'] as const

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
    for (const name of neededInProduction)
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
  if (given.ACCOUNT_CHECK_URL?.startsWith('http:') && leavesMachine(given.ACCOUNT_CHECK_URL))
    problems.push('ACCOUNT_CHECK_URL: production mode needs https, account numbers would be sent in clear')
  if (given.SMPP_URL?.startsWith('smpp:') && leavesMachine(given.SMPP_URL) && !accepted.includes('smpp'))
    problems.push(
      'SMPP_URL: OTPs would be sent in clear. Use ssmpp://, a tunnel on this machine, or BEKAL_ACCEPT_PLAINTEXT=smpp',
    )
  for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL'] as const) {
    const url = given[name]
    if (!url || accepted.includes('database') || !isDatabaseUrl(url)) continue
    if (!addressesOf(url).some(leavesMachine)) continue
    if (!/[?&](sslmode=(require|verify-ca|verify-full)|ssl=true)(&|$)/.test(url))
      problems.push(
        `${name}: everything would be sent in clear. Add ?sslmode=verify-full, or set BEKAL_ACCEPT_PLAINTEXT=database`,
      )
  }
  return problems
}

function isDatabaseUrl(url: string): boolean {
  try {
    return addressesOf(url).every((address) => /^postgres(ql)?:$/.test(new URL(address).protocol))
  } catch {
    return false
  }
}

/** Whether what is sent to this address goes over a network. A folder as `host` is a unix socket. */
export function leavesMachine(address: string): boolean {
  const url = URL.parse(address)
  if (!url) return true
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname)
  return !(host === '' || host.startsWith('/') || /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host))
}
