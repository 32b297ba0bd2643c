import { forgettings } from '../../../jobs/forgetting.ts'
import { partnersForget } from '../../../partners/forgetting.ts'
import { type RuleInWords, rulesInWords } from '../../../retention/retention-list.ts'
import { dueForRetention, type Forgotten, runRetention } from '../../../retention/run-retention.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { whole } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { Act } from '../parts/list-parts.tsx'
import type { StaffRows } from '../staff-rows.ts'
import { retentionWords } from './retention-words.ts'

/** How long everything is kept: a part of the console's table. */
export const retentionRows = ({ get, post }: StaffRows) => [
  get('/penyimpanan', 'see_retention', (request) => retentionPage(request)),
  post('/penyimpanan/hitung', 'see_retention', submitCount),
  post('/penyimpanan/jalankan', 'run_retention', submitRun),
]

/** `/konsol/penyimpanan`: the rule of every table, and what is due when it was counted. */
function retentionPage(request: ConsoleRequest, due?: readonly Forgotten[]): Promise<Response> {
  const { language } = request
  const said = retentionWords[language]
  return listPage(request, {
    title: said.title,
    lead: said.lead,
    place: '/konsol/penyimpanan',
    file: 'penyimpanan',
    columns: columnsOf(request),
    rows: rulesInWords(language),
    before: (
      <>
        {due ? (
          <parts.Table
            caption={said.due}
            columns={[{ label: said.job }, { label: said.rows, right: true }]}
            rows={due.map(({ name, rows }) => [name, whole(rows, language)])}
          />
        ) : (
          ''
        )}
        <Act title={said.due} text={said.dueText} action="/konsol/penyimpanan/hitung" button={said.count} />
        {offers(request, 'run_retention') ? (
          <Act title={said.run} text={said.runText} action="/konsol/penyimpanan/jalankan" button={said.run} />
        ) : (
          ''
        )}
      </>
    ),
  })
}

function columnsOf({ language }: ConsoleRequest): ListColumn<RuleInWords>[] {
  const said = retentionWords[language]
  return [
    { label: said.table, key: 'tabel', cell: ({ table }) => table },
    { label: said.kept, key: 'lama', cell: ({ kept }) => kept },
    { label: said.why, cell: ({ why }) => why },
    { label: said.by, key: 'pekerjaan', cell: ({ by }) => by ?? said.none },
    { label: said.erased, key: 'dihapus', cell: ({ erased }) => erased ?? said.none },
  ]
}

/** What would go now; nothing is changed. */
async function submitCount(request: ConsoleRequest): Promise<Response> {
  return retentionPage(request, await dueForRetention(request.ctx, forgettings(partnersForget)))
}

async function submitRun(request: ConsoleRequest): Promise<Response> {
  await runRetention(request.ctx, forgettings(partnersForget), request.actor)
  return goTo(request.c, '/konsol/penyimpanan?kabar=retention_run')
}
