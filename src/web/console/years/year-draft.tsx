import type { Child } from 'hono/jsx'
import type { TwoPersonAct } from '../../../approvals/approvals.ts'
import { smallIdOf } from '../../../kernel/ids.ts'
import type { Outcome } from '../../../kernel/refusal.ts'
import { wibDate } from '../../../kernel/wib.ts'
import { beginYearAct } from '../../../years/begin-year.ts'
import { type ChangeYearRefusal, changeYearAct, type YearRefusal } from '../../../years/change-year.ts'
import { ruleGroups } from '../../../years/rule-words.ts'
import { cutOffFrom, scheme2021 } from '../../../years/year-rules.ts'
import { listYears, type ProgrammeYear, readYear, yearBefore } from '../../../years/years.ts'
import { errorPage } from '../../http/errors.tsx'
import { beginningWith, type Shown } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import type { Target } from '../../site/link.ts'
import { askForApproval } from '../approvals/ask-for-approval.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { type Shown as ConsoleShown, consolePage, whole } from '../page.tsx'
import { sentence } from '../refusal-words.ts'
import { countDiffering, RulesThatDiffer, type Side } from './rules-table.tsx'
import { groupFields, isWrong, newYearForm, pressed, readRulesForm, typedRules } from './year-form.ts'
import { yearsWords } from './years-words.ts'

/** `/konsol/tahun/baru`: a new year is drafted, from the rules of the newest one. */
export async function newYearPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { ctx, language, c } = request
  const said = yearsWords[language]
  const last = (await listYears(ctx.db)).at(-1)
  const year = Math.max(Number(wibDate(ctx.clock.now()).slice(0, 4)), (last?.year ?? 0) + 1)
  const cutOff = last ? `${year}-12-15` : cutOffFrom(ctx.clock.now())
  const known = {
    tahun: String(year),
    nama: `Program ${year}`,
    ...typedRules({ ...(last?.rules ?? scheme2021), usableUntil: cutOff }),
  }
  const filled = beginningWith(known, shown)
  return consolePage(
    request,
    { title: said.draftYear, ...filled },
    <>
      <p class="lead">{said.draftYearText}</p>
      <DraftForm request={request} action="/konsol/tahun/baru" shown={filled}>
        {newYearForm.fields(c, filled)}
      </DraftForm>
    </>,
  )
}

/** `/konsol/tahun/:year/ubah`: the rules of a year that has not begun are changed. */
export async function changeRulesPage(request: ConsoleRequest, shown: ConsoleShown = {}): Promise<Response> {
  const { ctx, language } = request
  const said = yearsWords[language]
  const year = await yearOf(request)
  if (!year) return errorPage(request.c, 404)
  // What can be changed is asked by the very act.
  const may = await changeYearAct(ctx.db, year.year, year.rules, ctx.clock.now())
  const stands = !may.ok && may.refusal === 'year_begun'
  const filled = beginningWith(typedRules(year.rules), shown)
  return consolePage(
    request,
    {
      title: said.changeTitle(String(year.year)),
      ...(stands && { problem: sentence(language, may) }),
      ...filled,
    },
    <>
      <p class="lead">{said.changeLead}</p>
      {stands ? (
        ''
      ) : (
        <DraftForm request={request} action={`/konsol/tahun/${year.year}/ubah`} shown={filled} />
      )}
      <p>
        <a href={`/konsol/tahun/${year.year}`}>{said.yearTitle(String(year.year))}</a>
      </p>
    </>,
  )
}

function DraftForm(props: { request: ConsoleRequest; action: Target; shown: Shown; children?: Child }) {
  const { request, action, shown, children } = props
  const { language } = request
  return (
    <parts.Form action={action} button={yearsWords[language].compare}>
      {children}
      {ruleGroups.map((group, place) => (
        <details open={place < 2 || isWrong(group, shown)}>
          <summary>{group[language]}</summary>
          <div class="stack">{groupFields(request, group, shown)}</div>
        </details>
      ))}
    </parts.Form>
  )
}

