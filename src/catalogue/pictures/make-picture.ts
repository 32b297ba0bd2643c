import { createHash } from 'node:crypto'
import type { Sharp } from 'sharp'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import {
  mostPictureBytes,
  mostPicturePixels,
  type PictureRefusal,
  type PictureSize,
  pictureKindOf,
  pictureSizes,
} from './picture-rules.ts'

/** A file of a picture, named by what is in it. */
export interface PictureFile {
  /** 32 hexadecimal digits of the SHA-256 */
  readonly digest: string
  readonly content: Buffer
}

export type MadePicture = Readonly<Record<PictureSize, PictureFile>>

/** More do not wait: who brings one then is asked to come again. */
const mostWaiting = 8
let waiting = 0
let turn: Promise<unknown> = Promise.resolve()

/**
 * Makes the two files of a picture (AVIF) from what somebody has brought: unpacked for real, turned upright, cut to one shape, without what a
 * camera writes beside it. One picture of a process at a time, in one thread: purchases keep the others. Refuses what is no picture of the
 * kinds that are taken, is broken, too large, too small, or of too many pixels; nothing of such a file is unpacked.
 */
export async function makePicture(content: Uint8Array): Promise<Outcome<MadePicture, PictureRefusal>> {
  if (content.byteLength > mostPictureBytes) return refuse('picture_too_large')
  if (!pictureKindOf(content)) return refuse('picture_type_not_taken')
  if (waiting >= mostWaiting) return refuse('picture_busy')
  waiting++
  const made = turn.then(() => make(content))
  turn = made.catch(() => {})
  return made.finally(() => waiting--)
}

async function make(content: Uint8Array): Promise<Outcome<MadePicture, PictureRefusal>> {
  const sharp = await library()
  const limits = { failOn: 'error', limitInputPixels: mostPicturePixels } as const
  try {
    // Reads the head alone.
    const { autoOrient } = await sharp(content, { ...limits, limitInputPixels: false }).metadata()
    if (autoOrient.width * autoOrient.height > mostPicturePixels) return refuse('picture_too_many_pixels')
    const { width, height } = pictureSizes.page
    if (autoOrient.width < width || autoOrient.height < height) return refuse('picture_too_small')
    const { data, info } = await sharp(content, limits)
      .timeout({ seconds: 20 })
      .autoOrient()
      .resize(width, height, { fit: 'cover' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const raw = { width: info.width, height: info.height, channels: info.channels }
    const fitted = (size: PictureSize) => packed(() => sharp(data, { raw }), pictureSizes[size])
    return done({ card: await fitted('card'), page: await fitted('page') })
  } catch {
    return refuse('picture_broken')
  }
}

/** From good to hardly bearable; what still does not fit has fewer pixels, too. */
const qualities = [60, 45, 32, 22, 12]

async function packed(
  picture: () => Sharp,
  { width, height, mostBytes }: (typeof pictureSizes)[PictureSize],
): Promise<PictureFile> {
  for (let part = 1; ; part *= 2)
    for (const quality of qualities) {
      const small = picture().resize(Math.ceil(width / part), Math.ceil(height / part))
      const content = await small.avif({ quality, effort: 3 }).timeout({ seconds: 20 }).toBuffer()
      if (content.byteLength > mostBytes) continue
      return { digest: createHash('sha256').update(content).digest('hex').slice(0, 32), content }
    }
}

/** Read when the first picture comes, which most processes never see. It opens the kinds that are taken, and no other. */
async function library() {
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  sharp.cache(false)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['Jpeg', 'Png', 'Webp', 'Heif'].map((kind) => `VipsForeignLoad${kind}Buffer`),
  })
  return sharp
}
