/** A box on a card: what is ticked goes to the form of that id, wherever it stands on the page. */
export interface CardPick {
  readonly form: string
  readonly name: string
  readonly value: string
  readonly checked: boolean
  /** what ticking it is for; the card's title is said with it to who cannot see */
  readonly label: string
}

export function Pick({ pick, title }: { pick: CardPick | undefined; title: string }) {
  if (!pick) return null
  const { form, name, value, checked, label } = pick
  return (
    <label class="pick small above">
      <input type="checkbox" form={form} name={name} value={value} checked={checked} />
      <span>
        {label}
        <span class="hidden"> {title}</span>
      </span>
    </label>
  )
}
