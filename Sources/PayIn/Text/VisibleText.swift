import Formats
import JSON

/// Finds the characters of a text that a person can see. Pure.
///
/// A few invisible characters shape the ones beside them and are part of how a word or an emoji is written. They count as
/// visible where they stand in their place, and nowhere else (compare RFC 5892, appendix A, and UTS #51, section 2):
/// joiners between emoji, between letters of joining scripts and after a virama; variation selectors after an emoji or an
/// ideograph; the tags of the three flags of Great Britain.
package struct VisibleText: Sendable {
  private let scalars: [Unicode.Scalar]

  package init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  /// The text on one line, as far as a person sees it: white space of any kind is a space, the rest of what is
  /// invisible is left out.
  package static func visible(_ text: String) -> String {
    if text.hasOnlyBytes({ 0x20..<0x7F ~= $0 }) { return text }
    let text = VisibleText(text)
    var result = String.UnicodeScalarView()
    for (index, scalar) in text.scalars.enumerated() {
      if scalar.properties.isWhitespace {
        result.append(" ")
      } else if !text.isHidden(at: index) {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The first invisible character and its position from 1; nil if there is none.
  package var firstHidden: (scalar: Unicode.Scalar, position: Int)? {
    scalars.indices.first(where: isHidden).map { (scalars[$0], $0 + 1) }
  }

  private func isHidden(at index: Int) -> Bool {
    scalars[index].isInvisible && !shapesItsNeighbours(at: index)
  }

  private func shapesItsNeighbours(at index: Int) -> Bool {
    switch scalars[index].value {
    case 0x200C: isBetweenJoiningLetters(index)
    case 0x200D: isBetweenJoiningLetters(index) || isBetweenEmoji(index)
    case 0xFE0E, 0xFE0F: isAfterEmoji(index)
    case 0xFE00...0xFE02, 0xE0100...0xE01EF: scalar(index - 1)?.properties.isIdeographic == true
    case 0xE0020...0xE007F: isTagOfAFlag(index)
    default: false
    }
  }

  private func scalar(_ index: Int) -> Unicode.Scalar? {
    scalars.indices.contains(index) ? scalars[index] : nil
  }
}

extension VisibleText {
  /// Scripts whose letters join their neighbours: Arabic with its supplements, Syriac, N'Ko, Mongolian.
  private static let joiningScripts: [ClosedRange<UInt32>] = [
    0x0620...0x074F, 0x0750...0x077F, 0x07CA...0x07EA, 0x0860...0x08C7, 0x1820...0x18AA, 0xFB50...0xFDFB,
    0xFE70...0xFEFC,
  ]
  /// Canonical combining class of viramas (UAX #44, table 15).
  private static let virama = Unicode.CanonicalCombiningClass(rawValue: 9)

  private func isBetweenJoiningLetters(_ index: Int) -> Bool {
    guard let before = scalar(index - 1), let after = scalar(index + 1) else { return false }
    if before.properties.canonicalCombiningClass == Self.virama { return after.properties.isAlphabetic }
    return isJoining(before) && isJoining(after)
  }

  private func isJoining(_ scalar: Unicode.Scalar) -> Bool {
    Self.joiningScripts.contains { $0 ~= scalar.value } && !scalar.isInvisible
  }

  private func isBetweenEmoji(_ index: Int) -> Bool {
    var before = index - 1
    while let scalar = scalar(before), scalar.value == 0xFE0F || scalar.properties.isEmojiModifier { before -= 1 }
    return isPictograph(scalar(before)) && isPictograph(scalar(index + 1))
  }

  /// Digits, `#` and `*` are emoji by their property as well; they are only where a keycap follows.
  private func isAfterEmoji(_ index: Int) -> Bool {
    guard let before = scalar(index - 1), before.properties.isEmoji else { return false }
    return !before.isASCII || scalar(index + 1)?.value == 0x20E3
  }

  private func isPictograph(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { $0.properties.isEmoji && !$0.isASCII } ?? false
  }

  /// England, Scotland and Wales (UTS #51, annex B). Other tags could spell invisible words.
  private static let flags = ["gbeng", "gbsct", "gbwls"].map { name in
    name.unicodeScalars.map { 0xE0000 + $0.value } + [0xE007F]
  }

  private func isTagOfAFlag(_ index: Int) -> Bool {
    guard let flag = scalars[..<index].lastIndex(where: { $0.value == 0x1F3F4 }), index - flag <= 6 else {
      return false
    }
    let tags = scalars[(flag + 1)...].prefix(6).map(\.value)
    return Self.flags.contains(tags)
  }
}
