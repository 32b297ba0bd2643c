import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Prints what differs between two goldens, the first `most` files with what differs in them; returns how many do. */
export function compareGoldens(before: string, after: string, most: number): number {
  const all = [...new Set([...filesIn(before), ...filesIn(after)])].sort()
  if (all.length === 0) throw new Error(`there is no golden in ${before} or ${after}`)
  const different = all.filter((file) => textOf(before, file) !== textOf(after, file))
  for (const file of different.slice(0, most)) {
    const both = [path.join(before, file), path.join(after, file)]
    const gone = both.map((one) => (existsSync(one) ? one : '/dev/null'))
    console.log(spawnSync('diff', ['-u', ...gone], { encoding: 'utf8' }).stdout)
  }
  for (const file of different.slice(most)) console.log(`also different: ${file}`)
  console.log(`${all.length} answers, ${different.length} different`)
  return different.length
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.txt'))
}

function textOf(folder: string, file: string): string | undefined {
  const where = path.join(folder, file)
  return existsSync(where) ? readFileSync(where, 'utf8') : undefined
}
