import { formatInstant } from '../../../kernel/wib.ts'
import { endShellSessionsOf, shellSessionsOf } from '../../../staff/shell-sessions.ts'
import { readForm, type Shown } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { showPage } from '../../site/show-page.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words } from './account-words.ts'
import { OwnLeave } from './own-leave.tsx'

/** `/konsol/akun`: who is logged in, where else by the command line, who stands in for whom, and the ways out. */
export async function accountPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, deps, staff, language } = request
  const said = words[language]
  const [shells, leave] = await Promise.all([
    shellSessionsOf(ctx.db, staff.staffId, deps.systemClock.now()),
    offers(request, 'see_cases') ? OwnLeave({ request, shown }) : '',
  ])
  return showPage(
    c,
    { title: staff.name, scripted: false, ...shown },
    <>
      <parts.SummaryList
        rows={[
          { label: said.email, value: staff.email },
          { label: said.roles, value: staff.roles.map((role) => said.roleNames[role]).join(', ') },
          { label: said.codesLeft, value: String(staff.recoveryCodesLeft) },
        ]}
      />
      {shells.length > 0 ? (
        <parts.Table
          caption={said.shells}
          columns={[
            { label: said.device },
            { label: said.since },
            { label: said.until },
            { label: said.end },
          ]}
          rows={shells.map((shell) => [
            shell.device,
            formatInstant(shell.since, language),
            formatInstant(shell.until, language),
            <parts.Form action="/konsol/akun/sesi" plain>
              <input type="hidden" name="session" value={shell.id} />
              <parts.Button look="plain">
                {said.end}
                <span class="hidden"> {shell.device}</span>
              </parts.Button>
            </parts.Form>,
          ])}
        />
      ) : (
        ''
      )}
      {leave}
      <parts.Form action="/konsol/keluar" plain>
        <parts.Button look="second">{language === 'id' ? 'Keluar' : 'Log out'}</parts.Button>
      </parts.Form>
    </>,
  )
}

/** Ends a log-in of one's own on the command line. */
export async function submitEndSession({ c, ctx, staff }: ConsoleRequest): Promise<Response> {
  const id = (await readForm(c)).get('session') ?? ''
  if (/^[0-9a-f]{12}$/.test(id)) await endShellSessionsOf(ctx.db, staff.staffId, id)
  return goTo(c, '/konsol/akun')
}
