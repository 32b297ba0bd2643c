import type { Command } from 'commander'
import { readContent } from '../learning/content/read-content.ts'
import { readFolder } from '../learning/content/read-folder.ts'
import { saveContent } from '../learning/content/save-content.ts'
import { answer, type Cli, sayNo } from './command.ts'
import { whoActs } from './who-acts.ts'

interface ContentOptions {
  check?: boolean
  json?: boolean
}

/** `bekal course content`. */
export function courseCommands(program: Command, cli: Cli): void {
  const group = program.command('course').description('What courses are learnt by here.')
  group
    .command('content <course-code> <folder>')
    .description('Lessons, tests and requirements of a course from a folder; see docs/learning.md.')
    .option('--check', 'only say what is wrong with the folder')
    .option('--json', 'the answer as JSON')
    .action((code: string, folder: string, options: ContentOptions) => content(cli, code, folder, options))
}

async function content(
  cli: Cli,
  code: string,
  folder: string,
  { check, json }: ContentOptions,
): Promise<void> {
  const { content: read, problems } = readContent(await readFolder(folder))
  if (!read) {
    const lines = problems.map(({ file, line, problem }) => `${file}, line ${line}: ${problem}.`)
    if (!json) return sayNo(cli, json, 'content_wrong', [...lines, 'Nothing was changed.'].join('\n'))
    answer(json, { refusal: 'content_wrong', problems }, [])
    return cli.end(1)
  }
  const { lessons, questions } = read
  if (check)
    return answer(json, { lessons: lessons.length, questions: questions.length }, [
      'The folder can be taken.',
    ])
  const { ctx } = await cli.open()
  const saved = await saveContent(ctx, code, read, await whoActs(cli))
  if (!saved.ok) return sayNo(cli, json, saved.refusal, 'There is no course of this code.')
  const said = `Course ${code} has ${saved.value.lessons} lessons and ${saved.value.questions} questions.`
  answer(json, { courseCode: code, ...saved.value }, [said])
}
