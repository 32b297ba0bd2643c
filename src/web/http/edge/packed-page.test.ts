import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { show } from '../site.ts'
import type { Web } from '../web.ts'
import { compress } from './compress.ts'
import { packedAround, packedPage } from './packed-page.ts'

const page = (site: string, css: string, body: string) =>
  `<!DOCTYPE html><html lang="id" data-site="${site}"><head><meta charset="utf-8"/><style>${css}</style>` +
  `<title>Kursus</title></head><body>${body}</body></html>`
const css = Array.from({ length: 400 }, (_, n) => `.kelas-${n}{margin:${n % 7}px ${n % 11}px}`).join('')

/** As a page is drawn: up to the end of its style sheet, and the rest. */
function inTwo(html: string) {
  const at = html.indexOf('</style>')
  const end = at < 0 ? 0 : at + '</style>'.length
  return { beginning: html.slice(0, end), rest: html.slice(end) }
}

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
  for (const html of [...pages, ...pages]) assert.equal(gunzipSync(packedPage(inTwo(html))).toString(), html)
})

test('a page that is packed once is whole, whatever stands in its gaps', () => {
  const gap = '~'.repeat(86)
  const form = `<form><input name="csrf" value="${gap}"/>${'Pilih jadwal pelatihan – '.repeat(40)}</form>`
  const fillings = ['a', 'Z'].map((sign) => sign.repeat(86))
  for (const forms of [0, 1, 3]) {
    const html = page('pijar', css, form.repeat(forms) + fillings[0]!.repeat(2))
    const filled = packedAround(inTwo(html), gap)
    for (const filling of fillings)
      assert.equal(gunzipSync(filled(filling)).toString(), html.replaceAll(gap, filling))
    assert.ok(filled(gap).length <= packedPage(inTwo(html)).length + forms * 120)
  }
  assert.throws(() => packedAround(inTwo(page('pijar', css, gap)), gap)('short'))
})

test('what is packed once takes hardly more room', () => {
  const whole = page('pijar', css, css.replaceAll('margin', 'p').slice(0, 9000))
  const room = gzipSync(whole, { level: 6 }).length
  const { length } = packedPage(inTwo(whole))
  assert.ok(length <= room * 1.05, `${length}, not ${room}`)
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
