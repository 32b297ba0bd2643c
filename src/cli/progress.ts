import { SingleBar } from 'cli-progress'

/** How far a long work is; written to stderr, so that a script's answer stays clean. */
export interface Progress {
  at(done: number, total: number, words: string): void
  end(): void
}

const lineEveryMs = 2000

/** A bar on a terminal; elsewhere a plain line every two seconds. */
export function progress(title: string): Progress {
  return process.stderr.isTTY ? barProgress(title) : lineProgress(title)
}

function barProgress(title: string): Progress {
  const bar = new SingleBar({
    format: `${title} {bar} {percentage}% | {words} | {eta_formatted}`,
    stream: process.stderr,
    hideCursor: true,
    etaBuffer: 50,
  })
  let begun = false
  return {
    at(done, total, words) {
      if (begun) {
        bar.setTotal(Math.max(total, 1))
        bar.update(done, { words })
      } else bar.start(Math.max(total, 1), done, { words })
      begun = true
    },
    end() {
      if (begun) bar.stop()
    },
  }
}

function lineProgress(title: string): Progress {
  let last = performance.now()
  return {
    at(done, total, words) {
      if (performance.now() - last < lineEveryMs) return
      last = performance.now()
      const percent = total > 0 ? ` ${Math.floor((100 * done) / total)}%` : ''
      process.stderr.write(`${title}${percent}: ${words}\n`)
    },
    end() {},
  }
}
