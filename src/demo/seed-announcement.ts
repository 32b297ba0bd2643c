import type { Context } from '../database/context.ts'
import { planAnnouncement } from '../information/announce.ts'
import { listAnnouncements } from '../information/announcements.ts'
import { day } from '../kernel/clock.ts'
import type { Actor } from '../kernel/request.ts'

/** An announcement on the front page, so that one is to be seen. What is there already is left as it is. */
export async function seedAnnouncement(ctx: Context, actor: Actor): Promise<void> {
  if ((await listAnnouncements(ctx.db)).length > 0) return
  const from = ctx.clock.now()
  await planAnnouncement(
    ctx,
    {
      titleId: 'Gelombang dibuka: daftar sendiri, gratis',
      titleEn: 'A wave is open: register yourself, it is free',
      textId:
        'Gelombang baru menerima peserta. Lihat [jadwalnya](/jadwal) dan pastikan dulu di [Cek dulu](/cek-dulu).\n\nSiapa pun yang meminta bayaran untuk mendaftarkan Anda menipu: [laporkan](/lapor-kecurangan).',
      textEn:
        'A new wave takes applicants. See its [dates](/jadwal), and [check first](/cek-dulu) whether you may join.\n\nWhoever asks for money to register you is a fraud: [report it](/lapor-kecurangan).',
      from,
      until: new Date(from.getTime() + 60 * day),
      places: ['front'],
    },
    undefined,
    actor,
  )
}
