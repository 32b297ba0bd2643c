import type { Context as RequestContext } from 'hono'
import type { Context } from '../../database/context.ts'
import { type DailyHead, listDailyHeads, listKeptSeals } from '../../journal/daily-heads.ts'
import { formatDay } from '../../kernel/wib.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { showPage } from '../site/show-page.tsx'
import { type Answer, rowsOf, type SiteTable } from '../site/site-table.ts'
import { words } from './journal-words.ts'

type Request = RequestContext<Web>
type Deps = { readonly ctx: Context }

/** Everybody, with the last seal of each day. */
async function heads(
  c: Request,
  { ctx }: Deps,
  page: (c: Request, heads: readonly DailyHead[]) => Answer,
): Promise<Response> {
  return page(c, await listDailyHeads(ctx.db, ctx.clock.now()))
}

/** Everybody, with every seal that is to be kept elsewhere. */
async function keptSeals(
  c: Request,
  { ctx }: Deps,
  page: (c: Request, heads: readonly DailyHead[]) => Answer,
): Promise<Response> {
  return page(c, await listKeptSeals(ctx.db, ctx.clock.now()))
}

const { get } = rowsOf({ everybody: heads, keeper: keptSeals })

/** `/jurnal`: the last seal of each day, for whoever keeps them elsewhere. No row of the journal is public. */
export const journalTable: SiteTable<Deps> = {
  base: '/jurnal',
  limits: [{ under: '/*', purpose: 'jurnal', perMinute: 60, reads: true }],
  routes: [
    get('/', 'everybody', headsPage),
    // What "bekal audit --heads" and "bekal evidence verify --seals" read.
    get('/segel.txt', 'keeper', headsFile, { anyOrigin: true }),
  ],
}

function headsFile(c: Request, heads: readonly DailyHead[]): Response {
  return c.text(heads.map(({ date, seal, hash }) => `${date} ${seal} ${hash}\n`).join(''))
}

function headsPage(c: Request, heads: readonly DailyHead[]): Response | Promise<Response> {
  const language = c.get('language')
  const said = words[language]
  return showPage(
    c,
    { title: said.title, description: said.lead, width: 'full', scripted: false, indexed: true },
    <>
      <p class="lead">{said.lead}</p>
      {heads.length === 0 ? (
        <parts.EmptyState title={said.none}>
          <p>{said.noneText}</p>
        </parts.EmptyState>
      ) : (
        <>
          <parts.Table
            caption={said.caption}
            columns={[{ label: said.date }, { label: said.seal, right: true }, { label: said.hash }]}
            rows={heads.map(({ date, seal, hash }) => [
              formatDay(date, language),
              seal,
              <span class="small hash">{hash}</span>,
            ])}
          />
          <p>
            <a href="/jurnal/segel.txt">{said.file}</a>
          </p>
        </>
      )}
    </>,
  )
}
