import { fitsOneSegment, headOf, septets } from './gsm7.ts'

const SHORTEST_NAME = 12

/**
 * Brings an SMS into one segment: first the name is shortened, but not beyond recognition; where that is not enough
 * the line that binds the code to a domain goes whole. A domain is never cut: half of it is somebody else's.
 * `compose` writes the text with a name, with or without that line.
 */
export function shortenedSms(name: string, compose: (name: string, withDomain: boolean) => string): string {
  const least = Math.min(SHORTEST_NAME, septets(name))
  const bound = withName(name, least, (shorter) => compose(shorter, true))
  return bound ?? withName(name, 0, (shorter) => compose(shorter, false)) ?? compose('', false)
}

/** The text with as much of the name as fits one segment; undefined when that is less than `least` septets. */
function withName(name: string, least: number, compose: (name: string) => string): string | undefined {
  const whole = compose(name)
  if (fitsOneSegment(whole)) return whole
  const room = 160 - septets(compose(''))
  if (room < least) return undefined
  const shorter = compose(room > 6 ? `${headOf(name, room - 3).trimEnd()}...` : headOf(name, room).trimEnd())
  return fitsOneSegment(shorter) ? shorter : undefined
}
