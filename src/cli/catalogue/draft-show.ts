import { placeLine } from '../../catalogue/places/schedule-place.ts'
import { curationsOf, type KeptCuration } from '../../catalogue/proposals/curation.ts'
import { bandOf, likePricesOf } from '../../catalogue/proposals/like-prices.ts'
import { findProposal } from '../../catalogue/proposals/proposals.ts'
import { decideRefusals, pointsOf } from '../../catalogue/proposals/rules.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant } from '../../kernel/wib.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused } from '../command.ts'
import { checklistLine } from './curation-options.ts'

/** `bekal draft show`, into the group of the other commands of drafts. */
export function draftShowCommand(group: Command, cli: Cli): void {
  group
    .command('show <draft>')
    .description('A draft with its checklist, what like courses cost, and how it was decided before.')
    .option('--json', 'the draft as JSON')
    .action((id: string, { json }: { json?: boolean }) => show(cli, id, json))
}

async function show(cli: Cli, id: string, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const draft = await findProposal(ctx.db, id)
  if (!draft) return sayRefused(cli, json, refuse('draft_unknown'), decideRefusals)
  const like = draft.kind === 'course' ? await likePricesOf(ctx.db, draft) : undefined
  const curations = await curationsOf(ctx.db, draft.draftId)
  const said =
    draft.kind === 'course'
      ? Object.entries(draft.fields).flatMap(([cell, text]) => (text === '' ? [] : [`  ${cell}: ${text}`]))
      : [
          `  ${formatInstant(draft.startsAt, 'en')} - ${formatInstant(draft.endsAt, 'en')}, ${draft.quota} seats, ${draft.place ? placeLine(draft.place) : 'online'}`,
        ]
  answer(json, { ...draft, likePrices: like?.prices ?? null, curations }, [
    `${draft.draftId}, ${draft.status}: ${draft.title}, ${draft.institution}`,
    ...said,
    ...(like ? [priceLine(like)] : []),
    'Checklist:',
    ...pointsOf(draft.kind).map((point) => `  ${point}: ${checklistLine(point)}`),
    ...curations.flatMap(curationLines),
  ])
}

function priceLine({ price, prices }: Awaited<ReturnType<typeof likePricesOf>> & object): string {
  const { courses, lowerQuartile, median, upperQuartile } = prices
  if (courses === 0) return 'No listed course is like it.'
  const rupiah = (amount: number | undefined) => formatRupiah(amount ?? 0)
  return `${courses} like courses: half of them cost ${rupiah(lowerQuartile)} to ${rupiah(upperQuartile)}, median ${rupiah(median)}; this price: ${bandOf(price, prices)}.`
}

function curationLines({ verdict, points, reason, decidedAt, decidedBy }: KeptCuration): string[] {
  return [
    `${verdict} ${formatInstant(decidedAt, 'en')} by ${decidedBy}${reason ? `: ${reason}` : ''}`,
    ...points.map(
      ({ point, ticked, comment }) => `  [${ticked ? 'x' : ' '}] ${point}${comment ? `: ${comment}` : ''}`,
    ),
  ]
}
