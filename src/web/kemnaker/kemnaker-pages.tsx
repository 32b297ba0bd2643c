import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { guardedLogIn } from '../../identity/count-try.ts'
import { minutesLeft, passwordRules } from '../../kernel/log-in-rules.ts'
import { checkPassword, findAccount, signUp } from '../../storefronts/accounts.ts'
import { journeys } from '../../storefronts/journeys.ts'
import { callerOf } from '../http/caller.ts'
import { field } from '../http/form-fields.ts'
import { isAboutPassword, parseForm, passwordProblem, type Typed } from '../http/forms.ts'
import { onTheWay } from '../http/next-path.ts'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import type { FieldProblem } from '../parts/notice.tsx'
import * as parts from '../parts/parts.ts'
import { allowTarget } from '../sign-on/interaction-pages.tsx'
import type { OpenKeeper } from '../sign-on/keeper.ts'
import { words } from './kemnaker-words.ts'

type Request = Context<Web>

/** Its accounts lie beside those of the storefronts, under a name that is none of theirs. */
const place = 'kemnaker'

interface Shown {
  readonly problems?: readonly FieldProblem[]
  readonly errors?: Readonly<Record<string, string>>
  readonly typed?: Typed
}

/** `/kemnaker`: the ministry's accounts. Who is logged in here can log in at Sisnaker. */
export function kemnakerRoutes(keeper: OpenKeeper): Hono<Web> {
  const routes = new Hono<Web>()
  routes.get('/', (c) => homePage(c, keeper))
  routes.get('/masuk', (c) => logInPage(c, keeper))
  routes.post('/masuk', (c) => takeLogIn(c, keeper))
  routes.get('/daftar', (c) => signUpPage(c, keeper))
  routes.post('/daftar', (c) => takeSignUp(c, keeper))
  routes.post('/keluar', async (c) => {
    await keeper.sessions.logOut(c)
    return c.redirect('/kemnaker', 303)
  })
  return routes
}

async function homePage(c: Request, keeper: OpenKeeper): Promise<Response> {
  const said = words[c.get('language')]
  const accountId = c.get('session')?.accountId
  const account = accountId && (await findAccount(keeper.ctx.db, place, accountId))
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.home} scripted={false}>
      <h1>{said.home}</h1>
      <p class="lead">{said.homeLead}</p>
      {account ? (
        <>
          <parts.SummaryList
            rows={[
              { label: said.name, value: account.name },
              { label: said.email, value: account.email },
            ]}
          />
          <p>{said.goOnText}</p>
          <parts.Buttons>
            {journeys
              .filter(({ account: kept }) => kept === 'external')
              .map(({ id, name }) => (
                <parts.LinkButton href={`/${id}/masuk`}>{said.goOn(name)}</parts.LinkButton>
              ))}
          </parts.Buttons>
          <parts.Form action="/kemnaker/keluar" plain>
            <parts.Button look="second">{said.logOut}</parts.Button>
          </parts.Form>
        </>
      ) : (
        <parts.Buttons>
          <parts.LinkButton href="/kemnaker/masuk">{said.logIn}</parts.LinkButton>
          <parts.LinkButton href="/kemnaker/daftar" look="second">
            {said.signUp}
          </parts.LinkButton>
        </parts.Buttons>
      )}
    </parts.Page>,
  )
}

/** A page of this site to go on to, or its home; never another site. */
function goOnTo(wanted: string | undefined | null): string {
  return wanted && /^\/kemnaker(\/[\w-]+)*$/.test(wanted) ? wanted : '/kemnaker'
}

