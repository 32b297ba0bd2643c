import { crc32, deflateSync } from 'node:zlib'

/** An area of one colour, in pixels. */
interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A square PNG of one colour with boxes of another on it. Colours as `#rrggbb`. */
export function iconPng(size: number, ground: string, ink: string, boxes: readonly Box[]): Buffer {
  const rows = Buffer.alloc(size * (size + 1))
  for (const { x, y, width, height } of boxes)
    for (let row = y; row < y + height; row++) {
      // Each row begins with the number of its filter: none.
      const begin = row * (size + 1) + 1 + x
      rows.fill(1, begin, begin + width)
    }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  // Eight bits a pixel, each the place of its colour in the palette.
  head.set([8, 3, 0, 0, 0], 8)
  const palette = Buffer.from(`${ground}${ink}`.replaceAll('#', ''), 'hex')
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
