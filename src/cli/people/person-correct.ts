import { text as readAll } from 'node:stream/consumers'
import { Option } from 'commander'
import { approvedActs } from '../../acts/acts-of-two.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { TypedFacts } from '../../people/person-rules.ts'
import {
  type CorrectedField,
  correctPerson,
  correctPersonRefusals,
} from '../../registration/corrections/correct-person.ts'
import { type EvidenceKind, evidenceKinds } from '../../registration/corrections/evidence-kinds.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { approvedByTwo, stepRefusals } from '../by-two.ts'
import { answer, type Cli, sayRefused, wholeNumber } from '../command.ts'
import { commandRefusals } from '../command-refusals.ts'
import { logInLink } from '../message-links.ts'

interface CorrectOptions extends TypedFacts<CorrectedField> {
  readonly nik?: string
  readonly kk?: string
  readonly birthDate?: string
  readonly because: string
  readonly evidence?: EvidenceKind
  readonly json?: boolean
}

/** Which document was seen. */
export const seenOption = () =>
  new Option(
    '--evidence <document>',
    'which document you saw; all but schooling and occupation want one',
  ).choices([...evidenceKinds])

/** `bekal person correct` and `rename`, into the group of the other commands of people. */
export function personCorrectCommands(group: Command, cli: Cli): void {
  group
    .command('rename')
    .argument('<person>', 'the id that find gave', wholeNumber)
    .description("Correct somebody's name, on their card too. Certificates that were issued keep theirs.")
    .requiredOption('--name <name>', 'the right name, as the family card has it')
    .addOption(seenOption())
    .requiredOption('--because <words>', 'why; the person can see it')
    .byStaff(cli, 'request_correction', correct)
  group
    .command('correct')
    .argument('<person>', 'the id that find gave', wholeNumber)
    .description(
      'Correct what the programme has of somebody, on their card too; old and new addresses are told. NIK, family card and birth date take two people: each gives this command. A phone takes two people of the desk: desk open.',
    )
    .option('--name <name>', 'as the family card has it')
    .option('--email <email>', 'where messages go; the address of the log-in stays')
    .option('--education <level>', 'SD, SMP, SMA, SMK, D1 to D4, S1, S2, S3, or none')
    .option('--occupation <occupation>', 'as the family card has it')
    .option('--nik <nik>', '- reads it from the input, so that the shell does not keep it')
    .option('--kk <number>', 'the number of the family card')
    .option('--birth-date <date>', 'such as 1998-07-21')
    .addOption(seenOption())
    .requiredOption('--because <words>', 'why; the person can see it')
    .byStaff(cli, 'request_correction', correct)
}

async function correct(by: ByStaff, person: number, options: CorrectOptions): Promise<void> {
  const { cli, ctx } = by
  const { because, evidence, json, nik, kk, birthDate, ...facts } = options
  if (nik === undefined && kk === undefined && birthDate === undefined)
    return correctFacts(by, person, facts, options)
  if (Object.keys(facts).length > 0) return sayRefused(cli, json, refuse('one_at_a_time'), commandRefusals)
  const typed = { nik: nik === '-' ? (await readAll(process.stdin)).trim() : nik, kk, birthDate }
  const grounds = { because, document: evidence }
  const { wanted, performTyped } = approvedActs.correct_identity
  if (!(await approvedByTwo(by, await wanted(ctx, person, grounds, typed), json))) return
  const corrected = await performTyped(by, person, grounds, typed)
  if (!corrected.ok) return void sayRefused(cli, json, corrected, stepRefusals)
  answer(json, { personId: person, ...corrected.value }, [
    `Person ${person} is corrected: ${corrected.value.corrected.join(', ')}.`,
  ])
}

async function correctFacts(
  { cli, ctx, config, actor }: ByStaff,
  person: number,
  facts: TypedFacts<CorrectedField>,
  { because, evidence, json }: CorrectOptions,
): Promise<void> {
  const by = { because, evidence, home: logInLink(config), actor }
  const outcome = await correctPerson(ctx, String(person), facts, by)
  if (!outcome.ok) return sayRefused(cli, json, outcome, correctPersonRefusals)
  answer(json, { personId: person, ...outcome.value }, [
    `Person ${person} is corrected: ${outcome.value.corrected.join(', ')}.`,
  ])
}
