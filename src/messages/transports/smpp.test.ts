import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import smpp, { type Pdu, type Session } from 'smpp'
import type { MessageLog } from '../lane.ts'
import { smppTransport } from './smpp.ts'

const log: MessageLog = { info() {}, warn() {}, error() {} }

/** The library's own server as SMS centre; `status` answers the nth submit. */
async function centre(t: TestContext, status: (nth: number) => number = () => 0) {
  const submits: Pdu[] = []
  const binds: Pdu[] = []
  const enquiries: Pdu[] = []
  const sessions = new Set<Session>()
  const server = smpp.createServer((session) => {
    sessions.add(session)
    session.on('error', () => {})
    session.on('close', () => sessions.delete(session))
    session.on('bind_transmitter', (pdu: Pdu) => {
      binds.push(pdu)
      session.send(pdu.response({ command_status: pdu.password === 'rahasia' ? 0 : 0x0e }))
    })
    session.on('enquire_link', (pdu: Pdu) => {
      enquiries.push(pdu)
      session.send(pdu.response())
    })
    session.on('unbind', (pdu: Pdu) => session.send(pdu.response()))
    session.on('submit_sm', (pdu: Pdu) => {
      const nth = submits.push(pdu)
      session.send(pdu.response({ command_status: status(nth), message_id: `id${nth}` }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    for (const session of sessions) session.destroy()
    server.close()
  })
  const url = `smpp://bekal:rahasia@127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, submits, binds, enquiries, sessions }
}

const otp = {
  messageId: '65579',
  to: '+6281234567890',
  text: 'BEKAL: kode OTP 482913 utk bayar Rp350.000 di Tokopedia {1}.\n@tokopedia.example #482913',
  livesForMs: 299_400,
}
const textOf = (pdu: Pdu) => (pdu.short_message as { message: string }).message

test('an SMS goes out under data_coding 0 with its @ intact, its id as reference and its life as validity', async (t) => {
  const { url, submits, binds } = await centre(t)
  const transport = smppTransport({ url, from: 'BEKAL', log })
  t.after(() => transport.close())
  assert.deepEqual(await transport.send(otp), { ok: true, reference: 'id1' })
  const [pdu] = submits
  assert.equal(binds[0]!.system_id, 'bekal')
  assert.equal(pdu!.data_coding, 0)
  assert.equal(textOf(pdu!), otp.text)
  assert.equal(pdu!.destination_addr, '6281234567890')
  assert.deepEqual([pdu!.dest_addr_ton, pdu!.source_addr, pdu!.source_addr_ton], [1, 'BEKAL', 5])
  assert.equal(pdu!.user_message_reference, 65579 & 0xffff)
  const lives = (pdu!.validity_period as Date).getTime() - Date.now()
  assert.ok(lives > 290_000 && lives < 300_000)
})

test('a long SMS goes in pieces that a phone can join', async (t) => {
  const { url, submits } = await centre(t)
  const transport = smppTransport({ url, from: 'BEKAL', log })
  t.after(() => transport.close())
  const text = `${'a'.repeat(152)}{${'b'.repeat(60)}`
  assert.deepEqual(await transport.send({ messageId: '7', to: otp.to, text }), {
    ok: true,
    reference: 'id1 id2',
  })
  assert.equal(submits.map(textOf).join(''), text)
  for (const [i, pdu] of submits.entries()) {
    assert.equal(pdu.esm_class, 0x40)
    assert.deepEqual([...(pdu.short_message as { udh: Buffer[] }).udh[0]!], [0, 3, 7, 2, i + 1])
  }
})

test('a throttled SMS is tried again, a wrong number is given up', async (t) => {
  const { url, submits } = await centre(t, (nth) => [0x58, 0, 0x0b][nth - 1]!)
  const transport = smppTransport({ url, from: 'BEKAL', log })
  t.after(() => transport.close())
  assert.equal((await transport.send(otp)).ok, true)
  assert.equal(submits.length, 2)
  assert.deepEqual(await transport.send(otp), { ok: false, permanent: true, error: 'SMPP status 0xb' })
})

test('the link is proved alive, and a lost one is opened anew', async (t) => {
  const { url, binds, enquiries, sessions } = await centre(t)
  const transport = smppTransport({ url, from: '1500', log, enquireMs: 20 })
  t.after(() => transport.close())
  assert.equal((await transport.send(otp)).ok, true)
  while (enquiries.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  for (const session of sessions) session.destroy()
  while (sessions.size > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  assert.equal((await transport.send(otp)).ok, true)
  assert.equal(binds.length, 2)
})

test('without a centre, or with a wrong password, a send fails for now and closing still works', async (t) => {
  const { url } = await centre(t)
  const transport = smppTransport({ url: url.replace('rahasia', 'salah'), from: 'BEKAL', log })
  const attempt = await transport.send(otp).catch((error: Error) => error.message)
  assert.equal(attempt, 'there is no link to the SMS centre')
  await transport.close()
})
