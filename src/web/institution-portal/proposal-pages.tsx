import { placeCellOf, placeProblems, readPlace } from '../../catalogue/places/schedule-place.ts'
import { curationsOf } from '../../catalogue/proposals/curation.ts'
import { ownCourses } from '../../catalogue/proposals/own-courses.ts'
import type { Proposal, ProposalFields } from '../../catalogue/proposals/proposals.ts'
import { proposalsOf } from '../../catalogue/proposals/proposals.ts'
import { proposeSchedule, submitProposal } from '../../catalogue/proposals/write-proposal.ts'
import { sentenceOf } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant } from '../../kernel/wib.ts'
import type { InstitutionUser } from '../../learning/institution-portal/users.ts'
import { field } from '../http/form-fields.ts'
import { type Shown, wrong } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { Place, placeWords } from '../parts/schedule-place.tsx'
import { aboutWords } from '../proposals/about-words.ts'
import { CurationTable } from '../proposals/curation-table.tsx'
import { placeQuestions } from '../proposals/place-questions.ts'
import { ask, form } from '../site/form.tsx'
import { goTo } from '../site/link.ts'
import { cells } from './course-form.tsx'
import {
  actorOf,
  type InstitutionPortalDeps,
  institutionPortalPage,
  type Request,
  type ThingPage,
  timesOf,
  whyNot,
} from './institution-portal.tsx'
import { institutionPortalWords } from './institution-portal-words.ts'

const tones = { drafted: 'quiet', submitted: 'waiting', approved: 'success', refused: 'error' } as const

/** `/mitra/pelatihan`: what was proposed, and what is there to change. */
export async function proposalsPage(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
): Promise<Response> {
  const language = c.get('language')
  const said = institutionPortalWords[language]
  const [proposals, courses] = await Promise.all([
    proposalsOf(deps.ctx.db, user.institutionId),
    ownCourses(deps.ctx.db, user.institutionId),
  ])
  return institutionPortalPage(
    c,
    said.courses,
    <>
      <parts.Buttons>
        <parts.LinkButton href="/mitra/pelatihan/baru">{said.newCourse}</parts.LinkButton>
        <parts.LinkButton href="/mitra/pelatihan/jadwal" look="second">
          {said.newSchedule}
        </parts.LinkButton>
      </parts.Buttons>
      <h2>{said.proposals}</h2>
      {proposals.length === 0 ? (
        <parts.EmptyState title={said.noProposals}>
          <p>{said.noProposalsText}</p>
        </parts.EmptyState>
      ) : (
        <parts.Listing
          rows={proposals.map((proposal) => ({
            title: proposal.title,
            href: `/mitra/usulan/${proposal.draftId}`,
            line: `${said.proposalKinds[proposal.kind]} · ${formatInstant(proposal.draftedAt, language)}`,
            state: (
              <parts.StatusTag tone={tones[proposal.status]}>
                {said.proposalStates[proposal.status]}
              </parts.StatusTag>
            ),
          }))}
        />
      )}
      <h2>{said.ourCourses}</h2>
      <parts.Listing
        rows={courses.map(({ courseCode, title, lacks }) => ({
          title,
          href: `/mitra/pelatihan/ubah/${courseCode}`,
          line: lacks
            ? said.notSoldWithout(lacks.map((lack) => said.lacks[lack]).join(', '))
            : said.changeCourse,
        }))}
      />
    </>,
  )
}

