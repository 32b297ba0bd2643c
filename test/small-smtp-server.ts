import { type AddressInfo, createServer, type Socket } from 'node:net'

export interface SmallSmtpServer {
  readonly url: string
  /** every mail as it came: headers and body */
  readonly mails: string[]
  close(): Promise<void>
}

/**
 * A real, tiny SMTP server for tests. `answer` is asked once the mail is in; without an answer it stays silent, as a
 * server does that hangs.
 */
export async function smallSmtpServer(
  answer: (mail: string, recipient: string) => string | undefined,
): Promise<SmallSmtpServer> {
  const mails: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    socket.write('220 small.example ESMTP\r\n')
    let heard = ''
    let recipient = ''
    let reading = false
    const command = (line: string): string | undefined => {
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO') return '250 small.example'
      if (verb === 'RCPT') recipient = line.slice(9)
      if (verb === 'DATA') {
        reading = true
        return '354 go on'
      }
      return verb === 'QUIT' ? '221 bye' : '250 ok'
    }
    socket.on('data', (chunk) => {
      heard += chunk.toString('utf8')
      for (;;) {
        const end = reading ? heard.indexOf('\r\n.\r\n') : heard.indexOf('\r\n')
        if (end < 0) return
        const said = heard.slice(0, end)
        heard = heard.slice(end + (reading ? 5 : 2))
        let reply: string | undefined
        if (reading) {
          reading = false
          mails.push(said)
          reply = answer(said, recipient)
        } else reply = command(said)
        if (reply !== undefined) socket.write(`${reply}\r\n`)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
