import { cleanPrice } from '../../../catalogue/import/clean-price.ts'
import { listProposals, type Proposal, proposalOrders } from '../../../catalogue/proposals/proposals.ts'
import { type ProposalStatus, proposalStatuses } from '../../../catalogue/proposals/rules.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { orderAsked } from '../parts/list-order.ts'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { Filter, FilterChoice, rowsAsked } from '../parts/list-parts.tsx'
import { proposalsWords } from './proposals-words.ts'

type Language = ConsoleRequest['language']

/** `/konsol/katalog/usulan`: what institutions propose, by status; those that wait, unless another is asked for. */
export async function proposalsPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = proposalsWords[language]
  const named = c.req.query('status')
  const status = named === '' ? undefined : (proposalStatuses.find((one) => one === named) ?? 'submitted')
  const order = orderAsked(c, proposalOrders)
  const page = rowsAsked(c)
  const { proposals, total } = await listProposals(ctx.db, { status, ...page, order })
  return listPage(request, {
    title: said.title,
    lead: said.lead,
    place: '/konsol/katalog/usulan',
    file: 'usulan',
    columns: columnsOf(language),
    rows: proposals,
    total,
    filter: (
      <Filter action="/konsol/katalog/usulan" language={language} order={order}>
        <FilterChoice
          name="status"
          label={said.status}
          language={language}
          options={proposalStatuses.map((one) => ({ value: one, label: said.statuses[one] }))}
          value={status}
        />
      </Filter>
    ),
  })
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

function priceInFile(cell: string): number | string {
  const price = cleanPrice(cell)
  return typeof price === 'number' ? price : cell
}

function columnsOf(language: Language): ListColumn<Proposal>[] {
  const said = proposalsWords[language]
  return [
    { label: said.number, cell: (one) => one.draftId },
    {
      label: said.course,
      key: 'course',
      cell: (one) => one.title,
      show: (one) => <a href={`/konsol/katalog/usulan/${one.draftId}`}>{one.title}</a>,
    },
    { label: said.institution, key: 'institution', cell: (one) => one.institution },
    { label: said.kind, cell: (one) => kindOf(one, language) },
    {
      label: said.price,
      right: true,
      cell: (one) => (one.kind === 'course' ? priceInFile(one.fields.price) : undefined),
      show: (one) => (one.kind === 'course' ? priceAsSaid(one.fields.price) : '-'),
    },
    { label: said.submitted, key: 'submitted', cell: (one) => one.submittedAt },
    {
      label: said.status,
      key: 'status',
      cell: (one) => said.statuses[one.status],
      show: (one) => <ProposalTag status={one.status} language={language} />,
    },
  ]
}
