import { kindsOfList, listKinds } from '../../../imports/list-kinds.ts'
import type { Upload } from '../../../imports/upload-sql.ts'
import { keptUploads } from '../../../imports/uploads.ts'
import type { ListTarget } from '../../../imports/write-list.ts'
import { type ListImport, listImports } from '../../../lists/list-imports.ts'
import { listWaves, type Wave } from '../../../waves/waves.ts'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words } from '../console-words.ts'
import { actorNames, instant, type Shown } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { mostRows } from '../parts/list-parts.tsx'
import { bringForm } from './bring-form.ts'
import { importsWords } from './imports-words.ts'

/** Each is somebody's, kept for a week at most. */
const shownUploads = 100

/** `/konsol/impor`: the lists that wait, those that were imported, and where another one is brought. */
export async function importsPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = importsWords[language]
  const [waiting, imports, waves] = await Promise.all([
    keptUploads(ctx.db, shownUploads),
    listImports(ctx.db, mostRows(c)),
    listWaves(ctx.db),
  ])
  const name = await actorNames(request, [
    ...waiting.map(({ uploadedBy }) => uploadedBy),
    ...imports.map(({ importedBy }) => importedBy),
  ])
  const brings = kindsOfList.filter((kind) => offers(request, listKinds[kind].brings))
  const listed = { request, waves, name }
  return listPage(
    request,
    {
      title: said.title,
      lead: said.lead,
      place: '/konsol/impor',
      file: 'impor',
      columns: columnsOf(listed),
      rows: imports,
      before: (
        <>
          {waiting.length === 0 ? '' : <Waiting {...listed} waiting={waiting} />}
          {brings.length === 0 ? (
            ''
          ) : (
            <section class="panel stack">
              <h2>{said.bring}</h2>
              <parts.Form action="/konsol/impor" button={said.bring} files>
                {bringForm(brings, waves).fields(c, shown)}
              </parts.Form>
            </section>
          )}
          <h2>{said.imported}</h2>
        </>
      ),
    },
    shown,
  )
}

interface Listed {
  readonly request: ConsoleRequest
  readonly waves: readonly Wave[]
  readonly name: (actor: string) => string
}

function Waiting({ request, waiting, waves, name }: Listed & { waiting: readonly Upload[] }) {
  const { language } = request
  const said = importsWords[language]
  return (
    <parts.Table
      caption={said.waiting}
      columns={[said.file, said.kind, said.into, said.at, said.by, said.state].map((label) => ({ label }))}
      rows={waiting.map((one) => [
        <a href={`/konsol/impor/berkas/${Number(one.uploadId)}`}>{one.file}</a>,
        said.kinds[one.kind],
        intoText(one.target, waves, language),
        instant(one.uploadedAt, language),
        name(one.uploadedBy),
        <parts.StatusTag tone={one.state === 'tried' ? 'success' : 'waiting'}>
          {said.states[one.state]}
        </parts.StatusTag>,
      ])}
    />
  )
}

function columnsOf({ request, waves, name }: Listed): ListColumn<ListImport>[] {
  const { language } = request
  const said = importsWords[language]
  return [
    {
      label: said.number,
      key: 'nomor',
      cell: (one) => Number(one.importId),
      show: (one) => <a href={`/konsol/impor/${Number(one.importId)}`}>{said.toImport(one.importId)}</a>,
    },
    { label: said.file, key: 'berkas', cell: (one) => one.file },
    { label: said.kind, key: 'isi', cell: (one) => said.kinds[one.kind] },
    { label: said.into, cell: (one) => intoText(one.facts, waves, language) },
    { label: said.at, key: 'pada', cell: (one) => one.importedAt },
    { label: said.by, cell: (one) => name(one.importedBy) },
    { label: said.rows, key: 'baris', right: true, cell: (one) => one.rows },
    {
      label: said.undone,
      key: 'dibatalkan',
      right: true,
      cell: (one) => (one.undoneAt || one.undone > 0 ? one.undone : undefined),
    },
  ]
}

/** What a list is brought into, as people name it. */
export function intoText(
  { list, agency, wave_id: waveId }: ListTarget,
  waves: readonly Wave[],
  language: ConsoleRequest['language'],
): string {
  const wave = waves.find((one) => one.waveId === Number(waveId))
  const named = wave && words[language].waveOf(String(wave.number), String(wave.year))
  return [list, agency, named].filter(Boolean).join(', ') || '-'
}
