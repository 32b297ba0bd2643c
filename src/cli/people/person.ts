import { writeFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { maskPhone } from '../../kernel/phone.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { consentsOf } from '../../partners/sign-on/consents.ts'
import { correctPersonRefusals } from '../../registration/corrections/correct-person.ts'
import { dataCopyRefusals, takeDataCopy } from '../../reports/data-copy.ts'
import { openPersonFile } from '../../staff/person-file.ts'
import { findPeople } from '../../staff/search/find-people.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, table, wholeNumber } from '../command.ts'
import { personCorrectCommands } from './person-correct.ts'
import { personEraseCommands } from './person-erase.ts'

interface Options {
  readonly reason: string
  readonly json?: boolean
}

/** `bekal person find`, `show`, `data`, `correct`, `rename`, `request` and `erase`. */
export function personCommands(program: Command, cli: Cli): void {
  const group = program.command('person').description('Find somebody, and what happened to them.')
  group
    .command('find')
    .argument(
      '[what]',
      'card number, phone, email, name, NIK, invoice, code, order or certificate; - or nothing reads it from the input',
    )
    .description('Find people. What is typed on the command line stays in the history of the shell.')
    .byStaff(cli, 'see_people', (by, what: string | undefined, options: { json?: boolean }) =>
      find(by, what, options.json),
    )
  group
    .command('show')
    .argument('<person>', 'the id that find gave', wholeNumber)
    .description('Facts and timeline of somebody. That you looked is journaled.')
    .option('--reason <words>', 'why you look; the person can see it', '')
    .byStaff(cli, 'see_people', showPerson)
  group
    .command('data')
    .argument('<person>', 'the id that find gave', wholeNumber)
    .description(
      'A copy of what is held of somebody, for them alone, who asked for it. That you took it is journaled.',
    )
    .requiredOption('--because <words>', 'who asked, and how that was made sure; the person can see it')
    .requiredOption('--out <file>', 'where to; it must not be there yet')
    .byStaff(cli, 'answer_appeal', copyData)
  personCorrectCommands(group, cli)
  personEraseCommands(group, cli)
}

async function copyData(
  { cli, ctx, actor }: ByStaff,
  person: number,
  { because, out, json }: { because: string; out: string; json?: boolean },
): Promise<void> {
  const partnersOf = (personId: string) => consentsOf(ctx.db, personId)
  const copied = await takeDataCopy(ctx, String(person), { because, partnersOf }, actor)
  if (!copied.ok) return sayRefused(cli, json, copied, dataCopyRefusals)
  await writeFile(out, JSON.stringify(copied.value, null, 2), { mode: 0o600, flag: 'wx' })
  answer(json, { person, out }, [`The copy is in ${out}. It is for that person alone.`])
}

async function find({ ctx }: ByStaff, what: string | undefined, json: boolean | undefined): Promise<void> {
  const typed = what === undefined || what === '-' ? await readAll(process.stdin) : what
  const found = await findPeople(ctx, typed)
  answerList(json, found, 'Nobody was found.', [
    ['person', (one) => one.personId],
    ['name', (one) => one.name],
    ['found by', (one) => one.by],
    ['phone', (one) => maskPhone(one.phone)],
    ['card', (one) => (one.cardTail ? `...${one.cardTail} ${one.cardStatus}` : '-')],
  ])
}

async function showPerson({ cli, ctx, actor }: ByStaff, person: number, options: Options): Promise<void> {
  const file = await openPersonFile(ctx, String(person), actor, options.reason)
  if (!file) return sayRefused(cli, options.json, refuse('person_unknown'), correctPersonRefusals)
  answer(options.json, file, [
    `${file.name}, NIK ************${file.nikTail}, ${file.phone}, ${file.email}`,
    file.card
      ? `card ...${file.card.number.slice(-4)}, ${file.card.status}, ${formatRupiah(file.card.balance)}`
      : 'no card yet',
    '',
    ...table(
      file.timeline.map((entry) => [
        formatInstant(entry.at, 'en'),
        entry.act,
        entry.actorName ?? entry.actor,
        entry.reason,
      ]),
    ),
  ])
}
