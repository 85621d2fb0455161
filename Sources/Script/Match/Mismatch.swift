package import JSON

/// The first place, in the order of the pattern, where a value is not what a pattern says.
package struct Mismatch: Sendable, Equatable {
  package enum Reason: Sendable, Equatable {
    case missingMember
    /// A member is there that must be absent.
    case presentMember
    case otherType
    case otherValue
    /// The length of a text, an array or an object is out of the bounds.
    case wrongLength(Int)
    case missingElement
    case unexpectedElement
    /// No element of an array fits the pattern.
    case noFittingElement
    /// Each pattern fits some element, but there are not enough elements for all.
    case noAssignment
    case notContained
    /// The value fits a pattern that it must not fit.
    case fitsExcluded
    /// A name in `${…}` that has no value.
    case missingCapture(String)
  }

  package let path: ValuePath
  package let reason: Reason
  /// The pattern there, as a script has it.
  package let expected: Pattern?
  /// The value there, or nil if there is none.
  package let actual: JSONValue?
}

extension Mismatch {
  /// What is wrong, in a few words.
  package var reasonText: BilingualText {
    switch reason {
    case .missingMember: BilingualText("the member is missing", "缺少该成员")
    case .presentMember: BilingualText("the member must be absent", "该成员不应存在")
    case .otherType: BilingualText("it has another type", "类型不同")
    case .otherValue: BilingualText("it has another value", "值不同")
    case .wrongLength(let length): BilingualText("its length is \(length)", "长度为 \(length)")
    case .missingElement: BilingualText("an element is missing", "缺少一个元素")
    case .unexpectedElement: BilingualText("there are more elements than expected", "元素多于预期")
    case .noFittingElement: BilingualText("no element fits", "没有匹配的元素")
    case .noAssignment:
      BilingualText("several patterns fit only the same elements", "多个模式只匹配相同的元素")
    case .notContained: BilingualText("it does not contain this", "其中不含所需内容")
    case .fitsExcluded: BilingualText("it is what it must not be", "与被排除的模式相符")
    case .missingCapture(let name): BilingualText("`${\(name)}` has no value", "`${\(name)}` 没有值")
    }
  }
}
