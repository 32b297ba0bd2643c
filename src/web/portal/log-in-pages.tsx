import type { Context as RequestContext } from 'hono'
import type { Context } from '../../database/context.ts'
import { addressGroup, type ProxiesInFront } from '../../kernel/network/caller-address.ts'
import { type Refusal, sentenceOf } from '../../kernel/refusal.ts'
import {
  type CodeSent,
  checkLogInCode,
  emailOrPhone,
  type LogInCodeRefusal,
  logInCodeRefusals,
  sendLogInCode,
} from '../../people/log-in/log-in-codes.ts'
import { clientAddress } from '../http/edge/client-address.ts'
import { field } from '../http/form-fields.ts'
import { readForm, type Shown, wrong } from '../http/forms.ts'
import { onTheWay } from '../http/next-path.ts'
import type { Sessions } from '../http/sessions/sessions.ts'
import type { Web } from '../http/web.ts'
import { codeForm, EnterCode } from '../identity/enter-code.tsx'
import * as parts from '../parts/parts.ts'
import { allowTarget } from '../sign-on/interaction-pages.tsx'
import type { Page } from '../site/addresses.ts'
import { ask, form } from '../site/form.tsx'
import { goTo, type Href } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import { type Answer, everybody, rowsOf } from '../site/site-table.ts'
import { words } from './log-in-words.ts'

type Request = RequestContext<Web>

export interface LogInDeps {
  readonly ctx: Context
  readonly portal: Sessions
  readonly behindProxy: ProxiesInFront
  /** the host that people see, which the SMS is bound to */
  readonly domain: string
  readonly interactionPath: string
  /** a message was written */
  onMessages(): void
}

interface Kept {
  readonly attempt: string
  /** what was typed, sealed */
  readonly asked: string
  readonly againAt: string
}

/** Whose code is on its way. */
function attempt(
  c: Request,
  deps: LogInDeps,
  page: (c: Request, deps: LogInDeps, kept: Kept) => Answer,
): Answer {
  const kept = c.get('session')?.state.logIn as Kept | undefined
  return kept?.asked ? page(c, deps, kept) : goTo(c, leadingOn(c, '/masuk'))
}

const { get, post } = rowsOf({ everybody: everybody<LogInDeps>(), attempt })

/**
 * `/masuk`: an email or phone, then the code of the SMS. Where to go on afterwards stands in the addresses (`?lanjut=`):
 * each tab has its own.
 */
export const logInRoutes = [
  get('/masuk', 'everybody', (c) => askPage(c)),
  post('/masuk', 'everybody', submitAsked),
  get('/masuk/kode', 'attempt', codePage),
  post('/masuk/kode', 'attempt', submitCode),
  post('/masuk/kode/kirim-ulang', 'attempt', sendAgain),
]

const logInPages = new Set(['/masuk', '/masuk/kode', '/masuk/kode/kirim-ulang'])

const home = '/kartu'

/** The page of the portal to go on to after the login; never another site. */
function nextOf(c: Request): Href {
  const wanted = c.req.query('lanjut')
  return (wanted && /^(\/[\w-]+)+$/.test(wanted) && !logInPages.has(wanted) ? wanted : home) as Href
}

/** An address of the login, with where to go on afterwards. */
function leadingOn(c: Request, address: Page | '/masuk/kode/kirim-ulang'): Href {
  return onTheWay(address, nextOf(c), home)
}

const askForm = form((language) => {
  const said = words[language]
  const look = { hint: said.emailOrPhoneHint, autocomplete: 'username' }
  return { email_or_phone: ask.text(field.text(500), said.emailOrPhone, look) }
})

function askPage(c: Request, shown: Shown = {}): Response {
  const next = nextOf(c)
  if (c.get('session')?.personId) return goTo(c, next)
  const said = words[c.get('language')]
  return showPage(
    c,
    { title: said.title, ...shown },
    <>
      <p class="lead">{said.lead}</p>
      <parts.Form action={leadingOn(c, '/masuk')} button={said.send}>
        {askForm.fields(c, shown)}
      </parts.Form>
      <ul class="list">
        <li>
          <a href={onTheWay('/masuk/sandi', next)}>{said.byPassword}</a>
        </li>
        <li>
          <a href="/daftar">{said.register}</a>
        </li>
        <li>
          <a href="/panduan/peserta#hp-hilang-atau-nomor-diganti">{said.lostPhone}</a>
        </li>
      </ul>
    </>,
  )
}

