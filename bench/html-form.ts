/** What a browser would send of a form that nobody has touched, with its first button. */
export interface ReadForm {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}

/** The form of our own pages whose action is meant: enough of HTML to read what our renderer writes, and no more. */
export function readForm(html: string, action: RegExp): ReadForm | undefined {
  for (const [, head = '', inside = ''] of html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
    const target = attribute(head, 'action')
    if (target === undefined || !action.test(target)) continue
    const fields: Record<string, string> = {}
    for (const [, tag = ''] of inside.matchAll(/<input\b([^>]*)>/g)) {
      const choice = /^(radio|checkbox)$/.test(attribute(tag, 'type') ?? '')
      const name = attribute(tag, 'name')
      if (name && (!choice || /\schecked\b/.test(tag))) fields[name] = attribute(tag, 'value') ?? ''
    }
    const button = /<button\b([^>]*)>/.exec(inside)?.[1] ?? ''
    const name = attribute(button, 'name')
    if (name) fields[name] = attribute(button, 'value') ?? ''
    return { action: target, fields }
  }
  return undefined
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
}
