import { hash } from 'node:crypto'
import { leavesOf, rootOf } from '../../../kernel/merkle.ts'
import type { DrawClosed, DrawResult } from '../draw-result.ts'
import { drawFiles, listWidth } from '../lines.ts'
import type { Ranking } from '../ranking.ts'
import { type Check, differ } from './draw-check.ts'
import { pageLines } from './pages.ts'
import { PublishedFileError, readLines, readText } from './read-published.ts'

export async function readStruck(check: Check, result: DrawResult): Promise<Map<string, number>> {
  check.steps.push('struck')
  const text = await readText(check.folder, drawFiles.struck)
  if (text === undefined) throw new PublishedFileError(drawFiles.struck, 'the file is missing')
  const sum = hash('sha256', text, 'hex')
  if (sum !== result.struck_sha256)
    differ(check, 'struck', `struck.txt has the SHA-256 ${sum}, result.json says ${result.struck_sha256}`)
  const struck = new Map<string, number>()
  const lines = text.split('\n')
  for (const [i, line] of lines.slice(0, -1).entries()) {
    if (/^[0-9a-f]{32} (barred|earlier_recipient|family_card_full)$/.test(line))
      struck.set(line.slice(0, 32), i + 1)
    else differ(check, 'struck', `line ${i + 1} of struck.txt is malformed`, i + 1)
  }
  return struck
}

/** Puts the list into the ranking; returns the root of what is there, and how many by province were not struck. */
export async function checkList(
  check: Check,
  closed: DrawClosed,
  ranking: Ranking,
  struck: ReadonlyMap<string, number>,
): Promise<{ root: string; eligible: ReadonlyMap<string, number> } | undefined> {
  check.steps.push('list')
  const hashes: Buffer[] = []
  const found = new Map<string, string>()
  for await (const lines of readLines(check.folder, drawFiles.list, listWidth, pageLines)) {
    if (lines.length % listWidth !== 0) {
      const sentence = 'list.txt ends within a line, or has one of another length'
      differ(check, 'list', sentence, ranking.applicants + 1)
      return undefined
    }
    const wrong = ranking.add(lines)
    if (wrong) {
      const sentence = `line ${wrong.malformed} of list.txt is malformed, or its ref is not above the one before it`
      differ(check, 'list', sentence, wrong.malformed)
      return undefined
    }
    if (struck.size > 0) findStruck(lines, struck, found)
    hashes.push(rootOf(leavesOf(lines, listWidth)))
    check.onProgress({ done: ranking.applicants, total: 2 * closed.applicants })
  }
  const root = rootOf(Buffer.concat(hashes)).toString('hex')
  if (ranking.applicants !== closed.applicants)
    differ(check, 'list', `list.txt has ${ranking.applicants} lines, closed.json says ${closed.applicants}`)
  if (root !== closed.list_root)
    differ(check, 'list', `list.txt has the root ${root}, closed.json says ${closed.list_root}`)
  for (const [ref, row] of struck)
    if (!found.has(ref)) differ(check, 'struck', `line ${row} of struck.txt is not in list.txt: ${ref}`, row)
  const eligible = new Map(ranking.provinces)
  for (const province of found.values()) eligible.set(province, eligible.get(province)! - 1)
  return { root, eligible }
}

/** Adds the provinces of those lines of the list that are struck, by ref. */
function findStruck(lines: Buffer, struck: ReadonlyMap<string, number>, found: Map<string, string>): void {
  for (let at = 0; at < lines.length; at += listWidth) {
    const ref = lines.toString('latin1', at, at + 32)
    if (struck.has(ref)) found.set(ref, lines.toString('latin1', at + 35, at + 37))
  }
}
