import type { WorkWords } from './words.ts'

/** What the staff is told of work that waits for them. */
export const workWordsId: WorkWords = {
  'sweep-stopped': {
    email: {
      subject: 'Pencabutan gelombang {wave} berhenti: perlu keputusan dua orang',
      body: `# Pencabutan gelombang {wave} berhenti

Halo {name},

Batas waktu terlalu banyak penerima sekaligus sudah lewat, jadi belum ada yang dicabut. Gelombang lain berjalan terus.

- Batas waktunya lewat: {due}
- Penerima gelombang ini: {recipients}
- Berhenti pada: {stoppedAt}

Periksa dulu: apakah jam server benar, apakah pemberitahuan dan pengingat sudah terkirim? Lalu lanjutkan, atau perpanjang batas waktunya. Keduanya perlu persetujuan dua orang.

[Buka halaman tenggat]({link})`,
    },
  },
  'cases-late': {
    email: {
      subject: 'Kasus yang terlambat: {cases}',
      body: `# Kasus yang terlambat

Halo {name},

Sekian kasus melewati batas waktu keputusannya dan belum pernah dikabarkan: {cases}.

[Buka kasus yang terlambat]({link})

Ambil, serahkan, atau tanyakan kepada pemegangnya. Kasus ini tidak dikabarkan lagi.`,
    },
  },
}
