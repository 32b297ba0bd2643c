import type { Child } from 'hono/jsx'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import type { Link, Target } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { words } from '../console-words.ts'
import { consolePage } from '../page.tsx'

/** Whether the form comes from the page that asks once more. */
export async function wasAskedOnceMore({ c }: ConsoleRequest): Promise<boolean> {
  return (await readForm(c)).get('pasti') === 'ya'
}

/** Asks once more before what cannot be taken back, with all that was typed. */
export async function onceMore(
  request: ConsoleRequest,
  asked: {
    /** what is about to be done, as its button says it */
    readonly label: string
    readonly action: Target
    readonly back: Link
  },
  what: Child,
): Promise<Response> {
  const said = words[request.language]
  const typed = [...(await readForm(request.c))].filter(([name]) => name !== 'csrf' && name !== 'pasti')
  return consolePage(
    request,
    { title: said.sure(asked.label) },
    <>
      {what}
      <parts.Form action={asked.action}>
        <input type="hidden" name="pasti" value="ya" />
        {typed.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <parts.Button look="danger">{said.yes(asked.label)}</parts.Button>
      </parts.Form>
      <p>
        <a href={asked.back}>{said.no}</a>
      </p>
    </>,
  )
}
