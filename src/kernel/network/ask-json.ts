import http from 'node:http'
import https from 'node:https'
import { second } from '../clock.ts'

/** A service of others that is asked by one JSON call. */
export interface JsonService {
  readonly url: string
  /** sent as a bearer token, where the service asks for one */
  readonly token?: string | undefined
  /** for the whole of a question; five seconds without it */
  readonly timeoutMs?: number | undefined
}

/** An answer has at most so many letters. */
const mostLetters = 64 * 1024

// `fetch` costs this process twice the CPU of a request on a kept connection, and lists ask for a person a line.
const kept = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) }

/**
 * Posts a question to a service and gives its answer, whatever its status. Throws when none comes in time, when it is no JSON, or longer
 * than 65,536 letters; what it throws says nothing of the question. Follows no redirect. A connection that was kept and is found closed is asked
 * once more on a new one.
 */
export async function askJson(
  service: JsonService,
  question: object,
): Promise<{ readonly status: number; readonly answer: unknown }> {
  const timeout = AbortSignal.timeout(service.timeoutMs ?? 5 * second)
  const body = Buffer.from(JSON.stringify(question))
  const answer = await post(service, body, timeout).catch((error: { reusedSocket?: boolean }) => {
    if (!error.reusedSocket) throw error
    return post(service, body, timeout)
  })
  let said = ''
  for await (const piece of answer.setEncoding('utf8')) {
    said += piece
    if (said.length > mostLetters) throw new Error('the answer is too long')
  }
  const status = answer.statusCode ?? 0
  return { status, answer: status === 200 ? JSON.parse(said) : undefined }
}

function post({ url, token }: JsonService, body: Buffer, signal: AbortSignal): Promise<http.IncomingMessage> {
  const to = new URL(url)
  const secure = to.protocol === 'https:'
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    accept: 'application/json',
    ...(token && { authorization: `Bearer ${token}` }),
  }
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers, signal, agent: secure ? kept.https : kept.http }
    const request = (secure ? https : http).request(to, options, resolve)
    request.once('error', (error: NodeJS.ErrnoException) => {
      // It had been closed before the question came: nobody has heard it.
      const reusedSocket = request.reusedSocket && error.code === 'ECONNRESET'
      reject(Object.assign(error, { reusedSocket }))
    })
    request.end(body)
  })
}
