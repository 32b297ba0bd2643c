import { fileURLToPath } from 'node:url'
import type { Context } from '../database/context.ts'
import { rows, statement } from '../database/sql.ts'
import type { Actor } from '../kernel/request.ts'
import { comparable } from '../kernel/text.ts'
import { readContent } from '../learning/content/read-content.ts'
import { readFolder } from '../learning/content/read-folder.ts'
import { saveContent } from '../learning/content/save-content.ts'

/** The demo's courses that are learnt here in full, with the folders of their content below demo/content. */
const learntHere: readonly { readonly title: string; readonly folder: string }[] = [
  { title: 'Keamanan Pangan untuk Juru Masak', folder: 'keamanan-pangan' },
  { title: 'Lembar Kerja untuk Administrasi Kantor', folder: 'lembar-kerja' },
]

const coursesWithoutContent = statement<[titleKeys: string[]], 'demo/courses-without-content'>(
  'demo/courses-without-content',
  `
  select course_code, title_key from course
  where title_key = any($1)
    and not exists (select from course_requirement asked where asked.course_id = course.course_id)
  `,
)

/** Gives lessons, tests and an assignment to two courses of the demo; what they have already is left as it is. */
export async function seedContent(ctx: Context, actor: Actor): Promise<void> {
  const keys = learntHere.map(({ title }) => comparable(title))
  for (const course of await rows(ctx.db, coursesWithoutContent, [keys])) {
    const { folder } = learntHere.find(({ title }) => comparable(title) === course.titleKey) ?? {}
    if (!folder) continue
    const place = fileURLToPath(new URL(`../../demo/content/${folder}`, import.meta.url))
    const { content, problems } = await readContent(await readFolder(place))
    if (!content) throw new Error(`${place}: ${problems.map(({ problem }) => problem).join('; ')}`)
    await saveContent(ctx, course.courseCode, content, actor)
  }
}
