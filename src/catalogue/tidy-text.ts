const encoder = new TextEncoder()

/**
 * One line of text as it may be stored: whole code points in normal form, control characters and every kind of
 * blank as single blanks, invisible format characters gone, no blank before a colon or inside a bracket.
 */
export function tidyLine(text: string): string {
  let tidy = tidyBlanks(text)
  // Each pass may bring two signs together that the next one joins; a handful always suffices in practice, and the
  // bound keeps hostile text cheap.
  for (let pass = 0; pass < 8; pass++) {
    const next = tidy.replace(/ +([:;,!?)\]]+)(?= |$)/gu, '$1').replace(/(^| )([([]+) +/gu, '$1$2')
    if (next === tidy) return tidy
    tidy = next
  }
  return tidyBlanks(tidy.replace(/ +/gu, ' '))
}

/** Several lines of text as they may be stored: each line tidied, at most one empty line between two. */
export function tidyParagraphs(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029|\u0085/gu, '\n')
    .split('\n')
    .map(tidyBlanks)
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
}

/** Whether text shows the marks of a wrong encoding: a replacement character, or UTF-8 read as Latin-1. */
export function looksBroken(text: string): boolean {
  return /\ufffd|[ÃÂ][\u0080-\u00bf]|â€[\u0080-\u00bf™œ“”˜¢¦]/u.test(text)
}

/** Length in bytes as the database stores it. */
export function storedBytes(text: string): number {
  return encoder.encode(text).length
}

function tidyBlanks(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .normalize('NFC')
    .replace(/ +/gu, ' ')
    .trim()
}
