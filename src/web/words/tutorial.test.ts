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
