import { after } from 'node:test'

/**
 * Lets `fetch` of this process reach one host, which `answer` speaks for, and nothing else until the file's tests are
 * done: whoever verifies a certificate here does so with what that host publishes, or not at all. Returns the addresses
 * of other hosts that were asked for.
 */
export function oneHostOnly(
  url: string,
  answer: (request: Request) => Response | Promise<Response>,
): string[] {
  const elsewhere: string[] = []
  const before = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (new URL(request.url).origin === new URL(url).origin) return answer(request)
    elsewhere.push(request.url)
    throw new TypeError('fetch failed')
  }
  after(() => {
    globalThis.fetch = before
  })
  return elsewhere
}
