import type { Catalogue } from './translate.ts'

const fr = {
  NotAZip: 'Ce fichier n’est pas un export de Guichet libre\u00a0: ce n’est pas une archive zip lisible.',
  TooLarge: 'Ce fichier est plus grand que tout export de Guichet libre. Il n’a pas été ouvert.',
  UnexpectedFile: 'Cette archive contient {file}, qui n’a pas sa place dans un export de Guichet libre.',
  FileTwice: 'Cette archive contient deux fois {file}.',
  FileAbsent: 'Il manque {file} dans cette archive.',
  FileChanged: '{file} n’est plus tel qu’il a été exporté\u00a0: abîmé en route, ou modifié depuis.',
  NewerVersion: 'Cet export vient d’une version plus récente de Guichet libre. Mettez cette application à jour.',
  BadDescriptor: 'La description de l’export (datapackage.json) n’est pas juste à l’endroit {path}.',
  WrongColumns:
    '{file}, ligne {row}\u00a0: la colonne «\u00a0{expected}\u00a0» était attendue, «\u00a0{found}\u00a0» s’y trouve.',
  WrongWidth: '{file}, ligne {row}\u00a0: nombre de cases attendu {expected}, trouvé {found}.',
  BadCell: '{file}, ligne {row}, colonne {column}\u00a0: «\u00a0{found}\u00a0» n’est pas une valeur possible.',
  WrongFlag: '{file}, ligne {row}\u00a0: la marque des chiffres masqués ne correspond pas aux cases vides.',
  RowTwice: '{file}, ligne {row}\u00a0: cette ligne s’y trouve déjà.',
  TooManyRows: '{file} a plus de {most} lignes, plus que tout export.',
} as const

/** Why an exported package is not read back; keys and parameters are those of the trouble itself. */
export const packageTroubleText: Catalogue<keyof typeof fr> = {
  fr,
  en: {
    NotAZip: 'This file is not an export of Guichet Libre: it is not a readable zip archive.',
    TooLarge: 'This file is larger than any export of Guichet Libre. It was not opened.',
    UnexpectedFile: 'This archive holds {file}, which does not belong in an export of Guichet Libre.',
    FileTwice: 'This archive holds {file} twice.',
    FileAbsent: '{file} is not in this archive.',
    FileChanged: '{file} is not as it was exported: damaged on the way, or edited since.',
    NewerVersion: 'This export comes from a later version of Guichet Libre. Update this application.',
    BadDescriptor: 'The description of the export (datapackage.json) is not right at {path}.',
    WrongColumns: '{file}, row {row}: the column “{expected}” was expected, “{found}” is there.',
    WrongWidth: '{file}, row {row}: number of cells expected {expected}, found {found}.',
    BadCell: '{file}, row {row}, column {column}: “{found}” is not a possible value.',
    WrongFlag: '{file}, row {row}: the mark of hidden figures does not agree with the empty cells.',
    RowTwice: '{file}, row {row}: this row is there already.',
    TooManyRows: '{file} has more than {most} rows, more than any export.',
  },
}