/** `/mitra/usulan/K7`: what is proposed, where it stands, and why it was refused. */
export async function proposalPage(
  c: Request,
  deps: InstitutionPortalDeps,
  proposal: Proposal,
): Promise<Response> {
  const [latest] = proposal.status === 'refused' ? await curationsOf(deps.ctx.db, proposal.draftId) : []
  const said = institutionPortalWords[c.get('language')]
  const open = proposal.status === 'drafted' || proposal.status === 'refused'
  return institutionPortalPage(
    c,
    proposal.title,
    <>
      <p>
        <parts.StatusTag tone={tones[proposal.status]}>
          {said.proposalStates[proposal.status]}
        </parts.StatusTag>
      </p>
      {proposal.reason ? (
        <parts.Notice tone="warning" title={said.refusedBecause}>
          <p>{proposal.reason}</p>
        </parts.Notice>
      ) : (
        ''
      )}
      {latest ? <CurationTable caption={said.checklist} points={latest.points} /> : ''}
      <parts.SummaryList rows={rowsOf(c, proposal)} />
      {open ? (
        <parts.Form action={`/mitra/usulan/${proposal.draftId}/ajukan`}>
          <parts.Button>{said.submitProposal}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
      {open && proposal.kind === 'course' ? (
        <p>
          <a href={`/mitra/usulan/${proposal.draftId}/ubah`}>{said.editDraft}</a>
        </p>
      ) : (
        ''
      )}
      <p>
        <a href="/mitra/pelatihan">{said.back}</a>
      </p>
    </>,
  )
}

function rowsOf(c: Request, proposal: Proposal): parts.SummaryRow[] {
  const said = institutionPortalWords[c.get('language')]
  if (proposal.kind === 'schedule')
    return [
      { label: said.proposalKinds.schedule, value: timesOf(c, proposal) },
      { label: said.quota, value: String(proposal.quota) },
      { label: placeWords[c.get('language')].place, value: <Place place={proposal.place} /> },
    ]
  return cells
    .filter((cell) => proposal.fields[cell])
    .map((cell) => ({
      label: said[cell],
      value: <span class="lines">{inWords(c, proposal.fields, cell)}</span>,
    }))
}

/** What was typed, as people read it: the method, the level and the language by their names. */
function inWords(c: Request, fields: ProposalFields, cell: (typeof cells)[number]): string {
  const language = c.get('language')
  const { levels, languages } = aboutWords[language]
  const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    method: institutionPortalWords[language].methods,
    level: levels,
    language: languages,
  }
  const typed = fields[cell] ?? ''
  if (cell === 'price' && /^\d{1,15}$/.test(typed)) return formatRupiah(Number(typed))
  return names[cell]?.[typed] ?? typed
}

export const submitToProgramme: ThingPage<Proposal> = async (c, deps, user, proposal) => {
  await submitProposal(deps.ctx, user.institutionId, proposal.draftId, actorOf(c, user))
  // Submitted now or before: the page says where it stands.
  return goTo(c, `/mitra/usulan/${proposal.draftId}`)
}

const scheduleForm = (courses: readonly { readonly courseCode: string; readonly title: string }[]) =>
  form((language) => {
    const said = institutionPortalWords[language]
    const options = courses.map(({ courseCode, title }) => ({ value: courseCode, label: title }))
    const time = { type: 'datetime-local' } as const
    return {
      course: ask.select(field.text(64), said.course, options),
      startsAt: ask.text(field.instant(), said.startsAt, time),
      endsAt: ask.text(field.instant(), said.endsAt, time),
      quota: ask.whole(1, 1_000_000, said.quota, { maxlength: 7 }),
      ...placeQuestions(language),
    }
  })

/** `/mitra/pelatihan/jadwal`: a further schedule of a course. */
export async function newSchedulePage(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
  shown: Shown = {},
): Promise<Response> {
  const said = institutionPortalWords[c.get('language')]
  return institutionPortalPage(
    c,
    said.newSchedule,
    <parts.Form action="/mitra/pelatihan/jadwal" button={said.saveDraft}>
      {scheduleForm(await ownCourses(deps.ctx.db, user.institutionId)).fields(c, shown)}
    </parts.Form>,
    shown,
  )
}

export async function submitSchedule(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
): Promise<Response> {
  const answers = await scheduleForm([]).read(c)
  if (!answers.ok) return newSchedulePage(c, deps, user, answers)
  const { course: courseCode, startsAt, endsAt, quota, ...typed } = answers.values
  const { place, problems } = readPlace(typed)
  const [problem] = problems
  if (problem) {
    const sentence = sentenceOf(placeProblems, problem, {}, c.get('language'))
    return newSchedulePage(c, deps, user, wrong(placeCellOf[problem], sentence, answers.typed))
  }
  const asked = { courseCode, startsAt, endsAt, quota, place }
  const outcome = await proposeSchedule(deps.ctx, user.institutionId, asked, actorOf(c, user))
  if (outcome.ok) return goTo(c, `/mitra/usulan/${outcome.value.draftId}?tersimpan`)
  const fields = {
    course_unknown: 'course',
    schedule_past: 'startsAt',
    schedule_ends_before_start: 'endsAt',
    schedule_after_cut_off: 'startsAt',
    quota_out_of_range: 'quota',
  } as const
  const shown = wrong(fields[outcome.refusal], whyNot(c, outcome), answers.typed)
  return newSchedulePage(c, deps, user, shown)
}
