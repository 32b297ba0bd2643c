/** What a request says of who reads the answer. */
export interface Asked {
  /** with or without a query */
  readonly url: string
  readonly accept: string | undefined
}

/** Browsers say that they take pages, and programs what they take; who says nothing is known by the address. */
export function isForPrograms({ url, accept = '' }: Asked): boolean {
  if (/\btext\/html\b/i.test(accept)) return false
  if (/\bapplication\/(?:[\w.-]+\+)?json\b/i.test(accept)) return true
  const [path = ''] = url.split('?', 1)
  return path.startsWith('/api/') || path.endsWith('.json')
}