async function logInPage(c: Request, keeper: OpenKeeper, shown: Shown = {}): Promise<Response> {
  const said = words[c.get('language')]
  const next = goOnTo(c.req.query('lanjut'))
  if (c.get('session')?.accountId) return c.redirect(next, 303)
  await keeper.sessions.ensure(c)
  allowTarget(c, keeper, next)
  const { problems = [], errors, typed } = shown
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.logInTitle} failed={problems.length > 0}>
      <parts.ErrorSummary problems={problems} />
      <h1>{said.logInTitle}</h1>
      <parts.Form action={onTheWay('/kemnaker/masuk', next)}>
        <parts.Field
          name="email"
          label={said.email}
          type="email"
          autocomplete="username"
          value={typed?.email}
          error={errors?.email}
        />
        <parts.Field
          name="password"
          label={said.password}
          type="password"
          autocomplete="current-password"
          error={errors?.password}
        />
        <parts.Button>{said.logIn}</parts.Button>
      </parts.Form>
      <section class="stack">
        <h2>{said.noAccount}</h2>
        <parts.LinkButton look="second" href={onTheWay('/kemnaker/daftar', next)}>
          {said.signUp}
        </parts.LinkButton>
      </section>
    </parts.Page>,
    problems.length > 0 ? 422 : 200,
  )
}

async function takeLogIn(c: Request, keeper: OpenKeeper): Promise<Response> {
  const said = words[c.get('language')]
  const answers = await parseForm(c, z.object({ email: field.email(), password: field.passwordGiven() }))
  if (!answers.ok) return logInPage(c, keeper, answers)
  const { typed, values } = answers
  const { ctx } = keeper
  const asked = { realm: place, email: values.email, caller: callerOf(c) }
  const checked = await guardedLogIn(ctx, asked, passwordRules, () =>
    checkPassword(ctx, place, values.email, values.password),
  )
  if (checked.ok) return enter(c, keeper, checked.value.accountId)
  if (checked.refusal === 'log_in_locked') {
    const message = said.tooOften(minutesLeft(ctx.clock.now(), checked.facts.until))
    return logInPage(c, keeper, { problems: [{ field: '', message }], typed })
  }
  return logInPage(c, keeper, { problems: [{ field: 'email', message: said.wrong }], typed })
}

async function signUpPage(c: Request, keeper: OpenKeeper, shown: Shown = {}): Promise<Response> {
  const said = words[c.get('language')]
  await keeper.sessions.ensure(c)
  const next = goOnTo(c.req.query('lanjut'))
  allowTarget(c, keeper, next)
  const { problems = [] } = shown
  const asked = (name: string) => ({ name, value: shown.typed?.[name], error: shown.errors?.[name] })
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.signUpTitle} failed={problems.length > 0}>
      <parts.ErrorSummary problems={problems} />
      <h1>{said.signUpTitle}</h1>
      <parts.Form action={onTheWay('/kemnaker/daftar', next)}>
        <parts.Field {...asked('name')} label={said.name} autocomplete="name" />
        <parts.Field {...asked('email')} label={said.email} type="email" autocomplete="username" />
        <parts.Field
          {...asked('password')}
          label={said.password}
          hint={said.passwordHint}
          type="password"
          autocomplete="new-password"
        />
        <parts.Button>{said.signUp}</parts.Button>
      </parts.Form>
      <p>
        {said.haveAccount} <a href={onTheWay('/kemnaker/masuk', next)}>{said.logIn}</a>
      </p>
    </parts.Page>,
    problems.length > 0 ? 422 : 200,
  )
}

async function takeSignUp(c: Request, keeper: OpenKeeper): Promise<Response> {
  const said = words[c.get('language')]
  const schema = z.object({ name: field.name(120), email: field.email(), password: field.password() })
  const answers = await parseForm(c, schema, { name: said.name, email: said.email, password: said.password })
  if (!answers.ok) return signUpPage(c, keeper, answers)
  const made = await signUp(keeper.ctx, {
    storefront: place,
    requestId: c.get('requestId'),
    ...answers.values,
  })
  if (made.ok) return enter(c, keeper, made.value.accountId)
  const [name, message] = isAboutPassword(made.refusal)
    ? ['password', passwordProblem(c, made.refusal, said.password)]
    : ['email', said.taken]
  const problems = [{ field: name, message }]
  return signUpPage(c, keeper, { problems, errors: { [name]: message }, typed: answers.typed })
}

async function enter(c: Request, keeper: OpenKeeper, accountId: string): Promise<Response> {
  await keeper.sessions.logIn(c, { accountId })
  return c.redirect(goOnTo(c.req.query('lanjut')), 303)
}
