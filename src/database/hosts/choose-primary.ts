import type { Host, Said } from './look-at-host.ts'

/**
 * What a host is to us. `former`: it takes writes on an older timeline than the primary, so it was one before; `rival`: it takes
 * writes on the same timeline, and nobody can say which is right; `foreign`: another cluster altogether.
 */
export type HostRole = 'primary' | 'standby' | 'former' | 'rival' | 'foreign' | 'away'

/** A host, and what it was at the last look. */
export interface SeenHost {
  readonly host: Host
  readonly role: HostRole
}

/** What is known from looks before. */
export interface Known {
  readonly primary?: Host | undefined
  readonly system?: string | undefined
  /** the highest that was ever seen: a promotion begins a new one, and none goes back */
  readonly timeline: number
}

/**
 * Says by what the hosts said which is the primary: of those that take writes and are our cluster, the one with the highest
 * timeline, and never one with a lower timeline than was seen before. Of equals the one we are on, or else the first.
 * Where none is left, what was known stays known.
 */
export function choosePrimary(
  hosts: readonly Host[],
  said: readonly Said[],
  known: Known,
): { readonly known: Known; readonly seen: readonly SeenHost[] } {
  const taking = said.flatMap((one, at) => (one.is === 'writable' ? [{ ...one, host: hosts[at]! }] : []))
  const system = known.system ?? taking[0]?.system
  const ours = taking.filter((one) => one.system === system)
  const timeline = Math.max(known.timeline, ...ours.map((one) => one.timeline))
  const newest = ours.filter((one) => one.timeline === timeline)
  const chosen = newest.find(({ host }) => host === known.primary) ?? newest[0]
  const roleOf = (one: Said, host: Host): HostRole => {
    if (one.is !== 'writable') return one.is
    if (one.system !== system) return 'foreign'
    if (host === chosen?.host) return 'primary'
    return one.timeline < timeline ? 'former' : 'rival'
  }
  return {
    known: { system, timeline, primary: chosen?.host ?? known.primary },
    seen: hosts.map((host, at) => ({ host, role: roleOf(said[at]!, host) })),
  }
}
