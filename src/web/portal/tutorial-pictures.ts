import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Context } from 'hono'
import { errorPage } from '../http/errors.tsx'
import type { Web } from '../http/web.ts'

const folder = new URL('../../../docs/pictures/tutorial/', import.meta.url)

/** Every picture is of this size, so that nothing moves when it comes. */
export const tutorialPictureSize = { width: 360, height: 480 } as const

/** A page of a storefront as a picture, small: `npm run tutorial-pictures` takes them. */
interface TutorialPicture {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** changes with the picture, so that it is kept for ever */
  readonly name: string
}

/** By `storefront/step`, as their files are called. */
const pictures: ReadonlyMap<string, TutorialPicture> = new Map(filesIn())

/** Where the picture of a step of a storefront is; undefined where nobody has taken one, as of a storefront of somebody else's. */
export function tutorialPicture(storefront: string, step: string): string | undefined {
  const found = pictures.get(`${storefront}/${step}`)
  return found && `/cara-beli/${storefront}/${found.name}`
}

/** `/cara-beli/:storefront/:picture` */
export function tutorialPictureAnswer(c: Context<Web>): Response {
  const { storefront = '', picture = '' } = c.req.param() as Record<string, string>
  const found = pictures.get(`${storefront}/${picture.split('.')[0]}`)
  if (found?.name !== picture) return errorPage(c, 404)
  return c.body(found.bytes, 200, {
    'Content-Type': 'image/jpeg',
    'Cache-Control': 'public, max-age=31536000, immutable',
  })
}

function* filesIn(): Generator<[string, TutorialPicture]> {
  for (const file of readdirSync(folder).sort()) {
    const [, storefront, step] = /^([a-z]+)-([a-z_]+)\.jpg$/.exec(file) ?? []
    if (!storefront || !step) continue
    const bytes = new Uint8Array(readFileSync(new URL(file, folder)))
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
    yield [`${storefront}/${step}`, { bytes, name: `${step}.${hash}.jpg` }]
  }
}
