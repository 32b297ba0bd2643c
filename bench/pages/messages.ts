/** What one kind of request cost, over all its visitors. */
export interface Line {
  readonly name: string
  readonly form: boolean
  readonly requests: number
  /** CPU seconds of the server and of PostgreSQL */
  readonly server: number
  readonly postgres: number
  readonly statements: number
  readonly roundTrips: number
  /** bytes of the answers' bodies, as sent and unpacked */
  readonly packed: number
  readonly unpacked: number
}

export type ToSide = { readonly type: 'round'; readonly visitors: number } | { readonly type: 'end' }

export type FromSide =
  | { readonly type: 'ready' }
  | { readonly type: 'measured'; readonly lines: readonly Line[] }
