import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

/**
 * The world outside for `bench outbox`, in a process of its own: an SMS centre and a mail server that take everything at
 * once. The centre sends a receipt for every SMS. Both are as small as they can be, so that two cores measure the outbox
 * and not them.
 */
export type FromSink =
  | { readonly type: 'ready'; readonly smpp: number; readonly smtp: number }
  /** a code that arrived, by the wall clock */
  | { readonly type: 'code'; readonly code: string; readonly at: number }
  | { readonly type: 'count'; readonly sms: number; readonly mails: number; readonly receipts: number }

const count = { sms: 0, mails: 0, receipts: 0 }
const tell = (message: FromSink) => process.send?.(message)

const BIND = 9
const SUBMIT = 4
const DELIVER = 5
const ENQUIRE = 0x15
const ANSWER = 0x80000000

function pdu(command: number, sequence: number, body: Buffer): Buffer {
  const head = Buffer.alloc(16)
  head.writeUInt32BE(16 + body.length, 0)
  head.writeUInt32BE(command >>> 0, 4)
  head.writeUInt32BE(sequence, 12)
  return Buffer.concat([head, body])
}

function receiptOf(id: string): Buffer {
  const text = Buffer.from(
    `id:${id} sub:001 dlvrd:001 submit date:2611230900 done date:2611230900 stat:DELIVRD err:000`,
  )
  return Buffer.concat([Buffer.from([0, 1, 1, 0, 5, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, text.length]), text])
}

function centre(socket: Socket): void {
  let heard = Buffer.alloc(0)
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    heard = heard.length === 0 ? chunk : Buffer.concat([heard, chunk])
    const answers: Buffer[] = []
    let at = 0
    while (heard.length - at >= 16 && heard.length - at >= heard.readUInt32BE(at)) {
      const length = heard.readUInt32BE(at)
      const command = heard.readUInt32BE(at + 4)
      const sequence = heard.readUInt32BE(at + 12)
      if (command === BIND) answers.push(pdu(ANSWER + BIND, sequence, Buffer.from('sink\0')))
      if (command === ENQUIRE) answers.push(pdu(ANSWER + ENQUIRE, sequence, Buffer.alloc(0)))
      if (command === SUBMIT) {
        const id = `${process.pid}-${++count.sms}`
        const code = /kode OTP (\d{6})/.exec(heard.toString('latin1', at, at + length))?.[1]
        if (code) tell({ type: 'code', code, at: Date.now() })
        answers.push(
          pdu(ANSWER + SUBMIT, sequence, Buffer.from(`${id}\0`)),
          pdu(DELIVER, count.sms, receiptOf(id)),
        )
      }
      if (command === ANSWER + DELIVER) count.receipts++
      at += length
    }
    heard = heard.subarray(at)
    if (answers.length > 0) socket.write(Buffer.concat(answers))
  })
}

function mailServer(socket: Socket): void {
  let heard = ''
  let reading = false
  socket.on('error', () => {})
  socket.write('220 sink ESMTP\r\n')
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1')
    for (;;) {
      const end = heard.indexOf(reading ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const verb = heard.slice(0, 4).toUpperCase()
      heard = heard.slice(end + (reading ? 5 : 2))
      if (reading) {
        reading = false
        socket.write(`250 queued as ${++count.mails}\r\n`)
      } else if (verb === 'DATA') {
        reading = true
        socket.write('354 go on\r\n')
      } else socket.write(verb === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n')
    }
  })
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const smpp = await listen(createServer({ noDelay: true }, centre))
const smtp = await listen(createServer({ noDelay: true }, mailServer))
tell({ type: 'ready', smpp, smtp })
process.on('message', () => tell({ type: 'count', ...count }))
process.on('disconnect', () => process.exit())
