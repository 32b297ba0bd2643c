/** What a process of visitors is told to do. */
export interface Crowd {
  readonly port: number
  /** visitors of this process, and the number of the first */
  readonly visitors: number
  readonly first: number
  /** within which they come, one after the other by chance */
  readonly arriveSeconds: number
  /** after which nobody asks any more */
  readonly seconds: number
  /** so many of them have a form before them already when the others come, and send it while they do */
  readonly halfFilled: number
}

/** What became of the visitors of one process. */
export interface CrowdSeen {
  readonly came: number
  readonly letIn: number
  /** milliseconds of each answer to who was let in */
  readonly served: readonly number[]
  /** ... and of each waiting page */
  readonly waited: readonly number[]
  readonly mostBytes: number
  /** waiting pages that did not say when to ask again, or held a script */
  readonly wrongPages: number
  readonly placesLost: number
  readonly formsSent: number
  readonly formsLost: number
  /** requests that got no answer, or another one than the two */
  readonly failures: Readonly<Record<string, number>>
  readonly cpuSeconds: number
}
