import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Queryable } from '../../src/database/sql.ts'
import type { World } from './fixed-world.ts'
import { type Fields, formsOn, wrongly } from './forms.ts'
import { normalised } from './normalise.ts'
import type { Asked } from './requests.ts'
import type { Answer, Visitor } from './visitor.ts'

/** What came of asking as one visitor in one language. */
export interface Told {
  readonly answers: number
  /** addresses that were not answered as one who asks once would be */
  readonly faults: readonly string[]
}

interface Asking {
  readonly browser: Visitor
  readonly asked: readonly Asked[]
  /** whether forms are sent from nowhere, too */
  readonly fromNowhere: boolean
  readonly folder: string
}

/**
 * Asks for every address: all pages first, with what they can be searched for, then every form empty, and those that a
 * page has, filled in wrongly. Each form is sent by the same browser with the same sessions: what one of them does to a
 * session, another does not see.
 */
export async function askAll({ ctx }: World, { browser, asked, fromNowhere, folder }: Asking): Promise<Told> {
  const faults: string[] = []
  let answers = 0
  function write(kind: string, { name, path: address }: Asked, answer: Answer): void {
    answers += 1
    const { status } = answer
    if (status === 429 || status >= 500) faults.push(`${status} ${kind} ${address}`)
    const file = path.join(folder, kind, `${name === '/' ? 'index' : name.slice(1)}.txt`)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, normalised(answer))
  }
  const of = (wanted: string) => asked.filter(({ method }) => method === wanted)
  const forms = new Map<string, Fields>()
  for (const one of of('GET')) {
    const answer = await browser.get(one.path)
    for (const [action, fields] of formsOn(answer.text)) forms.set(action, fields)
    write('GET', one, answer)
  }
  for (const one of of('GET')) {
    const search = forms.get(`?${one.path}`)
    if (search)
      write('GET search', one, await browser.get(`${one.path}?${new URLSearchParams(wrongly(search))}`))
  }
  const kept = await sessionsIn(ctx.db)
  const send = async (kind: string, one: Asked, form: Record<string, string>) => {
    write(kind, one, await browser.copy().post(one.path, form))
    if ((await sessionsIn(ctx.db)) !== kept) await putBack(ctx.db, kept)
  }
  const firstOfRoute = new Set(new Map(of('POST').map((one) => [one.route, one])).values())
  for (const one of of('POST')) {
    if (fromNowhere && firstOfRoute.has(one)) await send('POST from nowhere', one, { csrf: '' })
    await send('POST empty', one, {})
    const fields = forms.get(one.path)
    if (fields) await send('POST wrong', one, wrongly(fields))
  }
  return { answers, faults }
}

/** All sessions there are, as text. */
async function sessionsIn(db: Queryable): Promise<string> {
  const { rows } = await db.query(
    `select coalesce(jsonb_agg(to_jsonb(web_session) order by token_hash), '[]')::text as sessions from web_session`,
  )
  return rows[0].sessions
}

async function putBack(db: Queryable, sessions: string): Promise<void> {
  await db.query('delete from web_session')
  await db.query(
    'insert into web_session select * from jsonb_populate_recordset(null::web_session, $1::jsonb)',
    [sessions],
  )
}
