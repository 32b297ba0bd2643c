import type { Language } from '../../../../kernel/wib.ts'
import { dictionary } from '../../../words/dictionary.ts'
import { words } from '../../words.ts'

const inId = (count: number) => count.toLocaleString('id-ID')
const inEn = (count: number) => count.toLocaleString('en-GB')

/** What the list of courses says of searching, filtering and finding nothing. */
export const findWords = dictionary({
  id: {
    filter: 'Saring dan urutkan',
    filterOn: (count: number) => `Saring dan urutkan (${count} dipakai)`,
    anyCategory: 'Semua kategori',
    anyMethod: 'Semua cara',
    webinar: 'Webinar atau kelas tatap muka',
    maxPrice: 'Harga paling tinggi',
    anyPrice: 'Semua harga',
    upTo: (price: string) => `Sampai ${price}`,
    withinBalance: 'Dalam saldo kartuku',
    withinBalanceOf: (balance: string) => `Dalam saldo kartuku (${balance})`,
    balanceUnknown:
      'Masuk dan bayar dengan kartumu di toko ini dulu, supaya harga bisa disaring menurut saldo.',
    begins: 'Mulai',
    anyBeginning: 'Kapan saja',
    beginsWithin: (days: number) => `Dalam ${days} hari`,
    place: 'Tempat kelas tatap muka',
    anyPlace: 'Di mana saja, juga daring',
    allOf: (province: string) => `Semua ${province}`,
    rating: 'Nilai ulasan',
    anyRating: 'Semua nilai',
    ratingFrom: (stars: number) => `${stars} bintang ke atas`,
    sort: 'Urutkan',
    relevance: 'Paling sesuai',
    cheapest: 'Termurah',
    dearest: 'Termahal',
    newest: 'Terbaru',
    title: 'Judul A–Z',
    byRating: 'Nilai ulasan tertinggi',
    apply: 'Terapkan',
    chosenFilters: 'Saringan yang dipakai',
    dropFilter: 'hapus saringan ini',
    found: (count: number, capped: boolean) => `${capped ? 'Lebih dari ' : ''}${inId(count)} pelatihan`,
    resultsFor: (text: string) => `Hasil untuk “${text}”`,
    meant: (typed: string, meant: string) =>
      `Tidak ada pelatihan dengan “${typed}”. Mungkin maksudmu “${meant}”: itu yang ditampilkan.`,
    foundIn: (places: string) => `Kata yang dicari ada ${places}.`,
    in_title: (count: number) => `di judul (${inId(count)})`,
    in_institution: (count: number) => `di nama lembaga (${inId(count)})`,
    in_description: (count: number) => `di uraian (${inId(count)})`,
    first: 'Ke awal daftar',
    next: 'Berikutnya',
    pages: 'Halaman',
    nothing: 'Tidak ada pelatihan yang cocok',
    nothingFor: (text: string) => `Tidak ada pelatihan dengan “${text}” di sini`,
    without: 'Lepas satu saringan',
    withoutAll: 'Tanpa saringan sama sekali',
    words: 'Kata yang ada di sini',
    categories: 'Kategori lain',
    categoriesOfWords: 'Kata itu ada di kategori',
    elsewhere: 'Ada di toko lain',
  },
  en: {
    filter: 'Filter and sort',
    filterOn: (count) => `Filter and sort (${count} in use)`,
    anyCategory: 'All categories',
    anyMethod: 'All ways',
    webinar: 'Webinar or class in person',
    maxPrice: 'Highest price',
    anyPrice: 'All prices',
    upTo: (price) => `Up to ${price}`,
    withinBalance: "Within my card's balance",
    withinBalanceOf: (balance) => `Within my card's balance (${balance})`,
    balanceUnknown:
      'Log in and pay with your card at this shop first, so that prices can be filtered by its balance.',
    begins: 'Begins',
    anyBeginning: 'Any time',
    beginsWithin: (days) => `Within ${days} days`,
    place: 'Place of the class in person',
    anyPlace: 'Anywhere, and online',
    allOf: (province) => `All ${province}`,
    rating: 'Rating',
    anyRating: 'Any rating',
    ratingFrom: (stars) => `${stars} stars and more`,
    sort: 'Sort',
    relevance: 'Best match',
    cheapest: 'Cheapest',
    dearest: 'Most expensive',
    newest: 'Newest',
    title: 'Title A–Z',
    byRating: 'Best rated',
    apply: 'Apply',
    chosenFilters: 'Filters in use',
    dropFilter: 'remove this filter',
    found: (count, capped) =>
      `${capped ? 'More than ' : ''}${inEn(count)} ${count === 1 ? 'training' : 'trainings'}`,
    resultsFor: (text) => `Results for “${text}”`,
    meant: (typed, meant) =>
      `No training has “${typed}”. You may have meant “${meant}”: that is what is shown.`,
    foundIn: (places) => `The words stand ${places}.`,
    in_title: (count) => `in the title (${inEn(count)})`,
    in_institution: (count) => `in the institution's name (${inEn(count)})`,
    in_description: (count) => `in the description (${inEn(count)})`,
    first: 'Back to the beginning',
    next: 'Next',
    pages: 'Pages',
    nothing: 'No training fits',
    nothingFor: (text) => `No training has “${text}” here`,
    without: 'Take one filter away',
    withoutAll: 'Without any filter',
    words: 'Words that are found here',
    categories: 'Other categories',
    categoriesOfWords: 'Categories with these words',
    elsewhere: 'At other shops',
  },
})

// Made once: hundreds of words are a millisecond, and a list asks for them in several places.
const said = { id: { ...words.id, ...findWords.id }, en: { ...words.en, ...findWords.en } }

export type ListSays = (typeof said)[Language]

/** All that the list of courses says. */
export function listSays(language: Language): ListSays {
  return said[language]
}
