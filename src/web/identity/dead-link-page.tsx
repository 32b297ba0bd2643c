import type { Context } from 'hono'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'

/** A link that does nothing any more: why, and where to go on from here, the likeliest first. */
export function deadLinkPage(
  c: Context<Web>,
  {
    title,
    text,
    ways,
  }: { title: string; text: string; ways: readonly (readonly [label: string, href: string])[] },
): Response {
  return show(
    c,
    <parts.Page view={viewOf(c)} title={title} scripted={false}>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      <parts.Buttons>
        {ways.map(([label, href], at) => (
          <parts.LinkButton href={href} {...(at > 0 && { look: 'second' as const })}>
            {label}
          </parts.LinkButton>
        ))}
      </parts.Buttons>
    </parts.Page>,
    410,
  )
}
