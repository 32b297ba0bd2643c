import { createWriteStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Context } from '../../../database/context.ts'
import { rows } from '../../../database/sql.ts'
import { publishedJson } from '../draw-result.ts'
import { drawFormat } from '../draw-rules.ts'
import { type DrawRow, readDrawRow, selectStruck } from '../draw-store.ts'
import { drawFiles, struckText } from '../lines.ts'
import { readPages } from './pages.ts'

export type DrawFile = (typeof drawFiles)[keyof typeof drawFiles]

/** The files of a draw that are public by now: the rules at once, the list when it is closed, the result when announced. */
export function publicFiles(draw: Pick<DrawRow, 'rules' | 'listRoot' | 'status'>): DrawFile[] {
  const files: DrawFile[] = []
  if (draw.rules !== undefined) files.push(drawFiles.rules)
  if (draw.listRoot !== undefined) files.push(drawFiles.closed, drawFiles.list)
  if (draw.listRoot !== undefined && (draw.status === 'announced' || draw.status === 'notified'))
    files.push(drawFiles.struck, drawFiles.ranks, drawFiles.result)
  return files
}

/**
 * A public file of a draw, in pieces of some megabytes, byte for byte the same whenever it is asked for. Undefined while
 * it is not public, and where there is no such wave. docs/draw.md has the formats.
 */
export async function drawFile(
  ctx: Pick<Context, 'db'>,
  waveId: number,
  file: DrawFile,
): Promise<AsyncIterable<string> | undefined> {
  const draw = await readDrawRow(ctx.db, waveId)
  if (!draw || !publicFiles(draw).includes(file)) return undefined
  return pieces(ctx, draw, file)
}

/** Writes all public files of a draw into a folder; those that are there are replaced. Returns their names. */
export async function publishDraw(
  ctx: Pick<Context, 'db'>,
  waveId: number,
  folder: string,
): Promise<DrawFile[]> {
  const draw = await readDrawRow(ctx.db, waveId)
  const files = draw ? publicFiles(draw) : []
  await mkdir(folder, { recursive: true })
  for (const file of files) {
    const part = path.join(folder, `${file}.part`)
    await pipeline(Readable.from(pieces(ctx, draw!, file)), createWriteStream(part, { flush: true }))
    await rename(part, path.join(folder, file))
  }
  return files
}

async function* pieces(ctx: Pick<Context, 'db'>, draw: DrawRow, file: DrawFile): AsyncGenerator<string> {
  if (file === drawFiles.rules) yield draw.rules!
  else if (file === drawFiles.closed) yield closedText(draw)
  else if (file === drawFiles.result) yield draw.result!
  else if (file === drawFiles.struck) yield struckText(await rows(ctx.db, selectStruck, [draw.waveId]))
  else {
    const tree = file === drawFiles.list ? 'list' : 'ranks'
    for await (const pages of readPages(ctx.db, draw.waveId, tree))
      yield pages.map(({ lines }) => lines).join('')
  }
}

function closedText(draw: DrawRow): string {
  return publishedJson({
    format: drawFormat,
    programme_year: draw.year,
    wave: draw.number,
    commitment: draw.commitment!,
    applicants: draw.applicants!,
    list_root: draw.listRoot!,
  })
}
