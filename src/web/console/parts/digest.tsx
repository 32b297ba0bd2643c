/** A long hash: its ends, by which two are compared at a glance, and the whole of it a click away. */
export function Digest({ value }: { value: string }) {
  if (value.length < 40) return <code class="hash">{value}</code>
  return (
    <details class="digest">
      <summary>
        <code title={value}>
          {value.slice(0, 8)}…{value.slice(-8)}
        </code>
      </summary>
      <code class="hash">{value}</code>
    </details>
  )
}
