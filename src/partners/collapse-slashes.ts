/**
 * The path with each run of slashes written as one: a real client asks for `//api/v1/...` and signs `/api/v1/...`.
 * What follows the first `?` is left alone.
 */
export function collapseSlashes(path: string): string {
  if (!path.includes('//')) return path
  const query = path.indexOf('?')
  if (query < 0) return path.replace(/\/{2,}/g, '/')
  return path.slice(0, query).replace(/\/{2,}/g, '/') + path.slice(query)
}
