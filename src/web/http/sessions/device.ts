// In this order: most browsers also claim to be the ones below them.
const browsers: readonly (readonly [string, RegExp])[] = [
  ['Edge', /Edg\//],
  ['Samsung Internet', /SamsungBrowser/],
  ['Opera', /OPR\/|Opera/],
  ['UC Browser', /UCBrowser/],
  ['Firefox', /Firefox|FxiOS/],
  ['Chrome', /Chrom|CriOS/],
  ['Safari', /Safari/],
]
const systems: readonly (readonly [string, RegExp])[] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS/],
  ['Linux', /Linux/],
]

/** `Chrome, Android`: enough to recognise one's own device by, and nothing to follow anybody with. */
export function deviceOf(agent = ''): string {
  const named = (names: typeof browsers) => names.find(([, pattern]) => pattern.test(agent))?.[0]
  return [named(browsers), named(systems)].filter(Boolean).join(', ')
}
