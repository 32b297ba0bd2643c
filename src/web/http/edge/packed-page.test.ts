import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { show } from '../site.ts'
import type { Web } from '../web.ts'
import { compress } from './compress.ts'
import { packedPage } from './packed-page.ts'

const page = (site: string, css: string, body: string) =>
  `<!DOCTYPE html><html lang="id" data-site="${site}"><head><meta charset="utf-8"/><style>${css}</style>` +
  `<title>Kursus</title></head><body>${body}</body></html>`
const css = Array.from({ length: 400 }, (_, n) => `.kelas-${n}{margin:${n % 7}px ${n % 11}px}`).join('')

test('a page comes out as it went in, whatever was packed before it', () => {
  const pages = [
    page('pijar', css, 'Kelas "Menjahit" – Rp500.000 ✓'),
    page('pijar', css, 'lain'),
    page('tokopedia', css, 'situs lain'),
    // a sheet of the same length, and one of another
    page('pijar', css.replaceAll('margin', 'border'), 'lembar baru'),
    page('pijar', `${css}.x{}`, 'lembar lain'),
    page('pijar', 'é', 'a'.repeat(100_000)),
    page('pijar', css, ''),
    'tanpa lembar gaya',
    '',
  ]
  for (const html of [...pages, ...pages]) assert.equal(gunzipSync(packedPage(html)).toString(), html)
})

test('what is packed once takes hardly more room', () => {
  const whole = page('pijar', css, css.replaceAll('margin', 'p').slice(0, 9000))
  const room = gzipSync(whole, { level: 6 }).length
  assert.ok(packedPage(whole).length <= room * 1.05, `${packedPage(whole).length}, not ${room}`)
})

test('a page is packed for who takes gzip, by brotli for who takes that alone, and as it is for the others', async () => {
  const html = page('pijar', css, 'Kelas menjahit')
  const app = new Hono<Web>().use(compress()).get('/', (c) => show(c, html.slice('<!DOCTYPE html>'.length)))
  const unpack = { gzip: gunzipSync, br: brotliDecompressSync }
  for (const [takes, encoding] of [
    ['gzip, deflate, br, zstd', 'gzip'],
    ['gzip;q=0, br', 'br'],
    ['identity', null],
  ] as const) {
    const answer = await app.request('/', { headers: { 'accept-encoding': takes } })
    const { headers } = answer
    assert.deepEqual([headers.get('content-encoding'), headers.get('vary')], [encoding, 'Accept-Encoding'])
    assert.match(headers.get('content-type') ?? '', /^text\/html; charset=utf-8$/i)
    const sent = Buffer.from(await answer.arrayBuffer())
    assert.equal((encoding ? unpack[encoding](sent) : sent).toString(), html)
  }
})
