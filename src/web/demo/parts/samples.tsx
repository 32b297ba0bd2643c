import type { Child } from 'hono/jsx'
import { day } from '../../../kernel/clock.ts'
import {
  Button,
  Buttons,
  Card,
  Checkbox,
  Confirmation,
  CopyCode,
  CourseGrid,
  Deadline,
  EmptyState,
  Field,
  LinkButton,
  Listing,
  Notice,
  Pagination,
  Radios,
  Select,
  StarSpread,
  Stars,
  StatusTag,
  Steps,
  SummaryList,
  Table,
  Tiles,
} from '../../parts/parts.ts'
import type { Link } from '../../site/link.ts'
import type { PartName } from './part-rules.ts'

/** Where all that leads on in a sample leads to: nowhere but the page itself. */
export const nowhere = '/dev/parts' satisfies Link

/** Each part with invented content, in Indonesian as most people see it. `now` is the system's time. */
export function samplesOf(now: Date): Readonly<Record<PartName, () => Child>> {
  return { ...saying(now), ...asking, ...listing, ...shopping(now) }
}

const saying = (now: Date) => ({
  Notice: () => (
    <div class="stack">
      <Notice tone="info">
        <p>Sertifikat sedang diperiksa program. Paling lambat 24 Desember 2026.</p>
      </Notice>
      <Notice tone="success" title="Kata sandi sudah diganti">
        <p>Semua perangkat lain sudah keluar.</p>
      </Notice>
      <Notice tone="warning" title="Sisa 3 hari">
        <p>
          Beli pelatihan pertama, atau kepesertaan dicabut. <a href={nowhere}>Lihat caranya</a>
        </p>
      </Notice>
      <Notice tone="error" title="Saldo tidak cukup">
        <p>Saldo Anda Rp150.000, harga pelatihan Rp350.000. Pilih pelatihan lain yang harganya cukup.</p>
      </Notice>
    </div>
  ),
  StatusTag: () => (
    <div class="row">
      <StatusTag tone="success">Sudah dipakai</StatusTag>
      <StatusTag tone="waiting">Menunggu lembaga</StatusTag>
      <StatusTag tone="warning">Sisa 3 hari</StatusTag>
      <StatusTag tone="error">Dibatalkan</StatusTag>
      <StatusTag tone="quiet">Belum mulai</StatusTag>
      <StatusTag tone="info">Baru</StatusTag>
    </div>
  ),
  Deadline: () => (
    <Deadline label="Beli pelatihan pertama sebelum" before={new Date(now.getTime() + 12.5 * day)} now={now}>
      Kalau lewat, kepesertaan dicabut dan saldo kembali ke kas negara.
    </Deadline>
  ),
  Confirmation: () => (
    <Confirmation title="Pembayaran Berhasil" reference="BKL-20261209-7F3K" referenceLabel="Order ID">
      <p>Bukti bayar sudah dikirim ke siti@contoh.id</p>
    </Confirmation>
  ),
  EmptyState: () => (
    <EmptyState title="Belum ada transaksi">
      <p>Pelatihan yang Anda beli akan muncul di sini, lengkap dengan kode vouchernya.</p>
      <Buttons>
        <LinkButton href={nowhere}>Cari pelatihan</LinkButton>
      </Buttons>
    </EmptyState>
  ),
  CopyCode: () => <CopyCode label="Kode voucher" code="K7QX9M2RT4WB" />,
})

const asking = {
  Field: () => (
    <Field name="sample_email" label="Email" hint="Bukti bayar dikirim ke sini." type="email" optional />
  ),
  Radios: () => (
    <Radios
      name="sample_method"
      label="Metode pembayaran"
      value="prakerja"
      options={[
        { value: 'prakerja', label: 'Kartu Prakerja', hint: 'Program Pemerintah' },
        { value: 'other', label: 'Metode lain' },
      ]}
    />
  ),
  Checkbox: () => (
    <Checkbox name="sample_terms" label="Saya sudah membaca dan setuju dengan syarat dan ketentuan" />
  ),
  Select: () => (
    <Select
      name="sample_education"
      label="Pendidikan terakhir"
      options={[
        { value: 'sma', label: 'SMA/SMK' },
        { value: 's1', label: 'S1/D4' },
      ]}
    />
  ),
  Buttons: () => (
    <form action={nowhere} method="get">
      <Buttons>
        <Button>Bayar Rp300.000</Button>
        <Button look="second">Simpan dulu</Button>
        <Button look="danger">Batalkan pesanan</Button>
        <Button look="plain">Kembali</Button>
      </Buttons>
    </form>
  ),
  Steps: () => <Steps labels={['Pilih pelatihan', 'Nomor kartu', 'Kode OTP', 'Selesai']} current={1} />,
}

