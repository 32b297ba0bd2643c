import { setTimeout as sleep } from 'node:timers/promises'
import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import { HTTPException } from 'hono/http-exception'
import { second } from '../../kernel/clock.ts'
import type { Body } from './web.ts'

export interface MultipartTerms {
  readonly mostFieldBytes: number
  /** of a larger file one byte more is kept, and the rest read away */
  readonly mostFileBytes: number
  field(name: string, value: string): void
  /** asked when a file begins: false ends the reading */
  mayHaveFile(): boolean
}

export interface SentFile {
  readonly name: string
  /** what its sender calls it; may be empty */
  readonly filename: string
  readonly content: Buffer
}

const mostFields = 50

/** Reads a form with at most one file, as it comes. Throws what is answered with 400 when it is no such form. */
export async function readMultipart(
  body: Body,
  contentType: string,
  terms: MultipartTerms,
): Promise<SentFile | undefined> {
  const reader = open(contentType, terms)
  if (!reader) throw new HTTPException(400)
  let name = ''
  let filename = ''
  let broken = false
  let unwanted = false
  const kept: Buffer[] = []
  let refused: unknown
  // A part without a name has none at all, whatever the types say.
  reader.on('field', (field: string | undefined, value) => terms.field(field ?? '', value ?? ''))
  reader.on('file', (field: string | undefined, stream, called: string | undefined) => {
    stream.on('error', () => {})
    if (!terms.mayHaveFile()) {
      unwanted = true
      return void stream.resume()
    }
    name = field ?? ''
    filename = called ?? ''
    stream.on('data', (piece: Buffer) => {
      if (refused) return
      try {
        body.hold(piece.length)
        kept.push(piece)
      } catch (error) {
        refused = error
      }
    })
  })
  const ended = new Promise<void>((resolve) => {
    reader.once('finish', resolve)
    reader.once('error', () => {
      broken = true
      resolve()
    })
  })
  for await (const piece of body.pieces()) {
    if (broken || unwanted || refused) break
    if (!reader.write(piece) && !broken) await drained(reader)
  }
  if (refused) throw refused
  if (unwanted) return undefined
  if (broken) throw new HTTPException(400)
  reader.end()
  // All has come, so the end follows at once; of a part without a head the parser never tells it.
  await Promise.race([ended, sleep(second, undefined, { ref: false })])
  if (refused) throw refused
  if (broken) throw new HTTPException(400)
  return kept.length === 0 ? undefined : { name, filename, content: Buffer.concat(kept) }
}

function open(contentType: string, { mostFieldBytes, mostFileBytes }: MultipartTerms): Busboy | undefined {
  try {
    return new Busboy({
      headers: { 'content-type': contentType } as BusboyHeaders,
      limits: {
        fields: mostFields,
        fieldNameSize: 200,
        fieldSize: mostFieldBytes,
        files: 1,
        fileSize: mostFileBytes + 1,
        parts: mostFields + 2,
        headerPairs: 50,
      },
    })
  } catch {
    return undefined
  }
}

function drained(reader: Busboy): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      for (const event of ['drain', 'error', 'finish']) reader.off(event, go)
      resolve()
    }
    for (const event of ['drain', 'error', 'finish']) reader.once(event, go)
  })
}
