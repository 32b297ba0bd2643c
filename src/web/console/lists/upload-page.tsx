import type { Child } from 'hono/jsx'
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
import { actorNames, consolePage, instant, type Shown, whole } from '../page.tsx'
import { listPage } from '../parts/list-page.tsx'
import { Act, rowsAsked } from '../parts/list-parts.tsx'
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
  const [task] = await listTasks(ctx.db, { subject: `upload:${uploadId}`, limit: 1 })
  const running = task !== undefined && !task.endedAs
  const { state, report, importId } = upload
  const mayBring = offers(request, listKinds[upload.kind].brings)
  const title = said.uploadTitle(said.kinds[upload.kind], upload.file)
  const before = (
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
    </>
  )
  const after = (
    <>
      {!running && mayBring && state === 'tried' ? <Write upload={upload} language={language} /> : ''}
      {importId ? (
        <p>
          <a href={`/konsol/impor/${Number(importId)}`}>{said.toImport(importId)}</a>
        </p>
      ) : (
        ''
      )}
      {!running && (state === 'brought' || state === 'tried') ? await columns(request, upload, mayBring) : ''}
    </>
  )
  if (!report || !('rows' in report))
    return consolePage(
      request,
      { title, ...shown },
      <>
        {before}
        {after}
      </>,
    )
  return reportPage(request, upload, { title, counts: report, before, after }, shown)
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

interface Around {
  readonly title: string
  readonly counts: ListCounts
  readonly before: Child
  readonly after: Child
}

/** What would come of it, or what came: the counts, and the rows to look at, each in words. */
async function reportPage(
  request: ConsoleRequest,
  { uploadId, kind, state }: Upload,
  { title, counts, before, after }: Around,
  shown: Shown,
): Promise<Response> {
  const { ctx, c, language } = request
  const said = importsWords[language]
  const { told, total } = await rowsToTell(ctx.db, uploadId, rowsAsked(c))
  const counted = Object.entries(said.count) as [keyof ListCounts, string][]
  return listPage(
    request,
    {
      title,
      place: `/konsol/impor/berkas/${Number(uploadId)}`,
      file: `impor-${uploadId}`,
      columns: [
        { label: said.line, right: true, cell: (row) => row.line },
        { label: said.verdict, cell: (row) => said.verdicts[row.verdict] },
        { label: said.who, cell: (row) => row.who },
        { label: said.why, cell: (row) => toldOf(kind, row, language) },
      ],
      rows: told,
      total,
      empty: <p class="muted">{said.noProblems}</p>,
      before: (
        <>
          {before}
          <h2>{said.counts[state === 'written' ? 'written' : 'tried']}</h2>
          <parts.SummaryList
            rows={counted
              .filter(([key]) => key === 'rows' || key === 'imported' || counts[key] > 0)
              .map(([key, label]) => ({ label, value: whole(counts[key], language) }))}
          />
          <h3>{said.problems}</h3>
        </>
      ),
      after,
    },
    shown,
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
