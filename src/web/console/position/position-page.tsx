import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatInstant, readWibInstant } from '../../../kernel/wib.ts'
import { figures } from '../../../reports/fold-movements.ts'
import { dimensions } from '../../../reports/position.ts'
import {
  type PositionTable,
  positionTable,
  type TableWords,
  tableRows,
} from '../../../reports/position-table.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { fileAnswer, formatAsked } from '../csv.ts'
import { consolePage } from '../page.tsx'
import { positionWords } from './position-words.ts'

type Language = ConsoleRequest['language']

/** `/konsol/laporan`: where the money was at an instant, by a dimension; the same as CSV and as a spreadsheet. */
export async function positionPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = positionWords[language]
  const typed = c.req.query('pada')?.trim() ?? ''
  const now = ctx.clock.now()
  const at = typed === '' ? now : readWibInstant(typed)
  const problems = !at || at > now ? [{ field: 'pada', message: said.atWrong }] : []
  const by = dimensions.find((dimension) => dimension === c.req.query('menurut'))
  const table = await positionTable(ctx.db, problems.length > 0 ? now : at!, by)
  const format = problems.length === 0 ? formatAsked(c) : undefined
  if (format) {
    const [head = [], ...rows] = tableRows(table, wordsOf(table, language))
    return fileAnswer(c, format, 'posisi', head.map(String), rows)
  }
  return consolePage(
    request,
    { title: said.title, ...(problems.length === 0 && { files: '/konsol/laporan' }), problems },
    <>
      <p class="lead">{said.lead}</p>
      <form method="get" action="/konsol/laporan" class="filters" novalidate>
        <parts.Field
          name="pada"
          label={said.at}
          hint={said.atHint}
          type="datetime-local"
          value={typed}
          error={problems[0]?.message}
          optional
          short
        />
        <parts.Select
          name="menurut"
          label={said.by}
          value={by}
          optional
          options={[
            { value: '', label: said.total },
            ...dimensions.map((value) => ({ value, label: said.dimensions[value] })),
          ]}
        />
        <parts.Button look="second">{said.show}</parts.Button>
      </form>
      {problems.length > 0 ? '' : <Found table={table} request={request} />}
      <section class="panel stack">
        <h2>{said.pack}</h2>
        <p>{said.packLead}</p>
        <p>
          <code>bekal audit-pack write FOLDER</code>, <code>bekal audit-pack check FOLDER</code>
        </p>
      </section>
    </>,
  )
}

function Found({ table, request }: { table: PositionTable; request: ConsoleRequest }) {
  const said = positionWords[request.language]
  const caption = said.asOf(formatInstant(table.at, request.language))
  const { figures: total } = table.total
  if (!table.by)
    return (
      <parts.Table
        caption={caption}
        columns={[{ label: said.all }, { label: '', right: true }]}
        rows={figures.map((figure) => [said.figures[figure], formatRupiah(total[figure])])}
      />
    )
  return (
    <>
      <parts.Table
        caption={caption}
        columns={[
          { label: said.dimensions[table.by] },
          ...figures.map((figure) => ({ label: said.figures[figure], right: true })),
        ]}
        rows={[...table.rows, { name: said.all, figures: total }].map((row) => [
          row.name ?? said.none,
          ...figures.map((figure) => formatRupiah(row.figures[figure])),
        ])}
      />
      <p class="hint">
        {said.none}: {said.noneHint}
      </p>
    </>
  )
}

function wordsOf({ by }: PositionTable, language: Language): TableWords {
  const said = positionWords[language]
  return {
    value: by ? said.dimensions[by] : '',
    none: said.none,
    total: said.all,
    figures: said.figures,
  }
}
