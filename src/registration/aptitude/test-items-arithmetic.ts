import { pointsFor, type TestItem } from './test-rules.ts'

function item(
  question: TestItem['question'],
  choices: readonly [string, string, string, string],
  right: 0 | 1 | 2 | 3,
): TestItem {
  return { part: 'arithmetic', question, choices: { id: choices, en: choices }, points: pointsFor(right) }
}

/** Sums of everyday work. */
export const arithmeticItems: readonly TestItem[] = [
  item(
    {
      id: 'Harga 1 kg beras Rp14.000. Berapa harga 3 kg?',
      en: '1 kg of rice costs Rp14.000. How much are 3 kg?',
    },
    ['Rp17.000', 'Rp28.000', 'Rp42.000', 'Rp52.000'],
    2,
  ),
  item(
    {
      id: 'Anda membayar Rp50.000 untuk belanja Rp36.500. Berapa kembaliannya?',
      en: 'You pay with Rp50.000 for goods of Rp36.500. How much is the change?',
    },
    ['Rp13.500', 'Rp14.500', 'Rp23.500', 'Rp16.500'],
    0,
  ),
  item(
    {
      id: 'Harga Rp200.000 dipotong 15%. Berapa yang dibayar?',
      en: 'A price of Rp200.000 is cut by 15%. How much is paid?',
    },
    ['Rp185.000', 'Rp30.000', 'Rp150.000', 'Rp170.000'],
    3,
  ),
  item(
    {
      id: 'Pelatihan mulai pukul 08.45 dan berlangsung 2 jam 30 menit. Pukul berapa selesai?',
      en: 'A training begins at 08:45 and takes 2 hours 30 minutes. When does it end?',
    },
    ['10.45', '11.15', '11.30', '10.15'],
    1,
  ),
  item(
    {
      id: 'Resep untuk 4 kue memakai 300 g tepung. Berapa tepung untuk 10 kue?',
      en: 'A recipe for 4 cakes takes 300 g of flour. How much do 10 cakes take?',
    },
    ['600 g', '900 g', '750 g', '1.200 g'],
    2,
  ),
  item(
    {
      id: 'Penjualan Senin 20, Selasa 35, Rabu 50 bungkus. Berapa rata-rata sehari?',
      en: 'Sold on Monday 20, Tuesday 35, Wednesday 50 packs. How many a day on average?',
    },
    ['35', '40', '45', '105'],
    0,
  ),
]
