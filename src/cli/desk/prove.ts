import { text as readAll } from 'node:stream/consumers'
import { Option } from 'commander'
import { type DeskRefusal, deskRefusals } from '../../desk/desk-refusals.ts'
import { type Document, documents, type Question, questions } from '../../desk/desk-rules.ts'
import { proveNewPhone, sendDeskCode } from '../../desk/prove-new-phone.ts'
import { type Answers, checkDocument, compareAnswers } from '../../desk/prove-person.ts'
import { type Outcome, refuse } from '../../kernel/refusal.ts'
import { registryFor } from '../../people/population-registry.ts'
import { correctPerson, correctPersonRefusals } from '../../registration/corrections/correct-person.ts'
import type { EvidenceKind } from '../../registration/corrections/evidence-kinds.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused, wholeNumber } from '../command.ts'
import { linkTo, logInLink } from '../message-links.ts'
import { seenOption } from '../people/person-correct.ts'

interface Options {
  readonly json?: boolean
}

/** `bekal desk ask`, `document`, `phone`, `code` and `correct`, into the group of the others. */
export function proveCommands(group: Command, cli: Cli): void {
  const lines = `the answers come by the input, a line each: ${questions.join(', ')}, then the answer`
  const ofCase = (name: string, about: string) =>
    group.command(name).argument('<case>', 'as open gave it', wholeNumber).description(about)
  ofCase('ask', `Compare what the person answers; ${lines}.`).byStaff(cli, 'help_people', ask)
  ofCase(
    'document',
    'Prove the person by a document and the registry; nik, kk and birth_date come by the input.',
  )
    .addOption(
      new Option('--document <document>', 'what you saw').choices([...documents]).makeOptionMandatory(),
    )
    .requiredOption('--note <words>', 'what you looked at in it; no number')
    .byStaff(cli, 'help_people', check)
  ofCase('phone', 'Send a code to the new phone.')
    .requiredOption('--phone <phone>', 'the new one')
    .byStaff(cli, 'help_people', phone)
  ofCase('code', 'Take the code of the new phone, and ask for the second person.')
    .argument('<code>', 'as the person reads it out')
    .byStaff(cli, 'help_people', code)
  group
    .command('correct')
    .argument('<person>', 'the id that find gave', wholeNumber)
    .description('Correct a name or an email by a document that you saw; old and new addresses are told.')
    .option('--name <name>', 'as the document has it')
    .option('--email <email>', 'where messages go; the address of the log-in stays')
    .addOption(seenOption().makeOptionMandatory())
    .requiredOption('--because <words>', 'why; the person can see it')
    .byStaff(cli, 'help_people', correct)
}

/** `nik 3201...`, a line each: what is typed on the command line would stay in the history of the shell. */
async function answersOfInput(): Promise<Answers> {
  const read = (await readAll(process.stdin)).split('\n').flatMap((line) => {
    const [, name = '', said = ''] = /^\s*([a-z_]+)[\s:=]+(.+?)\s*$/.exec(line) ?? []
    return (questions as readonly string[]).includes(name) ? [[name as Question, said] as const] : []
  })
  return Object.fromEntries(read)
}

async function ask({ cli, ctx, actor }: ByStaff, id: number, { json }: Options): Promise<void> {
  const compared = await compareAnswers(ctx, String(id), await answersOfInput(), actor)
  if (!compared.ok) return sayRefused(cli, json, compared, deskRefusals)
  const { proved, triesLeft } = compared.value
  if (!proved && !json) sayRefused(cli, json, refuse('answers_differ', { triesLeft }), deskRefusals)
  answer(
    json,
    compared.value,
    Object.entries(compared.value.compared).map(
      ([name, right]) => `${name}: ${right ? 'matches' : 'does not match'}`,
    ),
  )
}

async function check(
  by: ByStaff,
  id: number,
  { document, note, json }: Options & { readonly document: Document; readonly note: string },
): Promise<void> {
  const { ctx, config, actor } = by
  const { nik = '', kk = '', birth_date: birthDate = '' } = await answersOfInput()
  const shown = { document, note, nik, kk, birthDate }
  const checked = checkDocument(ctx, registryFor(config), String(id), shown, actor)
  await told(by, json, checked, 'The identity is proved.')
}

async function phone(
  by: ByStaff,
  id: number,
  { phone: typed, json }: Options & { readonly phone: string },
): Promise<void> {
  const { ctx, config, actor } = by
  const link = (path: string) => linkTo(config, path)
  const domain = new URL(link('/')).hostname
  const registrations = { ctx, registry: registryFor(config), domain, link, onMessages: () => {} }
  const wanted = { phone: typed, origin: { address: actor.actor, worked: true } }
  await told(by, json, sendDeskCode(registrations, String(id), wanted, actor), 'A code is on its way.')
}

async function code(by: ByStaff, id: number, typed: string, { json }: Options): Promise<void> {
  const proved = proveNewPhone(by.ctx, String(id), typed, by.actor)
  await told(by, json, proved, 'The new phone is proved. It waits for a second person: bekal desk confirm.')
}

async function correct(
  { cli, ctx, config, actor }: ByStaff,
  person: number,
  options: Options & {
    readonly name?: string
    readonly email?: string
    readonly evidence: EvidenceKind
    readonly because: string
  },
): Promise<void> {
  const { name, email, evidence, because, json } = options
  const by = { because, evidence, home: logInLink(config), actor }
  const made = await correctPerson(ctx, String(person), { name, email }, by)
  if (!made.ok) return sayRefused(cli, json, made, correctPersonRefusals)
  answer(json, made.value, [`Person ${person} is corrected: ${made.value.corrected.join(', ')}.`])
}

/** Says what came of it, or why not. */
export async function told(
  { cli }: ByStaff,
  json: boolean | undefined,
  outcome: Promise<Outcome<unknown, DeskRefusal>>,
  words: string,
): Promise<void> {
  const made = await outcome
  if (!made.ok) return sayRefused(cli, json, made, deskRefusals)
  answer(json, { ...(made.value as object | null) }, [words])
}