const listing = {
  SummaryList: () => (
    <SummaryList
      rows={[
        { label: 'Pelatihan', value: 'Bisnis Katering dari Dapur Rumah', change: nowhere },
        { label: 'Kode promo', value: 'HEMAT50: -Rp50.000', change: nowhere },
        { label: 'Yang dibayar', value: 'Rp300.000', total: true },
      ]}
    />
  ),
  Listing: () => (
    <Listing
      rows={[
        {
          title: 'Bisnis Katering dari Dapur Rumah',
          href: nowhere,
          line: '9 Desember 2026 · Dapur Nusantara',
          end: 'Rp300.000',
          state: <StatusTag tone="success">Dibayar</StatusTag>,
        },
        {
          title: 'Barista',
          href: nowhere,
          line: '2 Desember 2026 · Kopi Kita',
          end: 'Rp1.000.000',
          state: <StatusTag tone="error">Dibatalkan</StatusTag>,
        },
      ]}
    />
  ),
  Table: () => (
    <Table
      caption="Riwayat transaksi"
      columns={[
        { label: 'Tanggal', order: nowhere, sorted: 'down' },
        { label: 'Pelatihan' },
        { label: 'Keadaan' },
        { label: 'Jumlah', right: true },
      ]}
      rows={[
        ['9 Des 2026', 'Bisnis Katering', <StatusTag tone="success">Dibayar</StatusTag>, 'Rp300.000'],
        ['2 Des 2026', 'Barista', <StatusTag tone="error">Dibatalkan</StatusTag>, 'Rp1.000.000'],
      ]}
    />
  ),
  Pagination: () => <Pagination current={5} count={18} href={() => nowhere} />,
  Tiles: () => (
    <Tiles
      tiles={[
        { label: 'Kotak masuk', line: 'Semua SMS dan email' },
        { label: 'Jam', line: 'Majukan waktu seluruh sistem' },
        { label: 'Konsol', line: 'Gelombang, undian, persetujuan' },
        { label: 'API mitra', line: 'Referensi untuk toko dan lembaga' },
      ].map((tile) => ({ ...tile, href: nowhere }))}
    />
  ),
}

const shopping = (now: Date) => ({
  Card: () => <Card number="1234567890123456" name="SITI RAHMA" balance={1_000_000} />,
  CourseGrid: () => (
    <CourseGrid
      courses={[
        'Bisnis Katering dari Dapur Rumah',
        'Bahasa Inggris untuk Pelayan Restoran dan Kafe',
        'Microsoft Excel untuk Administrasi Perkantoran: dari Dasar sampai Pivot',
        'Barista',
      ].map((title, index) => ({
        href: nowhere,
        title,
        institution: ['Dapur Nusantara', 'Lingua Prima', 'Kantor Pintar', 'Kopi Kita'][index] ?? '',
        category: ['Makanan', 'Bahasa', 'Perkantoran', 'Makanan dan minuman'][index] ?? '',
        mode: (['online', 'blended', 'selfPaced', 'offline'] as const)[index] ?? 'online',
        price: [350_000, 480_000, 225_000, 1_000_000][index] ?? 0,
        ...(index === 1 && { priceBefore: 600_000 }),
        rating: { average: 4.7 - index / 5, count: index === 3 ? 0 : 1283 - index * 400 },
        startsAt: new Date(now.getTime() + 12 * day),
        ...(index === 2 && { seatsLeft: 4 }),
        ...(index === 3 && { seatsLeft: 0 }),
      }))}
    />
  ),
  Stars: () => (
    <div class="stack">
      <Stars average={4.6} count={1283} />
      <StarSpread counts={[12, 20, 61, 290, 900]} />
    </div>
  ),
})
