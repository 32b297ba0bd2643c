import { Notice } from '../notice.tsx'
import { useView } from '../view.ts'
import { words } from '../words.ts'

/** Above a login that leads back: why one has to log in again. Draws nothing where no session has ended. */
export function SessionEnded() {
  const { sessionEnded, language } = useView()
  const said = words[language]
  if (!sessionEnded) return null
  return (
    <Notice tone="info" title={said.endedTitle}>
      <p>{said.endedText}</p>
    </Notice>
  )
}