/** Compares a drafted year with the year before, then asks for it. */
export async function submitNewYear(request: ConsoleRequest): Promise<Response> {
  const { c, ctx } = request
  const answers = await newYearForm.read(c)
  const year = answers.ok ? answers.values.tahun : 0
  const read = await readRulesForm(request, year)
  if (!answers.ok || 'shown' in read) {
    const shown = 'shown' in read ? read.shown : { typed: read.typed }
    const problems = [...(answers.ok ? [] : answers.problems), ...(answers.ok ? (shown.problems ?? []) : [])]
    return newYearPage(request, { typed: { ...answers.typed, ...shown.typed }, problems })
  }
  const wanted = { year, name: answers.values.nama, rules: read.rules }
  const typed = { ...answers.typed, ...read.typed }
  const act = await beginYearAct(ctx.db, wanted, ctx.clock.now())
  const before = yearBefore(await listYears(ctx.db), year)
  const again = (shown: Shown) => newYearPage(request, shown)
  return compared(request, { act, wanted, before, typed, action: '/konsol/tahun/baru', again })
}

/** Compares changed rules with those that stand, then asks for them. */
export async function submitRulesChange(request: ConsoleRequest): Promise<Response> {
  const { c, ctx } = request
  const standing = await yearOf(request)
  if (!standing) return errorPage(c, 404)
  const read = await readRulesForm(request, standing.year)
  if ('shown' in read) return changeRulesPage(request, read.shown)
  const act = await changeYearAct(ctx.db, standing.year, read.rules, ctx.clock.now())
  const again = (shown: Shown) => changeRulesPage(request, shown)
  return compared(request, {
    act,
    wanted: { ...standing, rules: read.rules },
    before: standing,
    typed: read.typed,
    action: `/konsol/tahun/${standing.year}/ubah`,
    again,
  })
}

interface Drafted {
  readonly act: Outcome<TwoPersonAct, YearRefusal | ChangeYearRefusal>
  readonly wanted: ProgrammeYear
  readonly before: ProgrammeYear | undefined
  readonly typed: Readonly<Record<string, string>>
  readonly action: Target
  again(shown: Shown): Promise<Response>
}

/** Shows what would differ, or asks two people where that was seen; what is refused is shown in the form again. */
async function compared(request: ConsoleRequest, drafted: Drafted): Promise<Response> {
  const { language } = request
  const said = yearsWords[language]
  const { act, wanted, before, typed, action } = drafted
  const refused = (message: string) => drafted.again({ typed, problems: [{ field: '', message }] })
  if (!act.ok) return refused(sentence(language, act))
  const step = await pressed(request)
  if (step === 'ubah') return drafted.again({ typed })
  if (step === 'minta') return askForApproval(request, act, ({ problem }) => refused(problem ?? ''))
  const after: Side = { label: said.draft, rules: wanted.rules }
  const label = before?.year === wanted.year ? said.now : said.ofYear(String(before?.year))
  return consolePage(
    request,
    { title: said.compareTitle(String(wanted.year)) },
    <>
      {before ? (
        <>
          <p class="lead">{said.compareLead(whole(countDiffering(before.rules, wanted.rules), language))}</p>
          <RulesThatDiffer language={language} before={{ label, rules: before.rules }} after={after} />
        </>
      ) : (
        <p>{said.firstYear}</p>
      )}
      <parts.Form action={action}>
        <parts.Hidden values={typed} />
        <parts.Buttons>
          <parts.Button name="lanjut" value="minta">
            {said.askNow}
          </parts.Button>
          <parts.Button look="second" name="lanjut" value="ubah">
            {said.edit}
          </parts.Button>
        </parts.Buttons>
      </parts.Form>
    </>,
  )
}

async function yearOf({ c, ctx }: ConsoleRequest): Promise<ProgrammeYear | undefined> {
  const number = smallIdOf(c.req.param('year'))
  return number === undefined ? undefined : readYear(ctx.db, number)
}
