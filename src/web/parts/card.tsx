import { formatRupiah, type Rupiah } from '../../kernel/rupiah.ts'
import { Mark } from './page/mark.tsx'
import { useView } from './view.ts'
import { words } from './words.ts'

/** `1234 5678 9012 3456`. */
export function groupDigits(digits: string): string {
  return digits.replace(/(.{4})(?=.)/g, '$1 ')
}

/** The card, drawn as a card. `number` may be masked by the caller (`•••• 3456`). */
export function Card(props: { number: string; name: string; balance?: Rupiah | number }) {
  const { theme, language } = useView()
  const said = words[language]
  return (
    <div class="card">
      <div class="row apart">
        <strong>Kartu Prakerja</strong>
        <Mark theme={theme} />
      </div>
      {props.balance === undefined ? (
        ''
      ) : (
        <dl>
          <div>
            <dt>{said.balance}</dt>
            <dd class="huge">{formatRupiah(props.balance)}</dd>
          </div>
        </dl>
      )}
      <dl>
        <div>
          <dt class="hidden">{said.cardNumber}</dt>
          <dd class="digits" translate="no">
            {groupDigits(props.number)}
          </dd>
        </div>
        <div>
          <dt class="hidden">{said.holder}</dt>
          <dd class="small" translate="no">
            {props.name}
          </dd>
        </div>
      </dl>
    </div>
  )
}
