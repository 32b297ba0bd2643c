import type { DecodedLine } from './decode-lines.ts'

/** The lines of a file that were read and not yet taken: looked ahead as far as somebody needs. */
export class LineQueue {
  readonly #batches: AsyncIterator<readonly DecodedLine[]>
  #lines: DecodedLine[] = []
  #first = 1
  #ended = false
  #broken: unknown

  constructor(batches: AsyncIterable<readonly DecodedLine[]>) {
    this.#batches = batches[Symbol.asyncIterator]()
  }

  /** What is read so far, the next line first. */
  get lines(): readonly DecodedLine[] {
    return this.#lines
  }

  /** The number of the next line in the file, counted from 1. */
  get first(): number {
    return this.#first
  }

  /** Whether there are no more lines than `lines`. */
  get ended(): boolean {
    return this.#ended
  }

  /**
   * Reads on until there are so many lines, or the file is over. Where it breaks off the lines before are handed on
   * first; it throws when they are taken.
   */
  async fill(count: number): Promise<void> {
    while (!this.#ended && this.#lines.length < count) await this.#readOn()
    if (this.#lines.length === 0) this.throwIfBroken()
  }

  async #readOn(): Promise<void> {
    try {
      const next = await this.#batches.next()
      if (next.done) this.#ended = true
      else for (const line of next.value) this.#lines.push(line)
    } catch (error) {
      this.#ended = true
      this.#broken = error
    }
  }

  /** Throws what the file broke off by, if it did. */
  throwIfBroken(): void {
    if (this.#broken !== undefined) throw this.#broken
  }

  /** Leaves the first lines behind. */
  drop(count: number): void {
    this.#lines = this.#lines.slice(count)
    this.#first += count
  }
}
