import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { InvalidArgumentError } from 'commander'
import { readConfig } from '../../config.ts'
import { applicantsAsCsv, mostApplicants } from '../../demo/invent-applicant.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Command } from '../bekal-command.ts'
import { type Cli, sayRefused, wholeNumber } from '../command.ts'
import { commandRefusals } from '../command-refusals.ts'

/** `bekal demo applicants`. */
export function demoCommands(program: Command, cli: Cli): void {
  const group = program.command('demo').description('What the demo invents.')
  group
    .command('applicants')
    .argument('<count>', `how many, at most ${mostApplicants}`, countOf)
    .description(
      'Invented people as a CSV file for "bekal import applicants", written to the standard output.',
    )
    .action((count: number) => applicants(cli, count))
}

async function applicants(cli: Cli, count: number): Promise<void> {
  // Invented people would be registered as real ones.
  if (readConfig(process.env).production) return sayRefused(cli, false, refuse('demo_only'), commandRefusals)
  await pipeline(Readable.from(applicantsAsCsv(count)), process.stdout, { end: false })
}

function countOf(text: string): number {
  const count = wholeNumber(text)
  if (count > mostApplicants) throw new InvalidArgumentError(`At most ${mostApplicants} can be invented.`)
  return count
}
