import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordsOf } from '../../storefronts/journey.ts'
import { journeys } from '../../storefronts/journeys.ts'
import { tutorialOf } from './tutorial.ts'

for (const journey of journeys) {
  test(`the tutorial of ${journey.name} has every step with its labels to the letter, in both languages`, () => {
    for (const language of ['id', 'en'] as const) {
      const told = tutorialOf(journey, language)
      assert.equal(told.length, journey.steps.length)
      for (const [at, step] of journey.steps.entries())
        if (step.step !== 'arrive')
          for (const word of wordsOf(step))
            assert.ok(told[at]!.says.includes(`“${word}”`), `${word} in "${told[at]!.says}"`)
    }
  })
}

const told = (shop: string, step: string) => {
  const journey = journeys.find(({ id }) => id === shop)!
  return tutorialOf(journey, 'id')[journey.steps.findIndex((one) => one.step === step)]!.says
}

test('a page, what is pressed and what a state is called are told apart', () => {
  assert.equal(
    told('sisnaker', 'see_history'),
    'Tekan “Cek Portofolio” untuk membuka “Portofolio”; yang sudah dibayar berstatus “Diterima”.',
  )
  assert.equal(
    told('tokopedia', 'see_history'),
    'Temukan lagi pembelian Anda di “Histori Transaksi Top Up & Tagihan”.',
  )
  assert.equal(
    told('maubelajar', 'enter_otp'),
    'Di halaman “Detail pesanan” ketik 6 angka kode OTP dari SMS.',
  )
  assert.equal(
    told('sekolahmu', 'enter_card'),
    'Di halaman “Konfirmasi Pembayaran” ketik 16 angka nomor kartu, lalu tekan “Lanjut Pembayaran”.',
  )
})
