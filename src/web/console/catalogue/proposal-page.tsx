import { aboutCells } from '../../../catalogue/about/course-about.ts'
import { placeCells } from '../../../catalogue/places/schedule-place.ts'
import { curationsOf } from '../../../catalogue/proposals/curation.ts'
import { approveProposal, refuseProposal } from '../../../catalogue/proposals/decide-proposal.ts'
import { bandOf, likePricesOf } from '../../../catalogue/proposals/like-prices.ts'
import { findProposal, type Proposal } from '../../../catalogue/proposals/proposals.ts'
import { decideRefusals } from '../../../catalogue/proposals/rules.ts'
import { sentenceOf } from '../../../kernel/refusal.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { Place, placeWords } from '../../parts/schedule-place.tsx'
import { aboutWords } from '../../proposals/about-words.ts'
import { CurationTable } from '../../proposals/curation-table.tsx'
import { placeQuestionWords } from '../../proposals/place-questions.ts'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, consolePage, instant, type Shown, whole } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { historyTable } from '../parts/history.tsx'
import { coursesWords } from './courses-words.ts'
import { checklistForms, curationIn } from './curation-form.tsx'
import { kindOf, ProposalTag, priceAsSaid } from './proposals-page.tsx'
import { proposalsWords } from './proposals-words.ts'

type Language = ConsoleRequest['language']

/** `/konsol/katalog/usulan/:draft`: what is proposed, what like courses cost, the checklist, and earlier decisions. */
export async function proposalPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = proposalsWords[language]
  const proposal = await findProposal(ctx.db, c.req.param('draft') ?? '')
  if (!proposal) return errorPage(c, 404)
  const decides = proposal.status === 'submitted' && offers(request, 'run_catalogue')
  return consolePage(
    request,
    { title: proposal.title, ...shown },
    <>
      <parts.SummaryList rows={factsOf(proposal, language)} />
      {proposal.kind === 'course' && (await prices(request, proposal))}
      <Beside side={await historyTable(request, [`draft:${proposal.draftId}`])}>
        {decides ? (
          <section class="panel stack">
            <h2>{said.checklist}</h2>
            <p>{said.checklistText}</p>
            <parts.Form action={`/konsol/katalog/usulan/${proposal.draftId}`}>
              {checklistForms[proposal.kind].fields(c, shown)}
              <parts.Buttons>
                <parts.Button name="putusan" value="setujui">
                  {said.approve}
                </parts.Button>
                <parts.Button name="putusan" value="kembalikan" look="second">
                  {said.giveBack}
                </parts.Button>
              </parts.Buttons>
            </parts.Form>
          </section>
        ) : (
          ''
        )}
        {proposal.courseCode ? (
          <p>
            <a href={`/konsol/katalog/pelatihan/${proposal.courseCode}`}>{said.seeCourse}</a>
          </p>
        ) : (
          ''
        )}
        {await decisions(request, proposal)}
      </Beside>
    </>,
  )
}

function factsOf(proposal: Proposal, language: Language): parts.SummaryRow[] {
  const said = proposalsWords[language]
  const rows: parts.SummaryRow[] = [
    { label: said.status, value: <ProposalTag status={proposal.status} language={language} /> },
    { label: said.number, value: `${proposal.draftId}, ${kindOf(proposal, language)}` },
    {
      label: said.institution,
      value: <a href={`/konsol/mitra/lembaga/${proposal.institutionId}`}>{proposal.institution}</a>,
    },
    { label: said.submitted, value: instant(proposal.submittedAt, language) },
  ]
  if (proposal.courseCode !== undefined) rows.push({ label: said.changes, value: proposal.courseCode })
  if (proposal.kind === 'schedule')
    return [
      ...rows,
      { label: said.cells.startsAt, value: formatInstant(proposal.startsAt, language) },
      { label: said.cells.endsAt, value: formatInstant(proposal.endsAt, language) },
      { label: said.cells.quota, value: whole(proposal.quota, language) },
      { label: placeWords[language].place, value: <Place place={proposal.place} /> },
    ]
  const { fields } = proposal
  const cells = Object.keys(said.cells) as (keyof typeof said.cells)[]
  const typed = cells
    .filter((cell) => fields[cell] !== '' && cell !== 'description')
    .map((cell) => ({ label: said.cells[cell], value: cellOf(fields, cell, language) }))
  const description = { label: said.cells.description, value: fields.description || said.noDescription }
  const about = aboutCells
    .filter((cell) => fields[cell])
    .map((cell) => ({ label: aboutWords[language][cell], value: <span class="lines">{fields[cell]}</span> }))
  const place = placeCells
    .filter((cell) => fields[cell])
    .map((cell) => ({ label: placeQuestionWords[language][cell], value: fields[cell] }))
  return [...rows, ...typed, ...place, description, ...about]
}

