import { type AboutCell, aboutCells } from '../../catalogue/about/course-about.ts'
import { describeCourse, describeRefusals } from '../../catalogue/about/describe-course.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused } from '../command.ts'

const abouts: Readonly<Record<AboutCell, string>> = {
  level: 'beginner, intermediate or advanced',
  language: 'that it is taught in: id or en',
  trainer: 'who teaches it',
  outcomes: 'what one can do afterwards; items between semicolons',
  syllabus: 'its parts between semicolons, each with its minutes: "Choosing a panel (45 minutes)"',
  needs: 'what one needs; items between semicolons',
}

type Options = Partial<Record<AboutCell, string>> & {
  description?: string
  because: string
  json?: boolean
}

/** `bekal course describe`, into the group of the other commands of courses. */
export function describeCommand(group: Command, cli: Cli): void {
  const command = group
    .command('describe <course-code>')
    .description('Say what a course is judged by; what is empty is taken away, what is absent stays.')
    .option('--description <text>', 'what it is about')
  for (const cell of aboutCells) command.option(`--${cell} <text>`, abouts[cell])
  command
    .requiredOption('--because <words>', 'why; the journal keeps it')
    .byStaff(cli, 'run_catalogue', describe)
}

async function describe(
  { cli, ctx, actor }: ByStaff,
  code: string,
  { json, ...said }: Options,
): Promise<void> {
  const outcome = await describeCourse(ctx, code, said, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, describeRefusals)
  const { lacks } = outcome.value
  answer(json, { courseCode: code, lacks }, [
    `Course ${code} is described${lacks.length > 0 ? `, and not sold yet: it lacks ${lacks.join(', ')}` : ''}.`,
  ])
}
