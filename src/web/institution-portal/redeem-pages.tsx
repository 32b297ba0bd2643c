import { readCodeFile } from '../../learning/institution-portal/read-code-file.ts'
import {
  type RedeemBatch,
  type RowResult,
  redeemByInstitution,
  redeemFile,
} from '../../learning/institution-portal/redeem-file.ts'
import type { InstitutionUser } from '../../learning/institution-portal/users.ts'
import { field } from '../http/form-fields.ts'
import { readForm, type Shown, wrong } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { ask, form } from '../site/form.tsx'
import { goTo } from '../site/link.ts'
import {
  actorOf,
  csvFile,
  type InstitutionPortalDeps,
  institutionPortalPage,
  type Request,
  whyNot,
} from './institution-portal.tsx'
import { institutionPortalWords } from './institution-portal-words.ts'

const rowsOnPage = 200

const codeForm = form((language) => {
  const said = institutionPortalWords[language]
  const code = { hint: said.codeOfHint, autocomplete: 'off', maxlength: 100 }
  const email = { hint: said.emailOfHint, type: 'email', autocomplete: 'off' } as const
  return {
    kode: ask.text(field.text(100), said.codeOf, code),
    email: ask.text(field.email().optional(), said.emailOf, email),
  }
})

const fileForm = form((language) => {
  const said = institutionPortalWords[language]
  return { berkas: ask.file(said.file, ['.csv', 'text/csv'], { hint: said.fileHint }) }
})

/** `/mitra/tukar`: one code, or a file of them. */
export async function redeemPage(
  c: Request,
  deps: InstitutionPortalDeps,
  shown: Shown = {},
): Promise<Response> {
  const said = institutionPortalWords[c.get('language')]
  const redeemed = c.get('session')?.state.redeemed
  const done = typeof redeemed === 'string' && !shown.problems?.length
  if (done) await deps.sessions.remember(c, { redeemed: undefined })
  return institutionPortalPage(
    c,
    said.redeem,
    <>
      {done ? (
        <parts.Notice tone="success">
          <p>{said.redeemed(redeemed)}</p>
        </parts.Notice>
      ) : (
        ''
      )}
      <h2>{said.oneCode}</h2>
      <parts.Form action="/mitra/tukar" button={said.redeemNow}>
        {codeForm.fields(c, shown)}
      </parts.Form>
      <h2>{said.byFile}</h2>
      <parts.Form action="/mitra/tukar/berkas" files>
        {fileForm.fields(c, shown)}
        <parts.Button look="second">{said.sendFile}</parts.Button>
      </parts.Form>
    </>,
    shown,
  )
}

/** Takes one code. */
export async function submitCode(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
): Promise<Response> {
  const answers = await codeForm.read(c)
  if (!answers.ok) return redeemPage(c, deps, answers)
  const { kode: code, email } = answers.values
  const outcome = await redeemByInstitution(deps.ctx, user.institutionId, { code, email }, actorOf(c, user))
  if (!outcome.ok) {
    const at = outcome.refusal === 'email_wrong' ? 'email' : 'kode'
    return redeemPage(c, deps, wrong(at, whyNot(c, outcome), answers.typed))
  }
  await deps.sessions.remember(c, { redeemed: outcome.value.course })
  return goTo(c, '/mitra/tukar')
}

/** Takes a file of codes, and leads to its report. */
export async function submitFile(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
): Promise<Response> {
  const read = await readCodeFile((await readForm(c)).get('berkas') ?? '')
  if (!read.ok) return redeemPage(c, deps, wrong('berkas', whyNot(c, read)))
  const batchId = await redeemFile(deps.ctx, user.institutionId, read.value, actorOf(c, user))
  return goTo(c, `/mitra/tukar/laporan/${batchId}`)
}

/** `/mitra/tukar/laporan/7`, and with `.csv` the whole of it as a file. */
export async function reportPage(c: Request, batch: RedeemBatch): Promise<Response> {
  const said = institutionPortalWords[c.get('language')]
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
  return institutionPortalPage(
    c,
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
    return course
      ? `${institutionPortalWords[language].rowRedeemed}: ${course}`
      : institutionPortalWords[language].rowRedeemed
  return whyNot(c, { refusal: outcome, facts: at ? { since: new Date(at) } : {} })
}
