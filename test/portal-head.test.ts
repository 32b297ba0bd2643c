import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Visitor } from './a-visitor.ts'
import { aShop } from './browser/a-shop.ts'

const shop = await aShop()

/** The places in the head of a page: label, address and whether it is this one. */
function headOf(text: string): [label: string, href: string, current: boolean][] {
  const nav = /<nav[^>]*>(.*?)<\/nav>/s.exec(text.slice(text.indexOf('<header')))?.[1] ?? ''
  return [...nav.matchAll(/<a\b([^>]*)>([^<]*)</g)].map(([, given = '', label = '']) => [
    label.trim(),
    /href="([^"]*)"/.exec(given)?.[1] ?? '',
    given.includes('aria-current'),
  ])
}

const everywhere = [
  '/',
  '/kartu',
  '/data-saya',
  '/keberatan',
  '/perjalanan',
  '/verifikasi',
  '/undian',
  '/jurnal',
  '/api',
]

async function enter(persona: string): Promise<Visitor> {
  const visitor = new Visitor(shop.url)
  await visitor.get('/')
  assert.equal((await visitor.post('/dev/masuk', { persona })).status, 303)
  return visitor
}

test('every page of the portal knows who has logged in, and has one place for home and card', async () => {
  const holder = await enter('baru')
  for (const path of [...everywhere, '/verifikasi/AAAAAAAAAAAA', '/dev/inbox'])
    assert.deepEqual(headOf((await holder.get(path)).text), [['Beranda', '/kartu', path === '/kartu']], path)
  assert.deepEqual((await holder.get('/beranda')).location, '/kartu')
  assert.match((await holder.get('/kartu')).text, /<h1>Kartu saya<\/h1>/)
})

test('a stranger is offered to register and to log in on the same pages', async () => {
  const stranger = new Visitor(shop.url)
  for (const path of ['/', '/kartu', '/verifikasi', '/undian', '/jurnal', '/api'])
    assert.deepEqual(
      headOf((await stranger.get(path)).text).map(([label]) => label),
      ['Kartu saya', 'Daftar', 'Masuk'],
      path,
    )
})

test('to look at a public page ends no session, here or at a storefront', async () => {
  const holder = await enter('baru')
  for (const path of everywhere) await holder.get(path)
  assert.match((await holder.get('/kartu')).text, /<h1>Kartu saya<\/h1>/)
})
