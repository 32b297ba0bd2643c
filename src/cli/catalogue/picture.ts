import { readFile, writeFile } from 'node:fs/promises'
import { pictureAddress, pictureFile, pictureOfCourse } from '../../catalogue/pictures/course-pictures.ts'
import { pictureRefusals } from '../../catalogue/pictures/picture-rules.ts'
import { setPicture } from '../../catalogue/pictures/set-picture.ts'
import { only, refusalWords, refuse } from '../../kernel/refusal.ts'
import { takeDownPicture, takeDownRefusals } from '../../learning/institution-portal/take-down-picture.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused } from '../command.ts'
import { linkTo } from '../message-links.ts'

interface SetOptions {
  alt: string
  json?: boolean
}

/** `bekal course picture`, `set-picture` and `take-down-picture`, into the group of the other commands of courses. */
export function pictureCommands(group: Command, cli: Cli): void {
  group
    .command('picture <course-code>')
    .description('The picture that the institution of a course has brought, or that it has the drawn one.')
    .option('--out <file>', 'write the larger file of it (AVIF)')
    .option('--json', 'the answer as JSON')
    .action((code: string, options: { out?: string; json?: boolean }) => showPicture(cli, code, options))
  group
    .command('set-picture <course-code> <file>')
    .description('Give a course a picture (JPEG, PNG, WebP, AVIF) instead of its own or the drawn one.')
    .requiredOption('--alt <words>', 'what it shows, for those who cannot see it')
    .byStaff(cli, 'run_catalogue', setPictureOf)
  group
    .command('take-down-picture <course-code>')
    .description(
      'Take the picture of a course down: the drawn one stands again, and its institution is told.',
    )
    .requiredOption('--because <words>', 'why; the institution reads it')
    .byStaff(cli, 'run_catalogue', takeDown)
}

async function showPicture(
  cli: Cli,
  code: string,
  { out, json }: { out?: string; json?: boolean },
): Promise<void> {
  const { ctx } = await cli.open()
  const picture = await pictureOfCourse(ctx.db, code)
  if (!picture) return sayRefused(cli, json, refuse('picture_missing'), takeDownRefusals)
  const { status, alt, page, card, changedAt, changedBy, because } = picture
  const content = out === undefined ? undefined : await pictureFile(ctx.db, page)
  if (out !== undefined && content) await writeFile(out, content)
  const address = pictureAddress(page)
  answer(json, { courseCode: code, status, alt, page, card, changedAt, changedBy, because, address }, [
    status === 'shown'
      ? `Course ${code}: ${alt}, at ${address}.`
      : `Course ${code}: ${status}, ${because ?? ''}`,
  ])
}

/** The programme names any course, where an institution names its own. */
const setRefusals = refusalWords({
  id: {},
  en: {},
  also: [pictureRefusals, only(takeDownRefusals, 'course_unknown')],
})

async function setPictureOf(
  { cli, ctx, actor }: ByStaff,
  code: string,
  file: string,
  { alt, json }: SetOptions,
): Promise<void> {
  const outcome = await setPicture(ctx, { courseCode: code }, { content: await readFile(file), alt }, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, setRefusals)
  answer(json, { courseCode: code, alt }, [`Course ${code} has a picture: ${alt}.`])
}

async function takeDown(
  { cli, ctx, config, actor }: ByStaff,
  code: string,
  { because, json }: { because: string; json?: boolean },
): Promise<void> {
  const link = (path: string) => linkTo(config, path)
  const outcome = await takeDownPicture(ctx, code, { because, link }, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, takeDownRefusals)
  answer(json, { courseCode: code }, [`The picture of course ${code} is taken down.`])
}
