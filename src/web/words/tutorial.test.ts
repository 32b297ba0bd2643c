import assert from 'node:assert/strict'
import { test } from 'node:test'
import { journeys } from '../../storefronts/journeys.ts'
import { tutorialOf } from './tutorial.ts'

for (const journey of journeys) {
  test(`the tutorial of ${journey.name} has every step with its labels to the letter, in both languages`, () => {
    for (const language of ['id', 'en'] as const) {
      const told = tutorialOf(journey, language)
      assert.equal(told.length, journey.steps.length)
      for (const [at, { labels }] of journey.steps.entries())
        for (const label of labels)
          assert.ok(told[at]!.says.includes(label), `${label} in "${told[at]!.says}"`)
    }
  })
}
