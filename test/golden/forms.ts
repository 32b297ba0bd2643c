/** The fields of a form by their names; of those that nobody types into, the value that the page gave. */
export type Fields = ReadonlyMap<string, string | undefined>

/** Every form of a page by the path that it is sent to; of one that only asks, a question mark goes before. */
export function formsOn(page: string): Map<string, Fields> {
  const forms = new Map<string, Fields>()
  for (const [, head = '', body = ''] of page.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
    const action = / action="([^"?]*)/.exec(head)?.[1]
    if (action) forms.set(`${/method="post"/.test(head) ? '' : '?'}${action}`, fieldsIn(body))
  }
  return forms
}

function fieldsIn(body: string): Fields {
  const fields = new Map<string, string | undefined>()
  for (const [tag] of body.matchAll(/<(?:input|select|textarea|button)\b[^>]*>/g)) {
    const name = / name="([^"]+)"/.exec(tag)?.[1]
    if (!name || name === 'csrf') continue
    const given = /^<button|type="hidden"/.test(tag)
    fields.set(name, given ? / value="([^"]*)"/.exec(tag)?.[1] : undefined)
  }
  return fields
}

/** As somebody sends it who takes every question for another one. */
export function wrongly(fields: Fields): Record<string, string> {
  return Object.fromEntries([...fields].map(([name, given]) => [name, given ?? 'salah']))
}
