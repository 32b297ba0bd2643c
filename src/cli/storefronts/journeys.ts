import { readConfig } from '../../config.ts'
import { wordsOf } from '../../storefronts/journey.ts'
import { journeys } from '../../storefronts/journeys.ts'
import { brokenLaws } from '../../storefronts/laws.ts'
import { loadStorefronts } from '../../storefronts/load-storefronts.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, failed, table } from '../command.ts'

/** `bekal journeys`: every storefront's steps side by side, from the data that the engine walks. */
export function journeyCommands(program: Command, cli: Cli): void {
  program
    .command('journeys')
    .description('The steps of every storefront, side by side, and the laws that they keep.')
    .option('--json', 'the journeys as JSON')
    .action(async (options: { json?: boolean }) => {
      await loadStorefronts(readConfig(process.env).BEKAL_STOREFRONTS)
      show(cli, options.json)
    })
}

function show(cli: Cli, json: boolean | undefined): void {
  const broken = journeys.flatMap(brokenLaws)
  if (broken.length > 0) cli.end(failed)
  const facts = journeys.map(({ id, name, steps }) => ({
    id,
    name,
    steps: steps.map((step) => ({ step: step.step, labels: wordsOf(step), effects: step.effects ?? [] })),
  }))
  const longest = Math.max(...facts.map(({ steps }) => steps.length))
  const cell = (steps: (typeof facts)[number]['steps'], index: number) => {
    const step = steps[index]
    if (!step) return ''
    const said = step.labels.map((label) => ` "${label}"`).join('')
    return `${step.step}${said}${step.effects.map((name) => ` +${name}`).join('')}`
  }
  answer(json, facts, [
    ...table([
      ['', ...facts.map(({ name }) => name)],
      ...Array.from({ length: longest }, (_, index) => [
        String(index + 1),
        ...facts.map(({ steps }) => cell(steps, index)),
      ]),
    ]),
    '',
    ...(broken.length > 0 ? broken : ['Every law holds.']),
  ])
}
