import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Receipt } from '../../../purchase/receipt.ts'
import { journey as bukalapak } from '../../../storefronts/bukalapak.ts'
import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import { documentOf, Page, themeOf, type View } from '../../parts/parts.ts'
import type { Request, Shop } from '../shop.ts'
import { VoucherBlock } from './voucher.tsx'

const view: View = { theme: themeOf('bukalapak'), language: 'id', url: '/', home: '/', nav: [] }
const order = {
  institution: 'LKP Contoh',
  institutionSlug: 'lkp-contoh',
  courseCode: 'roti-1',
  email: 'sari@contoh.test',
} as StorefrontOrder
const at = new Date('2026-11-23T03:00:00Z')

function drawn(receipt: Partial<Receipt>): string {
  const c = { get: () => 'id' } as unknown as Request
  const shop = { journey: bukalapak } as Shop
  const whole = { voucherCode: 'ABCD1234EFGH', ...receipt } as Receipt
  const page = documentOf(
    <Page view={view} title="t">
      <VoucherBlock c={c} shop={shop} order={order} receipt={whole} />
    </Page>,
  )
  return page.slice(page.indexOf('<main'))
}

test('an unused voucher shows its code, whose turn it is, with which email, and where', () => {
  const page = drawn({})
  assert.match(page, /ABCD1234EFGH/)
  assert.match(page, />Salin</)
  assert.match(page, /Belum dipakai/)
  assert.match(page, /tukarkan di LKP Contoh dengan email sari@contoh\.test/)
  assert.match(page, /href="\/lembaga\/lkp-contoh\/tukar\?kelas=roti-1">Tukarkan</)
})

test('an institution with a system of its own is linked to, but never by another scheme than http', () => {
  const linked = drawn({ redeemUrl: 'https://lembaga.example/tukar' })
  assert.match(linked, /href="https:\/\/lembaga\.example\/tukar"/)
  assert.match(drawn({ redeemUrl: 'javascript:alert(1)' }), /href="\/lembaga\/lkp-contoh\/tukar/)
})

test('a used voucher says when, where and with which email, half hidden, and is not offered again', () => {
  const page = drawn({ redeemedAt: at, redeemedEmail: 'sari@contoh.test' })
  assert.match(page, /Sudah dipakai/)
  assert.match(
    page,
    /Dipakai pada 23 November 2026, 10\.00 WIB di LKP Contoh, dengan email sa\*\*\*\*@contoh\.test/,
  )
  assert.doesNotMatch(page, /Tukarkan</)
  assert.match(drawn({ redeemedAt: at }), /ditukarkan langsung oleh LKP Contoh/)
})

test('the voucher of a cancelled purchase says so, and a purchase without a voucher draws nothing', () => {
  const page = drawn({ cancelledAt: at })
  assert.match(page, /Dibatalkan/)
  assert.match(page, /Pembelian dibatalkan pada 23 November 2026, 10\.00 WIB/)
  assert.doesNotMatch(page, /Tukarkan</)
  assert.doesNotMatch(drawn({ voucherCode: undefined }), /Kode voucher/)
})
