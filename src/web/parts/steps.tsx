import { useView } from './view.ts'
import { words } from './words.ts'

/** Where one stands in a journey: `current` counts from 0. On a phone a line and a sentence, else all labels. */
export function Steps(props: { labels: readonly string[]; current: number }) {
  const said = words[useView().language]
  const label = props.labels[props.current] ?? ''
  return (
    <nav class="steps" aria-label={said.steps}>
      <p aria-hidden="true">{said.step(props.current + 1, props.labels.length, label)}</p>
      <ol>
        {props.labels.map((text, index) => (
          <li
            class={index < props.current ? 'done' : undefined}
            aria-current={index === props.current ? 'step' : undefined}
          >
            {text}
            {index < props.current ? <span class="hidden"> ({said.doneStep})</span> : ''}
          </li>
        ))}
      </ol>
    </nav>
  )
}
