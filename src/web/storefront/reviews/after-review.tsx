import type { Language } from '../../../kernel/wib.ts'
import type { IncentivePlan } from '../../../learning/incentives/incentive-plan.ts'
import * as parts from '../../parts/parts.ts'
import { path, type Shop } from '../shop.ts'
import { words } from '../words.ts'

interface After {
  readonly shop: Shop
  /** the one of the card */
  readonly incentive: IncentivePlan | undefined
  readonly reviewed: boolean
  readonly language: Language
}

/** Where a finished training leads: once it is reviewed to the incentive while any of it is to come, then to the next course. */
export function AfterReview({ shop, incentive, reviewed, language }: After) {
  const said = words[language]
  const comes = reviewed && incentive?.instalments.some(({ state }) => state !== 'paid')
  return (
    <>
      {comes ? <parts.LinkButton href="/kartu#insentif">{said.seeIncentive}</parts.LinkButton> : ''}
      <parts.LinkButton look={reviewed && !comes ? 'first' : 'second'} href={path(shop, '/kursus')}>
        {said.otherCourses}
      </parts.LinkButton>
    </>
  )
}
