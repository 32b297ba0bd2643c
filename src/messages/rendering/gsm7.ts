// GSM 03.38: what an SMS can say in seven bits a sign. Position is code; the escape itself (27) is never text.
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const extended: Readonly<Record<string, number>> = {
  '\f': 0x0a,
  '^': 0x14,
  '{': 0x28,
  '}': 0x29,
  '\\': 0x2f,
  '[': 0x3c,
  '~': 0x3d,
  ']': 0x3e,
  '|': 0x40,
  '€': 0x65,
}
const ESCAPE = 0x1b
const SEGMENT = 160
const PART_OF_MANY = 153

// The septets that spell each sign: one, or the escape and one.
const spelling = new Map<string, readonly number[]>()
for (let code = 0; code < basic.length; code++) if (code !== ESCAPE) spelling.set(basic.charAt(code), [code])
for (const [sign, code] of Object.entries(extended)) spelling.set(sign, [ESCAPE, code])

const plain = /^[\n !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z]*$/

const lookalikes: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
  '−': '-',
  '…': '...',
  '•': '-',
  '·': '.',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\t': ' ',
}

// Letters that no accent makes, so that taking the accents off leaves them as they are.
const plainLetters: Readonly<Record<string, string>> = {
  ç: 'c',
  ı: 'i',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  œ: 'oe',
  Œ: 'OE',
  ŋ: 'n',
  Ŋ: 'N',
  ħ: 'h',
  Ħ: 'H',
}

/** The text with every sign that GSM-7 lacks replaced by the nearest it has: accents fall, the rest becomes `?`. */
export function gsmText(text: string): string {
  if (plain.test(text)) return text
  let spelled = ''
  for (const sign of text.normalize('NFC')) spelled += spelling.has(sign) ? sign : nearest(sign)
  return spelled
}

function nearest(sign: string): string {
  const alike = lookalikes[sign] ?? plainLetters[sign]
  if (alike !== undefined) return alike
  const bare = sign.normalize('NFKD').replace(/[\p{Mn}\p{Cf}]/gu, '')
  let spelled = ''
  for (const part of bare)
    spelled += spelling.has(part) ? part : (lookalikes[part] ?? plainLetters[part] ?? '?')
  return spelled
}

/** Whether GSM-7 has every sign of a text. */
export function isGsm(text: string): boolean {
  if (plain.test(text)) return true
  for (const sign of text) if (!spelling.has(sign)) return false
  return true
}

/**
 * The text for an SMS that may be longer: quotes and dashes straightened, invisible signs away, and GSM-7 where nothing
 * else is lost by that. A text with other letters keeps them: a name is no place to save a segment.
 */
export function smsText(text: string): string {
  if (plain.test(text)) return text
  let straight = ''
  for (const sign of text.normalize('NFC')) straight += spelling.has(sign) ? sign : (lookalikes[sign] ?? sign)
  return straight.replace(/[\p{Cf}\p{Cc}]/gu, (sign) => (sign === '\n' || sign === '\u200d' ? sign : ''))
}

/** How many septets a text of GSM-7 signs takes; signs of the extension table count double. */
export function septets(text: string): number {
  let count = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    // The extension table: form feed, [ \ ] ^, { | } ~ and the euro sign.
    if (code === 0x0c || (code >= 0x5b && code <= 0x5e) || (code >= 0x7b && code <= 0x7e) || code === 0x20ac)
      count++
  }
  return count
}

/** Whether a text of GSM-7 signs goes out as one SMS. */
export function fitsOneSegment(text: string): boolean {
  return septets(text) <= SEGMENT
}

/** The longest beginning of a text of GSM-7 signs that takes at most `room` septets. */
export function headOf(text: string, room: number): string {
  let used = 0
  let end = 0
  while (end < text.length) {
    used += septets(text.charAt(end))
    if (used > room) break
    end++
  }
  return text.slice(0, end)
}

/**
 * The octets of an SMS, one septet each, as SMPP carries them under `data_coding` 0: one piece when it fits, else
 * pieces of at most 153 septets, none of which splits an escape from its sign.
 */
export function gsmSegments(text: string): Buffer[] {
  const pieces: number[][] = [[]]
  const room = fitsOneSegment(text) ? SEGMENT : PART_OF_MANY
  for (const sign of text) {
    const codes = spelling.get(sign)
    if (!codes) throw new Error('a text outside GSM-7 was to be sent as SMS')
    let piece = pieces.at(-1)!
    if (piece.length + codes.length > room) {
      piece = []
      pieces.push(piece)
    }
    piece.push(...codes)
  }
  return pieces.map((piece) => Buffer.from(piece))
}
