/**
 * Whether a connection plans its statements anew before this run, counted from 1. A plan made for an almost empty table is a bad one
 * when it has grown: often at first, then seldom.
 */
export function replanIsDue(run: number): boolean {
  return run <= 1024 ? (run & (run - 1)) === 0 : run % 1024 === 0
}
