/**
 * The pictures of the tutorials, from the running product: `npm run tutorial-pictures` walks every storefront to its code and writes the
 * pages on which people stumble, where the card's number and where the code is asked for, to docs/pictures/tutorial. Take them anew when the
 * look of a storefront has changed.
 */
import { mkdir } from 'node:fs/promises'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { journeys } from '../../src/storefronts/journeys.ts'
import { pageFrom } from '../../src/storefronts/walk.ts'
import { tutorialPictureSize } from '../../src/web/portal/tutorial-pictures.ts'
import { aRoad, stepOfPage } from '../browser/a-road.ts'
import { aShop } from '../browser/a-shop.ts'

const folder = fileURLToPath(new URL('../../docs/pictures/tutorial', import.meta.url))
const pictured = ['enter_card', 'use_own_card', 'enter_otp']

await mkdir(folder, { recursive: true })
const shop = await aShop()
for (const journey of journeys)
  test(`${journey.name} is pictured`, async () => {
    const road = aRoad(shop, journey)
    const page = await shop.open({ width: 360 })
    await page.setViewportSize(tutorialPictureSize)
    const card = shop.freshCard()
    await road.toOrder(page, card)
    await road.toCode(page, card, async () => {
      const asked = pageFrom(journey, await stepOfPage(page)).map(({ step }) => step as string)
      const step = pictured.find((name) => asked.includes(name))
      if (!step) return
      // The demo's own line is of no storefront.
      await page.evaluate("document.querySelector('aside.demo')?.remove()")
      await page.evaluate("document.querySelector('main form').scrollIntoView({ block: 'center' })")
      const path = `${folder}/${journey.id}-${step}.jpg`
      await page.screenshot({ path, type: 'jpeg', quality: 35 })
    })
    await page.context().close()
  })
