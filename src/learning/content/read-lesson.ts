import { isWebLink } from '../../kernel/text.ts'
import type { WrittenLesson } from './content.ts'

export type Say = (line: number, problem: string) => void

const mostSeconds = 86_400
const mostLetters = 100_000
const keys = ['title', 'kind', 'link', 'min_seconds']

/** Reads a lesson: lines of `key: value` between two lines of ---, then Markdown. */
export function readLesson(text: string, say: Say): WrittenLesson | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/)
  const end = lines[0]?.trim() === '---' ? lines.findIndex((line, at) => at > 0 && line.trim() === '---') : -1
  if (end < 0) {
    say(1, 'begins with three dashes, lines such as "title: ...", and three dashes')
    return undefined
  }
  const head = headOf(lines.slice(1, end), say)
  const title = head.get('title') ?? ''
  const kind = head.get('kind') ?? 'text'
  const url = head.get('link')
  const minSeconds = Number(head.get('min_seconds') ?? '0')
  const body = lines
    .slice(end + 1)
    .join('\n')
    .trim()
  if (title === '' || title.length > 200) say(1, 'needs a title of at most 200 signs')
  if (kind !== 'text' && kind !== 'video' && kind !== 'file')
    return void say(1, `is of kind "${kind}"; kinds are text, video and file`)
  if (kind === 'text' && url !== undefined) say(1, 'has a link and is a text: say kind: video or kind: file')
  if (kind !== 'text' && (url === undefined || !isWebLink(url)))
    say(1, 'needs a link that begins with https://')
  if (!Number.isInteger(minSeconds) || minSeconds < 0 || minSeconds > mostSeconds)
    say(1, `has min_seconds that are no whole number from 0 to ${mostSeconds}`)
  if (kind === 'text' && body === '') say(end + 1, 'has no text')
  if (body.length > mostLetters) say(end + 1, `has more than ${mostLetters} signs`)
  return { title, kind, url, minSeconds, body }
}

function headOf(lines: readonly string[], say: Say): Map<string, string> {
  const head = new Map<string, string>()
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue
    const [, key = '', value = ''] = /^([a-z_]+):\s*(.*?)\s*$/.exec(line) ?? []
    if (!keys.includes(key)) say(at + 2, `"${line.trim()}" is none of ${keys.join(', ')}`)
    else if (head.has(key)) say(at + 2, `says ${key} twice`)
    else head.set(key, value)
  }
  return head
}
