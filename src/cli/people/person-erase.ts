import { Option } from 'commander'
import { type DataRequest, dataRequests } from '../../appeals/appeals.ts'
import { dataRequestRefusals, fileDataRequest } from '../../appeals/file-data-request.ts'
import { formatInstant } from '../../kernel/wib.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { doneByTwo } from '../by-two.ts'
import { answer, type Cli, sayRefused, wholeNumber } from '../command.ts'

interface Asked {
  readonly about: DataRequest
  readonly because: string
  readonly json?: boolean
}

/** `bekal person request` and `erase`, into the group of the other commands of people. */
export function personEraseCommands(group: Command, cli: Cli): void {
  group
    .command('request')
    .argument('<person>', 'the id that find gave', wholeNumber)
    .description(
      'Take a request of somebody about their data, who asked at a counter, by phone or by letter: a case with the 3 x 24 hours of the law.',
    )
    .addOption(
      new Option('--about <request>', 'what is asked for').choices([...dataRequests]).makeOptionMandatory(),
    )
    .requiredOption('--because <words>', 'what was asked, and how the person was made sure of')
    .byStaff(cli, 'answer_appeal', take)
  group
    .command('erase')
    .argument('<person>', 'the id that find gave', wholeNumber)
    .description(
      'Erase somebody on their request, for good: money, draws and records stay, without the person. Takes two people: each gives this command.',
    )
    .requiredOption(
      '--because <words>',
      'who asked, and how that was made sure; kept for good, so it names nobody',
    )
    .byStaff(cli, 'answer_appeal', erase)
}

async function take({ cli, ctx, actor }: ByStaff, person: number, { json, ...asked }: Asked): Promise<void> {
  const filed = await fileDataRequest(ctx, String(person), asked, actor)
  if (!filed.ok) return sayRefused(cli, json, filed, dataRequestRefusals)
  const { reference, answerBefore } = filed.value
  answer(json, filed.value, [`${reference} is taken: answer it before ${formatInstant(answerBefore, 'en')}.`])
}

async function erase(
  by: ByStaff,
  person: number,
  { because, json }: { readonly because: string; readonly json?: boolean },
): Promise<void> {
  const erased = await doneByTwo(by, 'erase_person', person, { facts: { because }, json })
  if (!erased) return
  const { stillKnown, requests } = erased.value
  answer(json, erased.value, [
    `Person ${person} is erased.`,
    ...requests.map((reference) => `The request ${reference} is granted by that.`),
    stillKnown
      ? 'Their NIK is known again by its keyed hash alone: they have received a card, or were barred.'
      : 'Nothing knows their NIK any more: they may register anew.',
  ])
}
