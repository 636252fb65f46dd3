import type { Example } from './example.ts'

/** What happens to languages that a model was not trained on. */
export const languages: Example = {
  name: 'Other languages',
  note: 'A caveat: the embedded model reads English. Answers in other languages stand low or in any order; choose a multilingual model for them.',
  query: 'when does the public library close on saturday',
  candidates: [
    'Die Stadtbibliothek schließt samstags um 16 Uhr.',
    'The public is asked to close the door of the library behind them.',
    'La bibliothèque municipale ferme à 16 heures le samedi.',
    'La biblioteca pública cierra los sábados a las cuatro de la tarde.',
    'Saturday’s concert in the public garden begins at eight.',
    '市立図書館は土曜日は午後4時に閉館します。',
    'On Saturdays the town’s library is open until four in the afternoon.',
    'Am Samstag beginnt das Konzert im Stadtpark um acht Uhr.',
    'Biblioteka miejska jest w soboty czynna do godziny szesnastej.',
    'Libraries of code are published under many licences.',
  ],
}
