import { hour } from '../../src/kernel/clock.ts'
import { aPlannedRandom } from '../a-random.ts'
import type { Market, Sale } from './a-market.ts'

const praise = [
  'Materinya bagus dan mudah dipahami.',
  'Mentornya ramah, sertifikatnya langsung keluar.',
  'Agak lama di bagian akhir, tetapi berguna untuk usaha saya.',
  'Videonya kadang tersendat, selebihnya baik.',
  'Terima kasih, sekarang saya berani melamar kerja lagi.',
]

/**
 * People who buy because they want to learn, over forty days and two waves, and do all that looks a little odd: they wait
 * until the last day, change their phones, share them with their families, redeem at once, hurry, write what everybody
 * writes, and most of them like the same few courses. The same for a seed.
 */
export async function anHonestCrowd(market: Market, seed: number, people: number): Promise<void> {
  const random = aPlannedRandom(seed)
  const odds = (percent: number) => random(100) < percent
  const courses: { course: number; price: number }[] = []
  for (let i = 0; i < 12; i++) {
    const institution = await market.anInstitution()
    // One teaches nothing but what costs the whole grant, and sells little.
    for (let j = 0; j < 4; j++)
      courses.push({
        course: await market.aCourse(institution, 3 + random(5), 10 + random(20)),
        price: i === 11 ? 3_500_000 : 150_000 + random(18) * 50_000,
      })
  }
  const sales: Sale[] = []
  for (let i = 0; i < people; i++) {
    // The first courses are the popular ones.
    const { course, price } = courses[Math.min(random(courses.length), random(courses.length))]!
    const inWave = odds(50) ? 39 - random(12) : 20 - random(15)
    const late = odds(15)
    const phone = odds(4) ? `+62899${10_000_000 + Math.floor(i / 2)}` : undefined
    sales.push({
      course,
      price,
      storefront: 1 + random(4),
      paidAt: new Date(market.now.getTime() - inWave * 24 * hour - random(24 * 60) * 60_000),
      termLeft: late ? 1 + random(23) : 30 + random(300),
      ...(phone && { phone }),
      ...(odds(5) && { phoneRestedFor: random(200) }),
      ...(odds(85) && { redeemedAfterSeconds: odds(8) ? 5 + random(50) : 60 + random(300_000) }),
      ...(odds(60) && {
        finishedAfter: odds(3) ? 0.3 : 3 + random(90),
        finishedAs: odds(15) ? ('reported' as const) : ('proven' as const),
        firstUse: odds(70) ? 'redeemed' : odds(90) ? 'lesson' : 'marked',
      }),
    })
  }
  const sold = await market.sell(sales)
  for (const one of sold) {
    if (!odds(12)) continue
    await market.review(one, praise[random(praise.length)]!, market.hoursAgo(1 + random(300)))
    if (odds(20)) await market.handIn(one, `tugas ${one.cardId}`, market.hoursAgo(1 + random(300)))
  }
  // Somebody says that there were none, and somebody jokes.
  await market
    .review(sold[0]!, 'Tidak ada hadiah apa-apa, tetapi ilmunya banyak.', market.daysAgo(2))
    .catch(() => {})
  for (let i = 0; i < 12; i++)
    await market.anAccount('person', sold[i]!.person, `7${100_000_000 + sold[i]!.person}`, market.daysAgo(3))
  // A couple is paid to one account.
  const couple = `8${100_000_000 + sold[20]!.person}`
  await market.anAccount('person', sold[20]!.person, couple, market.daysAgo(3))
  await market.anAccount('person', sold[21]!.person, couple, market.daysAgo(3))
}
