import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { Buttons, LinkButton } from '../parts/forms/form.tsx'
import { Page } from '../parts/page/page.tsx'
import { isForPrograms } from './edge/for-programs.ts'
import { errorWords } from './errors-words.ts'
import { show, viewOf } from './site.ts'
import type { Web } from './web.ts'

export type ErrorStatus = 400 | 403 | 404 | 405 | 408 | 413 | 429 | 500 | 503

const codes: Record<ErrorStatus, string> = {
  400: 'bad_request',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'too_slow',
  413: 'too_large',
  429: 'too_many_requests',
  500: 'internal_fault',
  503: 'unavailable',
}

/**
 * Says what is wrong in the look and language of the site, or as JSON to programs. Never shows internals. `todo` stands
 * instead of what is usually to be done, where a site knows better.
 */
export function errorPage(
  c: Context,
  status: ErrorStatus,
  facts: { waitSeconds?: number; todo?: string } = {},
): Response {
  const web = c as Context<Web>
  const words = errorWords[web.get('language') ?? 'id']
  const { title, text } = words[`e${status}`]
  const wait = facts.waitSeconds === undefined ? '' : words.wait(facts.waitSeconds)
  const requestId = web.get('requestId') ?? ''
  c.header('Cache-Control', 'no-store')
  if (isForPrograms(askedBy(c))) {
    const message = [`${title}.`, wait, facts.todo].filter(Boolean).join(' ')
    return c.json({ success: false, code: codes[status], message, request_id: requestId }, status)
  }
  const view = viewOf(web)
  return show(
    c,
    <Page view={view} title={title} scripted={false}>
      <h1>{title}</h1>
      <p class="lead">{wait || facts.todo || text}</p>
      <Buttons>
        <LinkButton href={view.home}>{words.home}</LinkButton>
      </Buttons>
      {status >= 500 && requestId ? (
        <p class="small muted">
          {words.requestId}: <code>{requestId}</code>
        </p>
      ) : (
        ''
      )}
    </Page>,
    status,
  )
}

/** Answers what no route knows. */
export const notFound: NotFoundHandler<Web> = (c) => errorPage(c, 404)

/** Catches faults once, at the edge: `report` writes them down, people see what to do. */
export function onFault(report: (fault: Error, c: Context<Web>) => void): ErrorHandler<Web> {
  return (fault, c) => {
    if (fault instanceof HTTPException && (fault.status < 500 || fault.status === 503)) {
      if (fault.status === 503 || fault.status === 429) c.header('Retry-After', '10')
      return errorPage(c, fault.status in codes ? (fault.status as ErrorStatus) : 400)
    }
    report(fault, c)
    if (!isOutage(fault)) return errorPage(c, 500)
    c.header('Retry-After', '30')
    return errorPage(c, 503)
  }
}

// The database cannot be reached, starts, stops, or has no connection left.
const outages = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08001',
  // A statement that took too long, as all of them do while the disk hangs.
  '57014',
])

function isOutage(fault: Error): boolean {
  return (
    outages.has(String((fault as { code?: unknown }).code)) ||
    /timeout exceeded when trying|Query read timeout|Connection terminated/.test(fault.message)
  )
}

export function askedBy(c: Context) {
  return { url: c.req.path, accept: c.req.header('accept') }
}
