import {
  Button,
  Buttons,
  CardNumberField,
  Checkbox,
  ErrorSummary,
  Field,
  Form,
  LinkButton,
  OtpField,
  Page,
  Radios,
  ResendOtp,
  Select,
  Steps,
  SummaryList,
  type View,
} from '../../parts/parts.ts'
import { nowhere } from './samples.tsx'

/** A step of a purchase whose answers are wrong: every field, what is wrong with it, and the way to it. */
export function FailedForm({ view }: { view: View }) {
  return (
    <Page view={view} title="Konfirmasi pembayaran" failed>
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
          { label: 'Pelatihan', value: 'Bisnis Katering dari Dapur Rumah', change: nowhere },
          { label: 'Jadwal', value: '22 Desember 2026, 19.00 WIB', change: nowhere },
          { label: 'Kode promo', value: 'HEMAT50: -Rp50.000', change: nowhere },
          { label: 'Yang dibayar', value: 'Rp300.000', total: true },
        ]}
      />
      <Answers />
      <ResendOtp action={nowhere} waitSeconds={42} />
      <Form action={nowhere}>
        <Button look="danger">Batalkan pesanan</Button>
      </Form>
    </Page>
  )
}

function Answers() {
  return (
    <Form action={nowhere}>
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
        <LinkButton look="second" href={nowhere}>
          Kembali
        </LinkButton>
      </Buttons>
    </Form>
  )
}
