import { listKinds } from '../../../imports/list-kinds.ts'
import { lookAtList } from '../../../imports/look-at-list.ts'
import { toldOf } from '../../../imports/told-rows.ts'
import type { Upload, UploadReport } from '../../../imports/upload-sql.ts'
import { contentOf, readUpload, rowsToTell } from '../../../imports/uploads.ts'
import type { ListCounts } from '../../../imports/written-list.ts'
import { idOf } from '../../../kernel/ids.ts'
import { listTasks, type Task } from '../../../staff/tasks.ts'
import { listWaves } from '../../../waves/waves.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words } from '../console-words.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { actorNames, consolePage, instant, type Shown, whole } from '../page.tsx'
import { Act, Pages, rowsAsked } from '../parts/list-parts.tsx'
import { keptSentence } from '../refusal-words.ts'
import { Columns } from './columns-form.tsx'
import { intoText } from './imports-page.tsx'
import { importsWords } from './imports-words.ts'

/** `/konsol/impor/berkas/:upload`: a list that was brought: its columns, what would come of it, and then what came of it. */
export async function uploadPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = importsWords[language]
  const uploadId = idOf(c.req.param('upload'))
  const upload = uploadId && (await readUpload(ctx.db, uploadId))
  if (!upload) return errorPage(c, 404)
  if (wantsCsv(c)) return rowsFile(request, upload)
  const [task] = await listTasks(ctx.db, { subject: `upload:${uploadId}`, limit: 1 })
  const running = task !== undefined && !task.endedAs
  const { state, report, importId } = upload
  const mayBring = offers(request, listKinds[upload.kind].brings)
  const title = said.uploadTitle(said.kinds[upload.kind], upload.file)
  return consolePage(
    request,
    { title, csv: report !== undefined, ...shown },
    <>
      {await facts(request, upload)}
      {running ? <Running task={task} language={language} /> : ''}
      {!running && task?.endedAs !== 'done' && task ? <Failed {...{ task, report, language }} /> : ''}
      {!running && mayBring && state === 'writing' ? (
        <Act
          title={said.goOn}
          text={said.goOnText}
          action={`/konsol/impor/berkas/${Number(uploadId)}/tulis`}
          button={said.goOn}
        />
      ) : (
        ''
      )}
      {report && 'rows' in report ? await found(request, upload, report) : ''}
      {!running && mayBring && state === 'tried' ? <Write upload={upload} language={language} /> : ''}
      {importId ? (
        <p>
          <a href={`/konsol/impor/${Number(importId)}`}>{said.toImport(importId)}</a>
        </p>
      ) : (
        ''
      )}
      {!running && (state === 'brought' || state === 'tried') ? await columns(request, upload, mayBring) : ''}
    </>,
  )
}

type Language = ConsoleRequest['language']

async function facts(request: ConsoleRequest, upload: Upload) {
  const { ctx, language } = request
  const said = importsWords[language]
  const name = await actorNames(request, [upload.uploadedBy])
  return (
    <parts.SummaryList
      rows={[
        { label: said.into, value: intoText(upload.target, await listWaves(ctx.db), language) },
        { label: said.at, value: instant(upload.uploadedAt, language) },
        { label: said.by, value: name(upload.uploadedBy) },
        { label: said.state, value: said.states[upload.state] },
      ]}
    />
  )
}

function Running({ task, language }: { task: Task; language: Language }) {
  const said = importsWords[language]
  return (
    <parts.Notice tone="info" title={said.runs(whole(task.done, language), whole(task.total, language))}>
      <p>
        <a href="/konsol/pekerjaan">/konsol/pekerjaan</a>
      </p>
    </parts.Notice>
  )
}

function Failed(props: { task: Task; report: UploadReport | undefined; language: Language }) {
  const { task, report, language } = props
  const told = report && 'refusal' in report ? report.said?.[language] : undefined
  const { refusal } = task.report
  const ended = words[language].ends[task.endedAs ?? 'broken']
  const why = told ?? (refusal === undefined ? ended : keptSentence(language, refusal))
  return <parts.Notice tone={task.endedAs === 'interrupted' ? 'warning' : 'error'} title={why} />
}

/** What would come of it, or what came: the counts, and the rows to look at. */
async function found(request: ConsoleRequest, { uploadId, kind, state }: Upload, counts: ListCounts) {
  const { ctx, c, language } = request
  const said = importsWords[language]
  const { told, total } = await rowsToTell(ctx.db, uploadId, rowsAsked(c, false))
  const shown = Object.entries(said.count) as [keyof ListCounts, string][]
  return (
    <>
      <h2>{said.counts[state === 'written' ? 'written' : 'tried']}</h2>
      <parts.SummaryList
        rows={shown
          .filter(([key]) => key === 'rows' || key === 'imported' || counts[key] > 0)
          .map(([key, label]) => ({ label, value: whole(counts[key], language) }))}
      />
      {told.length === 0 ? (
        <p class="muted">{said.noProblems}</p>
      ) : (
        <>
          <parts.Table
            caption={said.problems}
            columns={[
              { label: said.line, right: true },
              { label: said.verdict },
              { label: said.who },
              { label: said.why },
            ]}
            rows={told.map((row) => [
              whole(row.line, language),
              said.verdicts[row.verdict],
              row.who,
              toldOf(kind, row, language),
            ])}
          />
          <Pages request={request} total={total} />
        </>
      )}
    </>
  )
}

function Write({ upload, language }: { upload: Upload; language: Language }) {
  const said = importsWords[language]
  const { report, uploadId } = upload
  const count = report && 'rows' in report ? report.imported + report.changed : 0
  return (
    <section class="panel stack">
      <h2>{said.write}</h2>
      <p>{said.writeText(whole(count, language))}</p>
      <parts.Form action={`/konsol/impor/berkas/${Number(uploadId)}/tulis`} button={said.write} />
    </section>
  )
}

async function columns(request: ConsoleRequest, upload: Upload, mayBring: boolean) {
  const { ctx, language } = request
  const said = importsWords[language]
  const { uploadId, kind, mapping, digitsAreRight } = upload
  const content = await contentOf(ctx, uploadId)
  if (!content) return ''
  const looked = await lookAtList(kind, content, { columns: mapping, digitsAreRight })
  return (
    <>
      <Columns upload={upload} looked={looked} language={language} mayBring={mayBring} />
      {mayBring ? (
        <Act
          title={said.drop}
          text={said.dropText}
          action={`/konsol/impor/berkas/${Number(uploadId)}/buang`}
          button={said.drop}
        />
      ) : (
        ''
      )}
    </>
  )
}

const rowsInFile = 200_000

/** The report row by row, in words. */
async function rowsFile({ c, ctx, language }: ConsoleRequest, { uploadId, kind }: Upload): Promise<Response> {
  const said = importsWords[language]
  const { told } = await rowsToTell(ctx.db, uploadId, { limit: rowsInFile, offset: 0 })
  return csvAnswer(
    c,
    `impor-${uploadId}`,
    ['line', 'outcome', 'who', 'why'],
    told.map((row) => [row.line, said.verdicts[row.verdict], row.who, toldOf(kind, row, language)]),
  )
}
