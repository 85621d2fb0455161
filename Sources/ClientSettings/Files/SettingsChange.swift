import Glibc
import JSON

/// An addition to a file of settings, or a removal from it: first planned, then carried out.
package struct SettingsChange: Sendable {
  package enum Action: Sendable {
    case add(ServerDefinition)
    case remove(name: String)
  }

  /// What has become of the file.
  package struct Outcome: Sendable {
    /// The content before and after; nil if there is no file.
    package let before: [UInt8]?
    package let after: [UInt8]?
    /// The path of the copy that was made, or nil.
    package let backup: String?
    /// The path of the copy that was made before the first change, or nil.
    package var firstBackup: String?
    /// Whether a server of the name stood in the settings before.
    package var hadEntry = false

    package var isChange: Bool { before != after }
  }

  /// How often a change is planned anew because another program has written the file.
  private static let attempts = 5

  private let client: Client
  private let path: String
  private let action: Action

  package init(_ client: Client, path: String, action: Action) {
    (self.client, self.path, self.action) = (client, path, action)
  }

  /// The outcome that carrying out would have. Nothing is written.
  package func planned() throws(SettingsError) -> Outcome {
    let plan = try plan()
    return Outcome(before: plan.file.bytes, after: plan.after, backup: nil, hadEntry: plan.hadEntry)
  }

  /// Changes the file. If nothing has to change, nothing is written.
  ///
  /// - Parameters:
  ///   - mode: the permissions of a file that is new.
  ///   - now: seconds since 1970, for the name of the copy.
  package func carryOut(mode: UInt32, now: Int = time(nil)) throws(SettingsError) -> Outcome {
    for _ in 1...Self.attempts {
      let plan = try plan()
      guard plan.after != plan.file.bytes else {
        return Outcome(before: plan.after, after: plan.after, backup: nil, hadEntry: plan.hadEntry)
      }
      let backup = plan.needsBackup ? try SettingsBackups(of: plan.file).add(plan.file, now: now) : nil
      if try write(plan, mode) {
        if let restored = plan.restored { unlink(restored) }
        return Outcome(
          before: plan.file.bytes, after: plan.after, backup: backup,
          firstBackup: SettingsBackups(of: plan.file).oldest,
          hadEntry: plan.hadEntry)
      }
      if let backup { unlink(backup) }
    }
    throw .changed(path: path)
  }

  private func write(_ plan: Plan, _ mode: mode_t) throws(SettingsError) -> Bool {
    guard let after = plan.after else { return try plan.file.remove() }
    return try plan.file.replace(with: after, mode: mode)
  }

  // MARK: Planning

  private struct Plan {
    let file: SettingsFile
    let after: [UInt8]?
    var needsBackup = false
    var hadEntry = false
    /// The copy whose content the file gets again, and which is then needed no longer.
    var restored: String?
  }

  private func plan() throws(SettingsError) -> Plan {
    let file = try SettingsFile(reading: path)
    return switch action {
    case .add(let server): try plan(adding: server, to: file)
    case .remove(let name): try plan(removing: name, from: file)
    }
  }

  private func plan(adding server: ServerDefinition, to file: SettingsFile) throws(SettingsError) -> Plan {
    let bytes = file.bytes ?? []
    let edit = try client.edit(server, in: bytes)
    let existing = try client.existingEdit(server.name, in: bytes)
    let after = try adding(edit, over: existing, to: bytes)
    return Plan(
      file: file, after: after, needsBackup: file.bytes != nil && after != bytes, hadEntry: existing != nil)
  }

  /// - Parameter existing: the entry that stands there; if it cannot be changed, the error names what it has.
  private func adding(
    _ edit: SettingsEdit, over existing: SettingsEdit?, to bytes: [UInt8]
  ) throws(SettingsError) -> [UInt8] {
    do {
      return try client.format.adding(edit, to: bytes)
    } catch {
      guard case .unsupportedForm = error, let existing, !existing.entry.isEmpty else { throw error }
      throw .entryNotEdited(name: edit.name, members: existing.entry.members.map(\.name))
    }
  }

  private func plan(removing name: String, from file: SettingsFile) throws(SettingsError) -> Plan {
    guard let bytes = file.bytes, let edit = try client.existingEdit(name, in: bytes) else {
      return Plan(file: file, after: file.bytes)
    }
    let copies = SettingsBackups(of: file).all
    for copy in copies where restores(copy.bytes ?? [], bytes, edit) {
      return Plan(file: file, after: copy.bytes, restored: copy.path)
    }
    if copies.isEmpty, restores([], bytes, edit) { return Plan(file: file, after: nil) }
    let input = edit.input == nil ? nil : EntryForm.keyInput["id"]?.string
    for copy in copies {
      guard let after = undoing(edit, since: copy.bytes ?? [], in: bytes) else { continue }
      return Plan(file: file, after: after, needsBackup: true)
    }
    let after = try client.format.removing(edit.container + [name], input: input, from: bytes)
    return Plan(file: file, after: after, needsBackup: true)
  }

  /// Whether the edit has made the bytes of the copy into those of the file.
  private func restores(_ copy: [UInt8], _ bytes: [UInt8], _ edit: SettingsEdit) -> Bool {
    lacks(edit.name, copy) && (try? client.format.adding(edit, to: copy)) == bytes
  }

  /// Takes out what the edit had inserted into the copy, though the file has changed elsewhere since. Nil if that text
  /// is no longer there once, or if it would not take the entry away.
  private func undoing(_ edit: SettingsEdit, since copy: [UInt8], in bytes: [UInt8]) -> [UInt8]? {
    guard lacks(edit.name, copy), let written = try? client.format.adding(edit, to: copy), written.count > copy.count
    else { return nil }
    let start = zip(copy, written).prefix { $0 == $1 }.count
    let inserted = written[start..<(start + written.count - copy.count)]
    guard written[..<start] + written[inserted.endIndex...] == copy[...],
      let found = bytes.firstRange(of: inserted), bytes[found.upperBound...].firstRange(of: inserted) == nil
    else { return nil }
    let after = Array(bytes[..<found.lowerBound] + bytes[found.upperBound...])
    return lacks(edit.name, after) ? after : nil
  }

  /// Whether the text can be read and has no server of that name.
  private func lacks(_ name: String, _ bytes: [UInt8]) -> Bool {
    do {
      return try client.existingEdit(name, in: bytes) == nil
    } catch {
      return false
    }
  }
}
