/** Every hash of a seal in a text, in whatever else it stands: what was kept elsewhere. */
export function headsIn(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/\b[0-9a-f]{64}\b/g) ?? [])]
}
