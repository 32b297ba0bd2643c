/**
 * The small pictures of the README and of docs/design.md, from the running product: `npm run front-door` writes them to
 * docs/pictures.
 */
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { minute } from '../../src/kernel/clock.ts'
import { partGroups } from '../../src/web/demo/parts/part-rules.ts'
import { closeBrowser, openPage } from '../browser/browser.ts'
import { fixedAt, fixedWorlds } from '../golden/fixed-world.ts'

const folder = fileURLToPath(new URL('../../docs/pictures', import.meta.url))
const pictures = { programme: '/program', course: '/pijar/kursus' } as const

await mkdir(folder, { recursive: true })
const worlds = await fixedWorlds(new Date(fixedAt.getTime() - 30 * minute))
const world = await worlds.open('fresh')
try {
  const page = await openPage({ width: 768, baseUrl: world.url })
  await page.setViewportSize({ width: 1000, height: 640 })
  for (const [name, address] of Object.entries(pictures)) {
    await page.goto(address)
    if (name === 'course') await page.locator('.course a').first().click()
    await page.screenshot({ path: `${folder}/${name}.jpg`, type: 'jpeg', quality: 55 })
  }
  await page.goto('/dev/parts')
  for (const group of Object.keys(partGroups)) {
    const path = `${folder}/parts-${group}.jpg`
    await page.locator(`#group-${group}`).screenshot({ path, type: 'jpeg', quality: 40 })
  }
} finally {
  await closeBrowser()
  await world.stop()
  await worlds.end()
}
process.exit()
