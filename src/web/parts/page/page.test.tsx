import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { allThemes } from '../../../../test/all-themes.ts'
import { outside } from '../../site/link.ts'
import { shownPages } from '../lists/table.tsx'
import {
  assets,
  documentOf,
  enhanceScript,
  Field,
  Form,
  Page,
  programmeTheme,
  stylesheet,
  type View,
} from '../parts.ts'

const view: View = {
  theme: programmeTheme,
  language: 'id',
  url: '/cari?q=a&halaman=2',
  home: '/',
  nav: [{ label: 'Cari', href: outside('/cari'), current: true }],
  csrf: () => 'token',
}

test('the stylesheet of every site has at most 10 KB compressed', () => {
  for (const theme of allThemes) {
    const { css } = stylesheet(theme)
    assert.ok(gzipSync(css).length <= 10_240, `${theme.id}: ${gzipSync(css).length}`)
  }
})

test('a site carries the sheets of its own layouts, and of no other', () => {
  const sheetOf = (id: string) => stylesheet(allThemes.find((theme) => theme.id === id)!).css
  assert.match(sheetOf('sisnaker'), /\.register-head/)
  assert.match(sheetOf('maubelajar'), /\.leaf/)
  for (const id of ['programme', 'pijar'])
    assert.doesNotMatch(sheetOf(id), /\.register-head|\.leaf|\.voucher/)
  assert.ok(stylesheet(programmeTheme).css.length < sheetOf('pijar').length)
})

test('an empty page with the inlined stylesheet leaves half of the 14 KB to its content', () => {
  const page = documentOf(<Page view={view} title="Kosong" />)
  assert.ok(brotliCompressSync(page).length <= 7168, `${brotliCompressSync(page).length}`)
})

test('the script has at most 15 KB, is deferred, and is kept for ever under an address of its content', async () => {
  assert.ok(enhanceScript.bytes <= 15_360)
  const page = documentOf(<Page view={view} title="Kosong" />)
  assert.match(page, new RegExp(`<script src="${enhanceScript.path}" defer`))
  const answer = await assets().request(enhanceScript.path)
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('cache-control') ?? '', /immutable/)
  const hash = createHash('sha256')
    .update(await answer.text())
    .digest('hex')
  assert.ok(enhanceScript.path.includes(hash.slice(0, 12)))
})

test('the script is sent compressed to who takes it', async () => {
  for (const encoding of ['br', 'gzip']) {
    const answer = await assets().request(enhanceScript.path, { headers: { 'accept-encoding': encoding } })
    assert.equal(answer.headers.get('content-encoding'), encoding)
  }
})

test('a page holds the very stylesheet whose hash the policy allows', () => {
  const page = documentOf(<Page view={view} title="Kosong" />)
  const css = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
  const hash = createHash('sha256').update(css).digest('base64')
  assert.equal(stylesheet(view.theme).source, `'sha256-${hash}'`)
  assert.doesNotMatch(page, / style=/)
})

test('what people typed is escaped everywhere', () => {
  const evil = `"><script>alert(1)</script>`
  const page = documentOf(
    <Page view={view} title={evil} description={evil} linkedData={{ name: `</script>${evil}` }}>
      <Field name="x" label={evil} hint={evil} error={evil} value={evil} />
      <p>{evil}</p>
    </Page>,
  )
  assert.doesNotMatch(page, /<script>alert/)
})

test('a field is tied to its label, hint and error', () => {
  const page = documentOf(
    <Page view={view} title="t">
      <Field name="email" label="Email" hint="Bukti" error="Belum diisi" />
    </Page>,
  )
  assert.match(page, /<label for="email">/)
  assert.match(page, /aria-describedby="email-hint email-error" aria-invalid="true"/)
  assert.match(page, /id="email-error"/)
})

test('a form carries the token of the session, and without a session is a bug', () => {
  const form = (given: View) =>
    documentOf(
      <Page view={given} title="t">
        <Form action={outside('/bayar')} />
      </Page>,
    )
  assert.match(form(view), /<input type="hidden" name="csrf" value="token"/)
  assert.throws(() => form({ ...view, csrf: undefined }), /no session/)
})

test('the other language is one click away, on the same page', () => {
  const page = documentOf(<Page view={view} title="t" />)
  assert.match(page, /<html lang="id"/)
  assert.match(page, /href="\/cari\?q=a&amp;halaman=2&amp;lang=en"/)
})

test('a list of many pages shows the first, the last and those around', () => {
  assert.deepEqual(shownPages(1, 1), [1])
  assert.deepEqual(shownPages(2, 4), [1, 2, 3, 4])
  assert.deepEqual(shownPages(5, 18), [1, undefined, 4, 5, 6, undefined, 18])
  assert.deepEqual(shownPages(4, 18), [1, 2, 3, 4, 5, undefined, 18])
})
