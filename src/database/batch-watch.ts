/** Looks at batches as they run, for figures and traces; changes nothing of them. */
export interface BatchWatch {
  /** what a batch is to know of whoever asks, taken when they ask; undefined where nothing is */
  mark(): unknown
  /** runs a batch; `marks` are those of its requests */
  around<Result>(marks: readonly unknown[], run: () => Promise<Result>): Promise<Result>
}
