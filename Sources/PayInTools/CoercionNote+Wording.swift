import JSONSchema
import PayIn

extension CoercionNote {
  var sentence: Wording {
    Wording(verbatim: "\(message).")
  }
}
