import type { Context } from 'hono'
import type { DemoDeps } from '../demo/demo-deps.ts'
import type { WiredDemo } from '../demo/wired-demo.ts'
import type { Sessions } from '../http/sessions/sessions.ts'
import type { Web } from '../http/web.ts'

/** Logs a visitor of the demo in as a persona: at the portal, and where the persona has storefront accounts. */
export function becomePersona(
  demo: WiredDemo,
  portal: Sessions,
  shops: ReadonlyMap<string, Sessions>,
): DemoDeps['become'] {
  return async (c: Context<Web>, id) => {
    const persona = await demo.become(id)
    if (!persona) return undefined
    for (const sessions of shops.values()) await enter(c, sessions, undefined)
    for (const { storefront, accountId } of persona.accounts) {
      const sessions = shops.get(storefront)
      if (sessions) await enter(c, sessions, { accountId })
    }
    await enter(c, portal, { personId: persona.personId })
    return '/kartu'
  }
}

/** Replaces whoever was logged in at a site before; without an owner only ends that session. */
async function enter(
  c: Context<Web>,
  sessions: Sessions,
  owner: { accountId: string } | { personId: string } | undefined,
): Promise<void> {
  await sessions.load(c, async () => {})
  await sessions.logOut(c)
  if (owner) await sessions.logIn(c, owner)
}
