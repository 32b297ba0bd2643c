import { refuse } from '../../kernel/refusal.ts'
import { csvText } from '../../lists/csv-text.ts'
import { catalogueHeads, catalogueLines, coursesOfPartner } from '../../partners/directory/catalogue-lines.ts'
import { partnerRefusals } from '../../partners/directory/register-partner.ts'
import { listPartners } from '../../partners/directory/store.ts'
import type { Command } from '../bekal-command.ts'
import { type Cli, sayRefused } from '../command.ts'

/** `bekal partner catalogue`. */
export function partnerCatalogueCommand(group: Command, cli: Cli): void {
  group
    .command('catalogue <client-code>')
    .description(
      'What a partner may sell or teaches, with the codes that its calls take: CSV, a line each schedule.',
    )
    .option('--json', 'the courses as JSON')
    .action((code: string, options: { json?: boolean }) => catalogue(cli, code, options.json))
}

async function catalogue(cli: Cli, code: string, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const partner = (await listPartners(ctx.db)).find(({ clientCode }) => clientCode === code)
  if (!partner) return sayRefused(cli, json, refuse('partner_unknown'), partnerRefusals)
  const courses = await coursesOfPartner(ctx, partner)
  // The file as it is: its last line ends by itself.
  console.log(
    json
      ? JSON.stringify(
          courses.map((course) => ({ ...course, price: course.price ?? null })),
          null,
          2,
        )
      : csvText([catalogueHeads, ...courses.flatMap(catalogueLines)]).trimEnd(),
  )
}
