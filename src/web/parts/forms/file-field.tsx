import { type Asked, Labelled, tied } from './field.tsx'

/** One file, chosen by hand. The form that it stands in says `files`. */
export function FileField(props: Asked & { accept: readonly string[] }) {
  return (
    <Labelled {...props}>
      <input {...tied(props)} class="input" type="file" accept={props.accept.join(',')} />
    </Labelled>
  )
}
