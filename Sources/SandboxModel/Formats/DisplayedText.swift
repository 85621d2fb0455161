/// Makes text safe to show in a page or a terminal. Never for text that is stored, compared, sent or copied.
package enum DisplayedText {
  /// Returns the text on one line, without characters that are invisible or that reorder the text around them: those of
  /// the categories Cc, Cf, Co and Cn, separators of lines and paragraphs, and default-ignorable ones. Joiners stay
  /// where emoji and letters need them: see `Joiners`. A tab or a line break becomes a space.
  package static func sanitize(_ text: String) -> String {
    // Fast path: most text is printable ASCII.
    if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text }
    let scalars = Array(text.unicodeScalars)
    var shown = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if let flag = Joiners.flag(in: scalars[index...]) {
        shown.append(contentsOf: flag)
        index += flag.count
        continue
      }
      index += 1
      if isBreak(scalar) {
        shown.append(" ")
      } else if !isHidden(scalar) || Joiners.joins(scalar, shown, index < scalars.count ? scalars[index] : nil) {
        shown.append(scalar)
      }
    }
    return String(shown)
  }

  /// Sanitizes each line. Line breaks of any kind become line feeds.
  package static func sanitizeLines(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { sanitize(String($0)) }.joined(separator: "\n")
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .unassigned, .surrogate: true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}

/// Invisible characters that change the form of their neighbours, and the places where they belong (UTS 51, sections
/// 1.4 and 2; Unicode 15, section 23.2).
enum Joiners {
  private static let joiner: Unicode.Scalar = "\u{200D}"
  private static let nonJoiner: Unicode.Scalar = "\u{200C}"
  private static let emojiStyle: Unicode.Scalar = "\u{FE0F}"
  private static let keycap: Unicode.Scalar = "\u{20E3}"
  private static let blackFlag: Unicode.Scalar = "\u{1F3F4}"
  private static let endOfTags: Unicode.Scalar = "\u{E007F}"

  /// The scripts whose letters change their form beside each other: Arabic, Syriac, N'Ko, Mandaic, Mongolian, Phags-pa,
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

  /// The flag of a region at the beginning of the text: a black flag, letters and digits as tags, and an end tag.
  static func flag(in scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
    guard scalars.first == blackFlag else { return nil }
    let tags = scalars.dropFirst().prefix {
      (0xE0030...0xE0039).contains($0.value) || (0xE0061...0xE007A).contains($0.value)
    }
    guard (3...6).contains(tags.count), scalars.dropFirst(1 + tags.count).first == endOfTags else { return nil }
    return scalars.prefix(tags.count + 2)
  }

  /// Whether an emoji selector belongs here. After a digit it does so only in a keycap.
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

  /// Whether a joiner belongs here: after a virama, where it chooses the form of a consonant, and between letters of a
  /// joining script.
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
