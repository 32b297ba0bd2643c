import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'

interface Cookie {
  readonly value: string
  readonly path: string
}

/** A browser as far as single sign-on needs one: cookies with their paths, forms, and redirects one by one. */
export class Visitor {
  readonly #cookies = new Map<string, Cookie>()
  readonly #base: string
  url = ''
  /** every `Set-Cookie` so far, as it came */
  readonly cookies: string[] = []

  constructor(base: string) {
    this.#base = base
  }

  /** Asks without following; `url` is then where it stands. */
  async ask(to: string, form?: Record<string, string>): Promise<Response> {
    const url = new URL(to, this.url.startsWith(this.#base) ? this.url : this.#base)
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: this.#cookiesFor(url.pathname), 'sec-fetch-site': 'same-origin' },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const line of answer.headers.getSetCookie()) this.#keep(line, url.pathname)
    this.url = url.href
    return answer
  }

  /** Follows redirects until a page, or until an address begins with `until`: the one is returned as text. */
  async go(to: string, options: { form?: Record<string, string>; until?: string } = {}): Promise<string> {
    let answer = await this.ask(to, options.form)
    for (let hops = 0; hops < 15; hops++) {
      const next = answer.headers.get('location')
      if (!next) return answer.text()
      const url = new URL(next, this.url)
      if (options.until && url.href.startsWith(options.until)) {
        this.url = url.href
        return ''
      }
      answer = await this.ask(url.href)
    }
    return assert.fail('redirects without an end')
  }

  /** Sends the first form of a page, with what the person fills in. */
  async send(
    page: string,
    filled: Record<string, string>,
    options: { until?: string } = {},
  ): Promise<string> {
    const [, action = ''] = page.match(/<form[^>]* action="([^"]+)"/) ?? []
    const hidden = [...page.split('</form>')[0]!.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)]
    const form = { ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])), ...filled }
    return this.go(action, { form, ...options })
  }

  #keep(line: string, at: string): void {
    this.cookies.push(line)
    const [pair = '', ...attributes] = line.split(/;\s*/)
    const [name = '', ...value] = pair.split('=')
    const set = (key: string) =>
      attributes.find((attribute) => attribute.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1)
    const path = set('path') ?? at.replace(/\/[^/]*$/, '')
    const gone = set('max-age') === '0' || new Date(set('expires') ?? '9999-01-01').getTime() < Date.now()
    if (gone) this.#cookies.delete(`${name} ${path}`)
    else this.#cookies.set(`${name} ${path}`, { value: value.join('='), path })
  }

  #cookiesFor(path: string): string {
    return [...this.#cookies]
      .filter(([, cookie]) => path.startsWith(cookie.path))
      .map(([key, { value }]) => `${key.split(' ')[0]}=${value}`)
      .join('; ')
  }
}

/** From the page that asks for an email or phone to the one after the login, with the code of the demo's inbox. */
export async function logInBySms(
  visitor: Visitor,
  base: string,
  page: string,
  phone: string,
): Promise<string> {
  const codes = async () => {
    const answer = await fetch(`${base}/dev/inbox.json?to=${encodeURIComponent(phone)}`)
    const { messages } = (await answer.json()) as { messages: { text: string }[] }
    return messages.flatMap(({ text }) => text.match(/kode OTP (\d{6})/)?.[1] ?? [])
  }
  const before = await codes()
  const asked = await visitor.send(page, { email_or_phone: phone })
  for (let tries = 0; tries < 100; tries++) {
    const otp = (await codes()).find((code) => !before.includes(code))
    if (otp) return visitor.send(asked, { otp })
    await sleep(100)
  }
  return assert.fail('no code came')
}