async function submitAsked(c: Request, deps: LogInDeps): Promise<Response> {
  // Another tab was quicker.
  if (c.get('session')?.personId) return goTo(c, nextOf(c))
  const typed = (await readForm(c)).get('email_or_phone') ?? ''
  const wanted = emailOrPhone(typed)
  if (!wanted) {
    const message = words[c.get('language')].emailOrPhoneWrong
    return askPage(c, wrong('email_or_phone', message, { email_or_phone: typed }))
  }
  const sent = await sendLogInCode(deps.ctx, { emailOrPhone: wanted }, wantedBy(c, deps))
  if (!sent.ok) return askPage(c, wrong('email_or_phone', sentence(c, sent), { email_or_phone: typed }))
  return toCode(c, deps, deps.ctx.secrets.seal(wanted).toString('base64'), sent.value)
}

async function toCode(c: Request, deps: LogInDeps, asked: string, sent: CodeSent): Promise<Response> {
  deps.onMessages()
  const kept: Kept = { attempt: sent.attempt, asked, againAt: sent.againAt.toISOString() }
  await deps.portal.remember(c, { logIn: kept })
  return goTo(c, leadingOn(c, '/masuk/kode'))
}

function codePage(c: Request, deps: LogInDeps, kept: Kept, problem?: string): Response {
  const said = words[c.get('language')]
  allowTarget(c, deps, nextOf(c))
  const now = deps.ctx.clock.now()
  const waitMs = new Date(kept.againAt).getTime() - now.getTime()
  return showPage(
    c,
    { title: said.codeTitle, ...wrong('otp', problem) },
    <>
      <p class="lead">{said.codeLead}</p>
      <EnterCode
        code={{ waitSeconds: Math.max(0, Math.ceil(waitMs / 1000)) }}
        now={now}
        action={leadingOn(c, '/masuk/kode')}
        again={leadingOn(c, '/masuk/kode/kirim-ulang')}
        button={said.logIn}
        error={problem}
      />
      <details>
        <summary>{said.help}</summary>
        <ul class="list">
          {said.helpItems.split('\n').map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      </details>
      <p>
        <a href={leadingOn(c, '/masuk')}>{said.other}</a>
      </p>
    </>,
  )
}

async function submitCode(c: Request, deps: LogInDeps, kept: Kept): Promise<Response> {
  const answers = await codeForm.read(c)
  if (!answers.ok) return codePage(c, deps, kept, answers.errors.otp)
  const checked = await checkLogInCode(deps.ctx, askerOf(deps, kept), kept.attempt, answers.values.otp)
  if (checked.ok) {
    await deps.portal.logIn(c, { personId: checked.value.personId })
    await deps.portal.remember(c, { logIn: undefined })
    return goTo(c, nextOf(c))
  }
  if (checked.refusal === 'code_wrong' || checked.refusal === 'code_expired')
    return codePage(c, deps, kept, sentence(c, checked))
  await deps.portal.remember(c, { logIn: undefined })
  return askPage(c, wrong('email_or_phone', sentence(c, checked)))
}

async function sendAgain(c: Request, deps: LogInDeps, kept: Kept): Promise<Response> {
  const wanted = { ...wantedBy(c, deps), attempt: kept.attempt }
  const sent = await sendLogInCode(deps.ctx, askerOf(deps, kept), wanted)
  return sent.ok ? toCode(c, deps, kept.asked, sent.value) : codePage(c, deps, kept, sentence(c, sent))
}

function askerOf({ ctx }: LogInDeps, { asked }: Kept) {
  return { emailOrPhone: ctx.secrets.open(Buffer.from(asked, 'base64')) }
}

/** Who asks for a code, and where it is to be typed. */
export function wantedBy(c: Request, { behindProxy, domain }: LogInDeps) {
  return { origin: addressGroup(clientAddress(c, behindProxy)), domain, language: c.get('language') }
}

/** Why no code was sent or taken, in the reader's language. */
export function sentence(c: Request, { refusal, facts }: Refusal<LogInCodeRefusal>): string {
  return sentenceOf(logInCodeRefusals, refusal, facts, c.get('language'))
}
