/// Parts of references that are written with more than their visible characters, or that are easily changed on the way.
enum ReferencePieces {
  /// Families, professions, skins, hearts, keycaps, flags of letters and of tags; each is one emoji to a person.
  static let emoji = [
    "❤️", "❤", "☺︎", "👩‍💻", "👨‍👩‍👧‍👦", "👩🏽‍🚒", "🏳️‍🌈", "🏴‍☠️", "👁️‍🗨️", "1️⃣", "#️⃣", "*️⃣", "🇩🇪", "🇨🇳", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👍🏿", "👍",
    "🧑‍🤝‍🧑", "❤️‍🔥", "🐈‍⬛", "©️", "™", "🫱🏻‍🫲🏿",
  ]

  /// Words with joiners and variation selectors in their place, and in none.
  static let joined = [
    "می\u{200C}روم", "نمی\u{200C}خواهم", "क्\u{200D}ष", "क्\u{200C}ष", "ക്\u{200D}", "ܐ\u{200C}ܒ", "葛\u{E0100}",
    "辻\u{E0101}",
    "㐂\u{FE00}", "ᠮᠣᠩᠭᠣᠯ", "x\u{200D}", "\u{200C}a", "a\u{FE0F}", "1\u{FE0F}", "\u{E0101}", "ب\u{200D}", "👩\u{200D}",
    "က္က",
  ]

  /// Each row is one text to a person, and by canonical equivalence; each of its members is another reference.
  static let equivalents = [
    ["é", "e\u{301}"], ["Å", "\u{212B}", "A\u{30A}"], ["한", "\u{1112}\u{1161}\u{11AB}"], ["Ω", "\u{2126}"],
    ["K", "\u{212A}"], ["豈", "\u{F900}"], ["q\u{307}\u{323}", "q\u{323}\u{307}"], ["क\u{93C}", "\u{958}"],
    ["ṩ", "s\u{323}\u{307}", "s\u{307}\u{323}", "ṡ\u{323}"], [";", "\u{37E}"], ["`", "\u{1FEF}"],
    ["\u{1D15E}", "\u{1D157}\u{1D165}"], ["ệ", "ê\u{323}", "e\u{323}\u{302}"], ["\u{2F800}", "丽"],
  ]

  /// Letters whose upper and lower case are of another length, of several letters, or the same as another letter's.
  static let cased = [
    "İ", "i", "I", "ı", "i\u{307}", "ß", "ẞ", "ss", "SS", "ſ", "s", "K", "k", "Σ", "σ", "ς", "Ǆ", "ǅ", "ǆ", "ﬁ", "FI",
    "Å",
    "å", "Ⅷ", "ⅷ", "Ⓐ", "ⓐ", "Ა", "ა", "Ꭰ", "ꭰ", "ΐ", "ŉ", "ʼN", "𐐀", "𐐨",
  ]

  /// Characters that patterns, queries, paths, JSON and SQL read as something else.
  static let special = [
    "\\", "\\\\", "%", "_", "%25", "%2F", "/", "//", "?", "#", "&", "=", "+", " ", ";", ":", "'", "\"", "<", ">", "{",
    "}",
    "[", "]", "(", ")", "*", "|", "^", "$", "~", "`", "!", "@", ",", ".", "..", "/../", "--", "\\u0041", "\\n", "null",
    "undefined", "${x}", "{{x}}", "stats",
  ]

  /// White space of every width, visible only by its place.
  static let spaces = [
    " ", "  ", "\u{A0}", "\u{1680}", "\u{2000}", "\u{2002}", "\u{2003}", "\u{2007}", "\u{2009}", "\u{200A}", "\u{202F}",
    "\u{205F}", "\u{3000}", "\t", "\n", "\u{85}", "\u{2028}",
  ]

  /// Invisible characters, to be put into a visible text.
  static let invisible = [
    "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{202E}", "\u{2066}", "\u{2069}",
    "\u{200E}",
    "\u{61C}", "\u{180E}", "\u{3164}", "\u{115F}", "\u{FE0F}", "\u{E0001}", "\u{E0041}", "\u{0}", "\u{7}", "\u{1B}",
    "\u{7F}",
    "\u{E000}", "\u{378}", "\u{FFFE}", "\u{10FFFF}", "\u{206A}", "\u{1D173}", "\u{34F}",
  ]

  static let plain = ["order_1", "INV-2031", "用户一", "заказ", "a", "0", "x", "طلب", "ลำดับ", "注文", "주문", "café", "test"]
}
