/** What a form sends on without being asked for. */
export function Hidden({ values = {} }: { values?: Readonly<Record<string, string>> | undefined }) {
  return (
    <>
      {Object.entries(values).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}
