/** The code that every buyer gets: the test seam of the server under load draws no other. */
export const drawnOtp = '482913'

export type ToServer =
  | { readonly type: 'profile' }
  | { readonly type: 'profiled'; readonly file: string }
  | { readonly type: 'stop' }

export type ToBench = { readonly type: 'ready'; readonly port: number } | { readonly type: 'done' }
