import type { VisitorCatalogue } from './translate.ts'

const fr = {
  ask: 'Imprimer mon numéro',
  printing: 'Votre numéro s’imprime aussi sur papier.',
  printed: 'Prenez votre papier\u00a0: votre numéro y est écrit.',
  failed: 'Pas de papier pour l’instant\u00a0: retenez bien votre numéro.',
  number: 'Votre numéro',
  keep: 'Gardez ce papier et regardez l’écran\u00a0: il dira quand venir, et à quel guichet.',
} as const

/** What visitors are told of paper, and what stands on it beside the number. Loaded late. */
export const paperText: VisitorCatalogue<keyof typeof fr> = {
  fr,
  en: {
    ask: 'Print my number',
    printing: 'Your number is also being printed.',
    printed: 'Take your paper: your number is on it.',
    failed: 'No paper for now: please remember your number.',
    number: 'Your number',
    keep: 'Keep this paper and watch the screen: it says when to come, and to which desk.',
  },
  es: {
    ask: 'Imprimir mi número',
    printing: 'Su número se imprime también en papel.',
    printed: 'Tome su papel: lleva su número.',
    failed: 'De momento no hay papel: recuerde bien su número.',
    number: 'Su número',
    keep: 'Guarde este papel y mire la pantalla: le dirá cuándo venir y a qué mostrador.',
  },
  pt: {
    ask: 'Imprimir o meu número',
    printing: 'O seu número também é impresso em papel.',
    printed: 'Retire o seu papel: tem o seu número.',
    failed: 'De momento não há papel: memorize bem o seu número.',
    number: 'O seu número',
    keep: 'Guarde este papel e olhe para o ecrã: dirá quando vir e a que balcão.',
  },
  de: {
    ask: 'Meine Nummer drucken',
    printing: 'Ihre Nummer wird auch gedruckt.',
    printed: 'Nehmen Sie Ihren Zettel: Ihre Nummer steht darauf.',
    failed: 'Zurzeit kein Papier: Bitte merken Sie sich Ihre Nummer.',
    number: 'Ihre Nummer',
    keep: 'Behalten Sie diesen Zettel und achten Sie auf den Bildschirm: Er zeigt, wann Sie an welchen Schalter kommen.',
  },
  it: {
    ask: 'Stampare il mio numero',
    printing: 'Il Suo numero viene anche stampato.',
    printed: 'Prenda il foglietto: c’è il Suo numero.',
    failed: 'Al momento non c’è carta: ricordi bene il Suo numero.',
    number: 'Il Suo numero',
    keep: 'Conservi questo foglietto e guardi lo schermo: dirà quando venire e a quale sportello.',
  },
  ar: {
    ask: 'طباعة رقمي',
    printing: 'تجري أيضًا طباعة رقمك على ورق.',
    printed: 'يُرجى أخذ الورقة: رقمك مكتوب عليها.',
    failed: 'لا يوجد ورق حاليًا: يُرجى تذكّر رقمك جيدًا.',
    number: 'رقمك',
    keep: 'يُرجى الاحتفاظ بهذه الورقة ومتابعة الشاشة: ستُظهر متى يحين دورك وإلى أي شباك.',
  },
  uk: {
    ask: 'Надрукувати мій номер',
    printing: 'Ваш номер також друкується на папері.',
    printed: 'Візьміть свій папірець: на ньому ваш номер.',
    failed: 'Зараз паперу немає: добре запам’ятайте свій номер.',
    number: 'Ваш номер',
    keep: 'Збережіть цей папірець і дивіться на екран: він покаже, коли підійти і до якої стійки.',
  },
  tr: {
    ask: 'Numaramı yazdır',
    printing: 'Numaranız kâğıda da basılıyor.',
    printed: 'Kâğıdınızı alın: numaranız üzerinde yazılı.',
    failed: 'Şu anda kâğıt yok: lütfen numaranızı aklınızda tutun.',
    number: 'Numaranız',
    keep: 'Bu kâğıdı saklayın ve ekrana bakın: ne zaman ve hangi gişeye geleceğinizi gösterir.',
  },
  'zh-Hans': {
    ask: '打印我的号码',
    printing: '您的号码也正在打印。',
    printed: '请取走您的纸条，上面有您的号码。',
    failed: '目前没有纸，请记好您的号码。',
    number: '您的号码',
    keep: '请保管好此纸条并留意屏幕：屏幕会显示何时轮到您以及前往哪个窗口。',
  },
}