/** As people say it: the price in rupiah, the method in words. */
function cellOf(
  fields: (Proposal & { kind: 'course' })['fields'],
  cell: keyof typeof fields,
  language: Language,
): string {
  if (cell === 'price') return priceAsSaid(fields.price)
  const methods: Readonly<Record<string, string>> = coursesWords[language].methods
  return (cell === 'method' ? methods[fields.method] : undefined) ?? fields[cell] ?? ''
}

async function prices({ ctx, language }: ConsoleRequest, proposal: Proposal & { kind: 'course' }) {
  const said = proposalsWords[language]
  const found = await likePricesOf(ctx.db, proposal)
  if (!found) return ''
  const { price, prices: like } = found
  if (like.courses === 0) return <p class="muted">{said.noLike}</p>
  const between = (low: number | undefined, high: number | undefined) =>
    `${formatRupiah(low ?? 0)} ${said.to} ${formatRupiah(high ?? 0)}`
  const band = bandOf(price, like)
  return (
    <section class="stack">
      <h2>{said.like}</h2>
      <p>{said.likeText(whole(like.courses, language))}</p>
      <parts.SummaryList
        rows={[
          {
            label: said.thisPrice,
            value: (
              <>
                {formatRupiah(price)}{' '}
                <parts.StatusTag tone={band === 'within' ? 'success' : 'waiting'}>
                  {said.bands[band]}
                </parts.StatusTag>
              </>
            ),
          },
          { label: said.median, value: formatRupiah(like.median ?? 0) },
          { label: said.middle, value: between(like.lowerQuartile, like.upperQuartile) },
          { label: said.range, value: between(like.least, like.most) },
        ]}
      />
    </section>
  )
}

async function decisions(request: ConsoleRequest, { draftId }: Proposal) {
  const { ctx, language } = request
  const said = proposalsWords[language]
  const curations = await curationsOf(ctx.db, draftId)
  if (curations.length === 0) return ''
  const name = await actorNames(
    request,
    curations.map(({ decidedBy }) => decidedBy),
  )
  return (
    <section class="stack">
      <h2>{said.decided}</h2>
      {curations.map(({ verdict, decidedAt, decidedBy, reason, points }) => (
        <>
          <CurationTable
            caption={said.decidedBy(
              said.statuses[verdict],
              formatInstant(decidedAt, language),
              name(decidedBy),
            )}
            points={points}
          />
          {reason ? (
            <p>
              {said.because}: {reason}
            </p>
          ) : (
            ''
          )}
        </>
      ))}
    </section>
  )
}

/** Approves the proposal or returns it, with the checklist as it was found. */
export async function decideProposal(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const proposal = await findProposal(ctx.db, c.req.param('draft') ?? '')
  if (!proposal) return errorPage(c, 404)
  const { kind, draftId } = proposal
  const answers = await checklistForms[kind].read(c)
  if (!answers.ok) return proposalPage(request, answers)
  const approves = (await readForm(c)).get('putusan') === 'setujui'
  const found = curationIn(kind, answers.values)
  const decided = await (approves ? approveProposal : refuseProposal)(ctx, draftId, found, actor)
  if (!decided.ok) {
    const problem = sentenceOf(decideRefusals, decided.refusal, decided.facts, language)
    const about = decided.refusal === 'reason_missing' || decided.refusal === 'points_open'
    const problems = [{ field: about ? 'alasan' : '', message: problem }]
    return proposalPage(request, { typed: answers.typed, problems })
  }
  const news = !approves
    ? 'proposal_returned'
    : decided.value?.lacks
      ? 'proposal_incomplete'
      : 'proposal_approved'
  return goTo(c, `/konsol/katalog/usulan/${draftId}?kabar=${news}`)
}
