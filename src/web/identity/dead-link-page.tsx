import type { Context } from 'hono'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import type { Link } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'

/** A link that does nothing any more: why, and where to go on from here, the likeliest first. */
export function deadLinkPage(
  c: Context<Web>,
  {
    title,
    text,
    ways,
  }: { title: string; text: string; ways: readonly (readonly [label: string, href: Link])[] },
): Response {
  return showPage(
    c,
    { title, scripted: false, status: 410 },
    <>
      <p class="lead">{text}</p>
      <parts.Buttons>
        {ways.map(([label, href], at) => (
          <parts.LinkButton href={href} {...(at > 0 && { look: 'second' as const })}>
            {label}
          </parts.LinkButton>
        ))}
      </parts.Buttons>
    </>,
  )
}
