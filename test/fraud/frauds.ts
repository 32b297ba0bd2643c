import type { Market, Sale, Sold } from './a-market.ts'

/** What a fraud must be seen as: signal and subject; `people` for those who share something. */
export interface Planted {
  readonly is: readonly string[]
  readonly sold: readonly Sold[]
  /** parties whose payments must be stopped besides */
  readonly stopped?: readonly string[]
}

const times = <One>(count: number, make: (at: number) => One): One[] =>
  Array.from({ length: count }, (_, at) => make(at))

/** The frauds of sister schemes, as generators: each fills in what it would leave behind, and says how it must show. */
export const historicFrauds: Readonly<Record<string, (market: Market) => Promise<Planted>>> = {
  /** Providers who look up accounts that nobody has used, and use them before they lapse. */
  async looksUpUnusedAccounts(market) {
    const course = await market.aCourse(await market.anInstitution())
    const sold = await market.sell(
      times(30, (at) => ({
        ...{ course, storefront: 1, paidAt: market.hoursAgo(30 + at / 10) },
        ...{ termLeft: 2 + (at % 20), redeemedAfterSeconds: 4000 },
      })),
    )
    return { is: [`last_hours course:${course}`], sold }
  },

  /** Claims for courses that were never held: the provider reports, and no participant has done a thing. */
  async claimsCoursesNotHeld(market) {
    const course = await market.aCourse(await market.anInstitution())
    const sold = await market.sell(
      times(25, (at) => ({
        ...{ course, storefront: 2, paidAt: market.daysAgo(12 + at / 10), redeemedAfterSeconds: 86_400 },
        ...{ finishedAfter: 72, finishedAs: 'reported' as const, firstUse: 'marked' },
      })),
    )
    return { is: [`traceless course:${course}`], sold }
  },

  /** Firms of one owner, and mules who lend them their names: one account for the firms, one for the mules. */
  async syndicateWithMules(market) {
    const firms = [await market.anInstitution(), await market.anInstitution(), await market.anInstitution()]
    const sold: Sold[] = []
    for (const firm of firms) {
      await market.anAccount('institution', firm, '9000001111', market.daysAgo(9))
      const course = await market.aCourse(firm)
      const sales: Sale[] = times(4, (at) => ({
        ...{ course, storefront: 3, paidAt: market.daysAgo(8 + at / 10), redeemedAfterSeconds: 9000 },
        ...{ phone: '+6281700001111', finishedAfter: 30 },
      }))
      sold.push(...(await market.sell(sales)))
    }
    for (const mule of sold.slice(0, 6))
      await market.anAccount('person', mule.person, '9000002222', market.daysAgo(5))
    return {
      is: ['shared_account people', 'shared_account people', 'shared_contact people'],
      sold,
      stopped: [
        ...firms.map((firm) => `institution:${firm}`),
        ...sold.slice(0, 6).map(({ person }) => `person:${person}`),
      ],
    }
  },

  /** Accounts that are taken over by a changed phone, and emptied as soon as it may pay. */
  async takesOverByChangedPhone(market) {
    const course = await market.aCourse(await market.anInstitution())
    const sold = await market.sell(
      times(9, (at) => ({
        ...{ course, storefront: 1, paidAt: market.daysAgo(4 + at / 20), price: 1_000_000 },
        ...{ phoneRestedFor: 1 + at, redeemedAfterSeconds: 3000 },
      })),
    )
    return { is: [`changed_phones course:${course}`], sold }
  },

  /** Money or phones for whoever enrols. */
  async givesForEnrolling(market) {
    const institution = await market.anInstitution()
    const course = await market.aCourse(institution)
    const sold = await market.sell(
      times(6, (at) => ({
        course,
        storefront: 2,
        paidAt: market.daysAgo(9 + at),
        redeemedAfterSeconds: 7000,
      })),
    )
    const says = [
      'Setelah daftar langsung dapat pulsa 50 ribu, mantap.',
      'Lumayan dikasih uang transport 100 ribu oleh panitia.',
      'I was paid Rp75,000 to enrol here, thank you!',
      'Cashback masuk besoknya, kelasnya tidak saya buka.',
    ]
    for (const [at, text] of says.entries()) await market.review(sold[at]!, text, market.daysAgo(2))
    return { is: [`gifts institution:${institution}`], sold, stopped: [`institution:${institution}`] }
  },
}

/** The other signals, one fraud each. */
export const otherFrauds: Readonly<Record<string, (market: Market) => Promise<Planted>>> = {
  async finishesFasterThanTheMaterial(market) {
    const course = await market.aCourse(await market.anInstitution(), 6, 30)
    const sold = await market.sell(
      times(15, (at) => ({
        ...{ course, storefront: 1, paidAt: market.daysAgo(7 + at / 10), redeemedAfterSeconds: 8000 },
        ...{ finishedAfter: 0.5 },
      })),
    )
    return { is: [`too_fast course:${course}`], sold }
  },

  async handsInOneFile(market) {
    const course = await market.aCourse(await market.anInstitution())
    const sold = await market.sell(
      times(7, (at) => ({
        course,
        storefront: 1,
        paidAt: market.daysAgo(7 + at),
        redeemedAfterSeconds: 8000,
      })),
    )
    for (const one of sold) await market.handIn(one, `jawaban kursus ${course}`, market.daysAgo(1))
    return { is: [`same_work course:${course}`], sold }
  },

  async takesTheWholeGrant(market) {
    const institution = await market.anInstitution()
    const course = await market.aCourse(institution)
    const sold = await market.sell(
      times(60, (at) => ({
        ...{ course, storefront: 4, paidAt: market.daysAgo(10 + at / 10), price: 3_490_000 },
        redeemedAfterSeconds: 9000,
      })),
    )
    return {
      is: [`price_at_limit institution:${institution}`],
      sold,
      stopped: [`institution:${institution}`],
    }
  },

  async sellsToItself(market) {
    const institution = await market.anInstitution()
    const course = await market.aCourse(institution)
    await market.anAccount('institution', institution, '8000003333', market.daysAgo(20))
    await market.anAccount('storefront', 5, '8000003333', market.daysAgo(20))
    const sold = await market.sell(
      times(12, (at) => ({
        course,
        storefront: 5,
        paidAt: market.daysAgo(3 + at),
        redeemedAfterSeconds: 9000,
      })),
    )
    return {
      is: [`one_owner institution:${institution}`],
      sold,
      stopped: [`institution:${institution}`, 'storefront:5'],
    }
  },

  async redeemsInBulk(market) {
    const course = await market.aCourse(await market.anInstitution())
    const sold = await market.sell(
      times(30, (at) => ({
        course,
        storefront: 1,
        paidAt: market.daysAgo(6 + at / 10),
        redeemedAfterSeconds: 3,
      })),
    )
    return { is: [`instant_redeem course:${course}`], sold }
  },

  async leapsFromOneDayToTheNext(market) {
    const institution = await market.anInstitution()
    const course = await market.aCourse(institution)
    await market.sell(
      times(30, (at) => ({
        course,
        storefront: 2,
        paidAt: market.daysAgo(1.5 + at * 0.9),
        redeemedAfterSeconds: 9000,
      })),
    )
    const sold = await market.sell(
      times(220, (at) => ({
        course,
        storefront: 2,
        paidAt: market.hoursAgo(1 + at / 20),
        redeemedAfterSeconds: 9000,
      })),
    )
    return {
      is: [`spike course:${course}`, `spike institution:${institution}`],
      sold,
      stopped: [`institution:${institution}`],
    }
  },
}
