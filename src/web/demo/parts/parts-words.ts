import { dictionary } from '../../words/dictionary.ts'

/** The words of `/dev/parts` and its form. */
export const partsWords = dictionary({
  id: {
    title: 'Bagian halaman',
    lead: 'Setiap halaman disusun dari bagian-bagian ini. Semuanya bekerja tanpa JavaScript, dalam terang dan gelap, dari 320 px.',
    look: 'Tampilan',
    form: 'Formulir yang salah isi',
    use: 'Untuk',
    good: 'Ya',
    bad: 'Jangan',
    colours: 'Warna',
    coloursLine: 'Setiap pasangan warna di halaman memenuhi WCAG AA; ada tes yang memeriksanya.',
    sizes: 'Ukuran huruf',
    spaces: 'Jarak',
    spacesLine: 'Kelipatan 8 px. Yang mengikuti berdiri 16, 24 atau 48 px di bawahnya.',
    groups: {
      say: 'Mengatakan',
      ask: 'Menanyakan',
      list: 'Menyusun daftar',
      shop: 'Toko dan kartu',
    },
  },
  en: {
    title: 'Parts of a page',
    lead: 'Every page is composed of these parts. All work without JavaScript, light and dark, from 320 px on.',
    look: 'Look',
    form: 'A form that was filled in wrong',
    use: 'For',
    good: 'Do',
    bad: "Don't",
    colours: 'Colours',
    coloursLine: 'Every pair that meets on a page keeps WCAG AA; a test checks it.',
    sizes: 'Sizes of type',
    spaces: 'Spaces',
    spacesLine: 'Multiples of 8 px. What follows stands 16, 24 or 48 px below.',
    groups: {
      say: 'To say',
      ask: 'To ask',
      list: 'To list',
      shop: 'Shop and card',
    },
  },
})
