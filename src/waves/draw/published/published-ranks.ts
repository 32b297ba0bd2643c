import { leavesOf, rootOf } from '../../../kernel/merkle.ts'
import { drawFiles, rankWidth } from '../lines.ts'
import { pageLines } from './pages.ts'
import { readLines } from './read-published.ts'

/** The lines of ranks.txt one by one, and the root over all of them. */
export function publishedRanks(folder: string) {
  const pages = readLines(folder, drawFiles.ranks, rankWidth, pageLines)
  const hashes: Buffer[] = []
  let text = ''
  let at = 0
  const next = (): string | undefined => {
    if (at >= text.length) return undefined
    at += rankWidth
    return text.slice(at - rankWidth, at)
  }
  const more = async (): Promise<string | undefined> => {
    const { value } = await pages.next()
    if (!value) return undefined
    const whole = value.length % rankWidth === 0
    hashes.push(whole ? rootOf(leavesOf(value, rankWidth)) : Buffer.alloc(32))
    text = value.toString('latin1')
    at = 0
    return next()
  }
  return {
    /** the next line of the page that was read */
    next,
    /** the first line of the next page, or undefined at the end */
    more,
    async root(): Promise<string> {
      while ((await more()) !== undefined);
      return rootOf(Buffer.concat(hashes)).toString('hex')
    },
  }
}
