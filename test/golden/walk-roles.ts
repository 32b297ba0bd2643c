import assert from 'node:assert/strict'
import type { Queryable } from '../../src/database/sql.ts'
import { may, type Permission, type Role } from '../../src/staff/permissions.ts'
import { charts } from '../../src/web/console/charts/chart-list.ts'
import type { ChartName } from '../../src/web/console/charts/charts-words.ts'
import { consoleTable } from '../../src/web/console/console-routes.ts'
import { aStaffMember } from '../a-visitor.ts'
import type { World } from './fixed-world.ts'
import { type Fields, formsOn, wrongly } from './forms.ts'
import type { Asked } from './requests.ts'
import { type Answer, Visitor } from './visitor.ts'

/** What the page says to somebody of the staff whose role is another one. */
const forbidden = /Ini bagian peran /
/** Their way in: what it answers depends on a session, not on a role. */
const open = /^\/konsol\/(?:masuk|keluar|undangan|kode-pemulihan)/
/** Values of which nothing is there, and an address of which nothing is. */
const nothingThere = /=(?:unknown|none|tidak-ada|to come)\b|\/tidak-ada$/

/** Who of the staff may ask, by the one table of permissions. */
export function allowed(role: Role, { method, route, path }: Asked): boolean {
  const row = consoleTable.routes.find(
    (one) =>
      one.method === method.toLowerCase() && `/konsol${one.path === '/' ? '' : bare(one.path)}` === route,
  )
  // Whoever opens where a form goes is led back to its page.
  if (!row) return true
  const chart = route === '/konsol/grafik/:name' ? charts[path.split('/').at(-1) as ChartName] : undefined
  const asks = [row.who, ...(chart?.sees ? [chart.sees] : [])]
  return asks.every((who) => who === 'own' || may([role], who as Permission))
}

const bare = (path: string) => path.replaceAll(/:(\w+)\{(?:[^{}]|\{[^}]*\})*\}/g, ':$1')

export const ofConsole = (asked: readonly Asked[], method: string) =>
  asked.filter((one) => one.method === method && /^\/konsol(?:\/|$)/.test(one.route) && !open.test(one.route))

/** Somebody with that role, logged in as the demo lets people in. */
export async function aVisitorOfStaff({ ctx, url }: World, role: Role): Promise<Visitor> {
  const { email } = await aStaffMember(ctx, [role], ctx.clock.now())
  const visitor = new Visitor(url)
  await visitor.get('/dev/konsol')
  assert.equal((await visitor.post('/dev/konsol', { email })).status, 303)
  await visitor.get('/konsol/akun')
  return visitor
}

/** What the journal has come to tell of since `last`. */
export async function journaledSince(db: Queryable, last: string): Promise<string[]> {
  const { rows } = await db.query(
    `select distinct act || ' ' || subject as act from journal where journal_id > $1 and actor like 'staff:%' order by act`,
    [last],
  )
  return rows.map(({ act }) => act as string)
}

export async function lastOfJournal(db: Queryable): Promise<string> {
  return (await db.query('select coalesce(max(journal_id), 0)::text as last from journal')).rows[0].last
}

/** What came of a walk: the forms that pages show, by where they are sent, and what was answered otherwise than it should. */
export interface Walked {
  readonly forms: ReadonlyMap<string, Fields>
  readonly wrong: readonly string[]
}

/** Asks for every page as that role. */
export async function readAll(visitor: Visitor, role: Role, asked: readonly Asked[]): Promise<Walked> {
  const forms = new Map<string, Fields>()
  const wrong: string[] = []
  for (const one of ofConsole(asked, 'GET')) {
    const answer = await visitor.get(one.path)
    // 409: a page that says why what it is for cannot be done now.
    const there = nothingThere.test(one.name) ? [200, 303, 404, 409] : [200, 303, 409]
    const right = allowed(role, one)
      ? there.includes(answer.status) && !leadsToLogIn(answer)
      : isRefused(answer)
    if (!right) wrong.push(told('GET', one, answer))
    for (const [action, fields] of formsOn(answer.text)) forms.set(action, fields)
  }
  return { forms, wrong }
}

/** Sends every form that the role may not send: each is refused. */
export async function sendForbidden(visitor: Visitor, role: Role, asked: readonly Asked[]) {
  const forms = ofConsole(asked, 'POST').filter((one) => !allowed(role, one))
  const wrong: string[] = []
  for (const one of forms) {
    const answer = await visitor.post(one.path)
    if (!isRefused(answer)) wrong.push(`${role}: ${told('POST', one, answer)}`)
  }
  return { sent: forms.length, wrong }
}

/** Sends every form that the role may send, as `fields` has it, filled in wrongly: it is answered, by no fault. */
export async function sendAllowed(
  visitor: Visitor,
  role: Role,
  asked: readonly Asked[],
  fields: ReadonlyMap<string, Fields>,
): Promise<string[]> {
  const wrong: string[] = []
  for (const one of ofConsole(asked, 'POST').filter((it) => allowed(role, it))) {
    const form = fields.get(one.path)
    const answer = await visitor.post(one.path, form ? wrongly(form) : {})
    if (answer.status >= 500 || leadsToLogIn(answer)) wrong.push(`${role}: ${told('POST', one, answer)}`)
  }
  return wrong
}

const told = (method: string, { path }: Asked, { status, location }: Answer) =>
  `${method} ${path}: ${status} ${location}`
const isRefused = ({ status, text }: Answer) => status === 403 && forbidden.test(text)
const leadsToLogIn = ({ location }: Answer) => /^\/konsol\/masuk/.test(location)
