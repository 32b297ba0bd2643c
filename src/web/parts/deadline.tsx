import type { Child } from 'hono/jsx'
import { daysLeft, formatDeadline } from '../../kernel/wib.ts'
import { StatusTag } from './notice.tsx'
import { useView } from './view.ts'
import { words } from './words.ts'

/**
 * Until when: date, time, zone and the days left, with a colour that grows louder. `before` is the first instant
 * that is too late; the children say what happens then.
 */
export function Deadline(props: { label: string; before: Date; now: Date; children?: Child }) {
  const { language } = useView()
  const said = words[language]
  const days = daysLeft(props.now, props.before)
  const passed = props.now.getTime() >= props.before.getTime()
  const tone = passed ? 'error' : days <= 3 ? 'warning' : 'waiting'
  return (
    <div class="deadline">
      <p>{props.label}</p>
      <p class="when">
        <time datetime={new Date(props.before.getTime() - 1).toISOString()}>
          <InLines text={formatDeadline(props.before, language)} />
        </time>
      </p>
      <StatusTag tone={tone}>{passed ? said.deadlinePassed : said.daysLeft(days)}</StatusTag>
      {props.children ? <p class="small muted">{props.children}</p> : ''}
    </div>
  )
}

/** A line ends between the day and the time, or nowhere. */
function InLines({ text }: { text: string }) {
  return (
    <>
      {text.split(/(?<=,) /).map((part, at) => (
        <>
          {at > 0 ? ' ' : ''}
          <span class="number">{part}</span>
        </>
      ))}
    </>
  )
}
