import { cleanPrice } from '../../../catalogue/import/clean-price.ts'
import { listProposals, type Proposal } from '../../../catalogue/proposals/proposals.ts'
import { type ProposalStatus, proposalStatuses } from '../../../catalogue/proposals/rules.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { inWib } from '../../../lists/csv-text.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, instant, Nothing } from '../page.tsx'
import { Filter, FilterChoice, Pages, rowsAsked } from '../parts/list-parts.tsx'
import { proposalsWords } from './proposals-words.ts'

type Language = ConsoleRequest['language']

/** `/konsol/katalog/usulan`: what institutions propose, by status; those that wait, unless another is asked for. */
export async function proposalsPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = proposalsWords[language]
  const named = c.req.query('status')
  const status = named === '' ? undefined : (proposalStatuses.find((one) => one === named) ?? 'submitted')
  const file = wantsCsv(c)
  const { proposals, total } = await listProposals(ctx.db, { status, ...rowsAsked(c, file) })
  if (file) return proposalFile(request, proposals)
  return consolePage(
    request,
    { title: said.title, csv: true },
    <>
      <p class="lead">{said.lead}</p>
      <Filter action="/konsol/katalog/usulan" language={language}>
        <FilterChoice
          name="status"
          label={said.status}
          language={language}
          options={proposalStatuses.map((one) => ({ value: one, label: said.statuses[one] }))}
          value={status}
        />
      </Filter>
      {proposals.length === 0 ? (
        <Nothing language={language} />
      ) : (
        <ProposalTable proposals={proposals} language={language} />
      )}
      <Pages request={request} total={total} />
    </>,
  )
}

const tones = { drafted: 'quiet', submitted: 'waiting', approved: 'success', refused: 'error' } as const

/** Where a proposal stands. */
export function ProposalTag({ status, language }: { status: ProposalStatus; language: Language }) {
  return <parts.StatusTag tone={tones[status]}>{proposalsWords[language].statuses[status]}</parts.StatusTag>
}

/** What is proposed: a new course, the change of one, or a schedule. */
export function kindOf(proposal: Proposal, language: Language): string {
  const said = proposalsWords[language]
  if (proposal.kind === 'schedule') return said.kinds.schedule
  return proposal.courseCode === undefined ? said.newCourse : said.change
}

/** As money where the cell is read as a price, else as its institution typed it. */
export function priceAsSaid(cell: string): string {
  const price = cleanPrice(cell)
  return typeof price === 'number' ? formatRupiah(price) : cell
}

function ProposalTable(props: { proposals: readonly Proposal[]; language: Language }) {
  const { proposals, language } = props
  const said = proposalsWords[language]
  return (
    <parts.Table
      caption={said.title}
      captionHidden
      columns={[
        { label: said.number },
        { label: said.course },
        { label: said.institution },
        { label: said.kind },
        { label: said.price, right: true },
        { label: said.submitted },
        { label: said.status },
      ]}
      rows={proposals.map((one) => [
        one.draftId,
        <a href={`/konsol/katalog/usulan/${one.draftId}`}>{one.title}</a>,
        one.institution,
        kindOf(one, language),
        one.kind === 'course' ? priceAsSaid(one.fields.price) : '-',
        instant(one.submittedAt, language),
        <ProposalTag status={one.status} language={language} />,
      ])}
    />
  )
}

function proposalFile({ c }: ConsoleRequest, proposals: readonly Proposal[]): Response {
  return csvAnswer(
    c,
    'usulan',
    [
      ...['draft', 'kind', 'course_code', 'title', 'institution', 'price', 'status'],
      inWib('submitted_at'),
      inWib('decided_at'),
      'reason',
    ],
    proposals.map((one) => [
      ...[one.draftId, one.kind, one.courseCode ?? '', one.title, one.institution],
      one.kind === 'course' ? one.fields.price : '',
      one.status,
      ...[one.submittedAt, one.decidedAt, one.reason ?? ''],
    ]),
  )
}
