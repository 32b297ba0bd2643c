import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import smpp, { type Pdu, type Session } from 'smpp'
import type { MessageLog } from '../outbox/channel-worker.ts'
import type { Receipt } from '../receipts/read-receipt.ts'
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
    const bind = (pdu: Pdu) => {
      binds.push(pdu)
      session.send(pdu.response({ command_status: pdu.password === 'rahasia' ? 0 : 0x0e }))
    }
    session.on('bind_transceiver', bind)
    session.on('bind_transmitter', bind)
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
/** The octets of a part, whatever the library made of them. */
const octetsOf = (pdu: Pdu): Buffer => {
  const { message } = pdu.short_message as { message: Buffer | string }
  return Buffer.isBuffer(message) ? Buffer.from(message) : Buffer.from(message, 'utf16le').swap16()
}
const textOf = (pdu: Pdu) => (pdu.short_message as { message: string }).message

test('an SMS goes out under data_coding 0 with its @ intact, its id as reference and its life as validity', async (t) => {
  const { url, submits, binds } = await centre(t)
  const transport = smppTransport({ url, from: 'BEKAL', log })
  t.after(() => transport.close())
  assert.deepEqual(await transport.send(otp), { ok: true, parts: 1, reference: 'id1', awaited: ['id1'] })
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
    parts: 2,
    reference: 'id1 id2',
    awaited: ['id1', 'id2'],
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
  assert.deepEqual(await transport.send(otp), {
    ok: false,
    permanent: false,
    unseen: true,
    error: 'there is no link to the SMS centre',
  })
  await transport.close()
})

test('a name with letters that GSM-7 lacks goes as UCS-2, in as many parts as the operator counts', async (t) => {
  const { url, submits } = await centre(t)
  const transport = smppTransport({ url, from: 'BEKAL', log })
  t.after(() => transport.close())
  const short = 'BEKAL: pelatihan Łódź selesai.'
  assert.deepEqual(await transport.send({ messageId: '8', to: otp.to, text: short }), {
    ok: true,
    parts: 1,
    reference: 'id1',
    awaited: ['id1'],
  })
  assert.equal(submits[0]!.data_coding, 8)
  assert.equal(octetsOf(submits[0]!).swap16().toString('utf16le'), short)
  const long = `${'ł'.repeat(66)}🎉${'ź'.repeat(60)}`
  const sent = await transport.send({ messageId: '9', to: otp.to, text: long })
  assert.equal(sent.ok && sent.parts, 2)
  const [first, second] = submits.slice(1).map((pdu) => octetsOf(pdu).swap16().toString('utf16le'))
  // A sign of two units is never split.
  assert.deepEqual([first, second], ['ł'.repeat(66), `🎉${'ź'.repeat(60)}`])
})

test('a transceiver asks for receipts, keeps them, and answers only those that are kept', async (t) => {
  const { url, submits, binds, sessions } = await centre(t)
  const kept: Receipt[] = []
  let broken = true
  const transport = smppTransport({
    url,
    from: 'BEKAL',
    log,
    async keepReceipt(receipt) {
      if (broken) throw new Error('no database')
      kept.push(receipt)
    },
  })
  t.after(() => transport.close())
  await transport.send(otp)
  assert.equal(binds[0]!.command, 'bind_transceiver')
  assert.equal(submits[0]!.registered_delivery, 1)
  const [session] = sessions
  const tell = (fields: Record<string, unknown>) =>
    new Promise<number>((resolve) => {
      session!.deliver_sm({ source_addr: '6281234567890', ...fields }, (answer) =>
        resolve(answer.command_status),
      )
    })
  const text =
    'id:0ID1 sub:001 dlvrd:001 submit date:2611230900 done date:2611230901 stat:DELIVRD err:000 text:'
  assert.equal(await tell({ esm_class: 4, short_message: text }), 0x64)
  broken = false
  assert.equal(await tell({ esm_class: 4, short_message: text }), 0)
  assert.equal(await tell({ esm_class: 4, receipted_message_id: '1F', message_state: 3 }), 0)
  assert.equal(await tell({ esm_class: 4, receipted_message_id: '1F', message_state: 1 }), 0)
  assert.equal(await tell({ esm_class: 0, short_message: 'siapa ini? id:1 stat:DELIVRD' }), 0)
  assert.deepEqual(kept, [
    { reference: 'id1', otherwise: [], state: 'delivered', said: 'DELIVRD' },
    { reference: '1f', otherwise: ['31'], state: 'undelivered', said: 'EXPIRED' },
  ])
})

test('a transmitter asks for no receipt and promises none', async (t) => {
  const { url, submits, binds } = await centre(t)
  const transport = smppTransport({ url, from: 'BEKAL', log, bind: 'transmitter' })
  t.after(() => transport.close())
  assert.deepEqual(await transport.send(otp), { ok: true, parts: 1, reference: 'id1' })
  assert.equal(binds[0]!.command, 'bind_transmitter')
  assert.equal(submits[0]!.registered_delivery, 0)
})
