import { listRefusedCalls } from '../../../partners/refused-calls.ts'
import { errorPage } from '../../http/errors.tsx'
import type { ConsoleRequest } from '../console-request.ts'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { mostRows } from '../parts/list-parts.tsx'
import { partnerOf } from './partner-page.tsx'
import { partnersWords } from './partners-words.ts'
import { type RefusedHour, refusalColumns } from './refusal-columns.tsx'

/** `/konsol/mitra/toko/:partner/ditolak`: what the API refused to a partner, by the hour, as long as it is kept. */
export async function refusalsPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const code = c.req.param('partner') ?? ''
  const [partner, refused] = await Promise.all([
    partnerOf(request),
    listRefusedCalls(ctx.db, { clientCode: code, since: new Date(0), limit: mostRows(c) }),
  ])
  if (!partner) return errorPage(c, 404)
  const { clientCode, name } = partner
  const place = `/konsol/mitra/toko/${clientCode}` as const
  const columns: ListColumn<RefusedHour>[] = refusalColumns(language)
  return listPage(request, {
    title: partnersWords[language].refusalsOf(name),
    place: `${place}/ditolak`,
    file: `ditolak-${clientCode}`,
    columns,
    rows: refused,
    before: (
      <p>
        <a href={place}>{name}</a>
      </p>
    ),
  })
}
