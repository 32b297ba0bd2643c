import { z } from 'zod'
import { readCodeFile } from '../../learning/institution-desk/read-code-file.ts'
import {
  type RedeemBatch,
  type RowResult,
  redeemAtDesk,
  redeemFile,
} from '../../learning/institution-desk/redeem-file.ts'
import type { InstitutionUser } from '../../learning/institution-desk/users.ts'
import { field } from '../http/form-fields.ts'
import { parseForm, readForm, type Typed } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { actorOf, csvFile, type DeskDeps, deskPage, errorsOf, type Request, whyNot } from './desk.tsx'
import { deskWords } from './desk-words.ts'

const rowsOnPage = 200

interface RedeemShown {
  readonly problems?: readonly parts.FieldProblem[]
  readonly typed?: Typed
}

/** `/mitra/tukar`: one code, or a file of them. */
export async function redeemPage(
  c: Request,
  deps: DeskDeps,
  { problems = [], typed = {} }: RedeemShown = {},
): Promise<Response> {
  const said = deskWords[c.get('language')]
  const errors = errorsOf(problems)
  const done = c.get('session')?.state.redeemed
  if (typeof done === 'string' && problems.length === 0)
    await deps.sessions.remember(c, { redeemed: undefined })
  return deskPage(
    c,
    deps,
    said.redeem,
    <>
      {typeof done === 'string' && problems.length === 0 ? (
        <parts.Notice tone="success">
          <p>{said.redeemed(done)}</p>
        </parts.Notice>
      ) : (
        ''
      )}
      <h2>{said.oneCode}</h2>
      <parts.Form action="/mitra/tukar">
        <parts.Field
          name="kode"
          label={said.codeOf}
          hint={said.codeOfHint}
          autocomplete="off"
          maxlength={100}
          value={typed.kode}
          error={errors.kode}
        />
        <parts.Field
          name="email"
          label={said.emailOf}
          hint={said.emailOfHint}
          type="email"
          autocomplete="off"
          optional
          value={typed.email}
          error={errors.email}
        />
        <parts.Button>{said.redeemNow}</parts.Button>
      </parts.Form>
      <h2>{said.byFile}</h2>
      <FileForm c={c} error={errors.berkas} />
    </>,
    { problems },
  )
}

function FileForm({ c, error }: { c: Request; error: string | undefined }) {
  const said = deskWords[c.get('language')]
  const { csrf } = parts.useView()
  return (
    <form method="post" action="/mitra/tukar/berkas" enctype="multipart/form-data" class="form" novalidate>
      <input type="hidden" name="csrf" value={csrf} />
      <div class="field">
        <label for="berkas">{said.file}</label>
        <p class="hint" id="berkas-hint">
          {said.fileHint}
        </p>
        {error ? (
          <p class="wrong" id="berkas-error">
            {error}
          </p>
        ) : (
          ''
        )}
        <input
          class="input"
          id="berkas"
          name="berkas"
          type="file"
          accept=".csv,text/csv"
          aria-describedby={error ? 'berkas-hint berkas-error' : 'berkas-hint'}
          aria-invalid={error ? 'true' : undefined}
        />
      </div>
      <parts.Button look="second">{said.sendFile}</parts.Button>
    </form>
  )
}

const oneForm = z.object({ kode: field.text(100), email: field.email().optional() })

/** Takes one code. */
export async function takeCode(c: Request, deps: DeskDeps, user: InstitutionUser): Promise<Response> {
  const said = deskWords[c.get('language')]
  const answers = await parseForm(c, oneForm, { kode: said.codeOf, email: said.emailOf })
  if (!answers.ok) return redeemPage(c, deps, answers)
  const { kode: code, email } = answers.values
  const outcome = await redeemAtDesk(deps.ctx, user.institutionId, { code, email }, actorOf(c, user))
  if (!outcome.ok) {
    const problems = [
      { field: outcome.refusal === 'email_wrong' ? 'email' : 'kode', message: whyNot(c, outcome) },
    ]
    return redeemPage(c, deps, { problems, typed: answers.typed })
  }
  await deps.sessions.remember(c, { redeemed: outcome.value.course })
  return c.redirect('/mitra/tukar', 303)
}

/** Takes a file of codes, and leads to its report. */
export async function takeFile(c: Request, deps: DeskDeps, user: InstitutionUser): Promise<Response> {
  const read = await readCodeFile((await readForm(c)).get('berkas') ?? '')
  if (!read.ok) return redeemPage(c, deps, { problems: [{ field: 'berkas', message: whyNot(c, read) }] })
  const batchId = await redeemFile(deps.ctx, user.institutionId, read.value, actorOf(c, user))
  return c.redirect(`/mitra/tukar/laporan/${batchId}`, 303)
}

/** `/mitra/tukar/laporan/7`, and with `.csv` the whole of it as a file. */
export async function reportPage(c: Request, deps: DeskDeps, batch: RedeemBatch): Promise<Response> {
  const said = deskWords[c.get('language')]
  const all = batch.rows
  if (c.req.path.endsWith('.csv')) {
    const rows = all.map((row) => [
      String(row.line),
      row.code,
      row.outcome,
      row.course ?? '',
      resultOf(c, row),
    ])
    return csvFile(c, `tukar-${batch.batchId}`, [
      ['baris', 'kode', 'hasil', 'pelatihan', 'keterangan'],
      ...rows,
    ])
  }
  const shown = all.slice(0, rowsOnPage)
  return deskPage(
    c,
    deps,
    said.report,
    <>
      <p class="lead">
        {said.reportLead(all.filter(({ outcome }) => outcome === 'redeemed').length, all.length)}
      </p>
      <parts.LinkButton href={`/mitra/tukar/laporan/${batch.batchId}.csv`} look="second">
        {said.download}
      </parts.LinkButton>
      {shown.length < all.length ? <p>{said.firstRows(shown.length, all.length)}</p> : ''}
      <parts.Table
        caption={said.report}
        captionHidden
        columns={[{ label: said.line, right: true }, { label: said.rowCode }, { label: said.result }]}
        rows={shown.map((row) => [row.line, row.code || said.none, resultOf(c, row)])}
      />
      <p>
        <a href="/mitra/tukar">{said.back}</a>
      </p>
    </>,
    { wide: true },
  )
}

function resultOf(c: Request, { outcome, course, at }: RowResult): string {
  const language = c.get('language')
  if (outcome === 'redeemed')
    return course ? `${deskWords[language].rowRedeemed}: ${course}` : deskWords[language].rowRedeemed
  return whyNot(c, { refusal: outcome, facts: at ? { since: new Date(at) } : {} })
}
