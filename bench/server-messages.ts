/** The code that every buyer gets: the test seam of the server under load draws no other. */
export const drawnOtp = '482913'

export type ToServer =
  | { readonly type: 'profile' }
  | { readonly type: 'profiled'; readonly file: string }
  | { readonly type: 'count' }
  | { readonly type: 'stop' }

export type ToBench =
  | { readonly type: 'ready'; readonly port: number }
  | { readonly type: 'done' }
  | ({ readonly type: 'counted' } & Asked)

/** What the server has asked its database since it was started. */
export interface Asked {
  readonly statements: number
  /** times that a connection on which nothing was under way was asked something: one for all that is sent at once */
  readonly roundTrips: number
}
