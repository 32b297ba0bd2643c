import type { RequestListener } from 'node:http'
import type { Config } from '../config.ts'
import { answerBare } from '../web/http/edge/bare-answer.ts'
import { notReady } from '../web/http/edge/bare-refusals.ts'
import { closeServer, listenAtEdge } from '../web/http/edge/edge-server.ts'
import type { Ending } from './ending.ts'

/** The port, taken. */
export interface Door {
  readonly port: number
  /** the address that people see */
  readonly url: string
  /** how this process reaches itself */
  readonly loopback: string
  /** lets `answer` answer from now on; until then whoever comes is told to come again */
  open(answer: RequestListener): void
}

/** Takes the port that the settings name, before there is anything to show behind it. */
export async function openDoor(config: Config, ending: Ending): Promise<Door> {
  const { HOST: host, PORT, BEKAL_BEHIND_PROXY: behindProxy } = config
  let answer = answerNotReady
  const { server, port } = await listenAtEdge({ host, port: PORT, behindProxy }, (incoming, outgoing) =>
    answer(incoming, outgoing),
  )
  ending.push(() => closeServer(server))
  return {
    port,
    url: config.BEKAL_URL ?? `http://localhost:${port}`,
    loopback: loopback(host, port),
    open(wanted) {
      answer = wanted
    },
  }
}

function loopback(host: string, port: number): string {
  const own = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${own.includes(':') ? `[${own}]` : own}:${port}`
}

const answerNotReady: RequestListener = (incoming, outgoing) => {
  if (incoming.url !== '/healthz') return answerBare(incoming, outgoing, notReady)
  outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}')
}
