/** The database is not the one that the settings mean; nothing was changed. */
export class ForeignDatabase extends Error {}

type Why = 'demo_on_production' | 'production_on_demo' | 'secret'

const sentences: Readonly<Record<Why, readonly [indonesian: string, english: string]>> = {
  demo_on_production: [
    'Basis data ini milik instalasi produksi, sedangkan di sini BEKAL_MODE adalah demo. Setel BEKAL_MODE=production, atau beri demo basis data sendiri (kosongkan DATABASE_URL, atau BEKAL_DATA lain).',
    'This database belongs to a production installation, and BEKAL_MODE is demo here. Set BEKAL_MODE=production, or give the demo a database of its own (leave DATABASE_URL empty, or name another BEKAL_DATA).',
  ],
  production_on_demo: [
    'Basis data ini milik demo: orang-orang di dalamnya rekaan. Produksi memerlukan basis data sendiri: setel DATABASE_URL (atau BEKAL_DATA lain), atau BEKAL_MODE=demo.',
    'This database belongs to a demo: the people in it are invented. Production needs a database of its own: set DATABASE_URL (or another BEKAL_DATA), or BEKAL_MODE=demo.',
  ],
  secret: [
    'BEKAL_SECRET bukan rahasia basis data ini. Setel rahasia yang dipakai sebelumnya (demo: berkas "secret" di BEKAL_DATA); untuk menggantinya jalankan "bekal secret rotate".',
    'BEKAL_SECRET is not the secret of this database. Set the one that it was made with (demo: the file "secret" in BEKAL_DATA); to change it there is "bekal secret rotate".',
  ],
}

/** The refusal to work on a database that is another one, in both languages, with what to do. */
export function foreignDatabase(why: Why, secret?: { theirs: string; ours: string }): ForeignDatabase {
  const [indonesian, english] = sentences[why]
  const prints = secret ? [`Sidik / fingerprint: ${secret.theirs}, BEKAL_SECRET: ${secret.ours}.`] : []
  const nothing = 'Tidak ada yang diubah. / Nothing was changed.'
  return new ForeignDatabase([indonesian, english, ...prints, nothing].join('\n'))
}
