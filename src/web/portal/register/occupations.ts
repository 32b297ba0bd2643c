/** Occupations of the list; what is not among them is written. The excluded ones are there to be told at once. */
export const occupations = [
  'Pencari kerja',
  'Karyawan dirumahkan',
  'Korban PHK',
  'Pelaku usaha mikro dan kecil',
  'Wirausaha',
  'Pedagang',
  'Petani',
  'Nelayan',
  'Buruh harian',
  'Karyawan swasta',
  'Ibu rumah tangga',
  'Pegawai Negeri Sipil (ASN)',
  'Anggota TNI',
  'Anggota Polri',
  'Kepala desa atau perangkat desa',
  'Pelajar atau mahasiswa',
] as const
