import { type ReasonOf, refusalWords } from '../../kernel/refusal.ts'
export const redirectRefusals = refusalWords({
  id: {
    redirect_missing: 'Sebutkan paling sedikit satu alamat dengan --redirect-uri.',
    redirect_malformed: 'Tulis alamat utuh dan persis: tanpa wildcard, tanda #, atau pengguna.',
    redirect_insecure: 'Tulis alamat yang diawali https://; http hanya untuk localhost.',
    redirect_hosts_differ: 'Pilih satu host untuk semua alamat sebuah klien.',
  },
  en: {
    redirect_missing: 'Name at least one address with --redirect-uri.',
    redirect_malformed: 'Write an address whole and exact: no wildcard, no fragment, no user.',
    redirect_insecure: 'Write an address that begins with https://; http is for localhost only.',
    redirect_hosts_differ: 'Choose one host for all addresses of a client.',
  },
})
export type RedirectRefusal = ReasonOf<typeof redirectRefusals>

/**
 * What is wrong with a client's addresses, or undefined. They are compared letter for letter later on, so they are
 * whole: https, no wildcard, no fragment, no user. All on one host: an identifier of a person belongs to a host.
 */
export function redirectRefusal(
  redirectUris: readonly string[],
  postLogoutUris: readonly string[],
  allowHttp: boolean,
): RedirectRefusal | undefined {
  if (redirectUris.length === 0) return 'redirect_missing'
  const all = [...redirectUris, ...postLogoutUris]
  const urls = all.map((uri) => (URL.canParse(uri) && !/[*#\s]/.test(uri) ? new URL(uri) : undefined))
  const hosts = new Set<string>()
  for (const url of urls) {
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return 'redirect_malformed'
    const atHome = url.hostname === 'localhost' || url.hostname === '127.0.0.1'
    if (url.protocol === 'http:' && !atHome && !allowHttp) return 'redirect_insecure'
    hosts.add(url.host)
  }
  return hosts.size === 1 ? undefined : 'redirect_hosts_differ'
}
