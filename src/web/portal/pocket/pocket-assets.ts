import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { programmeTheme } from '../../parts/page/themes.ts'
import { iconPng } from './icon-png.ts'
import { pocketAddress, pocketCache, pocketPages, pocketScope, pocketSources } from './pocket.ts'

/** Where the portal is installed from, and what keeps a copy of a card on its holder's phone. */
export const pocketFiles = {
  worker: '/kartu/pekerja.js',
  keep: `/assets/keep.${createHash('sha256').update(pocketSources.keep).digest('hex').slice(0, 12)}.js`,
  manifest: '/kartu/aplikasi.webmanifest',
  icon: '/kartu/ikon.svg',
  icon192: '/kartu/ikon-192.png',
  icon512: '/kartu/ikon-512.png',
} as const

const { mark, light } = programmeTheme
const ground = light.head
const ink = light.mark

/** The worker as it is served. */
export const pocketWorker = `const pocket = ${JSON.stringify({ ...pocketCache, copy: pocketAddress, pages: pocketPages })}\n${pocketSources.worker}`

/** What a phone is told when the portal is put on its first screen. */
export function manifestOf(demo: boolean) {
  const png = (src: string, size: number) => ({ src, sizes: `${size}x${size}`, type: 'image/png' })
  const icons = [png(pocketFiles.icon192, 192), png(pocketFiles.icon512, 512)]
  return {
    id: pocketScope,
    name: demo ? `${programmeTheme.name} (demo)` : programmeTheme.name,
    short_name: 'Prakerja',
    lang: 'id',
    start_url: pocketScope,
    scope: '/',
    // Where one is stays to be seen: links lead to storefronts, too.
    display: 'minimal-ui',
    background_color: '#ffffff',
    theme_color: ground,
    icons: [
      { src: pocketFiles.icon, sizes: 'any', type: 'image/svg+xml' },
      ...icons,
      ...icons.map((icon) => ({ ...icon, purpose: 'maskable' })),
    ],
  }
}

/** The worker, the script, the manifest and the icons; to be mounted at the root of the address space, nobody is asked for. */
export function pocketAssets({ demo }: { demo: boolean }): Hono {
  const forever = 'public, max-age=31536000, immutable'
  const day = 'public, max-age=86400'
  const manifest = JSON.stringify(manifestOf(demo))
  const app = new Hono()
  const serve = (path: string, type: string, caching: string, body: string | Buffer) =>
    app.get(path, (c) => {
      c.header('Content-Type', type)
      c.header('Cache-Control', caching)
      c.header('X-Content-Type-Options', 'nosniff')
      // The worker asks us, and nobody else; it may go no further up than the card.
      if (path === pocketFiles.worker) {
        c.header('Content-Security-Policy', "default-src 'none'; connect-src 'self'")
        c.header('Service-Worker-Allowed', pocketScope)
      }
      return c.body(typeof body === 'string' ? body : new Uint8Array(body))
    })
  serve(pocketFiles.worker, 'text/javascript; charset=utf-8', 'no-cache', pocketWorker)
  serve(pocketFiles.keep, 'text/javascript; charset=utf-8', forever, pocketSources.keep)
  serve(pocketFiles.manifest, 'application/manifest+json', day, manifest)
  serve(pocketFiles.icon, 'image/svg+xml', day, iconSvg())
  serve(pocketFiles.icon192, 'image/png', day, iconOf(192))
  serve(pocketFiles.icon512, 'image/png', day, iconOf(512))
  return app
}

// The mark stands in the middle half, which no phone cuts off.
const inset = 8
const side = 32 + 2 * inset

function iconSvg(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-inset} ${-inset} ${side} ${side}"><path fill="${ground}" d="M${-inset} ${-inset}h${side}v${side}h-${side}z"/><path fill="${ink}" d="${mark.paths.join('')}"/></svg>`
}

/** The same in pixels: our mark is made of upright boxes. */
function iconOf(size: number): Buffer {
  const scale = (value: number) => Math.round((value * size) / side)
  const boxes = mark.paths.map((path) => {
    const [, ...numbers] = /^M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h/i.exec(path) ?? []
    const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number)
    return {
      x: scale(x + inset),
      y: scale(y + inset),
      width: scale(x + width + inset) - scale(x + inset),
      height: scale(y + height + inset) - scale(y + inset),
    }
  })
  return iconPng(size, ground, ink, boxes)
}
