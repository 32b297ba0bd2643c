import type { Channel } from '../templates.ts'
import type { Wording } from '../words/words.ts'

/** A piece of a wording: words, or the name of a field. */
export type Part = string | { readonly field: string }

/**
 * A line of a wording. In emails a line may be `# heading`, `- Label: value` (a row of a table) or
 * `[Label]({link})`; blank lines part paragraphs. In SMS every line is plain.
 */
export interface Line {
  readonly kind: 'plain' | 'heading' | 'row' | 'link' | 'blank'
  /** of rows and links */
  readonly label: readonly Part[]
  readonly parts: readonly Part[]
}

export interface CompiledWording {
  readonly subject: readonly Part[]
  readonly lines: readonly Line[]
}

/** Reads a wording once, before any value is in it, so that no value can ever become markup. */
export function compileWording(channel: Channel, wording: Wording): CompiledWording {
  const lines = wording.body.replace(/\r\n?/g, '\n').split('\n')
  return {
    subject: partsOf(wording.subject ?? ''),
    lines: lines.map(channel === 'email' ? emailLine : (line) => plainLine(line)),
  }
}

/** The names of all fields that a wording speaks of. */
export function fieldsOf({ subject, lines }: CompiledWording): Set<string> {
  const parts = [...subject, ...lines.flatMap((line) => [...line.label, ...line.parts])]
  return new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : [part.field])))
}

function partsOf(words: string): Part[] {
  return words
    .split(/(\{[^{}\n]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (/^\{.*\}$/.test(piece) ? { field: piece.slice(1, -1).trim() } : piece))
}

function plainLine(line: string): Line {
  return { kind: line.trim() === '' ? 'blank' : 'plain', label: [], parts: partsOf(line) }
}

function emailLine(line: string): Line {
  const heading = /^# (.+)$/.exec(line)
  if (heading) return { kind: 'heading', label: [], parts: partsOf(heading[1]!) }
  const row = /^- ([^:{}]+): (.+)$/.exec(line)
  if (row) return { kind: 'row', label: partsOf(row[1]!), parts: partsOf(row[2]!) }
  const link = /^\[([^\]]+)\]\((\{[^{}]+\})\)$/.exec(line.trim())
  if (link) return { kind: 'link', label: partsOf(link[1]!), parts: partsOf(link[2]!) }
  return plainLine(line)
}
