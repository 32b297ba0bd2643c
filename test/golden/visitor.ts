import { journeyOf } from '../../src/storefronts/journeys.ts'

/** What was answered, as it came. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Buffer
  readonly text: string
  readonly location: string
}

let asked = 0

/** Somebody with a browser of their own, who comes from another address every time: no limit of addresses is met. */
export class Visitor {
  readonly #cookies: Map<string, string>
  /** of each site, the token of the form that was seen last */
  readonly #tokens = new Map<string, string>()
  readonly #url: string
  /** the server before which it stands */
  get url(): string {
    return this.#url
  }

  constructor(url: string, cookies: Iterable<[string, string]> = []) {
    this.#url = url
    this.#cookies = new Map(cookies)
  }

  /** the same browser as it is now, also before another server */
  copy(url = this.#url): Visitor {
    const other = new Visitor(url, this.#cookies)
    for (const [site, token] of this.#tokens) other.#tokens.set(site, token)
    return other
  }

  /** the sites at which there is a session of this browser */
  sites(): ReadonlySet<string> {
    return new Set([...this.#cookies.keys()].map((name) => name.replace(/^bekal_/, '')))
  }

  /** its cookies by their names, for a browser that goes on as it */
  cookies(): ReadonlyMap<string, string> {
    return this.#cookies
  }

  setLanguage(language: string): void {
    this.#cookies.set('bahasa', language)
  }

  get(path: string): Promise<Answer> {
    return this.#ask(path, {})
  }

  /** Sends a form, with the token of the page of that site that was seen last. */
  post(path: string, form: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const csrf = this.#tokens.get(siteOf(path))
    return this.#ask(path, {
      method: 'POST',
      body: new URLSearchParams({ ...(csrf && { csrf }), ...form }),
    })
  }

  async #ask(path: string, request: RequestInit): Promise<Answer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new URL(path, this.#url), {
      ...request,
      redirect: 'manual',
      headers: {
        cookie,
        'accept-encoding': 'identity',
        'sec-fetch-site': 'same-origin',
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        'x-forwarded-for': `2001:db8:${Math.floor(++asked / 65536).toString(16)}:${(asked % 65536).toString(16)}::1`,
      },
    })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    const body = Buffer.from(await answer.arrayBuffer())
    const text = body.toString('utf8')
    const token = /name="csrf" value="([^"]+)"/.exec(text)?.[1]
    if (token) this.#tokens.set(siteOf(path), token)
    const { status, headers } = answer
    return { status, headers, body, text, location: headers.get('location') ?? '' }
  }
}

/** Which sessions an address goes by. */
export function siteOf(path: string): string {
  const [, first = ''] = path.split(/[/?]/)
  return journeyOf(first) || /^(?:lembaga|mitra|konsol|kemnaker)$/.test(first) ? first : 'portal'
}
