import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { readForm } from './html-form.ts'
import { type Answer, type HttpConnection, headerOf } from './http-connection.ts'
import { FailedPurchase } from './load.ts'

/** One visitor's browser: a connection, an address, and the session that its cookie names. */
export interface Browser {
  readonly connection: HttpConnection
  /** of every request that it makes, each with its line end */
  readonly headers: string
  /** what it was given, by name, where it keeps cookies as people's browsers do */
  readonly jar?: Map<string, string>
  requests: number
  /** of all answers, as they came and unpacked */
  bytes: { packed: number; unpacked: number }
}

export interface Page {
  readonly path: string
  readonly html: string
}

/** A browser of its own address, the one that `index` gives, with this cookie. */
export function browserAt(
  port: number,
  connection: HttpConnection,
  index: number,
  cookie: string | undefined,
): Browser {
  const address = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`
  const headers =
    `Host: 127.0.0.1:${port}\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0\r\n` +
    'Accept: text/html\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: id\r\n' +
    `Sec-Fetch-Site: same-origin\r\nX-Forwarded-For: ${address}\r\n${cookie ? `Cookie: ${cookie}\r\n` : ''}`
  return { connection, headers, requests: 0, bytes: { packed: 0, unpacked: 0 } }
}

/** Opens a page as {@link get} does, by as many redirects as lead to it. */
export async function follow(browser: Browser, path: string, most = 5): Promise<Page> {
  const answer = await ask(browser, `GET ${path} HTTP/1.1\r\n${headersOf(browser)}\r\n`)
  const location = answer.status === 303 && most > 0 ? headerOf(answer.head, 'location') : undefined
  if (location) return follow(browser, location, most - 1)
  if (answer.status !== 200) throw new FailedPurchase(`GET ${shape(path)} answered ${answer.status}`)
  return { path, html: textOf(browser, answer) }
}

/** Opens a page; whatever is not answered with 200 fails. */
export async function get(browser: Browser, path: string): Promise<Page> {
  const answer = await ask(browser, `GET ${path} HTTP/1.1\r\n${headersOf(browser)}\r\n`)
  if (answer.status !== 200) throw new FailedPurchase(`GET ${shape(path)} answered ${answer.status}`)
  return { path, html: textOf(browser, answer) }
}

/** Sends the form of a page whose action is meant, filled in; whatever leads nowhere fails. */
async function post(
  browser: Browser,
  page: Page,
  action: RegExp,
  typed: Readonly<Record<string, string>>,
): Promise<Answer & { readonly location: string }> {
  const form = readForm(page.html, action)
  if (!form) throw new FailedPurchase(`${shape(page.path)} has no form for ${action.source}`)
  const body = new URLSearchParams({ ...form.fields, ...typed }).toString()
  const answer = await ask(
    browser,
    `POST ${form.action} HTTP/1.1\r\n${headersOf(browser)}Content-Type: application/x-www-form-urlencoded\r\n` +
      `Content-Length: ${body.length}\r\n\r\n${body}`,
  )
  const location = headerOf(answer.head, 'location')
  if (answer.status !== 303 || !location)
    throw new FailedPurchase(`POST ${shape(form.action)} answered ${answer.status}`)
  return { ...answer, location }
}

/** Sends the form of a page whose action is meant, filled in; returns where it leads to. */
export async function send(...form: Parameters<typeof post>): Promise<string> {
  return (await post(...form)).location
}

/** Sends a form as {@link send} does, and follows to the page that it leads to. */
export async function submit(...form: Parameters<typeof send>): Promise<Page> {
  return get(form[0], await send(...form))
}

/** The browser of the first of the demo's people on this page whom one may be. */
export async function entered(
  port: number,
  stranger: Browser,
  path: string,
  action: RegExp,
): Promise<Browser> {
  const { head } = await post(stranger, await get(stranger, path), action, {})
  const cookie = [...head.matchAll(/\r\nset-cookie: ([^;=\r]+=[^;\r]+)/gi)].map(([, one]) => one).join('; ')
  return browserAt(port, stranger.connection, 2, cookie)
}

/** Sends a whole request, and keeps the cookies of its answer. */
async function ask(browser: Browser, request: string): Promise<Answer> {
  browser.requests += 1
  const answer = await browser.connection.ask(request)
  if (browser.jar) keepCookies(browser.jar, answer.head)
  return answer
}

function headersOf({ headers, jar }: Browser): string {
  return jar && jar.size > 0 ? `${headers}Cookie: ${cookiesOf(jar)}\r\n` : headers
}

/** The cookies of a jar as a browser sends them. */
export function cookiesOf(jar: ReadonlyMap<string, string>): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
}

/** Keeps what the head of an answer gives. */
export function keepCookies(jar: Map<string, string>, head: string): void {
  for (const [, name = '', value = ''] of head.matchAll(/\r\nset-cookie: ([^;=\r]+)=([^;\r]*)/gi))
    jar.set(name, value)
}

const unpack: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  zstd: zstdDecompressSync,
}

function textOf({ bytes }: Browser, { head, body }: Answer): string {
  const packed = Buffer.from(body, 'latin1')
  const unpacked = (unpack[headerOf(head, 'content-encoding') ?? ''] ?? ((same) => same))(packed)
  bytes.packed += packed.length
  bytes.unpacked += unpacked.length
  return unpacked.toString('utf8')
}

/** An address without what tells one purchase from another, so that equal failures count as one. */
function shape(path: string): string {
  return path.replace(/PIJ-\w+/, 'NO').replace(/beban-\d+/, 'COURSE')
}
