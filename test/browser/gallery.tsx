/**
 * All parts on two pages, to be looked at: `node --import tsx test/browser/gallery.tsx FOLDER [site ...]` writes
 * pictures of them at three widths, light and dark. Not shipped, and no test.
 */

import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import {
  assets,
  Button,
  Buttons,
  Card,
  CardNumberField,
  Checkbox,
  Confirmation,
  CopyCode,
  CourseGrid,
  Deadline,
  documentOf,
  EmptyState,
  ErrorSummary,
  Field,
  Form,
  LinkButton,
  Listing,
  Notice,
  OtpField,
  Page,
  Pagination,
  programmeTheme,
  Radios,
  ResendOtp,
  Select,
  StarSpread,
  Stars,
  StatusTag,
  Steps,
  SummaryList,
  Table,
  type View,
} from '../../src/web/parts/parts.ts'
import { outside } from '../../src/web/site/link.ts'
import { allThemes } from '../all-themes.ts'
import { closeBrowser, openPage } from './browser.ts'
import { serving } from './serving.ts'

const now = new Date('2026-12-09T03:00:00Z')
const before = new Date('2026-12-21T17:00:00Z')

function view(site: string, url: string): View {
  const theme = allThemes.find(({ id }) => id === site) ?? programmeTheme
  return {
    theme,
    language: 'id',
    url,
    home: '/',
    nav: [
      { label: 'Cari pelatihan', href: '#', current: true },
      { label: 'Riwayat transaksi', href: '#' },
      { label: 'Bantuan', href: '#' },
    ],
    foot: [
      { label: 'Tentang', href: '#' },
      { label: 'Syarat dan ketentuan', href: '#' },
      { label: 'Privasi', href: '#' },
    ],
    account: { label: 'Siti Rahma', href: '#' },
    csrf: () => 'x',
    demo: {
      nav: [
        { label: 'Kotak masuk', href: '#' },
        { label: 'Jam', href: '#' },
      ],
    },
  }
}

const courses = [
  'Bisnis Katering dari Dapur Rumah',
  'Bahasa Inggris untuk Pelayan Restoran dan Kafe',
  'Microsoft Excel untuk Administrasi Perkantoran: dari Dasar sampai Pivot',
  'Barista',
].map((title, index) => ({
  href: outside('#'),
  title,
  institution: ['Dapur Nusantara', 'Lingua Prima', 'Kantor Pintar', 'Kopi Kita'][index] ?? '',
  category: ['Makanan', 'Bahasa', 'Perkantoran', 'Makanan dan minuman'][index] ?? '',
  mode: (['online', 'blended', 'selfPaced', 'offline'] as const)[index] ?? 'online',
  price: [350000, 480000, 225000, 1000000][index] ?? 0,
  ...(index === 1 && { priceBefore: 600000 }),
  rating: { average: 4.7 - index / 5, count: index === 3 ? 0 : 1283 - index * 400 },
  startsAt: before,
  ...(index === 2 && { seatsLeft: 4 }),
  ...(index === 3 && { seatsLeft: 0 }),
}))

function Journey({ site }: { site: string }) {
  return (
    <Page view={view(site, '/form')} title="Konfirmasi pembayaran" failed>
      <Steps labels={['Pilih pelatihan', 'Nomor kartu', 'Kode OTP', 'Selesai']} current={1} />
      <h1>Bayar dengan Kartu Prakerja</h1>
      <ErrorSummary
        problems={[
          { field: 'card_number', message: 'Nomor kartu belum benar. Periksa lagi 16 angkanya.' },
          { field: 'email', message: 'Email belum diisi.' },
        ]}
      />
      <SummaryList
        rows={[
          { label: 'Pelatihan', value: courses[0]?.title, change: '#' },
          { label: 'Jadwal', value: '22 Desember 2026, 19.00 WIB', change: '#' },
          { label: 'Kode promo', value: 'HEMAT50: -Rp50.000', change: '#' },
          { label: 'Yang dibayar', value: 'Rp300.000', total: true },
        ]}
      />
      <Form action={outside('#')}>
        <CardNumberField
          error="Nomor kartu belum benar. Periksa lagi 16 angkanya."
          value="1234 5678 9012 345"
        />
        <OtpField sentTo="+62 812-****-7890" />
        <Field
          name="email"
          label="Email"
          hint="Bukti bayar dikirim ke sini."
          type="email"
          error="Email belum diisi."
        />
        <Field name="promo" label="Kode promo" optional short />
        <Select
          name="education"
          label="Pendidikan terakhir"
          options={[
            { value: 'sma', label: 'SMA/SMK' },
            { value: 's1', label: 'S1/D4' },
          ]}
        />
        <Radios
          name="method"
          label="Metode pembayaran"
          value="prakerja"
          options={[
            { value: 'prakerja', label: 'Kartu Prakerja', hint: 'Program Pemerintah' },
            { value: 'other', label: 'Metode lain' },
          ]}
        />
        <Field name="review" label="Ulasan" lines={4} hint="Ceritakan apa yang berguna." />
        <Checkbox name="terms" label="Saya sudah membaca dan setuju dengan syarat dan ketentuan" />
        <Buttons>
          <Button>Ya, lanjutkan pembayaran</Button>
          <LinkButton look="second" href="#">
            Kembali
          </LinkButton>
        </Buttons>
      </Form>
      <ResendOtp action={outside('#')} waitSeconds={42} />
      <Form action={outside('#')}>
        <Button look="danger">Batalkan pesanan</Button>
      </Form>
    </Page>
  )
}

