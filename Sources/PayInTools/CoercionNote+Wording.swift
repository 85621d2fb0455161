import JSONSchema
import PayIn

extension CoercionNote {
  /// What was understood, as a sentence.
  var sentence: Wording {
    Wording(raw: "\(message).", chinese)
  }

  private var chinese: String {
    let (place, digits) = (pointer.place ?? "该值", excerpt)
    return switch reading {
    case .numberAsText: "\(place) 传入的是数字 \(digits)，已按文本 \(digits) 读取。"
    case .textAsNumber: "\(place) 传入的是文本 \(digits)，已按数字 \(digits) 读取。"
    }
  }
}
