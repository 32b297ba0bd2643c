import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallSmtpServer } from '../../../test/small-smtp-server.ts'
import { smtpTransport } from './smtp.ts'

const mail = (to: string, messageId = '41') => ({
  messageId,
  to,
  subject: 'Bukti pembelian Kue – Roti',
  text: 'Halo Siti',
  html: '<!doctype html><html lang="id"><body>Halo Siti</body></html>',
})

test('an email arrives as text and HTML, under the id of its message, from the address of the settings', async (t) => {
  const server = await smallSmtpServer(() => '250 2.0.0 queued as AB12')
  const transport = smtpTransport({ url: server.url, from: 'Bekal <no-reply@bekal.example>' })
  t.after(async () => {
    await transport.close()
    await server.close()
  })
  assert.deepEqual(await transport.send(mail('siti@mail.example')), {
    ok: true,
    reference: '250 2.0.0 queued as AB12',
  })
  const [raw] = server.mails
  assert.match(raw!, /^Message-ID: <bekal-41@bekal\.example>\r$/im)
  assert.match(raw!, /^From: Bekal <no-reply@bekal\.example>\r$/m)
  assert.match(raw!, /^To: siti@mail\.example\r$/m)
  assert.match(raw!, /^Subject: =\?UTF-8\?/m)
  assert.match(
    raw!,
    /Content-Type: text\/plain[\s\S]*Halo Siti[\s\S]*Content-Type: text\/html[\s\S]*<html lang=/,
  )
})

test('many emails share the pooled connections', async (t) => {
  const server = await smallSmtpServer(() => '250 ok')
  const transport = smtpTransport({ url: server.url, from: 'b@bekal.example' })
  t.after(async () => {
    await transport.close()
    await server.close()
  })
  const sent = await Promise.all(
    Array.from({ length: 50 }, (_, i) => transport.send(mail(`a${i}@b.example`, `${i}`))),
  )
  assert.ok(sent.every((attempt) => attempt.ok))
  assert.equal(new Set(server.mails.map((raw) => /^Message-ID: (.*)$/im.exec(raw)?.[1])).size, 50)
})

test('a 5xx answer is permanent, a 4xx answer and a server that is away are not', async (t) => {
  const server = await smallSmtpServer((_, recipient) =>
    recipient.includes('gone') ? '550 5.1.1 no such user' : '451 4.3.0 later please',
  )
  const transport = smtpTransport({ url: server.url, from: 'b@bekal.example' })
  t.after(() => transport.close())
  const gone = await transport.send(mail('gone@b.example'))
  assert.ok(!gone.ok && gone.permanent && /no such user/.test(gone.error))
  const later = await transport.send(mail('here@b.example'))
  assert.ok(!later.ok && !later.permanent && !later.unseen && /later please/.test(later.error))
  await server.close()
  const away = await transport.send(mail('here@b.example'))
  assert.ok(!away.ok && !away.permanent && away.unseen)
})

test('where TLS is asked for, a server that offers none is sent nothing', async (t) => {
  const server = await smallSmtpServer(() => '250 ok')
  const transport = smtpTransport({ url: server.url, from: 'b@bekal.example', requireTls: true })
  t.after(async () => {
    await transport.close()
    await server.close()
  })
  const sent = await transport.send(mail('siti@mail.example'))
  assert.ok(!sent.ok && !sent.permanent)
  assert.deepEqual(server.mails, [])
})