function Overview({ site }: { site: string }) {
  return (
    <Page view={view(site, '/')} title="Semua bagian" width="full">
      <div class="aside">
        <div class="flow">
          <h1>Halo, Siti Rahma</h1>
          <p class="lead">Pilih pelatihan pertama Anda. Saldo hanya untuk pelatihan, tidak bisa diuangkan.</p>
          <Deadline label="Beli pelatihan pertama sebelum" before={before} now={now}>
            Kalau lewat, kepesertaan dicabut dan saldo kembali ke kas negara.
          </Deadline>
          <Buttons>
            <LinkButton href="#">Cari pelatihan</LinkButton>
            <LinkButton href="#" look="second">
              Riwayat transaksi
            </LinkButton>
          </Buttons>
        </div>
        <Card number="1234567890123456" name="SITI RAHMA" balance={1000000} />
      </div>
      <section class="flow">
        <h2>Pelatihan untuk Anda</h2>
        <CourseGrid courses={courses} />
        <Pagination current={5} count={18} href={(page) => `#page-${page}`} />
      </section>
      <section class="flow measure">
        <h2>Keadaan</h2>
        <div class="row">
          <StatusTag tone="success">Sudah dipakai</StatusTag>
          <StatusTag tone="waiting">Menunggu lembaga</StatusTag>
          <StatusTag tone="warning">Sisa 3 hari</StatusTag>
          <StatusTag tone="error">Dibatalkan</StatusTag>
          <StatusTag tone="quiet">Belum mulai</StatusTag>
          <StatusTag tone="info">Baru</StatusTag>
        </div>
        <Notice tone="info">
          <p>Sertifikat sedang diperiksa program. Paling lambat 24 Desember 2026.</p>
        </Notice>
        <Notice tone="success" title="Kata sandi sudah diganti">
          <p>Semua perangkat lain sudah keluar.</p>
        </Notice>
        <Notice tone="warning" title="Sisa 3 hari">
          <p>
            Beli pelatihan pertama, atau kepesertaan dicabut. <a href="#isi">Lihat caranya</a>
          </p>
        </Notice>
        <Notice tone="error" title="Saldo tidak cukup">
          <p>Saldo Anda Rp150.000, harga pelatihan Rp350.000. Pilih pelatihan lain yang harganya cukup.</p>
        </Notice>
        <Confirmation title="Pembayaran Berhasil" reference="BKL-20261209-7F3K" referenceLabel="Order ID">
          <p>Bukti bayar sudah dikirim ke siti@contoh.id</p>
        </Confirmation>
        <CopyCode label="Kode voucher" code="K7QX9M2RT4WB" />
        <h2>Ulasan</h2>
        <Stars average={4.6} count={1283} />
        <StarSpread counts={[12, 20, 61, 290, 900]} />
        <Table
          caption="Riwayat transaksi"
          columns={[
            { label: 'Tanggal' },
            { label: 'Pelatihan' },
            { label: 'Keadaan' },
            { label: 'Jumlah', right: true },
          ]}
          rows={[
            ['9 Des 2026', 'Bisnis Katering', <StatusTag tone="success">Dibayar</StatusTag>, 'Rp300.000'],
            ['2 Des 2026', 'Barista', <StatusTag tone="error">Dibatalkan</StatusTag>, 'Rp1.000.000'],
          ]}
        />
        <Listing
          rows={[
            {
              title: 'Bisnis Katering dari Dapur Rumah',
              href: outside('#'),
              line: '9 Desember 2026 · Dapur Nusantara',
              end: 'Rp300.000',
              state: <StatusTag tone="success">Dibayar</StatusTag>,
            },
            {
              title: 'Barista',
              href: outside('#'),
              line: '2 Desember 2026 · Kopi Kita',
              end: 'Rp1.000.000',
              state: <StatusTag tone="error">Dibatalkan</StatusTag>,
            },
          ]}
        />
        <EmptyState title="Belum ada transaksi">
          <p>Pelatihan yang Anda beli akan muncul di sini, lengkap dengan kode vouchernya.</p>
          <Buttons>
            <LinkButton href="#">Cari pelatihan</LinkButton>
          </Buttons>
        </EmptyState>
      </section>
    </Page>
  )
}

/** The gallery as an app; `?site=` chooses the look. */
export function gallery(): Hono {
  return new Hono()
    .route('/', assets())
    .get('/', (c) => c.html(documentOf(<Overview site={c.req.query('site') ?? 'programme'} />)))
    .get('/form', (c) => c.html(documentOf(<Journey site={c.req.query('site') ?? 'programme'} />)))
}

async function takePictures(folder: string, sites: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  const baseUrl = await serving(gallery())
  for (const site of sites) {
    for (const width of [360, 768, 1280] as const) {
      for (const colourScheme of ['light', 'dark'] as const) {
        const page = await openPage({ width, colourScheme })
        for (const [name, address] of [
          ['parts', '/'],
          ['form', '/form'],
        ] as const) {
          await page.goto(`${baseUrl}${address}?site=${site}`)
          const file = path.join(folder, `${site}-${name}-${width}-${colourScheme}.png`)
          await page.screenshot({ path: file, fullPage: true })
        }
        await page.context().close()
      }
    }
  }
  await closeBrowser()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = '/tmp/gallery', ...sites] = process.argv.slice(2)
  await takePictures(folder, sites.length > 0 ? sites : allThemes.map(({ id }) => id))
}
