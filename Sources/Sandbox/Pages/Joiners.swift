/// Invisible characters that change how their neighbours look, where they belong (UTS 51, sections 1.4 and 2; Unicode
/// 15, section 23.2).
enum Joiners {
  private static let joiner: Unicode.Scalar = "\u{200D}"
  private static let nonJoiner: Unicode.Scalar = "\u{200C}"
  private static let emojiStyle: Unicode.Scalar = "\u{FE0F}"
  private static let keycap: Unicode.Scalar = "\u{20E3}"
  private static let blackFlag: Unicode.Scalar = "\u{1F3F4}"
  private static let endOfTags: Unicode.Scalar = "\u{E007F}"

  /// Scripts whose letters take another form beside each other: Arabic, Syriac, N'Ko, Mandaic, Mongolian, Phags-pa,
  /// Hanifi Rohingya and Adlam.
  private static let joiningScripts: [ClosedRange<UInt32>] = [
    0x0600...0x07FF, 0x0840...0x08FF, 0x1800...0x18AF, 0xA840...0xA87F, 0xFB50...0xFDFF, 0xFE70...0xFEFC,
    0x10D00...0x10D3F, 0x1E900...0x1E95F, 0x1EE00...0x1EEFF,
  ]

  /// Whether an invisible character belongs between what was kept before it and the character after it.
  static func joins(
    _ scalar: Unicode.Scalar, _ before: String.UnicodeScalarView, _ after: Unicode.Scalar?
  ) -> Bool {
    switch scalar {
    case emojiStyle: takesEmojiStyle(before.last, after)
    case joiner: joinsEmoji(before, after) || joinsLetters(before, after)
    case nonJoiner: joinsLetters(before, after)
    default: false
    }
  }

  /// The flag of a part of a country at the beginning: a black flag, letters and digits as tags, and their end.
  static func flag(in scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
    guard scalars.first == blackFlag else { return nil }
    let tags = scalars.dropFirst().prefix {
      (0xE0030...0xE0039).contains($0.value) || (0xE0061...0xE007A).contains($0.value)
    }
    guard (3...6).contains(tags.count), scalars.dropFirst(1 + tags.count).first == endOfTags else { return nil }
    return scalars.prefix(tags.count + 2)
  }

  /// A digit takes it only as part of a keycap.
  private static func takesEmojiStyle(_ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool {
    guard let before, before.properties.isEmoji else { return false }
    return !before.isASCII || after == keycap
  }

  private static func joinsEmoji(_ before: String.UnicodeScalarView, _ after: Unicode.Scalar?) -> Bool {
    guard let after, isEmoji(after) else { return false }
    return before.last == emojiStyle ? before.dropLast().last.map(isEmoji) == true : before.last.map(isEmoji) == true
  }

  private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && scalar.properties.isEmoji
  }

  /// After a virama it chooses the form of a consonant; between letters that join, whether they do.
  private static func joinsLetters(_ before: String.UnicodeScalarView, _ after: Unicode.Scalar?) -> Bool {
    guard let last = before.last else { return false }
    if last.properties.canonicalCombiningClass == .virama { return true }
    guard let after, isJoiningLetter(after) else { return false }
    return before.last { $0.properties.generalCategory != .nonspacingMark }.map(isJoiningLetter) == true
  }

  private static func isJoiningLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic && joiningScripts.contains { $0.contains(scalar.value) }
  }
}
