import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Shown } from '../http/forms.ts'
import { type PageStatus, show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import { ErrorSummary } from '../parts/notice.tsx'
import { Page, type PageProps } from '../parts/page/page.tsx'

/** What a page is besides its content. */
export interface PageFacts
  extends Pick<
      PageProps,
      'title' | 'description' | 'failed' | 'indexed' | 'width' | 'scripted' | 'linkedData' | 'head'
    >,
    Shown {
  /** instead of the title */
  readonly heading?: Child
  /** stands at the side of the heading */
  readonly beside?: Child
  /** stands before everything, what is wrong included */
  readonly first?: Child
  /** stands before the heading */
  readonly above?: Child
  /** 200 where nothing is said, 422 where there are problems */
  readonly status?: PageStatus
}

/** Answers with a page: what is wrong with its form before everything, its heading, and the rest. */
export function showPage(c: Context<Web>, facts: PageFacts, content: Child): Response {
  const { problems = [], typed: _, heading, beside, first, above, status, ...props } = facts
  const failed = problems.length > 0
  return show(
    c,
    <Page view={viewOf(c)} {...props} {...(failed && { failed })}>
      {first ?? ''}
      <ErrorSummary problems={problems} />
      {above ?? ''}
      {beside ? (
        <div class="title">
          <h1>{heading ?? props.title}</h1>
          {beside}
        </div>
      ) : (
        <h1>{heading ?? props.title}</h1>
      )}
      {content}
    </Page>,
    status ?? (failed ? 422 : 200),
  )
}
