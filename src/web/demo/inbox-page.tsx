import type { Context } from 'hono'
import { indonesianMobile } from '../../kernel/phone.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { Button, Buttons, LinkButton } from '../parts/forms/form.tsx'
import { Page } from '../parts/page/page.tsx'
import { outside } from '../site/link.ts'
import type { DemoDeps, InboxMessage } from './demo-deps.ts'
import { demoWords } from './demo-words.ts'

const limit = 100

/** `/dev/inbox`: what the system sent, to all or to one receiver. */
export async function inboxPage(c: Context<Web>, deps: DemoDeps): Promise<Response> {
  const language = c.get('language') ?? 'id'
  const words = demoWords[language].inbox
  const typed = (c.req.query('to') ?? '').slice(0, 254)
  const messages = await messagesTo(deps, typed)
  return show(
    c,
    <Page view={viewOf(c)} title={words.title} scripted={false}>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <form method="get" action="/dev/inbox" class="form">
        <div class="field">
          <label for="to">{words.to}</label>
          <input class="input" id="to" name="to" value={typed} autocomplete="off" />
        </div>
        <Buttons>
          <Button>{words.filter}</Button>
          <LinkButton
            look="second"
            href={typed ? `/dev/inbox?to=${encodeURIComponent(typed)}` : '/dev/inbox'}
          >
            {words.reload}
          </LinkButton>
          {typed ? (
            <LinkButton look="plain" href="/dev/inbox">
              {words.all}
            </LinkButton>
          ) : (
            ''
          )}
        </Buttons>
      </form>
      {messages.length === 0 ? (
        <EmptyState title={words.emptyTitle}>
          <p>{words.emptyText}</p>
        </EmptyState>
      ) : (
        <ol class="stack">
          {messages.map((message) => (
            <li>
              <article class="panel stack">
                <h2>{message.subject ?? words.smsTo(message.to)}</h2>
                <p class="small muted">
                  {message.kind === 'sms' ? 'SMS' : 'Email'} ·{' '}
                  <a href={`/dev/inbox?to=${encodeURIComponent(message.to)}`}>{message.to}</a> ·{' '}
                  {formatInstant(message.sentAt, language)}
                </p>
                <p class="lines">{linked(message.text)}</p>
              </article>
            </li>
          ))}
        </ol>
      )}
    </Page>,
  )
}

/** `/dev/inbox.json?to=`: the same for scripts. */
export async function inboxJson(c: Context<Web>, deps: DemoDeps): Promise<Response> {
  const messages = await messagesTo(deps, (c.req.query('to') ?? '').slice(0, 254))
  return c.json({
    messages: messages.map(({ kind, to, text, sentAt }) => ({
      kind,
      to,
      text,
      sent_at: sentAt.toISOString(),
    })),
  })
}

async function messagesTo(deps: DemoDeps, typed: string): Promise<readonly InboxMessage[]> {
  // A plus sign in an address is a blank by the rules of query strings; nobody types one before a phone number.
  const wanted = typed.trim().replaceAll('\u0000', '')
  if (!wanted) return deps.inboxMessages({ limit })
  return deps.inboxMessages({ to: indonesianMobile(wanted) ?? wanted.toLowerCase(), limit })
}

/** Addresses in a text as links; only http and https are. */
function linked(text: string) {
  return text
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/)
    .map((part, index) => (index % 2 === 1 ? <a href={outside(part)}>{part}</a> : part))
}
