import Foundation
import JSON
import TestSupport

enum ParsingSuite {
  static let folder = OracleFolder.named("json-test-suite")

  static func files(_ prefix: String) throws -> [(name: String, text: ParsedText)] {
    guard let folder else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".json") }
      .map { ($0, ParsedText([UInt8](try Data(contentsOf: folder.appending(path: $0))))) }
  }

  /// A file that RFC 8259 lets a parser accept or refuse; nil means that we accept it.
  struct Decision {
    let name: String
    let error: JSONError.Code?
    let reason: String
  }

  static let decisions = [
    decide(
      nil, "a number is its literal, so none is too large or too small",
      [
        "number_double_huge_neg_exp", "number_huge_exp", "number_neg_int_huge_exp", "number_pos_double_huge_exp",
        "number_real_neg_overflow", "number_real_pos_overflow", "number_real_underflow", "number_too_big_neg_int",
        "number_too_big_pos_int", "number_very_big_negative_int",
      ]),
    decide(
      .loneSurrogate, "half a surrogate pair is no character, and UTF-8 cannot carry it",
      [
        "object_key_lone_2nd_surrogate", "string_1st_surrogate_but_2nd_missing",
        "string_1st_valid_surrogate_2nd_invalid", "string_incomplete_surrogate_and_escape_valid",
        "string_incomplete_surrogate_pair", "string_incomplete_surrogates_escape_valid",
        "string_invalid_lonely_surrogate", "string_invalid_surrogate", "string_inverted_surrogates_U+1D11E",
        "string_lone_second_surrogate",
      ]),
    decide(
      .invalidUTF8, "a text is UTF-8 (section 8.1), and a replaced character would be another text",
      [
        "string_UTF-8_invalid_sequence", "string_UTF8_surrogate_U+D800", "string_invalid_utf-8", "string_iso_latin_1",
        "string_lone_utf8_continuation_byte", "string_not_in_unicode_range", "string_overlong_sequence_2_bytes",
        "string_overlong_sequence_6_bytes", "string_overlong_sequence_6_bytes_null", "string_truncated-utf-8",
      ]),
    decide(
      .unexpectedByte, "UTF-16 and the byte order mark are not UTF-8 JSON (section 8.1)",
      [
        "string_UTF-16LE_with_BOM", "string_utf16BE_no_BOM", "string_utf16LE_no_BOM",
        "structure_UTF-8_BOM_empty_object",
      ]),
    decide(.tooDeep, "128 levels fit any thread's stack (section 9)", ["structure_500_nested_arrays"]),
  ].flatMap(\.self)

  private static func decide(_ error: JSONError.Code?, _ reason: String, _ names: [String]) -> [Decision] {
    names.map { Decision(name: "i_\($0).json", error: error, reason: reason) }
  }
}
