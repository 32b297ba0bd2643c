import { writeFileSync } from 'node:fs'
import { Option } from 'commander'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { figures } from '../../reports/fold-movements.ts'
import { type Dimension, dimensions } from '../../reports/position.ts'
import { plainWords, positionCsv, positionSheet, positionTable } from '../../reports/position-table.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, table } from '../command.ts'
import { readInstant } from '../installation/clock.ts'

interface PositionOptions {
  at?: Date
  by?: Dimension
  json?: boolean
  csv?: string
  xlsx?: string
}

/** `bekal report position`. */
export function reportCommands(program: Command, cli: Cli): void {
  const group = program.command('report').description('Reports of the programme.')
  group
    .command('position')
    .description('Where the money of the programme is, now or at any instant, from the ledger alone.')
    .option('--at <instant>', 'with its zone, such as 2026-12-21T23:59:00+07:00', readInstant)
    .addOption(new Option('--by <dimension>', 'a row for each').choices(dimensions))
    .option('--json', 'the answer as JSON, with every account')
    .option('--csv <file>', 'write it there, as CSV')
    .option('--xlsx <file>', 'write it there, as a spreadsheet')
    .action((options: PositionOptions) => position(cli, options))
}

async function position(cli: Cli, { at, by, json, csv, xlsx }: PositionOptions): Promise<void> {
  const { ctx } = await cli.open()
  const found = await positionTable(ctx.db, at ?? ctx.clock.now(), by)
  if (csv) writeFileSync(csv, positionCsv(found, plainWords))
  if (xlsx) writeFileSync(xlsx, await positionSheet(found, plainWords))
  const shown = [...found.rows, { ...found.total, name: plainWords.total }]
  answer(json, found, [
    `The position of the money, ${formatInstant(found.at, 'en')}:`,
    ...table([
      [by ?? '', ...figures],
      ...shown.map((row) => [
        row.name ?? plainWords.none,
        ...figures.map((figure) => formatRupiah(row.figures[figure])),
      ]),
    ]),
    ...[csv, xlsx].filter((file) => file !== undefined).map((file) => `Written to ${file}.`),
  ])
}
