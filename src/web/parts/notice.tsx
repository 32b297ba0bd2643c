import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'
import { useView } from './view.ts'
import { words } from './words.ts'

export type Tone = 'info' | 'success' | 'warning' | 'error'

/** Something to be read now: a colour, an icon and a word. Errors are announced. */
export function Notice(props: { tone: Tone; title?: string; children?: Child }) {
  const said = words[useView().language]
  return (
    <div class={`notice ${props.tone}`} role={props.tone === 'error' ? 'alert' : undefined}>
      <Icon name={props.tone} />
      <div class="stack">
        <h2>{props.title ?? said[props.tone]}</h2>
        {props.children}
      </div>
    </div>
  )
}

export interface FieldProblem {
  /** the name of the field; empty when the whole form is meant */
  readonly field: string
  readonly message: string
}

/** All that is wrong with a form, before the form; each leads to its field. Draws nothing when all is right. */
export function ErrorSummary(props: { problems: readonly FieldProblem[] }) {
  const said = words[useView().language]
  if (props.problems.length === 0) return null
  return (
    <div class="notice error" role="alert" tabindex={-1} autofocus id="salah">
      <Icon name="error" />
      <div class="stack">
        <h2>{said.somethingWrong(props.problems.length)}</h2>
        <ul class="stack">
          {props.problems.map((problem) => (
            <li>{problem.field ? <a href={`#${problem.field}`}>{problem.message}</a> : problem.message}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}

const tagIcons: Record<Tone | 'quiet' | 'waiting', IconName> = {
  info: 'info',
  success: 'check',
  warning: 'warning',
  error: 'error',
  quiet: 'clock',
  waiting: 'clock',
}

/** A state in a word, with its colour and icon. `waiting` is somebody's turn, `quiet` is over or not yet. */
export function StatusTag(props: { tone: Tone | 'quiet' | 'waiting'; children?: Child }) {
  const colour = props.tone === 'waiting' ? 'info' : props.tone
  return (
    <span class={`tag ${colour}`}>
      <Icon name={tagIcons[props.tone]} size={16} />
      <span>{props.children}</span>
    </span>
  )
}
