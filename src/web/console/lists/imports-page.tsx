import { kindsOfList, listKinds } from '../../../imports/list-kinds.ts'
import type { Upload } from '../../../imports/upload-sql.ts'
import { keptUploads } from '../../../imports/uploads.ts'
import type { ListTarget } from '../../../imports/write-list.ts'
import { inWib } from '../../../lists/csv-text.ts'
import { type ListImport, listImports } from '../../../lists/list-imports.ts'
import { listWaves, type Wave } from '../../../waves/waves.ts'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words } from '../console-words.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { actorNames, consolePage, instant, Nothing, type Shown, whole } from '../page.tsx'
import { bringForm } from './bring-form.ts'
import { importsWords } from './imports-words.ts'

const shownImports = 100

/** `/konsol/impor`: the lists that wait, those that were imported, and where another one is brought. */
export async function importsPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = importsWords[language]
  const [waiting, imports] = await Promise.all([
    keptUploads(ctx.db, shownImports),
    listImports(ctx.db, shownImports),
  ])
  const waves = await listWaves(ctx.db)
  const name = await actorNames(request, [
    ...waiting.map(({ uploadedBy }) => uploadedBy),
    ...imports.map(({ importedBy }) => importedBy),
  ])
  if (wantsCsv(c)) return importsFile(request, imports, name)
  const brings = kindsOfList.filter((kind) => offers(request, listKinds[kind].brings))
  return consolePage(
    request,
    { title: said.title, csv: true, ...shown },
    <>
      <p class="lead">{said.lead}</p>
      {waiting.length === 0 ? '' : <Waiting {...{ request, waiting, waves, name }} />}
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
      {imports.length === 0 ? (
        <Nothing language={language} />
      ) : (
        <Imported {...{ request, imports, waves, name }} />
      )}
    </>,
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

function Imported({ request, imports, waves, name }: Listed & { imports: readonly ListImport[] }) {
  const { language } = request
  const said = importsWords[language]
  const left = [said.number, said.file, said.kind, said.into, said.at, said.by]
  return (
    <parts.Table
      caption={said.imported}
      columns={[
        ...left.map((label) => ({ label })),
        { label: said.rows, right: true },
        { label: said.undone, right: true },
      ]}
      rows={imports.map((one) => [
        <a href={`/konsol/impor/${Number(one.importId)}`}>{said.toImport(one.importId)}</a>,
        one.file,
        said.kinds[one.kind],
        intoText(one.facts, waves, language),
        instant(one.importedAt, language),
        name(one.importedBy),
        whole(one.rows, language),
        one.undoneAt || one.undone > 0 ? whole(one.undone, language) : '-',
      ])}
    />
  )
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

function importsFile(
  { c }: ConsoleRequest,
  imports: readonly ListImport[],
  name: (actor: string) => string,
): Response {
  return csvAnswer(
    c,
    'impor',
    ['number', 'kind', 'file', inWib('imported_at'), 'imported_by', 'rows', 'undone', 'kept'],
    imports.map((one) => [
      ...[one.importId, one.kind, one.file, one.importedAt, name(one.importedBy)],
      ...[one.rows, one.undone, one.kept],
    ]),
  )
}
