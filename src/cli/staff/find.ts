import { text as readAll } from 'node:stream/consumers'
import { maskPhone } from '../../kernel/phone.ts'
import { findAnything } from '../../staff/search/find.ts'
import type { Staff } from '../../staff/staff.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, table } from '../command.ts'
import { loggedIn } from '../who-acts.ts'

/** `bekal find`: the search box of the console. */
export function findCommands(program: Command, cli: Cli): void {
  program
    .command('find')
    .argument(
      '[what]',
      'card number, phone, email, name, NIK, invoice, code, order, certificate or number of a case; - or nothing reads it from the input',
    )
    .description(
      'Find whatever you may see: people, cases, payments, invoices, courses, institutions, storefronts. What is typed on the ' +
        'command line stays in the history of the shell.',
    )
    .byStaff(cli, 'see_programme', find)
}

async function find(by: ByStaff, what: string | undefined, options: { json?: boolean }): Promise<void> {
  const { roles } = (await loggedIn(await by.cli.open())) as Staff
  const typed = what === undefined || what === '-' ? await readAll(process.stdin) : what
  const found = await findAnything(by.ctx, roles, typed)
  const lines = [
    ...found.people.map((one) => [
      'person',
      one.personId,
      one.name,
      `by ${one.by}`,
      maskPhone(one.phone),
      one.cardTail ? `...${one.cardTail} ${one.cardStatus}` : '-',
    ]),
    ...found.things.map(({ kind, key, name, below }) => [kind, key, name ?? '', below ?? '', '', '']),
  ]
  const masked = { ...found, people: found.people.map((one) => ({ ...one, phone: maskPhone(one.phone) })) }
  answer(options.json, masked, [
    ...(lines.length === 0 ? ['Nothing was found.'] : table(lines)),
    ...(found.many ? [`Only ${found.people.length} people are told: add a word, or type the number.`] : []),
  ])
}
