/** What the attacks of the edge bench ask for, and what they say to the bench when they are through. */
export type AttackName = 'uploads' | 'pipelines' | 'one_pipeline' | 'form_pages'

/** The address of a page, and of one with a form: drawn for whoever comes. */
export const page = '/pijar'
export const formPage = '/pijar/masuk'
/** an address that takes files, from whoever has bought */
export const upload = '/pijar/belajar/PIJ-1/tugas/tpm'

export interface ToWatcher {
  readonly type: 'attacked'
  readonly connections: number
  readonly sentBytes: number
  /** connections that the server ended while the attacker still held them */
  readonly cut: number
  /** how many answers there were of each status */
  readonly answers?: Readonly<Record<string, number>>
}
