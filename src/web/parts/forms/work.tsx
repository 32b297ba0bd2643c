import { workBits } from '../../http/work.ts'

/** A hidden field in which the browser puts its work; see http/work.ts. Without JavaScript it stays empty. */
export function Work({ token }: { token: string }) {
  return <input type="hidden" name="work" value="" data-work={token} data-bits={String(workBits)} />
}
